import { z } from 'zod';
import { FORM_KINDS } from '../../documents/form-sets.js';
import { code, dateAsked, instant } from './common.js';

const listedForm = z
  .strictObject({
    form: z.string().describe('Bộ mẫu và số mẫu, ví dụ TT03-2025-01'),
    formSet: z.string(),
    no: z.string(),
    kind: z.enum(FORM_KINDS),
    title: z.string(),
    verified: z.boolean().describe('Số và tên mẫu đã đối chiếu với chính thông tư'),
    event: z.int().describe('Sự kiện trong lịch sử hồ sơ mà mẫu này nói tới'),
    at: instant.describe('Thời điểm của sự kiện'),
    href: z.string(),
    voided: z
      .strictObject({ event: z.int().describe('Sự kiện thay thế nó'), at: instant })
      .nullable()
      .describe('Đã hủy, thay bằng bản của sự kiện sau; null khi còn giá trị'),
    issued: z
      .strictObject({
        unit: z.string(),
        number: z.int(),
        year: z.int(),
        issuedAt: instant,
        issuedBy: z.string(),
        template: z.string(),
        digest: z.string().describe('SHA-256 của tệp PDF'),
      })
      .nullable()
      .describe('null khi chưa in lần nào'),
  })
  .meta({ id: 'ListedForm' });

export const formList = z.strictObject({ forms: z.array(listedForm) });

export const formParams = z.strictObject({
  code,
  form: z
    .string()
    .trim()
    .min(1)
    .max(20)
    .describe(
      'TT03-2025-01, hoặc số mẫu của bộ mẫu dùng vào ngày của sự kiện; số của bộ mẫu chung là mẫu cùng loại',
    ),
});

export const formQuery = z.strictObject({
  event: z.coerce
    .number()
    .pipe(z.int().min(1))
    .optional()
    .describe('Sự kiện trong lịch sử; mặc định: sự kiện gần nhất có mẫu này'),
});

export const registerParams = z.strictObject({ unit: code.describe('Bộ phận một cửa') });

export const registerQuery = z.strictObject({
  from: dateAsked.describe('Ngày nhận đầu tiên'),
  to: dateAsked.describe('Ngày nhận cuối cùng, tính cả ngày đó'),
});
