import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { localDateOf } from '../../calendar/index.js';
import { listProcedures } from '../../lookup/index.js';
import { negotiate } from '../accept.js';
import { nothing } from '../compilers.js';
import { isKnown, textEtag } from '../headers.js';
import { procedurePage } from '../pages/procedure.js';
import { proceduresPage } from '../pages/procedures.js';
import { PAGE_POLICY } from '../pages/shell.js';
import type { Parts } from '../parts.js';
import { publicList, publicProcedure } from '../schemas/catalogue.js';
import { onlyProblems, TOO_MANY } from '../schemas/common.js';
import { dossierParams } from '../schemas/dossier.js';
import { publicLineView, publicProcedureView } from '../views/public.js';

const tags = ['Công khai'];
const security: [] = [];
const MEDIA = ['application/json', 'text/html'] as const;

const asJsonOrPage = (schema: z.ZodType) => ({
  description: 'Theo "Accept": JSON, hoặc cùng nội dung ở dạng trang HTML',
  content: { 'application/json': { schema }, 'text/html': { schema: z.string() } },
});
const unchanged = z.null().describe('Nội dung không đổi so với If-None-Match');

const list = {
  tags,
  security,
  summary: 'Công khai: các thủ tục hành chính đang có hiệu lực',
  response: {
    200: asJsonOrPage(publicList),
    304: unchanged,
    ...onlyProblems({ 406: 'Không có định dạng này', 429: TOO_MANY }),
  },
};

const one = {
  tags,
  security,
  summary: 'Công khai một thủ tục: các nội dung phải niêm yết (NĐ 63/2010 Điều 8.2)',
  params: dossierParams,
  response: {
    200: asJsonOrPage(publicProcedure),
    304: unchanged,
    ...onlyProblems({
      400: 'Yêu cầu không hợp lệ',
      404: 'Không có thủ tục này, hoặc không có phiên bản đang có hiệu lực',
      406: 'Không có định dạng này',
      429: TOO_MANY,
    }),
  },
};

/** What the law wants posted of procedures, for everybody: no token is asked for. */
export const publicRoutes =
  ({ catalogue, registry, now }: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/procedures', { schema: list }, async (request, reply) => {
      const inForce = listProcedures(catalogue, now()).filter((listed) => listed.inForce);
      const view = {
        on: localDateOf(now()),
        procedures: inForce.map(({ procedure }) => publicLineView(procedure)),
      };
      return answer(request, reply, view, () => proceduresPage(view));
    });

    app.get('/procedures/:code', { schema: one }, async (request, reply) => {
      const procedure = catalogue.inForce(request.params.code, localDateOf(now()));
      const view = publicProcedureView(procedure, registry.current());
      return answer(request, reply, view, () => procedurePage(view));
    });
  };

/** The same content as JSON or as a page, each with an ETag of its own. */
function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  view: object,
  asPage: () => string,
): FastifyReply {
  const media = negotiate(request.headers.accept, MEDIA);
  const text = media === 'text/html' ? asPage() : JSON.stringify(view);
  const etag = textEtag(text);
  reply.headers({ etag, vary: 'accept', 'cache-control': 'public, no-cache' });
  // Also with a 304: a browser gives the page it kept the headers of the newest answer.
  if (media === 'text/html') reply.header('content-security-policy', PAGE_POLICY);
  if (isKnown(request, etag)) return reply.code(304).serializer(nothing).send(null);
  if (media === 'application/json') return reply.send(view);
  return reply.type('text/html; charset=utf-8').send(text);
}
