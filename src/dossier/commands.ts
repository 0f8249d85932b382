import { z } from 'zod';
import { InvalidTermError, parseInstant, parseTerm } from '../calendar/index.js';
import { CHANNELS } from '../procedure/facts.js';
import { code, collector, scannedPaper, text } from './command-papers.js';
import { DELIVERY_WAYS } from './types.js';

/**
 * What can be asked of a dossier, as it crosses every boundary (HTTP, CLI, timers, imports). A command is an order;
 * what came of it is an event in the history. Unknown fields are refused: a misspelt field must not be lost in silence.
 */
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

const copies = z.int().min(1).max(99);
const papers = z.array(handedIn).max(100);

const delivery = z.strictObject({
  by: z.enum(DELIVERY_WAYS),
  at: code.optional().describe('Nơi trả kết quả người nộp chọn, một bộ phận một cửa; mặc định nơi tiếp nhận'),
  address: z.string().trim().min(1).max(500).optional().describe('Nơi nhận qua bưu chính, nếu khác địa chỉ'),
  copies: copies.optional().describe('Số bản kết quả'),
});

const agencies = z
  .record(z.string(), code)
  .optional()
  .describe('Cơ quan xác định theo hồ sơ: tên mà thủ tục hỏi (namedAgencies) và mã đơn vị');

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
  agencies,
  applicant,
  handedIn: papers.default([]),
  note: text.optional(),
  delivery: delivery.optional(),
};

/**
 * The desk receives a dossier, refuses it with a reason (Mẫu 01, Mẫu 03), or only registers what came in online, by
 * post or incomplete: that one waits for reception.
 */
export const openingSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('receive'), ...request }),
  z.strictObject({ type: z.literal('refuseAtDesk'), ...request, reason: text }),
  z.strictObject({ type: z.literal('register'), ...request }),
]);
export type Opening = z.output<typeof openingSchema>;

/**
 * A leader has a request handled again after a complaint, as a new dossier: one that has a result, that was stopped for want
 * of a supplement, or that was refused at the desk.
 */
export const reopeningSchema = z.strictObject({
  type: z.literal('reopen'),
  of: code.describe('Mã hồ sơ đã có kết quả, đã dừng vì không bổ sung, hoặc bị từ chối tiếp nhận'),
  decision: z.string().trim().min(1).max(200).describe('Số, ngày của quyết định giải quyết khiếu nại'),
  reason: text,
  case: code.optional().describe('Trường hợp, khi phiên bản đang có hiệu lực không còn trường hợp cũ'),
  handedIn: papers
    .optional()
    .describe('Giấy tờ cơ quan có thêm: đã nộp mà chưa ghi nhận, hoặc nộp lại cùng khiếu nại'),
  agencies,
});
export type Reopening = z.output<typeof reopeningSchema>;

/** POST /dossiers. */
export const newDossierSchema = z.discriminatedUnion('type', [...openingSchema.options, reopeningSchema]);

/** An instant as it is written; kept as written, so that the history says what was typed. */
const instantText = z.string().trim().min(1).max(40).refine(isInstant, {
  message: 'Write an instant such as 2026-03-02T08:00; office time where it names no offset.',
});

function isInstant(written: string): boolean {
  try {
    parseInstant(written);
    return true;
  } catch {
    return false;
  }
}

/** Kept as it was written; what it says is read by the measure. */
const extensionText = z
  .string()
  .trim()
  .max(60)
  .refine(isTerm, 'Write a number and its unit, e.g. "10 ngày" or "2 ngày làm việc".')
  .describe('Thời gian gia hạn, không quá mức pháp luật cho phép; bỏ trống là mức đó');

function isTerm(words: string): boolean {
  try {
    return parseTerm(words).unit !== 'sameDay';
  } catch (error) {
    if (error instanceof InvalidTermError) return false;
    throw error;
  }
}

const step = code
  .optional()
  .describe('The open step meant; may be left out when only one open step accepts the command');
const nextOfficial = code.optional().describe('Who is to hold the step this command opens');

const person = z.string().trim().min(1).max(200);
const paperWritten = { number: code.describe('Số, ký hiệu văn bản'), date: z.iso.date() };
const paper = z.strictObject(paperWritten).optional();
const answerPaper = z
  .strictObject({
    ...paperWritten,
    arrived: z
      .strictObject({ at: instantText, with: z.enum(['desk', 'lead']) })
      .optional()
      .describe('Văn bản đến lúc nào, ở bộ phận một cửa hay cơ quan chủ trì; bỏ trống là lúc nhập'),
  })
  .optional();

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
    paper: answerPaper.describe('Văn bản trả lời của cơ quan được hỏi, do người khác nhập thay'),
    atMeeting: z
      .strictObject({ representative: person.describe('Người được cử dự họp') })
      .optional()
      .describe('Trả lời tại cuộc họp đã mời; ý kiến của người được cử là ý kiến của cơ quan'),
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
    ground: text.optional().describe('Căn cứ pháp lý; bắt buộc từ lần yêu cầu thứ hai'),
  }),
  z.strictObject({ type: z.literal('receiveSupplement'), handedIn: papers.default([]) }),
  z.strictObject({ type: z.literal('requireFinancialDuty'), step, amount: z.int().min(0), reason: text }),
  z.strictObject({ type: z.literal('confirmFinancialDuty'), evidence: text }),
  z.strictObject({
    type: z.literal('finishProcessing'),
    step,
    result: text,
    copies: copies.optional().describe('Số bản kết quả'),
    electronic: z.boolean().optional().describe('Có bản điện tử'),
  }),
  z.strictObject({
    type: z.literal('returnResult'),
    step,
    to: text,
    by: z.enum(DELIVERY_WAYS).optional().describe('Mặc định theo đăng ký nhận kết quả'),
    copies: copies.optional(),
    tracking: z.string().trim().min(1).max(80).optional().describe('Số hiệu bưu gửi'),
    collector: collector.optional(),
  }),
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
    type: z.literal('receive'),
    handedIn: papers.default([]).describe('Giấy tờ nộp thêm từ khi đăng ký'),
    case: code.optional().describe('Trường hợp, nếu khác khi đăng ký'),
    agencies,
  }),
  z.strictObject({ type: z.literal('refuseAtDesk'), reason: text }),
  z.strictObject({ type: z.literal('guide'), items: z.array(text).min(1).max(50), reason: text }),
  z.strictObject({
    type: z.literal('correct'),
    reason: text.describe('Sai sót gì, vì sao; in trên giấy tiếp nhận cấp lại'),
    applicant: applicant.optional(),
    procedure: code.optional(),
    case: code.optional(),
    competentUnit: code.optional(),
    agencies,
    handedIn: papers.optional().describe('Toàn bộ giấy tờ đã nộp, thay danh sách cũ'),
    delivery: delivery
      .optional()
      .describe('Toàn bộ đăng ký nhận kết quả, thay đăng ký cũ; được đổi cho tới khi trả kết quả'),
    receivedAt: instantText.optional().describe('Chỉ sớm hơn giờ đã ghi và trong cùng ngày'),
  }),
  z.strictObject({
    type: z.literal('extend'),
    by: extensionText.optional(),
    reason: text.describe('Lý do gia hạn, thông báo cho người nộp'),
  }),
  z.strictObject({ type: z.literal('recordScans'), papers: z.array(scannedPaper).min(1).max(100) }),
  z.strictObject({
    type: z.literal('stop'),
    reason: text
      .optional()
      .describe('Ghi trong thông báo dừng (Mẫu 05); bỏ trống thì ghi là hết hạn bổ sung'),
  }),
  z.strictObject({
    type: z.literal('handOverPapers'),
    to: z
      .union([
        z.strictObject({ official: code.describe('Cán bộ của cơ quan nhận') }),
        z.strictObject({ name: person.describe('Họ tên ghi trên giấy giao nhận') }),
      ])
      .describe('Ai nhận hồ sơ giấy'),
  }),
  z.strictObject({
    type: z.literal('convene'),
    at: instantText.describe('Thời điểm họp hoặc kiểm tra thực địa'),
    place: z.string().trim().min(1).max(500),
    invite: z
      .array(code)
      .min(1)
      .max(20)
      .optional()
      .describe('Các bước lấy ý kiến được mời; bỏ trống là mọi bước đang mở mà quy định cho họp'),
    note: text.optional().describe('Nội dung, tài liệu gửi kèm'),
  }),
  z.strictObject({ type: z.literal('callOffMeeting'), reason: text }),
  z.strictObject({
    type: z.literal('declineMeeting'),
    step,
    reason: text.describe('Lý do từ chối dự họp, bằng văn bản'),
    paper: paper.describe('Văn bản từ chối, do người khác nhập thay'),
  }),
  z.strictObject({
    type: z.literal('differ'),
    step,
    answer: z.enum(['agree', 'disagree']),
    note: text.describe('Ý kiến khác với ý kiến của người được cử'),
    paper: paper.describe('Văn bản có ý kiến khác, do người khác nhập thay'),
  }),
]);
export type Command = z.output<typeof commandSchema>;
export type CommandType = Command['type'];
