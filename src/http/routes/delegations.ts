import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { delegate, listDelegations, revokeDelegation } from '../../casework/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import * as schemas from '../schemas/delegations.js';
import { delegationView } from '../views/delegations.js';

const tags = ['Làm thay'];
const deciding = { scopes: ['casework', 'admin'] } as const;
const reading = { scopes: ['casework', 'supervision', 'admin'] } as const;

const add = {
  tags,
  summary: 'Giao người làm thay khi cán bộ vắng mặt, trong các ngày đã định',
  body: schemas.delegationOrder,
  response: {
    201: schemas.delegation,
    ...problemsAnd({
      404: 'Không có đơn vị này',
      409: 'Trùng ngày với một lần giao khác, hoặc giao vòng tròn',
      422: 'Người, vai trò hoặc ngày không phù hợp',
    }),
  },
};

const list = {
  tags,
  summary: 'Các lần giao người làm thay, cả đã hết hiệu lực',
  querystring: schemas.delegationQuery,
  response: { 200: schemas.delegationList, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
};

const revoke = {
  tags,
  summary: 'Thu hồi việc giao, có hiệu lực ngay; bước đã giao không quay lại',
  params: schemas.delegationParams,
  response: {
    200: schemas.delegation,
    ...problemsAnd({ 404: 'Không có lần giao này', 409: 'Đã hết hiệu lực' }),
  },
};

/** Who stands in for whom: decided by leaders and heads of rooms, or by the administrator. */
export const delegationRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/delegations', { config: deciding, schema: add }, async ({ body, actor }, reply) => {
      const made = delegate(parts, body, actor);
      reply.code(201);
      return delegationView(made, parts.now());
    });

    app.get('/delegations', { config: reading, schema: list }, async ({ query, actor }) => ({
      delegations: listDelegations(parts, query, actor).map((one) => delegationView(one, parts.now())),
    }));

    app.post('/delegations/:id/revoke', { config: deciding, schema: revoke }, async ({ params, actor }) =>
      delegationView(revokeDelegation(parts, params.id, actor), parts.now()),
    );
  };
