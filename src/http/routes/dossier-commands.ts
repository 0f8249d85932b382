import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { allowedFor, giveCommand, reopeningsOf } from '../../casework/index.js';
import { beginDossier } from '../../desk/index.js';
import { commandSchema, newDossierSchema } from '../../dossier/index.js';
import type { Committed } from '../../ledger/index.js';
import { etagOf, runOptions, wantsWhole } from '../headers.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import * as schemas from '../schemas/dossier.js';
import { type DossierView, dossierView, type StandingView, standingView } from '../views/dossier.js';

const config = { scopes: ['casework'] } as const;
const refused = { 422: 'Nội dung chưa đủ hoặc không phù hợp', 503: 'Dịch vụ đang dừng' };

const answerSchema = z.union([schemas.standing, schemas.dossier]);

const opening = {
  tags: ['Hồ sơ'],
  summary:
    'Tiếp nhận hồ sơ, từ chối có lý do, đăng ký hồ sơ chờ tiếp nhận, hoặc giải quyết lại sau khiếu nại',
  headers: schemas.openingHeaders,
  body: newDossierSchema,
  response: {
    201: answerSchema,
    ...problemsAnd({
      404: 'Không có thủ tục, đơn vị hoặc hồ sơ này',
      409: 'Hồ sơ cũ chưa thể giải quyết lại',
      ...refused,
    }),
  },
};

const command = {
  tags: ['Hồ sơ'],
  summary: 'Thực hiện một thao tác trên hồ sơ',
  params: schemas.dossierParams,
  headers: schemas.commandHeaders,
  body: commandSchema,
  response: {
    200: answerSchema,
    ...problemsAnd({
      404: 'Không có hồ sơ này, hoặc không thuộc phạm vi của người gọi',
      409: 'Không thực hiện được lúc này; "allowed" nêu việc được làm',
      412: 'Hồ sơ đã đổi so với If-Match',
      ...refused,
    }),
  },
};

/** What changes dossiers: the desk receives them, whoever holds a step acts on it. */
export const dossierCommandRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/dossiers', { config, schema: opening }, async (request, reply) => {
      const options = runOptions(request, 'dossiers', request.body);
      const committed = await beginDossier(parts, request.body, request.actor, options);
      reply.code(201).header('location', `/api/v1/dossiers/${encodeURIComponent(committed.dossier.code)}`);
      return answer(committed, request, reply, parts);
    });

    app.post('/dossiers/:code/commands', { config, schema: command }, async (request, reply) => {
      const { params, body, actor } = request;
      const options = runOptions(request, params.code, body);
      const committed = await giveCommand(parts, params.code, body, actor, options);
      return answer(committed, request, reply, parts);
    });
  };

function answer(
  { dossier, replayed }: Pick<Committed, 'dossier' | 'replayed'>,
  request: Pick<FastifyRequest, 'actor' | 'headers'>,
  reply: Pick<FastifyReply, 'header'>,
  parts: Parts,
): DossierView | StandingView {
  reply.header('etag', etagOf(dossier.version));
  if (replayed) reply.header('idempotency-replayed', 'true');
  const allowedCommands = allowedFor(parts, dossier, request.actor);
  if (!wantsWhole(request)) return standingView(dossier, allowedCommands, parts);
  reply.header('preference-applied', 'return=representation');
  const reopenedAs = reopeningsOf(parts, dossier, request.actor);
  return dossierView(dossier, { allowedCommands, reopenedAs }, parts);
}
