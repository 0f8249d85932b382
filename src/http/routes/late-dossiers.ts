import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { lateDossiers } from '../../supervision/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { latePage, lateQuery } from '../schemas/figures.js';
import { latePageView } from '../views/late.js';

const schema = {
  tags: ['Theo dõi'],
  summary: 'Hồ sơ quá hạn và đã giải quyết trễ: trễ bao lâu, ai đang giữ, vì sao',
  querystring: lateQuery,
  response: {
    200: latePage,
    ...problemsAnd({ 404: 'Không có đơn vị hoặc cán bộ này', 422: 'Cần nêu "unit"' }),
  },
};

/** Which dossiers are late and why. */
export const lateDossierRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/late-dossiers', { config: { scopes: ['supervision'] }, schema }, async ({ query, actor }) => {
      const asOf = query.asOf ?? parts.now();
      const page = lateDossiers(parts, { ...query, asOf }, actor);
      return latePageView(page, asOf, { registry: parts.registry.current(), catalogue: parts.catalogue });
    });
  };
