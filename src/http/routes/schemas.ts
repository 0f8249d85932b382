import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { procedureDocumentJsonSchema } from '../../procedure/document/index.js';
import { nothing } from '../compilers.js';
import { isKnown, textEtag } from '../headers.js';
import { schemaList } from '../schemas/catalogue.js';
import { onlyProblems, TOO_MANY } from '../schemas/common.js';

const tags = ['Công khai'];
const security: [] = [];

const list = {
  tags,
  security,
  summary: 'Các lược đồ JSON đang công bố',
  response: { 200: schemaList, ...onlyProblems({ 429: TOO_MANY }) },
};

const procedure = {
  tags,
  security,
  summary: 'Lược đồ JSON của văn bản mô tả thủ tục',
  response: {
    200: {
      description: 'JSON Schema 2020-12',
      content: { 'application/schema+json': { schema: z.looseObject({}) } },
    },
    304: z.null().describe('Lược đồ không đổi so với If-None-Match'),
    ...onlyProblems({ 429: TOO_MANY }),
  },
};

const PROCEDURE = procedureDocumentJsonSchema() as { title: string; [field: string]: unknown };
const etag = textEtag(JSON.stringify(PROCEDURE));

/** The JSON Schemas of what an office may write, for editors and for whoever checks before publishing. */
export const schemaRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get('/schemas', { schema: list }, async () => ({
    schemas: [{ name: 'procedure', title: PROCEDURE.title, href: '/schemas/procedure.json' }],
  }));

  app.get('/schemas/procedure.json', { schema: procedure }, async (request, reply) => {
    reply.headers({ etag, 'cache-control': 'public, no-cache' });
    if (isKnown(request, etag)) return reply.code(304).serializer(nothing).send(null);
    return reply.type('application/schema+json; charset=utf-8').send(PROCEDURE);
  });
};
