import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { createToken, listTokens, type RehearsalClock, revokeToken } from '../../admin/index.js';
import { formatInstant } from '../../calendar/index.js';
import { nothing } from '../compilers.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import * as schemas from '../schemas/register.js';
import { tokenView } from '../views/register.js';

const tags = ['Quản trị'];
const config = { scopes: ['admin'] } as const;

const list = { tags, summary: 'Các mã truy cập', response: { 200: schemas.tokenList, ...problemsAnd({}) } };

const create = {
  tags,
  summary: 'Cấp mã truy cập; mã chỉ hiện một lần',
  body: schemas.tokenOrder,
  response: { 201: schemas.newToken, ...problemsAnd({ 422: 'Không có cán bộ hoặc đơn vị này' }) },
};

const revoke = {
  tags,
  summary: 'Thu hồi mã truy cập, có hiệu lực ngay',
  params: schemas.tokenParams,
  response: { 204: z.null().describe('Đã thu hồi'), ...problemsAnd({ 404: 'Không có mã này' }) },
};

/** Tokens: who may come in. */
export const tokenRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/tokens', { config, schema: list }, async () => ({ tokens: listTokens(parts).map(tokenView) }));

    app.post('/tokens', { config, schema: create }, async (request, reply) => {
      const { token, record } = createToken(parts, request.body);
      reply.code(201).header('location', `/api/v1/tokens/${record.id}`);
      return { ...tokenView(record), token };
    });

    app.delete('/tokens/:id', { config, schema: revoke }, async (request, reply) => {
      revokeToken(parts, request.params.id);
      return reply.code(204).serializer(nothing).send(null);
    });
  };

const move = {
  tags: ['Diễn tập'],
  summary: 'Chuyển đồng hồ diễn tập tới một thời điểm sau',
  body: schemas.rehearsalClock,
  response: { 200: schemas.rehearsalClockNow, ...problemsAnd({ 409: 'Thời điểm đã qua' }) },
};

/** The rehearsal's clock; mounted in rehearsals and never otherwise. */
export const rehearsalRoutes =
  (clock: RehearsalClock): FastifyPluginAsyncZod =>
  async (app) => {
    app.put('/rehearsal/clock', { config, schema: move }, async ({ body }) => {
      clock.moveTo(body.now);
      return { now: formatInstant(clock.now()) };
    });
  };
