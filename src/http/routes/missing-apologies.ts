import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { missingApologies } from '../../supervision/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { apologyPage, apologyQuery } from '../schemas/figures.js';
import { apologyPageView } from '../views/apologies.js';

const schema = {
  tags: ['Theo dõi'],
  summary: 'Hồ sơ quá hạn chưa có văn bản xin lỗi và hẹn lại, và tỷ lệ của chúng',
  querystring: apologyQuery,
  response: {
    200: apologyPage,
    ...problemsAnd({ 404: 'Không có đơn vị này', 422: 'Cần nêu "unit"' }),
  },
};

/** Which overdue dossiers are owed an apology and have none (K3). */
export const missingApologyRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/missing-apologies',
      { config: { scopes: ['supervision'] }, schema },
      async ({ query, actor }) => {
        const asOf = query.asOf ?? parts.now();
        return apologyPageView(missingApologies(parts, { ...query, asOf }, actor));
      },
    );
  };
