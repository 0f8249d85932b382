import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { formPage, listForms, printForm, printRegister } from '../../src/documents/index.js';
import { openStore } from '../../db/open.js';
import { actorOf } from '../support/khanh-hoa.js';
import { CLERK, formPorts, receive, seen, walk } from '../support/forms.js';
import { nextOnWay, openBooks } from '../support/ledger.js';

const WORKER = fileURLToPath(new URL('../support/form-worker.ts', import.meta.url));
const TEMPLATES = fileURLToPath(new URL('../../src/documents/templates/', import.meta.url));

/** What the workers told, a line a receipt. */
async function printInProcess(file: string, codes: readonly string[]): Promise<string[]> {
  const child = spawn(process.execPath, ['--import', 'tsx', WORKER, file, ...codes], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (await textOf(child.stdout)).trim().split('\n');
}

t.test(
  'given a printed receipt, when the dossier moves on and another process reprints it a year later, then not a byte differs',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const books = openBooks(file);
    let dossier = await receive(books);
    const ports = formPorts(books);
    const first = await printForm(ports, seen(books, dossier), { form: '01' });
    const bytes = first.pdf().bytes;
    t.match(first.issued, {
      number: 1,
      year: 2026,
      unit: '22366.desk',
      formSet: 'TT03/2025',
      form: '01',
      event: 1,
    });
    for (let next = nextOnWay(dossier); next !== null; next = nextOnWay(dossier)) {
      books.clock.now += 26 * 3_600_000;
      ({ dossier } = await books.engine.command(dossier.code, next.command, next.actor));
    }
    const again = await printForm(ports, seen(books, dossier), { form: 'TT03-2025-01', event: 1 });
    t.ok(again.pdf().bytes.equals(bytes), 'the same bytes');
    t.same(again.issued, first.issued);
    t.equal(formPage(again.content), formPage(first.content));
    await books.close();
    t.same(await printInProcess(file, [dossier.code]), [`${dossier.code} 1 ${first.issued.digest}`]);
  },
);

t.test(
  'given a slip first printed after the dossier moved on, then it says what was so at its event',
  async (t) => {
    const [early, late] = [openBooks(':memory:'), openBooks(':memory:')];
    const digests: string[] = [];
    for (const books of [early, late]) {
      const dossier = await receive(books);
      if (books === late)
        await walk(books, dossier, { type: 'handOff' }, { type: 'assign', official: '22366.specialist1' });
      digests.push((await printForm(formPorts(books), seen(books, dossier), { form: '01' })).issued.digest);
      await books.close();
    }
    t.equal(digests[0], digests[1]);
  },
);

t.test(
  'given two processes that print the same receipts at once, then each has one number and none is left out',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const books = openBooks(file);
    const codes: string[] = [];
    for (let i = 0; i < 20; i += 1) codes.push((await receive(books)).code);
    await books.close();
    const [one, two] = await Promise.all([
      printInProcess(file, codes),
      printInProcess(file, codes.toReversed()),
    ]);
    t.same(one.toSorted(), two.toSorted(), 'both processes were given the same numbers and files');
    const numbers = one.map((line) => Number(line.split(' ')[1])).toSorted((a, b) => a - b);
    t.same(
      numbers,
      Array.from({ length: 20 }, (_, i) => i + 1),
    );
  },
);

t.test('given a form that cannot be drawn, then it uses up no number', async (t) => {
  const books = openBooks(':memory:');
  const [one, two] = [await receive(books), await receive(books)];
  const ports = formPorts(books);
  const order = {
    dossier: one.code,
    formSet: 'TT03/2025',
    form: '01',
    event: 1,
    unit: '22366.desk',
    year: 2026,
    issuedAt: 0,
    issuedBy: CLERK,
  };
  const failing = ports.forms.issue(order, () => {
    throw new Error('no paper');
  });
  await t.rejects(failing, /no paper/);
  t.equal(ports.forms.find(order), null);
  t.equal((await printForm(ports, seen(books, two), { form: '01' })).issued.number, 1);
  books.store.driver.exec('update form_counters set last = 9007199254740000');
  t.equal(
    (await printForm(ports, seen(books, one), { form: '01' })).issued.number,
    9007199254740001,
    'numbers have no end',
  );
  await books.close();
});

t.test('given what cannot be printed, then the error says why and what there is', async (t) => {
  const books = openBooks(':memory:');
  const dossier = await receive(books);
  const ports = formPorts(books);
  const print = (form: string, event?: number) => printForm(ports, seen(books, dossier), { form, event });
  await t.rejects(print('99'), { code: 'forms.unknown' });
  await t.rejects(print('02'), { code: 'forms.noneAtEvent', facts: { form: 'TT03-2025-02', events: [] } });
  await t.rejects(print('01', 7), { code: 'forms.noneAtEvent', facts: { event: 7, events: [1] } });
  await t.rejects(print('07'), { code: 'forms.noneAtEvent' });
  await print('01');
  const { driver } = books.store;
  driver.exec("update issued_forms set content = replace(content, 'Nguyễn Thị Mẫu', 'Nguyễn Thị Khác')");
  const changed = await print('01');
  t.throws(() => changed.pdf(), { code: 'forms.digestDiffers' });
  driver.exec("update issued_forms set template = 'v0'");
  const foreign = await print('01');
  t.throws(() => foreign.pdf(), { code: 'forms.templateGone' });
  t.match(formPage(foreign.content), 'Nguyễn Thị Khác', 'what was kept can still be read');
  driver.exec("update events set type = 'imported'");
  await t.rejects(print('01'), { code: 'forms.noHistory' });
  await books.close();
});

t.test(
  'given another writer at work, when a form is printed, then it waits its turn and holds up nobody',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const books = openBooks(file);
    const [one, two] = [await receive(books), await receive(books)];
    const ports = formPorts(books);
    const other = openStore(file);
    other.driver.exec('begin immediate');
    const prints = Promise.all(
      [one, two, one].map((dossier) => printForm(ports, seen(books, dossier), { form: '01' })),
    );
    let turns = 0;
    for (; turns < 20; turns += 1) await setImmediate();
    t.equal(ports.forms.ofDossier(one.code).length, 0);
    other.driver.exec('commit');
    const numbers = (await prints).map(({ issued }) => issued.number);
    t.same(numbers.toSorted(), numbers[0] === 1 ? [1, 1, 2] : [1, 2, 2]);
    t.equal(numbers[0], numbers[2], 'the same form has one number');
    other.close();
    await books.close();
  },
);

t.test('given a name that looks like commands, then it is printed as it is written', async (t) => {
  const books = openBooks(':memory:');
  const name = '#image("x") *_ $1$ @a <b> <script>alert(1)</script> \\u{41} Ẵ Ẫ Ẳ Ặ Ữ Ỹ Ỵ Ộ Ợ ₫';
  const { code } = await receive(books, { applicant: { name, address: 'x'.repeat(300) + '\n= Tiêu đề' } });
  const { content, pdf } = await printForm(formPorts(books), seen(books, { code }), { form: '01' });
  const page = formPage(content);
  t.match(page, '&lt;script>alert(1)&lt;/script>');
  t.notMatch(page, '<script');
  t.equal(pdf().pages, 2, 'a long address runs on, and over the page');
  if (hasPdftotext()) {
    const words = pdfWords(t.testdir(), pdf().bytes).replace(/\s+/g, ' ');
    t.match(words.replaceAll(' ', ''), name.replaceAll(' ', ''));
    t.match(words, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    t.match(words, '= Tiêu đề');
    t.match(words, 'Khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư vào tiền sử dụng đất');
  }
  await books.close();
});

t.test(
  'given a dossier, then the list names each form it calls for and those that were issued',
  async (t) => {
    const books = openBooks(':memory:');
    const dossier = await walk(books, await receive(books), { type: 'withdraw', reason: 'Thôi', by: CLERK });
    const ports = formPorts(books);
    await printForm(ports, seen(books, dossier), { form: '06', event: 1 });
    await printForm(ports, seen(books, dossier), { form: '05' });
    const lines = listForms(ports, dossier).map(({ form, event, issued }) => [
      form.no,
      event.no,
      issued?.number ?? null,
    ]);
    t.same(lines, [
      ['01', 1, null],
      ['06', 1, 1],
      ['05', 2, 1],
    ]);
    await books.close();
  },
);

t.test(
  'given a desk and a period, then the register has a line for each reception, over as many pages as it takes',
  async (t) => {
    const books = openBooks(':memory:');
    for (let i = 0; i < 40; i += 1) {
      books.clock.now += 60_000;
      await receive(books);
    }
    books.clock.now += 86_400_000;
    await walk(books, await receive(books), { type: 'withdraw', reason: 'Thôi', by: CLERK });
    const ports = formPorts(books);
    const print = (from: string, to: string, by = CLERK) =>
      printRegister(ports, actorOf(by), { desk: '22366.desk', from, to });
    const rows = ({ content }: ReturnType<typeof print>) =>
      content.blocks.find((block) => block.kind === 'table')!.rows;
    const all = print('2026-03-02', '2026-03-03');
    t.equal(rows(all).length, 41);
    t.match(rows(all).at(-1)!.join('|'), /^41\|H56\.22366-260303-0001\|Khấu trừ .*\|Dừng theo đề nghị$/);
    t.equal(rows(all).at(-1)![3], '', 'how many sets is not recorded of this procedure');
    t.ok(all.pdf().pages >= 4);
    t.equal(rows(print('2026-03-03', '2026-03-03')).length, 1);
    t.equal(rows(print('2026-03-04', '2026-03-09')).length, 0);
    t.throws(() => print('2026-03-03', '2026-03-02'), /swap/);
    t.throws(() => print('2026-03-02', '2026-03-03', '22333.clerk1'), { code: 'supervision.outOfSight' });
    t.match(formPage(all.content), '<th scope="colgroup" colspan="5">Nhận và trả kết quả</th>');
    await books.close();
  },
);

t.test('given a template version that drew issued forms, then nobody has changed it', async (t) => {
  const digest = createHash('sha256');
  for (const name of readdirSync(join(TEMPLATES, 'v1')).sort())
    digest.update(readFileSync(join(TEMPLATES, 'v1', name)));
  t.equal(
    digest.digest('hex').slice(0, 16),
    'f7938f9dfe9cd8bb',
    'a published template is never changed: put the new drawing into a folder of its own (docs/decisions/0008)',
  );
});

function hasPdftotext(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function pdfWords(folder: string, bytes: Buffer): string {
  const file = join(folder, 'form.pdf');
  writeFileSync(file, bytes);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }).replaceAll('\u200b', '');
}
