import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { listOfficials, listProcedures, listUnits, versionsOf } from '../../lookup/index.js';
import type { Parts } from '../parts.js';
import { problemsAnd } from '../schemas/common.js';
import { dossierParams } from '../schemas/dossier.js';
import * as schemas from '../schemas/register.js';
import { officialView, procedureLineView, procedureView, unitView } from '../views/register.js';

const tags = ['Tra cứu'];
const config = { scopes: 'any' } as const;

const procedures = {
  tags,
  summary: 'Danh mục thủ tục hành chính',
  response: { 200: schemas.procedureList, ...problemsAnd({}) },
};

const procedure = {
  tags,
  summary: 'Một thủ tục: trường hợp, thời hạn, thành phần hồ sơ, phí, các bước',
  params: dossierParams,
  response: { 200: schemas.procedureVersions, ...problemsAnd({ 404: 'Không có thủ tục này' }) },
};

const units = { tags, summary: 'Cây đơn vị', response: { 200: schemas.unitList, ...problemsAnd({}) } };

const officials = {
  tags,
  summary: 'Cán bộ, công chức, viên chức và vai trò',
  querystring: schemas.officialQuery,
  response: { 200: schemas.officialList, ...problemsAnd({ 404: 'Không có đơn vị này' }) },
};

/** Procedures, units and officials: what every caller may look up. */
export const lookupRoutes =
  ({ catalogue, registry, now }: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/procedures', { config, schema: procedures }, async () => ({
      procedures: listProcedures(catalogue, now()).map(procedureLineView),
    }));

    app.get('/procedures/:code', { config, schema: procedure }, async ({ params: { code } }) => ({
      code,
      versions: versionsOf(catalogue, code, now()).map(procedureView),
    }));

    app.get('/units', { config, schema: units }, async () => ({
      units: listUnits(registry.current()).map(unitView),
    }));

    app.get('/officials', { config, schema: officials }, async ({ query }) => ({
      officials: listOfficials(registry.current(), query.unit).map(officialView),
    }));
  };
