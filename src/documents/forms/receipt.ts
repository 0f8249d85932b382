import { formatTerm } from '../../calendar/index.js';
import { type Block, field, type FormBody, heading, numberedTable, text } from '../content.js';
import type { FormSource } from '../source.js';
import { CHANNEL_WORDS, instantInWords, unitName } from '../words.js';
import { applicantLines, doer, handsIn, requestLine, whereToAsk } from './common.js';

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
      field('6. Nơi trả kết quả', unitName(dossier.routing.desk, names)),
      field('Cơ quan chủ trì giải quyết', unitName(dossier.routing.lead, names)),
      ...(dossier.note === null ? [] : [field('Ghi chú', dossier.note)]),
      whereToAsk(source),
    ],
    signatures: [handsIn, doer('Người tiếp nhận hồ sơ', source)],
  };
}

function termLines({ dossier, event }: FormSource): Block[] {
  const { appointment, clock } = dossier;
  const promised =
    appointment === null
      ? 'không hẹn'
      : `${instantInWords(appointment.at)}${appointment.provisional ? ' (tạm tính)' : ''}`;
  return [
    field('2. Số lượng hồ sơ', '01 bộ'),
    field(
      '3. Thời gian giải quyết theo quy định',
      clock === null ? 'không quy định' : formatTerm(clock.term).vi,
    ),
    field('4. Thời gian nhận hồ sơ', instantInWords(event.at)),
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
