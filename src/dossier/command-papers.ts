import { z } from 'zod';
import { SCAN_EXEMPTIONS } from './types.js';

/** What commands say of papers: who showed which to collect a result, and how those handed in were scanned. */
export const text = z.string().trim().min(1).max(2000);
export const code = z.string().trim().min(1).max(80);

/** What is missing of it is refused by the desk's rule (delivery.ts), with a sentence that says so. */
export const collector = z
  .strictObject({
    who: z.enum(['applicant', 'authorised']),
    name: z.string().trim().min(1).max(200).optional().describe('Họ và tên người được ủy quyền'),
    idNumber: z.string().trim().min(1).max(40).optional().describe('Số giấy tờ tùy thân đã xuất trình'),
    authorisation: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .optional()
      .describe('Giấy ủy quyền: số, ngày, nơi chứng thực'),
    lostSlip: z
      .strictObject({
        identity: text.optional().describe('Đã kiểm tra giấy tờ tùy thân nào, thế nào'),
        undertaking: text.optional().describe('Văn bản cam kết: ngày, nội dung'),
      })
      .optional()
      .describe('Mất giấy hẹn: kiểm tra giấy tờ tùy thân và cam kết bằng văn bản'),
  })
  .describe('Người nhận kết quả, nếu ghi lại');

const scan = z.strictObject({
  pages: z.int().min(1).max(10_000).describe('Số trang của giấy tờ'),
  notedPages: z
    .int()
    .min(0)
    .max(10_000)
    .default(0)
    .describe('Số trang có dán ghi chú: mỗi trang chụp hai lần'),
  captures: z.int().min(1).max(20_000).describe('Số ảnh chụp, đủ và đúng thứ tự các trang'),
  file: z.string().trim().min(1).max(200).describe('Tên tệp trong kho của cơ quan'),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Write the SHA-256 of the file as 64 hexadecimal digits in lower case.')
    .describe('Mã băm của tệp'),
  signedBy: code.optional().describe('Người ký số bản số hóa; mặc định người ghi nhận'),
});

/** A paper that was handed in, and its scan or the ground on which there is none. */
export const scannedPaper = z
  .strictObject({
    paper: code.describe('Giấy tờ đã nộp, theo thành phần hồ sơ'),
    scan: scan.optional(),
    exempt: z
      .enum(SCAN_EXEMPTIONS)
      .optional()
      .describe('Không phải số hóa: nộp trực tuyến, chỉ xuất trình, ý kiến cơ quan được hỏi, tài liệu mật'),
    replaces: text.optional().describe('Lý do thay bản đã ghi nhận'),
  })
  .refine(
    (one) => (one.scan === undefined) !== (one.exempt === undefined),
    'Give either "scan" or "exempt", and not both.',
  );
