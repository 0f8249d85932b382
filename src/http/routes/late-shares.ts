import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { lateShares, type Shares } from '../../ranking/index.js';
import { negotiate } from '../accept.js';
import { nothing } from '../compilers.js';
import { isKnown } from '../headers.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { shares, sharesQuery } from '../schemas/figures.js';
import { SHARE_FORMS } from '../views/shares.js';

const FORMS = ['application/json', 'application/x-ndjson', 'text/csv'] as const;

const schema = {
  tags: ['Xếp loại'],
  summary: 'Tỷ lệ trễ hạn của từng đơn vị hoặc từng người: số hồ sơ trễ trên tổng số, là số nguyên',
  querystring: sharesQuery,
  response: {
    200: {
      description: 'Theo "Accept": JSON, mỗi dòng một JSON, hoặc CSV',
      content: {
        'application/json': { schema: shares },
        'application/x-ndjson': { schema: z.string() },
        'text/csv': { schema: z.string() },
      },
    },
    304: z.null().describe('Số liệu không đổi so với If-None-Match'),
    ...problemsAnd({ 406: 'Không có định dạng này' }),
  },
};

/** Figures for ranking jobs. */
export const lateShareRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/late-shares', { config: { scopes: ['figures'] }, schema }, async (request, reply) => {
      const form = negotiate(request.headers.accept, FORMS);
      const found = lateShares(parts, request.query);
      const etag = etagOf(found, form, request.query.asOf !== undefined);
      reply.headers({ etag, vary: 'accept', 'cache-control': 'private, no-cache' });
      if (isKnown(request, etag)) return reply.code(304).serializer(nothing).send(null);
      return sendAs(form, found, reply);
    });
  };

function sendAs(form: (typeof FORMS)[number], found: Shares, reply: FastifyReply): FastifyReply {
  if (form === 'text/csv') {
    reply.header(
      'content-disposition',
      `attachment; filename="late-shares-${found.query.by}-${found.from}-${found.to}.csv"`,
    );
  }
  return reply.type(`${form}; charset=utf-8`).send(SHARE_FORMS[form](found));
}

/** Weak: the same figures asked for "now" twice are the same, though the instant in them has moved on. */
function etagOf({ query, from, to, rules, rows, overall }: Shares, form: string, dated: boolean): string {
  const asOf = dated ? query.asOf : null;
  const said = JSON.stringify([form, query.by, query.basis, asOf, from, to, rules, overall, rows]);
  return `W/"${createHash('sha1').update(said).digest('base64url')}"`;
}
