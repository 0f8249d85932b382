import { z } from 'zod';
import { CHANNELS } from '../procedure/facts.js';

/**
 * What can be asked of a dossier, as it crosses every boundary (HTTP, CLI, timers, imports). A command is an order;
 * what came of it is an event in the history. Unknown fields are refused: a misspelt field must not be lost in silence.
 */
const text = z.string().trim().min(1).max(2000);
const code = z.string().trim().min(1).max(80);

const applicant = z.strictObject({
  name: z.string().trim().min(1).max(200),
  idNumber: z.string().trim().min(1).max(40).optional(),
  phone: z.string().trim().min(1).max(40).optional(),
  email: z.email().max(200).optional(),
  address: z.string().trim().min(1).max(500).optional(),
});

const handedIn = z.strictObject({
  key: code.describe('Key of the checklist item'),
  originals: z.int().min(0).max(1000).default(0),
  copies: z.int().min(0).max(1000).default(0),
});

const request = {
  procedure: code.describe('National code of the procedure, e.g. 1.012994'),
  case: code
    .optional()
    .describe('Key of the case (trường hợp); may be left out when the procedure has only one'),
  channel: z.enum(CHANNELS).default('desk'),
  desk: code.optional().describe('Receiving desk; may be left out when the caller is clerk at one desk only'),
  competentUnit: code
    .optional()
    .describe('Competent agency when it is not the agency of the desk (phi địa giới)'),
  applicant,
  handedIn: z.array(handedIn).max(100).default([]),
  note: text.optional(),
};

/** POST /dossiers: the desk receives a dossier, or refuses it with a reason (Mẫu 01 or Mẫu 03). */
export const openingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('receive'), ...request }),
  z.strictObject({ type: z.literal('refuseAtDesk'), ...request, reason: text }),
]);
export type Opening = z.output<typeof openingSchema>;

const step = code
  .optional()
  .describe('The open step meant; may be left out when only one open step accepts the command');
const nextOfficial = code.optional().describe('Who is to hold the step this command opens');

/** POST /dossiers/{code}/commands. */
export const commandSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('takeUp'), step }),
  z.strictObject({ type: z.literal('assign'), step, official: code.describe('Who is to hold the step') }),
  z.strictObject({ type: z.literal('finishTask'), step, nextOfficial, note: text.optional() }),
  z.strictObject({ type: z.literal('sendBack'), step, reason: text }),
  z.strictObject({ type: z.literal('handOff'), step, nextOfficial, note: text.optional() }),
  z.strictObject({
    type: z.literal('answer'),
    step,
    answer: z.enum(['agree', 'disagree']),
    note: text.optional(),
    paper: z
      .strictObject({ number: code.describe('Số, ký hiệu văn bản'), date: z.iso.date() })
      .optional()
      .describe('Văn bản trả lời của cơ quan được hỏi, do người khác nhập thay'),
  }),
  z.strictObject({ type: z.literal('recordSilence'), step }),
  z.strictObject({ type: z.literal('submit'), step, nextOfficial, note: text.optional() }),
  z.strictObject({ type: z.literal('approve'), step, nextOfficial, note: text.optional() }),
  z.strictObject({ type: z.literal('refuse'), step, reason: text }),
  z.strictObject({
    type: z.literal('requestSupplement'),
    step,
    items: z.array(text).min(1).max(50),
    reason: text,
  }),
  z.strictObject({ type: z.literal('receiveSupplement'), handedIn: z.array(handedIn).max(100).default([]) }),
  z.strictObject({ type: z.literal('requireFinancialDuty'), step, amount: z.int().min(0), reason: text }),
  z.strictObject({ type: z.literal('confirmFinancialDuty'), evidence: text }),
  z.strictObject({ type: z.literal('finishProcessing'), step, result: text }),
  z.strictObject({ type: z.literal('returnResult'), step, to: text }),
  z.strictObject({ type: z.literal('withdraw'), reason: text }),
  z.strictObject({
    type: z.literal('suspend'),
    ground: text.describe('Căn cứ pháp lý và lý do tạm dừng'),
    until: z.iso.date().optional().describe('Ngày dự kiến tiếp tục; chỉ để nhắc'),
  }),
  z.strictObject({ type: z.literal('resume'), note: text.optional() }),
  z.strictObject({
    type: z.literal('reappoint'),
    newDue: z.iso.date().describe('Ngày hẹn trả mới, một ngày làm việc sau ngày hẹn đầu'),
    reason: text.describe('Lý do chậm, ghi trong văn bản xin lỗi (Mẫu 04)'),
  }),
  z.strictObject({
    type: z.literal('stop'),
    reason: text
      .optional()
      .describe('Ghi trong thông báo dừng (Mẫu 05); bỏ trống thì ghi là hết hạn bổ sung'),
  }),
]);
export type Command = z.output<typeof commandSchema>;
export type CommandType = Command['type'];
