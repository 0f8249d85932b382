import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Authorized } from '../../casework/index.js';
import { dossierSvg, oneStopShares, procedureSvg } from '../../lookup/index.js';
import { nothing } from '../compilers.js';
import { isKnown, textEtag } from '../headers.js';
import type { Parts } from '../parts.js';
import * as schemas from '../schemas/catalogue.js';
import { problemsAnd } from '../schemas/common.js';
import { dossierParams } from '../schemas/dossier.js';
import { oneStopShareView } from '../views/one-stop-share.js';

const tags = ['Tra cứu'];
const any = { scopes: 'any' } as const;
const cases = { scopes: ['casework', 'supervision'] } as const;

const svg = {
  description: 'Sơ đồ trạng thái, tiếng Việt',
  content: { 'image/svg+xml': { schema: z.string() } },
};

const ofProcedure = {
  tags,
  summary: 'Sơ đồ quy trình của một thủ tục',
  params: dossierParams,
  querystring: schemas.diagramQuery,
  response: {
    200: svg,
    304: z.null().describe('Sơ đồ không đổi so với If-None-Match'),
    ...problemsAnd({ 404: 'Không có thủ tục hoặc phiên bản này' }),
  },
};

const ofDossier = {
  tags,
  summary: 'Sơ đồ quy trình của một hồ sơ, đánh dấu bước đang xử lý',
  params: dossierParams,
  response: {
    200: svg,
    ...problemsAnd({
      404: 'Không có hồ sơ này, hoặc không thuộc phạm vi của người gọi',
      409: 'Hồ sơ của hệ thống cũ, không có quy trình',
    }),
  },
};

const share = {
  tags,
  summary: 'Tỷ lệ thủ tục đã công bố của đơn vị được giải quyết theo cơ chế một cửa',
  params: schemas.unitParams,
  response: { 200: schemas.oneStopShare, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
};

/** State diagrams, and how much of what is published goes through the one-stop. */
export const catalogueRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/procedures/:code/diagram.svg', { config: any, schema: ofProcedure }, async (request, reply) => {
      const drawing = await procedureSvg(parts, request.params.code, request.query.version);
      const etag = textEtag(drawing);
      reply.headers({ etag, 'cache-control': 'private, no-cache', 'content-security-policy': INERT });
      if (isKnown(request, etag)) return reply.code(304).serializer(nothing).send(null);
      return sendSvg(reply, drawing);
    });

    app.get(
      '/dossiers/:code/diagram.svg',
      { config: cases, schema: ofDossier },
      async ({ params, actor }, reply) => {
        const authorized = Authorized.dossier(params.code, actor, parts);
        return sendSvg(reply, await dossierSvg(parts, authorized));
      },
    );

    app.get('/units/:id/one-stop-share', { config: any, schema: share }, async ({ params }) => {
      const { catalogue, registry, now } = parts;
      const ports = { catalogue, registry: registry.current(), now: now() };
      return oneStopShareView(oneStopShares(ports, params.id));
    });
  };

/** An SVG opened by itself is a document of its own: it may load nothing and run nothing. */
const INERT = "default-src 'none'; sandbox; frame-ancestors 'none'";

function sendSvg(reply: FastifyReply, drawing: string): FastifyReply {
  reply.header('content-security-policy', INERT);
  return reply.type('image/svg+xml; charset=utf-8').send(drawing);
}
