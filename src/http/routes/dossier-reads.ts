import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  allowedFor,
  Authorized,
  listDossiers,
  readClock,
  readDossier,
  readHistory,
  reopeningsOf,
} from '../../casework/index.js';
import { etagOf } from '../headers.js';
import type { Parts } from '../parts.js';
import { clock } from '../schemas/clock.js';
import { problemsAnd } from '../schemas/common.js';
import * as schemas from '../schemas/dossier.js';
import { clockView } from '../views/clock.js';
import { dossierView, historyView, lineView } from '../views/dossier.js';

const config = { scopes: ['casework', 'supervision'] } as const;
const tags = ['Hồ sơ'];
const params = schemas.dossierParams;
const unknown = problemsAnd({ 404: 'Không có hồ sơ này, hoặc không thuộc phạm vi của người gọi' });

const list = {
  tags,
  summary: 'Danh sách hồ sơ người gọi được xem, mới nhất trước',
  querystring: schemas.dossierQuery,
  response: { 200: schemas.dossierPage, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
};

const read = {
  tags,
  summary: 'Một hồ sơ, kèm các thao tác người gọi được làm',
  params,
  response: { 200: z.union([schemas.dossier, schemas.oldDossier]), ...unknown },
};

const history = {
  tags,
  summary: 'Lịch sử hồ sơ, cũ nhất trước, mỗi sự kiện nối với sự kiện trước bằng mã băm',
  params,
  response: { 200: schemas.history, ...unknown },
};

const explained = {
  tags,
  summary: 'Đồng hồ hồ sơ: hạn trả, tạm dừng, và từng ngày được tính thế nào',
  params,
  response: { 200: clock, ...unknown },
};

/** What reads dossiers, for whoever may see them. */
export const dossierReadRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const authorized = ({ params, actor }: Pick<FastifyRequest<Coded>, 'params' | 'actor'>): Authorized =>
      Authorized.dossier(params.code, actor, parts);

    app.get('/dossiers', { config, schema: list }, async ({ query, actor }) => {
      const page = listDossiers(parts, query, actor);
      return { dossiers: page.lines.map(lineView), next: page.next };
    });

    app.get('/dossiers/:code', { config, schema: read }, async (request, reply) => {
      const found = readDossier(parts, authorized(request));
      if (found.kind === 'line') {
        reply.header('etag', etagOf(found.line.version));
        return { ...lineView(found.line), allowedCommands: [] };
      }
      reply.header('etag', etagOf(found.dossier.version));
      const { dossier } = found;
      const allowedCommands = allowedFor(parts, dossier, request.actor);
      return dossierView(
        dossier,
        { allowedCommands, reopenedAs: reopeningsOf(parts, dossier, request.actor) },
        parts,
      );
    });

    app.get('/dossiers/:code/history', { config, schema: history }, async (request) =>
      historyView(request.params.code, readHistory(parts, authorized(request))),
    );

    app.get('/dossiers/:code/clock', { config, schema: explained }, async (request) =>
      clockView(request.params.code, readClock(parts, authorized(request))),
    );
  };

type Coded = { Params: { code: string } };
