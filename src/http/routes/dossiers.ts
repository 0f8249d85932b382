import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  allowedFor,
  Authorized,
  giveCommand,
  listDossiers,
  readClock,
  readDossier,
  readHistory,
} from '../../casework/index.js';
import { receiveDossier } from '../../desk/index.js';
import { commandSchema, openingSchema } from '../../dossier/index.js';
import type { Committed } from '../../ledger/index.js';
import { etagOf, runOptions } from '../headers.js';
import type { Parts } from '../parts.js';
import { clock } from '../schemas/clock.js';
import { problems, problemsAnd } from '../schemas/common.js';
import * as schemas from '../schemas/dossier.js';
import { clockView } from '../views/clock.js';
import { dossierView, historyView, lineView } from '../views/dossier.js';

const unknown = { 404: 'Không có hồ sơ này, hoặc không thuộc phạm vi của người gọi' };
const refused = { 422: 'Nội dung chưa đủ hoặc không phù hợp', 503: 'Dịch vụ đang dừng' };

/** Dossiers: the desk receives them, those who hold a step act on them, whoever may see them reads them. */
export const dossierRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const tags = ['Hồ sơ'];
    const writing = { scopes: ['casework'] } as const;
    const reading = { scopes: ['casework', 'supervision'] } as const;
    const authorized = (request: FastifyRequest<{ Params: { code: string } }>): Authorized =>
      Authorized.dossier(request.params.code, request.actor, parts);

    const answer = ({ dossier, replayed }: Committed, request: FastifyRequest, reply: FastifyReply) => {
      reply.header('etag', etagOf(dossier.version));
      if (replayed) reply.header('idempotency-replayed', 'true');
      return dossierView(dossier, allowedFor(parts, dossier, request.actor), parts);
    };

    app.post(
      '/dossiers',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Tiếp nhận hồ sơ, hoặc từ chối tiếp nhận có lý do',
          headers: schemas.openingHeaders,
          body: openingSchema,
          response: {
            201: schemas.dossier,
            ...problemsAnd({ 404: 'Không có thủ tục hoặc đơn vị này', ...refused }),
          },
        },
      },
      async (request, reply) => {
        const options = runOptions(request, 'dossiers', request.body);
        const committed = await receiveDossier(parts, request.body, request.actor, options);
        reply.code(201).header('location', `/api/v1/dossiers/${encodeURIComponent(committed.dossier.code)}`);
        return answer(committed, request, reply);
      },
    );

    app.get(
      '/dossiers',
      {
        config: reading,
        schema: {
          tags,
          summary: 'Danh sách hồ sơ người gọi được xem, mới nhất trước',
          querystring: schemas.dossierQuery,
          response: { 200: schemas.dossierPage, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
        },
      },
      async (request) => {
        const page = listDossiers(parts, request.query, request.actor);
        return { dossiers: page.lines.map(lineView), next: page.next };
      },
    );

    app.get(
      '/dossiers/:code',
      {
        config: reading,
        schema: {
          tags,
          summary: 'Một hồ sơ, kèm các thao tác người gọi được làm',
          params: schemas.dossierParams,
          response: { 200: z.union([schemas.dossier, schemas.oldDossier]), ...problemsAnd(unknown) },
        },
      },
      async (request, reply) => {
        const found = readDossier(parts, authorized(request));
        if (found.kind === 'dossier') {
          return answer({ dossier: found.dossier, head: '', replayed: false }, request, reply);
        }
        reply.header('etag', etagOf(found.line.version));
        return { ...lineView(found.line), allowedCommands: [] };
      },
    );

    app.post(
      '/dossiers/:code/commands',
      {
        config: writing,
        schema: {
          tags,
          summary: 'Thực hiện một thao tác trên hồ sơ',
          params: schemas.dossierParams,
          headers: schemas.commandHeaders,
          body: commandSchema,
          response: {
            200: schemas.dossier,
            ...problemsAnd({
              ...unknown,
              ...refused,
              409: 'Không thực hiện được lúc này; "allowed" nêu việc được làm',
              412: 'Hồ sơ đã đổi so với If-Match',
            }),
          },
        },
      },
      async (request, reply) => {
        const options = runOptions(request, request.params.code, request.body);
        return answer(await giveCommand(parts, authorized(request), request.body, options), request, reply);
      },
    );

    app.get(
      '/dossiers/:code/history',
      {
        config: reading,
        schema: {
          tags,
          summary: 'Lịch sử hồ sơ, cũ nhất trước, mỗi sự kiện nối với sự kiện trước bằng mã băm',
          params: schemas.dossierParams,
          response: { 200: schemas.history, ...problemsAnd(unknown) },
        },
      },
      async (request) => historyView(request.params.code, readHistory(parts, authorized(request))),
    );

    app.get(
      '/dossiers/:code/clock',
      {
        config: reading,
        schema: {
          tags,
          summary: 'Đồng hồ hồ sơ: hạn trả, tạm dừng, và từng ngày được tính thế nào',
          params: schemas.dossierParams,
          response: { 200: clock, ...problemsAnd(unknown) },
        },
      },
      async (request) => clockView(request.params.code, readClock(parts, authorized(request))),
    );
    void problems;
  };
