import { z } from 'zod';
import { instant } from './common.js';

const paper = z.strictObject({ number: z.string(), date: z.string() }).nullable();
const opinion = z.enum(['agree', 'disagree']);

const invitation = z.strictObject({
  step: z.string(),
  unit: z.string(),
  differBy: instant.describe('Ý kiến khác với người được cử phải đến trước thời điểm này'),
  legalBasis: z.string(),
  declined: z
    .strictObject({ at: instant, by: z.string(), reason: z.string(), paper })
    .nullable()
    .describe('Từ chối dự họp'),
});

export const meeting = z
  .strictObject({
    no: z.int(),
    state: z.enum(['convened', 'held', 'calledOff']).describe('Đã mời, đã đến giờ họp, đã hủy'),
    at: instant,
    place: z.string(),
    convenedAt: instant.describe('Khi mời và gửi tài liệu'),
    by: z.string(),
    invited: z.array(invitation),
    calledOff: z.strictObject({ at: instant, by: z.string(), reason: z.string() }).nullable(),
  })
  .meta({ id: 'Meeting' });

/** What a task keeps of a meeting. */
export const ofMeeting = {
  atMeeting: z
    .strictObject({ meeting: z.int(), representative: z.string(), answer: opinion })
    .nullable()
    .describe('Trả lời tại cuộc họp nào, qua người được cử nào'),
  differing: z
    .strictObject({ at: instant, by: z.string(), answer: opinion, note: z.string(), paper })
    .nullable()
    .describe('Ý kiến khác gửi sau cuộc họp; được ghi và báo cơ quan chủ trì, không tự đổi gì'),
};
