import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { notices } from '../../supervision/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { noticePage, noticeQuery } from '../schemas/notices.js';
import { noticePageView } from '../views/notices.js';

const schema = {
  tags: ['Theo dõi'],
  summary: 'Nhắc việc, cảnh báo và những gì tự xảy ra khi hết hạn, mới nhất trước',
  querystring: noticeQuery,
  response: { 200: noticePage, ...problemsAnd({ 404: 'Không có đơn vị hoặc cán bộ này' }) },
};

/** What befell dossiers by itself, for whoever may see them. */
export const noticeRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const config = { scopes: ['casework', 'supervision'] } as const;
    app.get('/notices', { config, schema }, async ({ query, actor }) => {
      const page = notices(parts, query, actor);
      return noticePageView(page, { registry: parts.registry.current(), catalogue: parts.catalogue });
    });
  };
