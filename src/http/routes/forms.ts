import type { FastifyReply } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { Authorized } from '../../casework/index.js';
import {
  type FormContent,
  formPage,
  formSlug,
  listForms,
  type Pdf,
  printForm,
  printRegister,
  STYLE_HASH,
  voidNotice,
} from '../../documents/index.js';
import { negotiate } from '../accept.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { dossierParams } from '../schemas/dossier.js';
import * as schemas from '../schemas/forms.js';
import { formView } from '../views/forms.js';

const config = { scopes: ['casework', 'supervision'] } as const;
const tags = ['Biểu mẫu'];
const MEDIA = ['application/pdf', 'text/html'] as const;

const file = {
  description: 'Theo "Accept": tệp PDF, hoặc cùng nội dung ở dạng trang HTML',
  content: { 'application/pdf': { schema: z.string() }, 'text/html': { schema: z.string() } },
};

const list = {
  tags,
  summary: 'Các biểu mẫu của hồ sơ, theo lịch sử, kèm số và mã băm của những mẫu đã in',
  params: dossierParams,
  response: { 200: schemas.formList, ...problemsAnd({ 404: 'Không có hồ sơ này' }) },
};

const print = {
  tags,
  summary: 'In một biểu mẫu; lần đầu thì cấp số, các lần sau ra đúng bản đã cấp',
  params: schemas.formParams,
  querystring: schemas.formQuery,
  response: {
    200: file,
    ...problemsAnd({
      404: 'Không có hồ sơ, hoặc không có mẫu này ở sự kiện đó',
      406: 'Không có định dạng này',
      409: 'Hồ sơ của hệ thống cũ, không có lịch sử; hoặc bản chưa cấp đã bị thay',
    }),
  },
};

const register = {
  tags,
  summary: 'Sổ theo dõi hồ sơ của một bộ phận một cửa trong một kỳ',
  params: schemas.registerParams,
  querystring: schemas.registerQuery,
  response: {
    200: file,
    ...problemsAnd({ 404: 'Không có đơn vị này', 406: 'Không có định dạng này', 422: 'Kỳ quá dài' }),
  },
};

/** Forms of dossiers and the registers of desks, as files and as pages. */
export const formRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/dossiers/:code/forms', { config, schema: list }, async ({ params, actor }) => {
      const authorized = Authorized.dossier(params.code, actor, parts);
      return { forms: listForms(parts, authorized).map((listed) => formView(authorized.code, listed)) };
    });

    app.get('/dossiers/:code/forms/:form', { config, schema: print }, async (request, reply) => {
      const { params, query, actor, headers } = request;
      const media = negotiate(headers.accept, MEDIA);
      const authorized = Authorized.dossier(params.code, actor, parts);
      const { form, issued, content, voided, pdf } = await printForm(parts, authorized, {
        form: params.form,
        ...query,
      });
      const name = `${params.code}-${formSlug(form)}-${issued.event}`;
      const notice = voided === null ? null : voidNotice(form, voided);
      return send(reply, media, { name, content, notice, pdf });
    });

    app.get('/desks/:unit/register', { config, schema: register }, async (request, reply) => {
      const { params, query, actor, headers } = request;
      const media = negotiate(headers.accept, MEDIA);
      const printed = printRegister(parts, actor, { desk: params.unit, ...query });
      return send(reply, media, { name: `${params.unit}-${query.from}-${query.to}`, ...printed });
    });
  };

type Sent = { name: string; content: FormContent; notice?: string | null; pdf: () => Pdf };

/** The page has its own style sheet and may load nothing. */
function send(reply: FastifyReply, media: (typeof MEDIA)[number], { name, content, notice, pdf }: Sent) {
  reply.header('vary', 'accept');
  if (media === 'text/html') {
    reply.header(
      'content-security-policy',
      `default-src 'none'; style-src '${STYLE_HASH}'; frame-ancestors 'none'`,
    );
    return reply.type('text/html; charset=utf-8').send(formPage(content, notice));
  }
  const { bytes, digest } = pdf();
  reply.headers({ etag: `"${digest}"`, 'content-disposition': `inline; filename="${fileName(name)}.pdf"` });
  return reply.type('application/pdf').send(bytes);
}

/** Codes of older systems may hold anything; a file name may not. */
const fileName = (name: string): string => name.replace(/[^\w.-]/g, '_');
