import t from 'tap';
import { findForm, formFor, formSet, formSetOn, formSlug } from '../../src/documents/form-sets.js';
import { formContent } from '../../src/documents/form-content.js';
import { printForm } from '../../src/documents/index.js';
import { sourceAt } from '../../src/documents/source.js';
import {
  dayInWords,
  instantInWords,
  issuerOf,
  minutesInWords,
  placeAndDate,
} from '../../src/documents/words.js';
import { parseInstant } from '../../src/calendar/index.js';
import { actorOf, registry } from '../support/khanh-hoa.js';
import { CLERK, formPorts, receive, seen, walk, wordsOf } from '../support/forms.js';
import { openBooks, replaySetting } from '../support/ledger.js';

const HAND_OFF = { type: 'handOff' } as const;
const ASSIGN = { type: 'assign', official: '22366.specialist1' } as const;
const SUBMIT = { type: 'submit' } as const;
const SUPPLEMENT = {
  type: 'requestSupplement' as const,
  items: ['Bản vẽ vị trí', 'Chứng từ nộp tiền'],
  reason: 'Thiếu giấy tờ',
};
const WITHDRAW = { type: 'withdraw', reason: 'Không còn nhu cầu', by: CLERK } as const;

/** The words of a form of a fresh store's dossier after a walk. */
async function wordsAfter(
  form: string,
  make: (books: ReturnType<typeof openBooks>) => Promise<{ code: string }>,
): Promise<string> {
  const books = openBooks(':memory:');
  const dossier = await make(books);
  const { content } = await printForm(formPorts(books), seen(books, dossier), { form });
  await books.close();
  return wordsOf(content);
}

t.test('given the circulars, when a form is named, then its set decides what the number means', async (t) => {
  t.equal(formSetOn('2025-09-14').id, 'TT01/2018');
  t.equal(formSetOn('2025-09-15').id, 'TT03/2025');
  t.equal(findForm('05', formSet('TT03/2025'))?.kind, 'stopNotice');
  t.equal(findForm('05', formSet('TT01/2018'))?.kind, 'controlSlip');
  t.equal(findForm('TT01-2018-05', formSet('TT03/2025'))?.kind, 'controlSlip');
  t.equal(findForm('08', formSet('TT03/2025')), null);
  t.equal(formFor('stopNotice', formSet('TT01/2018')), null);
  t.same(formSet('TT03/2025').forms.map(formSlug).at(-1), 'TT03-2025-07');
});

t.test('given dates and minutes, when they are written, then as official papers write them', async (t) => {
  t.equal(dayInWords('2026-02-09'), 'ngày 09 tháng 02 năm 2026');
  t.equal(dayInWords('2026-03-12'), 'ngày 12 tháng 3 năm 2026');
  t.equal(instantInWords(parseInstant('2026-03-02T08:05')), '08 giờ 05 phút, ngày 02 tháng 3 năm 2026');
  t.same([0, 59, 60, 210].map(minutesInWords), ['0 phút', '59 phút', '1 giờ', '3 giờ 30 phút']);
});

t.test('given units, when they issue, then the head is that of their kind', async (t) => {
  const at = parseInstant('2026-03-02T08:05');
  t.same(issuerOf('22366.desk', registry), {
    above: 'ỦY BAN NHÂN DÂN\nPHƯỜNG NHA TRANG',
    name: 'BỘ PHẬN MỘT CỬA',
  });
  t.same(issuerOf('22366', registry), { above: null, name: 'ỦY BAN NHÂN DÂN\nPHƯỜNG NHA TRANG' });
  t.same(issuerOf('SNV', registry), { above: 'ỦY BAN NHÂN DÂN\nTỈNH KHÁNH HÒA', name: 'SỞ NỘI VỤ' });
  t.same(issuerOf('gone', registry), { above: null, name: 'GONE' });
  t.equal(placeAndDate('22366.desk', at, registry), 'Nha Trang, ngày 02 tháng 3 năm 2026');
  t.equal(placeAndDate('SNV', at, registry), 'Khánh Hòa, ngày 02 tháng 3 năm 2026');
});

t.test(
  'given a reception, then form 01 says what was handed in, when, and when the result is due',
  async (t) => {
    const words = await wordsAfter('01', (books) => receive(books));
    for (const expected of [
      'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
      'Họ và tên cá nhân hoặc tên tổ chức: Nguyễn Thị Mẫu',
      '1 | Văn bản đề nghị khấu trừ | 1 | 0',
      '4 | Quyết định giao đất, cho thuê đất | 0 | 1',
      '3. Thời gian giải quyết theo quy định: 21 ngày làm việc',
      '4. Thời gian nhận hồ sơ: 08 giờ 00 phút, ngày 02 tháng 3 năm 2026',
      '5. Thời gian trả kết quả: 17 giờ 30 phút, ngày 31 tháng 3 năm 2026',
      'Người tiếp nhận hồ sơ: Công chức một cửa 1, Ủy ban nhân dân Phường Nha Trang',
    ]) {
      t.match(words, expected);
    }
  },
);

t.test('given a request for a supplement, then form 02 lists all of it once, with the reason', async (t) => {
  const words = await wordsAfter('02', async (books) =>
    walk(books, await receive(books), HAND_OFF, ASSIGN, SUPPLEMENT),
  );
  t.match(words, '1 | Bản vẽ vị trí\n2 | Chứng từ nộp tiền\nLý do: Thiếu giấy tờ');
  t.match(words, 'Người hướng dẫn: Chuyên viên 1, Ủy ban nhân dân Phường Nha Trang');
});

t.test(
  'given refusals, then form 03 says who refused what: the desk to receive, the agency to grant',
  async (t) => {
    const atDesk = await wordsAfter('03', (books) =>
      receive(books, { type: 'refuseAtDesk', reason: 'Không thuộc thẩm quyền', handedIn: [] }),
    );
    t.match(atDesk, 'thông báo không tiếp nhận hồ sơ này');
    t.match(atDesk, 'Lý do: Không thuộc thẩm quyền');
    t.match(atDesk, /^ỦY BAN NHÂN DÂN\nPHƯỜNG NHA TRANG\nBỘ PHẬN MỘT CỬA/);
    const after = await wordsAfter('03', async (books) =>
      walk(books, await receive(books), HAND_OFF, ASSIGN, SUBMIT, SUBMIT, {
        type: 'refuse',
        reason: 'Không đủ điều kiện',
      }),
    );
    t.match(after, 'thông báo từ chối giải quyết hồ sơ này');
    t.match(after, /^\nỦY BAN NHÂN DÂN\nPHƯỜNG NHA TRANG\nNha Trang/, 'the lead agency issues');
    t.match(after, 'Người ký: Lãnh đạo 1, Ủy ban nhân dân Phường Nha Trang');
  },
);

t.test('given a withdrawal, then form 05 says that handling stops and why', async (t) => {
  const words = await wordsAfter('05', async (books) => walk(books, await receive(books), WITHDRAW));
  t.match(words, 'kể từ 09 giờ 00 phút, ngày 02 tháng 3 năm 2026');
  t.match(words, 'Lý do: Không còn nhu cầu');
});

t.test(
  'given a re-appointment, then form 04 gives the reason, the old promise and the one new one',
  async (t) => {
    const books = openBooks(':memory:');
    const { code } = await receive(books);
    const order = { type: 'reappoint', reason: 'Chờ cơ quan thuế', newDue: '2026-04-10' } as const;
    books.clock.now = parseInstant('2026-04-01T09:00');
    await books.engine.command(code, order, actorOf('22366.leader1'));
    const setting = { ...replaySetting, names: registry, lookupUrl: null };
    const source = sourceAt(books.ledger.history(code)!, 2, setting);
    const form = findForm('04', formSet('TT03/2025'))!;
    const content = formContent(form, source, '1/2026');
    const words = wordsOf(content);
    t.match(words, 'VĂN BẢN XIN LỖI\nVÀ ĐỀ NGHỊ GIA HẠN THỜI GIAN GIẢI QUYẾT');
    t.match(words, 'Thời gian hẹn trả kết quả: 17 giờ 30 phút, ngày 31 tháng 3 năm 2026');
    t.match(words, 'Đến nay, Ủy ban nhân dân Phường Nha Trang chưa trả được');
    t.match(words, 'Lý do: Chờ cơ quan thuế');
    t.match(words, 'thời gian trả kết quả mới: 17 giờ 30 phút, ngày 10 tháng 4 năm 2026');
    t.match(words, 'Thủ trưởng cơ quan: Lãnh đạo 1');
    t.equal(content.qr, code, 'without a look-up address the code alone');
    const received = sourceAt(books.ledger.history(code)!, 1, setting);
    t.throws(() => formContent(form, received, '1/2026'), /is no re-appointment/);
    await books.close();
  },
);

t.test(
  'given a walked dossier, then form 06 says of each task who gave and received it, allowed and used',
  async (t) => {
    const books = openBooks(':memory:');
    let dossier = await receive(books);
    dossier = await walk(books, dossier, HAND_OFF, ASSIGN);
    books.clock.now = parseInstant('2026-03-30T10:00');
    dossier = await walk(books, dossier, {
      type: 'assign',
      official: '22366.specialist2',
      by: '22366.roomLeader1',
    });
    dossier = await walk(books, dossier, SUBMIT);
    const ports = formPorts(books);
    const { content } = await printForm(ports, seen(books, dossier), { form: '06' });
    const table = content.blocks.find((block) => block.kind === 'table')!;
    const cells = table.rows.map(([no, , title, , , allowed, used, result, note]) => [
      no,
      title,
      allowed,
      used,
      result,
      note,
    ]);
    t.same(cells, [
      ['1', 'TTPVHCC xã tiếp nhận, chuyển hồ sơ', '4 giờ', '1 giờ', 'Trước hạn', ''],
      ['2', 'Lãnh đạo Phòng Kinh tế phân công', '4 giờ', '1 giờ', 'Trước hạn', ''],
      ['3', 'Chuyên viên thẩm định', '112 giờ', '161 giờ', 'Quá hạn', 'Chuyển người xử lý'],
      ['4', 'Chuyên viên thẩm định', 'Không tính', '', '', ''],
      ['5', 'Lãnh đạo phòng xem xét, trình ký', '24 giờ', '0 phút', 'Trong hạn', ''],
    ]);
    t.equal(table.rows[0]![1], '1. Người nộp hồ sơ\n2. Bộ phận một cửa, Ủy ban nhân dân Phường Nha Trang');
    t.match(table.rows[1]![3], /^1\. Công chức một cửa 1.*\n2\. Trưởng phòng 1/);
    t.match(table.rows[2]![3], /^1\. Trưởng phòng 1.*\n2\. Chuyên viên 1/);
    t.match(table.rows[3]![3], /^1\. Trưởng phòng 1.*\n2\. Chuyên viên 2/);
    const early = await printForm(ports, seen(books, dossier), { form: '06', event: 2 });
    t.equal(
      early.content.blocks.find((block) => block.kind === 'table')!.rows.length,
      2,
      'as it was at event 2',
    );
    await books.close();
  },
);
