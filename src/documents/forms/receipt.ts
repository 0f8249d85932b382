import { formatTerm } from '../../calendar/index.js';
import { type Block, field, type FormBody, heading, numberedTable, text } from '../content.js';
import type { FormSource } from '../source.js';
import type { Reopening } from '../../dossier/index.js';
import { agenciesAskedIn } from '../../procedure/index.js';
import { CHANNEL_WORDS, DELIVERY_WORDS, instantInWords, unitName } from '../words.js';
import { applicantLines, doer, handsIn, placeOfReturn, requestLine, whereToAsk } from './common.js';

/** Giấy tiếp nhận hồ sơ và hẹn trả kết quả: what was handed in, when, and when the result is promised. */
export function receipt(source: FormSource): FormBody {
  const { dossier, names } = source;
  return {
    blocks: [
      text(`${unitName(dossier.routing.desk, names)} đã tiếp nhận hồ sơ của:`),
      ...applicantLines(source),
      field('Hình thức nộp', CHANNEL_WORDS[dossier.channel]),
      requestLine(source),
      heading('1. Thành phần hồ sơ nộp gồm:'),
      handedInTable(source),
      ...termLines(source),
      returnLine(source),
      field('Cơ quan chủ trì giải quyết', unitName(dossier.routing.lead, names)),
      ...namedLines(source),
      ...(dossier.note === null ? [] : [field('Ghi chú', dossier.note)]),
      ...whyIssued(source),
      whereToAsk(source),
    ],
    signatures: [handsIn, doer(signer(source), source)],
  };
}

const signer = ({ event }: FormSource): string =>
  event.type === 'reopened' ? 'Người quyết định giải quyết lại' : 'Người tiếp nhận hồ sơ';

/** A receipt given after a correction says what was wrong; one of a reopening, of what and by which decision. */
function whyIssued({ event: { type, payload } }: FormSource): Block[] {
  if (type === 'corrected') {
    const { reason } = payload['command'] as { reason: string };
    return [field('Cấp lại, thay giấy tiếp nhận đã cấp trước đó', reason)];
  }
  if (type !== 'reopened') return [];
  const { of, decision, reason } = payload['reopening'] as Reopening;
  return [field('Giải quyết lại hồ sơ', `${of}, theo quyết định ${decision}: ${reason}`)];
}

/** The agencies named for this dossier that its case asks for, so that the applicant sees who will be asked. */
function namedLines({ dossier: { routing, caseKey }, facts, names }: FormSource): Block[] {
  return agenciesAskedIn(facts, caseKey).flatMap((name) => {
    const unit = routing.named?.[name];
    return unit === undefined ? [] : [field(facts.namedAgencies![name]!.question.vi, unitName(unit, names))];
  });
}

/** As the procedure says; where it does not, whoever receives writes the number in. */
const setsLine = ({ facts: { sets } }: FormSource): Block =>
  field('2. Số lượng hồ sơ', `${sets === undefined ? '......' : String(sets.count).padStart(2, '0')} bộ`);

function returnLine({ dossier, names }: FormSource): Block {
  const { delivery } = dossier;
  const place = unitName(placeOfReturn(dossier), names);
  if (delivery === undefined) return field('6. Nơi trả kết quả', place);
  const { by, address, copies } = delivery;
  const where = by === 'post' ? ` (${address ?? dossier.applicant.address})` : '';
  const many = copies === undefined ? '' : `, ${String(copies).padStart(2, '0')} bản`;
  return field('6. Đăng ký nhận kết quả tại', `${place}, ${DELIVERY_WORDS[by]}${where}${many}`);
}

function termLines(source: FormSource): Block[] {
  const { appointment, clock, receivedAt } = source.dossier;
  const promised =
    appointment === null
      ? 'không hẹn'
      : `${instantInWords(appointment.at)}${appointment.provisional ? ' (tạm tính)' : ''}`;
  return [
    setsLine(source),
    field(
      '3. Thời gian giải quyết theo quy định',
      clock === null ? 'không quy định' : formatTerm(clock.term).vi,
    ),
    field('4. Thời gian nhận hồ sơ', instantInWords(receivedAt)),
    field('5. Thời gian trả kết quả', promised, true),
  ];
}

function handedInTable({ dossier, facts }: FormSource): Block {
  const rows = facts.checklist.flatMap(({ key, name }) => {
    const given = dossier.handedIn.filter((item) => item.key === key);
    const originals = given.reduce((sum, item) => sum + item.originals, 0);
    const copies = given.reduce((sum, item) => sum + item.copies, 0);
    return originals + copies === 0 ? [] : [[name.vi, String(originals), String(copies)]];
  });
  return numberedTable(
    'Thành phần hồ sơ đã nộp',
    [
      { title: 'Tên giấy tờ', weight: 11, align: 'left' },
      { title: 'Bản chính', weight: 2, align: 'centre', group: 'Số lượng' },
      { title: 'Bản sao', weight: 2, align: 'centre', group: 'Số lượng' },
    ],
    rows,
  );
}
