import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listOfficials, listProcedures, listUnits, versionsOf } from '../../lookup/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { dossierParams } from '../schemas/dossier.js';
import * as schemas from '../schemas/register.js';
import { procedureLineView, procedureView } from '../views/register.js';

const tags = ['Tra cứu'];
const anybody = { scopes: 'any' } as const;

/** Procedures, units and officials: what every caller may look up. */
export const lookupRoutes =
  ({ catalogue, registry, now }: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const procedureList = { 200: schemas.procedureList, ...problemsAnd({}) };
    app.get(
      '/procedures',
      { config: anybody, schema: { tags, summary: 'Danh mục thủ tục hành chính', response: procedureList } },
      async () => ({ procedures: listProcedures(catalogue, now()).map(procedureLineView) }),
    );

    const procedureVersions = {
      200: schemas.procedureVersions,
      ...problemsAnd({ 404: 'Không có thủ tục này' }),
    };
    app.get(
      '/procedures/:code',
      {
        config: anybody,
        schema: {
          tags,
          summary: 'Một thủ tục: trường hợp, thời hạn, thành phần hồ sơ, phí, các bước',
          params: dossierParams,
          response: procedureVersions,
        },
      },
      async ({ params: { code } }) => ({
        code,
        versions: versionsOf(catalogue, code, now()).map(procedureView),
      }),
    );

    app.get(
      '/units',
      {
        config: anybody,
        schema: { tags, summary: 'Cây đơn vị', response: { 200: schemas.unitList, ...problemsAnd({}) } },
      },
      async () => ({
        units: listUnits(registry.current()).map(
          ({ id, parent, name, nameEn, level, function: of, rated }) => ({
            id,
            parent,
            name,
            nameEn,
            level,
            function: of,
            rated,
          }),
        ),
      }),
    );

    app.get(
      '/officials',
      {
        config: anybody,
        schema: {
          tags,
          summary: 'Cán bộ, công chức, viên chức và vai trò',
          querystring: schemas.officialQuery,
          response: { 200: schemas.officialList, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
        },
      },
      async ({ query }) => ({
        officials: listOfficials(registry.current(), query.unit).map(({ id, name, roles }) => ({
          id,
          name,
          roles,
        })),
      }),
    );
  };
