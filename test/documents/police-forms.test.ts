import t from 'tap';
import { formPage, listForms, printForm } from '../../src/documents/index.js';
import { CLERK, formPorts, receive, seen, walk } from '../support/forms.js';
import { opening } from '../support/khanh-hoa.js';
import { openBooks } from '../support/ledger.js';

const RESIDENCE = '1.004222';

t.test(
  'given a residence dossier, then its papers are CT04 to CT06 of the police, and the rest of the general set',
  async (t) => {
    const books = openBooks(':memory:');
    const ports = formPorts(books);
    const waiting = await receive(books, { ...opening(RESIDENCE), type: 'register', handedIn: [] });
    const guided = await walk(books, waiting, {
      type: 'guide',
      items: ['Giấy tờ chứng minh chỗ ở'],
      reason: 'Còn thiếu',
      by: CLERK,
    });
    const { handedIn } = opening(RESIDENCE);
    const received = await walk(books, guided, { type: 'receive', handedIn, by: CLERK });
    const dossier = await walk(books, received, { type: 'withdraw', reason: 'Thôi', by: CLERK });
    const listed = listForms(ports, dossier).map(({ form, event }) => [form.set, form.no, event.no]);
    t.same(listed, [
      ['TT66/2023-BCA', 'CT05', 2],
      ['TT66/2023-BCA', 'CT04', 3],
      ['TT03/2025', '05', 4],
    ]);
    const refused = await receive(books, { ...opening(RESIDENCE), type: 'refuseAtDesk', reason: 'Sai nơi' });
    t.match(listForms(ports, refused), [{ form: { no: 'CT06' } }]);

    const receipt = await printForm(ports, seen(books, dossier), { form: 'TT66-2023-BCA-CT04' });
    t.match(receipt.issued, { formSet: 'TT66/2023-BCA', form: 'CT04', number: 1, event: 3 });
    t.equal(receipt.content.formLabel, 'Mẫu CT04 – Thông tư số 66/2023/TT-BCA');
    t.match(formPage(receipt.content), 'PHIẾU TIẾP NHẬN HỒ SƠ<br/>VÀ HẸN TRẢ KẾT QUẢ');
    const again = await printForm(ports, seen(books, dossier), { form: 'CT04' });
    t.ok(again.pdf().bytes.equals(receipt.pdf().bytes), 'byte for byte');
    const byNumber = await printForm(ports, seen(books, dossier), { form: '01' });
    t.equal(byNumber.issued.digest, receipt.issued.digest, 'the receipt, asked for by its general number');
    t.match(listForms(ports, dossier)[1], { issued: { number: 1 } });
    t.match((await printForm(ports, seen(books, dossier), { form: '06' })).form, { set: 'TT03/2025' });
    await t.rejects(printForm(ports, seen(books, refused), { form: 'CT05' }), { code: 'forms.noneAtEvent' });
    await books.close();
  },
);

t.test(
  'given another procedure typed in by mistake, then each receipt is of the set of its own procedure',
  async (t) => {
    const books = openBooks(':memory:');
    const ports = formPorts(books);
    const wrong = await receive(books);
    const dossier = await walk(books, wrong, {
      type: 'correct',
      reason: 'Ghi nhầm thủ tục',
      procedure: RESIDENCE,
      handedIn: opening(RESIDENCE).handedIn,
      by: CLERK,
    });
    t.match(listForms(ports, dossier), [
      { form: { set: 'TT03/2025', no: '01' }, voided: { no: 2 } },
      { form: { set: 'TT66/2023-BCA', no: 'CT04' }, voided: null },
    ]);
    t.match((await printForm(ports, seen(books, dossier), { form: '01' })).form, { no: 'CT04' });
    await books.close();
  },
);
