import { z } from 'zod';
import { CHANNELS, LEVELS } from '../../procedure/index.js';
import { ROLES, SCOPES } from '../../dossier/index.js';
import { bilingual, code, instant, instantAsked, instantOrNull } from './common.js';

const term = z.looseObject({ unit: z.string() });

const procedureLine = z.strictObject({
  code: z.string(),
  version: z.string(),
  name: bilingual,
  field: z.strictObject({ key: z.string(), name: bilingual }),
  level: z.enum(['province', 'commune']),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  inForce: z.boolean(),
  verified: z.boolean(),
});

export const procedureList = z
  .strictObject({ procedures: z.array(procedureLine) })
  .meta({ id: 'ProcedureList' });

const procedure = z
  .strictObject({
    ...procedureLine.shape,
    cases: z.array(
      z.strictObject({
        key: z.string(),
        name: bilingual,
        term,
        termText: bilingual,
        termWhenRefused: term.nullable(),
        source: z.string(),
        verified: z.boolean(),
      }),
    ),
    checklist: z.array(
      z.strictObject({
        key: z.string(),
        name: bilingual,
        originals: z.int(),
        copies: z.int(),
        required: z.boolean(),
      }),
    ),
    fees: z.array(
      z.strictObject({
        name: bilingual,
        amount: z.int().describe('Đồng'),
        channel: z.enum(CHANNELS).nullable(),
        source: z.string(),
        verified: z.boolean(),
      }),
    ),
    result: bilingual,
    legalBasis: z.array(z.string()),
    extension: z
      .strictObject({
        term,
        termText: bilingual,
        legalBasis: z.string(),
        cases: z.array(z.string()).describe('Các trường hợp được gia hạn'),
        source: z.string(),
        verified: z.boolean(),
      })
      .nullable()
      .describe('Mức gia hạn nhiều nhất; null: không được gia hạn'),
    namedAgencies: z
      .array(
        z.strictObject({
          name: z.string(),
          question: bilingual,
          level: z.enum(LEVELS).nullable().describe('null: cấp nào cũng được'),
          cases: z.array(z.string()).describe('Các trường hợp phải nêu'),
          mayBeLead: z.boolean().describe('Có thể chính là cơ quan giải quyết'),
        }),
      )
      .describe('Các cơ quan phải nêu trong "agencies" khi mở hồ sơ'),
    steps: z.array(
      z.strictObject({
        key: z.string(),
        no: z.int(),
        title: bilingual,
        role: z.string(),
        party: z.string(),
        meeting: z
          .strictObject({
            papersBefore: bilingual,
            differWithin: bilingual,
            legalBasis: z.string(),
            source: z.string(),
            verified: z.boolean(),
          })
          .nullable()
          .describe('Lấy ý kiến được tại cuộc họp theo quy định nào; null: không'),
      }),
    ),
    source: z.string(),
  })
  .meta({ id: 'Procedure' });

export const procedureVersions = z
  .strictObject({ code: z.string(), versions: z.array(procedure) })
  .meta({ id: 'ProcedureVersions' });

export const unitList = z
  .strictObject({
    units: z.array(
      z.strictObject({
        id: z.string(),
        parent: z.string().nullable(),
        name: z.string(),
        nameEn: z.string().nullable(),
        level: z.enum(['province', 'commune']),
        function: z.string(),
        rated: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'UnitList' });

const roleHeld = z.strictObject({ role: z.enum(ROLES), unit: code });

export const officialQuery = z.strictObject({
  unit: code.optional().describe('Đơn vị, kể cả các đơn vị bên dưới'),
});

export const officialList = z
  .strictObject({
    officials: z.array(z.strictObject({ id: z.string(), name: z.string(), roles: z.array(roleHeld) })),
  })
  .meta({ id: 'OfficialList' });

export const tokenOrder = z.strictObject({
  actor: code.describe('Mã cán bộ, hoặc tên tài khoản máy'),
  kind: z.enum(['official', 'machine']).default('official'),
  label: z.string().trim().min(1).max(200),
  scopes: z.array(z.enum(SCOPES)).min(1).max(SCOPES.length),
  roles: z.array(roleHeld).max(50).default([]).describe('Chỉ cho tài khoản máy'),
  expiresAt: instantAsked.optional(),
});

const tokenRecord = z.strictObject({
  id: z.string(),
  actor: z.string(),
  kind: z.enum(['official', 'machine']),
  label: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  roles: z.array(roleHeld),
  createdAt: instant,
  expiresAt: instantOrNull,
  revokedAt: instantOrNull,
});

export const tokenList = z.strictObject({ tokens: z.array(tokenRecord) }).meta({ id: 'TokenList' });

export const newToken = z
  .strictObject({ ...tokenRecord.shape, token: z.string().describe('Chỉ hiện một lần') })
  .meta({ id: 'NewToken' });

export const tokenParams = z.strictObject({ id: code });

export const rehearsalClock = z.strictObject({ now: instantAsked });
export const rehearsalClockNow = z.strictObject({ now: instant }).meta({ id: 'RehearsalClock' });
