import { z } from 'zod';
import { instant, instantOrNull } from './common.js';

const standing = z.strictObject({
  by: instant.describe('Hạn chuyển'),
  at: instantOrNull.describe('Khi đã chuyển; null khi chưa'),
  late: z.boolean(),
  lateMinutes: z.int().describe('Số phút làm việc quá hạn, đến lúc chuyển hoặc đến nay'),
});

/** How what was received goes on to the competent agency (NĐ 118/2025 Điều 18). */
export const transfer = z
  .strictObject({
    electronic: standing.describe('Hồ sơ điện tử: chuyển khi bộ phận một cửa xong bước của mình'),
    papers: standing
      .extend({
        from: z.string().nullable().describe('Người giao'),
        to: z
          .strictObject({ official: z.string().nullable(), name: z.string().nullable() })
          .nullable()
          .describe('Người nhận: cán bộ, hoặc họ tên ghi trên giấy'),
      })
      .nullable()
      .describe('Hồ sơ giấy; null: không có'),
    verified: z.boolean().describe('Các mức đặt để tính hạn đã được kiểm chứng'),
  })
  .meta({ id: 'Transfer' });
