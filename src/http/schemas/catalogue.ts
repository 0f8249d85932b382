import { z } from 'zod';
import { APPLICANT_KINDS, CHANNELS } from '../../procedure/index.js';
import { bilingual, code } from './common.js';

export const diagramQuery = z.strictObject({
  version: code.optional().describe('Phiên bản; mặc định: phiên bản đang có hiệu lực'),
});

export const unitParams = z.strictObject({ id: code.describe('Mã đơn vị') });

export const schemaList = z
  .strictObject({
    schemas: z.array(z.strictObject({ name: z.string(), title: z.string(), href: z.string() })),
  })
  .meta({ id: 'SchemaList' });

const countedProcedure = z.strictObject({
  code: z.string(),
  version: z.string(),
  name: bilingual,
  oneStop: z.boolean().describe('Giải quyết theo cơ chế một cửa'),
});

export const oneStopShare = z
  .strictObject({
    on: z.string().describe('Ngày tính: các thủ tục có hiệu lực vào ngày này'),
    ruleSet: z.strictObject({ id: z.string(), version: z.string() }),
    rule: z.strictObject({
      id: z.string(),
      numerator: z.int(),
      denominator: z.int(),
      comparison: z.enum(['atLeast', 'moreThan']),
      citation: z.string(),
    }),
    unit: z.string(),
    name: z.string(),
    oneStop: z.int(),
    total: z.int(),
    reached: z.boolean().nullable().describe('null: chưa công bố thủ tục nào, không có tỷ lệ'),
    procedures: z.array(countedProcedure),
  })
  .meta({ id: 'OneStopShare' });

const publicLine = z.strictObject({
  code: z.string(),
  version: z.string(),
  name: bilingual,
  field: z.strictObject({ key: z.string(), name: bilingual }),
  level: z.enum(['province', 'commune']),
  verified: z.boolean().describe('false: chưa kiểm chứng với văn bản gốc'),
  href: z.string(),
});

export const publicList = z
  .strictObject({ on: z.string(), procedures: z.array(publicLine) })
  .meta({ id: 'PublicProcedureList' });

const channel = z.enum(CHANNELS);
const checked = { source: z.string(), verified: z.boolean() };

const allowance = z.strictObject({
  cases: z
    .array(z.strictObject({ key: z.string(), name: bilingual }))
    .nullable()
    .describe('Các trường hợp có thời gian này; null: mọi trường hợp'),
  allowance: bilingual.nullable().describe('null: không tính thời gian'),
});

export const publicProcedure = z
  .strictObject({
    ...publicLine.shape,
    effectiveFrom: z.string(),
    effectiveTo: z.string().nullable(),
    source: z.string(),
    steps: z
      .array(
        z.strictObject({
          no: z.int(),
          title: bilingual,
          holder: bilingual,
          allowances: z.array(allowance).describe('Một dòng cho mọi trường hợp, hoặc mỗi thời gian một dòng'),
        }),
      )
      .describe('Trình tự thực hiện'),
    submission: z
      .strictObject({ oneStop: z.boolean(), channels: z.array(channel) })
      .describe('Cách thức thực hiện'),
    checklist: z
      .array(
        z.strictObject({
          key: z.string(),
          name: bilingual,
          originals: z.int(),
          copies: z.int(),
          required: z.boolean(),
        }),
      )
      .describe('Thành phần hồ sơ'),
    sets: z
      .strictObject({ count: z.int(), ...checked })
      .nullable()
      .describe('Số lượng hồ sơ (bộ); null: chưa nhập'),
    applicants: z
      .strictObject({
        kinds: z.array(z.strictObject({ key: z.enum(APPLICANT_KINDS), name: bilingual })),
        ...checked,
      })
      .nullable()
      .describe('Đối tượng thực hiện; null: chưa nhập'),
    cases: z
      .array(
        z.strictObject({
          key: z.string(),
          name: bilingual,
          terms: z.array(z.strictObject({ channel, term: bilingual })),
          termWhenRefused: bilingual.nullable(),
          ...checked,
        }),
      )
      .describe('Thời hạn giải quyết của từng trường hợp, theo cách nộp'),
    agency: bilingual.describe('Cơ quan giải quyết'),
    coordinating: z.array(bilingual).describe('Cơ quan phối hợp'),
    forms: z.array(bilingual).describe('Mẫu đơn, mẫu tờ khai'),
    result: bilingual,
    conditions: z.array(bilingual).describe('Yêu cầu, điều kiện'),
    fees: z
      .array(
        z.strictObject({
          name: bilingual,
          amount: z.int().describe('Đồng'),
          channel: channel.nullable().describe('null: mọi cách nộp'),
          ...checked,
        }),
      )
      .describe('Phí, lệ phí; trống: chưa nhập, không có nghĩa là không thu'),
    legalBasis: z.array(z.string()),
  })
  .meta({ id: 'PublicProcedure' });
