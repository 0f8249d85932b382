import { type Command, type Opening, SYSTEM } from '../../dossier/index.js';
import { field, type FormBody, heading, numberedTable, SEAL_NOTE, SIGN_NOTE, text } from '../content.js';
import type { FormSource } from '../source.js';
import { CHANNEL_WORDS, instantInWords, unitName } from '../words.js';
import { applicantLines, doer, handsIn, placeOfReturn, requestLine, whereToAsk } from './common.js';

/** The order behind an event, as its history keeps it. */
function orderOf<T extends (Command | Opening)['type']>({ event }: FormSource, ...types: T[]) {
  const { command } = event.payload as { command: Command | Opening };
  if ((types as string[]).includes(command.type)) return command as Extract<Command | Opening, { type: T }>;
  throw new Error(`Event ${event.no} holds "${command.type}", not ${types.join(' or ')}.`);
}

/**
 * Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ: everything that is wanted, once, in writing, and why. Before reception it
 * guides; after, it stops the clock.
 */
export function supplement(source: FormSource): FormBody {
  const order = orderOf(source, 'requestSupplement', 'guide');
  const { items, reason } = order;
  const guides = order.type === 'guide';
  const ground = guides ? undefined : order.ground;
  const answerBy = guides ? null : source.dossier.waiting?.answerBy;
  return {
    blocks: [
      field('Hồ sơ của', source.dossier.applicant.name, true),
      ...applicantLines(source).slice(1),
      requestLine(source),
      field(
        guides ? 'Thời gian nộp hồ sơ' : 'Thời gian nhận hồ sơ',
        instantInWords(source.dossier.receivedAt),
      ),
      text('Đề nghị Ông (Bà), tổ chức bổ sung, hoàn thiện hồ sơ gồm những nội dung sau:'),
      numberedTable(
        'Nội dung cần bổ sung, hoàn thiện',
        [{ title: 'Giấy tờ, nội dung cần bổ sung, hoàn thiện', weight: 15, align: 'left' }],
        items.map((item) => [item]),
      ),
      field('Lý do', reason),
      ...(ground === undefined ? [] : [field('Căn cứ yêu cầu bổ sung lần nữa', ground)]),
      ...(answerBy ? [field('Bổ sung chậm nhất', instantInWords(answerBy.at), true)] : []),
      text(
        guides
          ? 'Hồ sơ chưa được tiếp nhận; thời gian giải quyết tính từ khi nhận đủ hồ sơ hợp lệ.'
          : 'Thời gian chờ bổ sung không tính vào thời gian giải quyết hồ sơ.',
      ),
      text(
        `Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc đề nghị liên hệ ${unitName(source.dossier.routing.desk, source.names)} để được hướng dẫn.`,
      ),
      whereToAsk(source),
    ],
    signatures: [doer('Người hướng dẫn', source)],
  };
}

/** Phiếu từ chối: at the desk before reception, or by the lead agency after examination. */
export function refusal(source: FormSource): FormBody {
  const { dossier, names } = source;
  const order = orderOf(source, 'refuseAtDesk', 'refuse');
  const atDesk = order.type === 'refuseAtDesk';
  const who = unitName(atDesk ? dossier.routing.desk : dossier.routing.lead, names);
  return {
    blocks: [
      text(`${who} ${atDesk ? 'đã xem xét' : 'đã giải quyết'} hồ sơ của:`),
      ...applicantLines(source),
      requestLine(source),
      text(
        `Qua xem xét, ${who} thông báo ${atDesk ? 'không tiếp nhận' : 'từ chối giải quyết'} hồ sơ này với lý do cụ thể như sau:`,
      ),
      field('Lý do', order.reason),
      text('Xin thông báo để Ông (Bà), tổ chức được biết và thực hiện.'),
      whereToAsk(source),
    ],
    signatures: atDesk
      ? [handsIn, doer('Người từ chối tiếp nhận hồ sơ', source)]
      : [{ ...doer('Người ký', source), note: SEAL_NOTE }],
  };
}

/**
 * Thông báo dừng giải quyết hồ sơ: the citizen asked, and there was no result yet (TT 03/2025 Điều 7), or was asked for a
 * supplement and let the term pass.
 */
export function stopNotice(source: FormSource): FormBody {
  const { dossier, event, names } = source;
  const order = orderOf(source, 'withdraw', 'stop');
  const asked = order.type === 'withdraw';
  return {
    blocks: [
      field('Kính gửi', dossier.applicant.name, true),
      ...applicantLines(source).slice(1),
      requestLine(source),
      field('Thời gian nhận hồ sơ', instantInWords(dossier.receivedAt)),
      field('Hình thức nộp', CHANNEL_WORDS[dossier.channel]),
      text(
        `${unitName(dossier.routing.desk, names)} thông báo dừng giải quyết hồ sơ nêu trên${asked ? ' theo đề nghị của Ông (Bà), tổ chức' : ''}, kể từ ${instantInWords(event.at)}.`,
      ),
      field('Lý do', order.reason ?? unanswered(source)),
      text('Tại thời điểm dừng, hồ sơ chưa có quyết định hoặc văn bản thông báo kết quả giải quyết.'),
      whereToAsk(source),
    ],
    // What the office did by itself is signed by whoever sends it out.
    signatures: [event.actor === SYSTEM.id ? { ...notifier, name: null } : doer(notifier.role, source)],
  };
}

const notifier = { role: 'Người thông báo', note: SIGN_NOTE };

/** The term that passed stands in the state before the stop. */
function unanswered({ states }: FormSource): string {
  const waiting = states.at(-2)?.waiting;
  const by = waiting?.answerBy ? ` (${instantInWords(waiting.answerBy.at)})` : '';
  const items = waiting ? `: ${waiting.items.join('; ')}` : '';
  return `Đã hết thời hạn bổ sung, hoàn thiện hồ sơ${by} mà không nhận được nội dung đã yêu cầu${items}.`;
}

/** What a re-appointment says: the reason, and the one new promise (domain: hẹn lại không quá một lần). */
/** Văn bản xin lỗi và đề nghị gia hạn: signed by the leader, never by whoever handled the dossier. */
export function apology(source: FormSource): FormBody {
  const { dossier, event, names } = source;
  const { clock, reappointment } = dossier;
  if (reappointment?.at !== event.at) throw new Error(`Event ${event.no} is no re-appointment.`);
  const promised = clock?.due.at ?? null;
  const lead = unitName(dossier.routing.lead, names);
  return {
    blocks: [
      field('Kính gửi', dossier.applicant.name, true),
      ...applicantLines(source).slice(1),
      requestLine(source),
      field('Thời gian nhận hồ sơ', instantInWords(dossier.receivedAt)),
      field('Thời gian hẹn trả kết quả', promised === null ? null : instantInWords(promised)),
      field('Cơ quan chủ trì giải quyết', lead),
      text(
        promised !== null && event.at <= promised
          ? `Dự kiến ${lead} không trả được kết quả giải quyết hồ sơ của Ông (Bà), tổ chức đúng thời hạn.`
          : `Đến nay, ${lead} chưa trả được kết quả giải quyết hồ sơ của Ông (Bà), tổ chức đúng thời hạn.`,
      ),
      field('Lý do', reappointment.reason),
      heading(`${lead} xin lỗi Ông (Bà), tổ chức vì sự chậm trễ này.`),
      field('Đề nghị gia hạn, thời gian trả kết quả mới', instantInWords(reappointment.newDue.at), true),
      field('Nơi trả kết quả', unitName(placeOfReturn(dossier), names)),
      text('Việc hẹn lại ngày trả kết quả được thực hiện không quá một lần.'),
      whereToAsk(source),
    ],
    signatures: [{ ...doer('Thủ trưởng cơ quan', source), note: SEAL_NOTE }],
  };
}
