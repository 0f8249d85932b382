import { z } from 'zod';
import { DELIVERY_WAYS, SCAN_EXEMPTIONS } from '../../dossier/index.js';
import { instant } from './common.js';

const collector = z.strictObject({
  who: z.enum(['applicant', 'authorised']),
  name: z.string().nullable(),
  idNumber: z.string().nullable(),
  authorisation: z.string().nullable(),
  lostSlip: z
    .strictObject({ identity: z.string(), undertaking: z.string() })
    .nullable()
    .describe('Mất giấy hẹn: đã kiểm tra giấy tờ tùy thân, có cam kết bằng văn bản'),
});

export const returned = z.strictObject({
  to: z.string(),
  by: z.enum(DELIVERY_WAYS),
  copies: z.int(),
  tracking: z.string().nullable().describe('Số hiệu bưu gửi'),
  collector: collector.nullable().describe('Người nhận, nếu có ghi lại'),
});

export const scanRecord = z.strictObject({
  paper: z.string(),
  at: instant,
  by: z.string(),
  scan: z
    .strictObject({
      pages: z.int(),
      notedPages: z.int(),
      captures: z.int(),
      file: z.string(),
      sha256: z.string(),
      signedBy: z.string(),
    })
    .nullable(),
  exempt: z.enum(SCAN_EXEMPTIONS).nullable().describe('Căn cứ không phải số hóa'),
  replaces: z.string().nullable().describe('Lý do thay bản ghi nhận trước'),
});
