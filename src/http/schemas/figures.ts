import { z } from 'zod';
import {
  asOfAsked,
  bilingual,
  code,
  cursorAsked,
  dateAsked,
  instant,
  instantOrNull,
  limitAsked,
  next,
} from './common.js';
import { dossierLine } from './dossier.js';

export const lateQuery = z.strictObject({
  unit: code.optional(),
  official: code.optional(),
  procedure: code.optional(),
  standing: z
    .enum(['overdue', 'resolvedLate'])
    .optional()
    .describe('Chỉ hồ sơ còn đang quá hạn, hoặc chỉ hồ sơ đã giải quyết trễ'),
  asOf: asOfAsked.optional(),
  limit: limitAsked,
  after: cursorAsked,
});

const holder = z.strictObject({
  unit: z.string().nullable(),
  unitName: z.string().nullable(),
  official: z.string().nullable(),
  officialName: z.string().nullable(),
  step: z.string().nullable(),
});

const lateDossier = z
  .strictObject({
    ...dossierLine.shape,
    standing: z.enum(['overdue', 'resolvedLate']),
    overdueFrom: instant,
    closedAt: instantOrNull,
    lateMinutes: z.int().describe('Số phút làm việc bị trễ'),
    lateText: z.string().describe('Ví dụ: quá hạn 2 ngày 3 giờ làm việc'),
    cause: z.enum(['lead', 'coordinators']).nullable().describe('Trễ do đâu (R10)'),
    causeText: z.string().nullable(),
    holders: z.array(holder).describe('Ai đang giữ'),
    overruns: z
      .array(
        z.strictObject({
          ...holder.shape,
          stepTitle: bilingual.nullable(),
          minutes: z.int(),
          open: z.boolean(),
        }),
      )
      .describe('Vì sao trễ: các bước vượt thời gian cho phép'),
  })
  .meta({ id: 'LateDossier' });

export const latePage = z
  .strictObject({ asOf: instant, dossiers: z.array(lateDossier), next })
  .meta({ id: 'LateDossierPage' });

export const apologyQuery = z.strictObject({
  unit: code.optional(),
  year: z.coerce.number().int().min(2000).max(2060).optional(),
  asOf: asOfAsked.optional(),
  limit: limitAsked,
  after: cursorAsked,
});

export const apologyPage = z
  .strictObject({
    unit: z.string().nullable(),
    year: z.int(),
    asOf: instant,
    rule: z.strictObject({ id: z.string(), citation: z.string() }),
    share: z
      .strictObject({ owed: z.int(), given: z.int(), missing: z.int() })
      .describe('Số hồ sơ quá hạn phải xin lỗi, đã xin lỗi và hẹn lại, còn thiếu'),
    dossiers: z.array(
      z.strictObject({
        ...dossierLine.shape,
        standing: z.enum(['overdue', 'resolvedLate']),
        overdueFrom: instant,
        closedAt: instantOrNull,
      }),
    ),
    next,
  })
  .meta({ id: 'MissingApologies' });

export const sharesQuery = z.strictObject({
  by: z.enum(['unit', 'official']),
  year: z.coerce.number().int().min(2000).max(2060).optional(),
  from: dateAsked.optional(),
  to: dateAsked.optional().describe('Tính cả ngày này'),
  asOf: asOfAsked.optional(),
  basis: z.enum(['accountable', 'resolved', 'received']).optional(),
});

const shareRow = z
  .strictObject({
    key: z.string(),
    name: z.string(),
    total: z.int(),
    late: z.int(),
    lateFinished: z.int(),
    lateOpen: z.int(),
    withoutDue: z.int(),
    flagged: z.boolean(),
    rule: z.string(),
    citation: z.string(),
  })
  .meta({ id: 'ShareRow' });

export const shares = z
  .strictObject({
    by: z.enum(['unit', 'official']),
    period: z
      .strictObject({ from: z.string(), to: z.string() })
      .describe('Ngày đầu và ngày cuối, tính cả hai'),
    asOf: instant,
    basis: z.enum(['accountable', 'resolved', 'received']),
    ruleSet: z.strictObject({ id: z.string(), version: z.string() }),
    overall: shareRow.nullable().describe('Toàn tỉnh: mỗi hồ sơ một lần'),
    rows: z.array(shareRow),
  })
  .meta({ id: 'LateShares' });
