import { readFileSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { RejectsFile } from '../../src/integration/import/rejects.js';
import { HEADER, importLog, logFile, mappingOf, openMemory, rows, sizes } from './logs.js';

const row = (code: string, unit = 'U'): string => `${code},${unit},O,2026-01-05,,\n`;
const many = (count: number, prefix = 'HS'): string =>
  Array.from({ length: count }, (_, i) => row(`${prefix}${i}`)).join('');

t.test(
  'given a quote that is never closed, when it is imported, then what stood before it stays and it says where',
  async (t) => {
    const store = openMemory();
    const file = logFile('cut.csv', `${HEADER}${many(3)}HS3,"U,O,2026-01-05,,\n${many(3, 'X')}`);
    await t.rejects(importLog(store, file), {
      message:
        'cut.csv: a quote opened after line 4 is never closed. Correct the file there and import it again.',
      result: { read: 3, imported: 3 },
    });
    t.same(rows(store, 'select code from dossiers order by id'), [
      { code: 'HS0' },
      { code: 'HS1' },
      { code: 'HS2' },
    ]);
    writeFileSync(file, `${HEADER}${many(3)}HS3,"U",O,2026-01-05,,\n${many(3, 'X')}`);
    const { result } = await importLog(store, file);
    t.match(result, { read: 7, imported: 4, alreadyThere: 3 }, 'the corrected file brings the rest');
    store.close();
  },
);

t.test(
  'given a quote that swallows megabytes, when it is imported, then reading stops before memory does',
  async (t) => {
    const store = openMemory();
    const file = logFile('huge.csv', `${HEADER}${row('A')}B,"${'x'.repeat(6_000_000)}`);
    await t.rejects(importLog(store, file), {
      message: /^huge\.csv: the row after line 2 is longer than 4194304 bytes, probably because a quote/,
      result: { imported: 1 },
    });
    store.close();
  },
);

t.test('given text behind a closing quote, when it is imported, then reading stops there', async (t) => {
  const store = openMemory();
  const file = logFile('odd.csv', `${HEADER}${row('A')}B,"U"x,O,2026-01-05,,\n${row('C')}`);
  await t.rejects(importLog(store, file), {
    message: /^odd\.csv: a quoted value goes on after its closing quote in line 3 /,
    result: { imported: 1 },
  });
  store.close();
});

t.test(
  'given odd but whole CSV, when it is imported, then every row is read with its own line',
  async (t) => {
    const store = openMemory();
    const lines = [
      'A;"Phòng; ""1""\ntầng 2";O;2026-01-05;;',
      '',
      'B;U;O;2026-01-05;;',
      'bad',
      '"C";"";;"2026-01-05";;',
    ];
    const file = logFile(
      'odd.csv',
      `\uFEFF${HEADER.replaceAll(',', ';').trim()}\r\n${lines.join('\r\n')}\r\n`,
    );
    const { result, listed } = await importLog(store, file, mappingOf({ delimiter: ';' }));
    t.match(result, { read: 4, imported: 3, rejected: 1 });
    t.match(listed, [{ line: 6, reason: 'has 1 columns instead of 6', raw: 'bad' }]);
    t.same(rows(store, 'select code, lead from dossiers order by id'), [
      { code: 'A', lead: 'Phòng; "1"\ntầng 2' },
      { code: 'B', lead: 'U' },
      { code: 'C', lead: null },
    ]);
    const lineOf = "select json_extract(payload, '$.line') as line from events order by dossier";
    t.same(rows(store, lineOf), [{ line: 2 }, { line: 5 }, { line: 7 }]);
    store.close();
  },
);

t.test(
  'given stray quotes wherever blocks are cut, when they are imported, then each broken line is shown whole',
  async (t) => {
    const store = openMemory();
    const bad = (i: number): string => `Q${i},Sở 12" số ${i},O,2026-01-05,,\n`;
    const body = Array.from({ length: 20_000 }, (_, i) =>
      i % 40 === 7 ? bad(i) : row(`HS${i}`, `Sở Nội vụ ${i % 10}`),
    );
    const { result, listed } = await importLog(store, logFile('big.csv', HEADER + body.join('')));
    t.match(result, { read: 20_000, imported: 19_500, rejected: 500 });
    const unlike = listed.filter(({ line, raw }) => !bad(line - 2).startsWith(raw) || raw.length < 10);
    t.same(unlike, []);
    const whole = listed.filter(({ line, raw }) => `${raw}\n` === bad(line - 2));
    t.ok(whole.length >= 495, 'but for lines that lie across two blocks');
    store.close();
  },
);

t.test(
  'given files that are no log, when they are imported, then one sentence says what is wrong',
  async (t) => {
    const store = openMemory();
    const utf16 = Buffer.from(`\uFEFF${HEADER}${row('A')}`, 'utf16le');
    const latin = Buffer.from(`${HEADER}A,Đ,O,2026-01-05,,\n`.replace('Đ', '\xD0'), 'latin1');
    const packed = gzipSync(HEADER + many(50_000));
    const cases: [string, string | Buffer, RegExp][] = [
      ['utf16.csv', utf16, /^utf16\.csv is not UTF-8 text \(somewhere after byte 0\); convert it first/],
      ['latin.csv', latin, /^latin\.csv is not UTF-8 text/],
      ['cut.csv.gz', packed.subarray(0, packed.length / 2), /^cut\.csv\.gz is damaged or ends too early: /],
      ['empty.csv', '', /^empty\.csv is empty; its first line must name the columns\./],
      ['less.csv', 'code,unit\n', /^less\.csv has no column "official"; it has: code, unit\./],
      ['twice.csv', `code,${HEADER}`, /^twice\.csv has more than one column "code"\./],
    ];
    for (const [name, content, message] of cases) {
      const file = logFile(name, '');
      writeFileSync(file, content);
      await t.rejects(importLog(store, file), { message }, name);
    }
    await t.rejects(importLog(store, '/nowhere/log.csv'), {
      message: /^\/nowhere\/log\.csv cannot be read: ENOENT/,
    });
    const header = await importLog(store, logFile('header.csv', HEADER));
    t.match(header.result, { read: 0, imported: 0 }, 'a log without rows is no error');
    store.close();
  },
);

t.test(
  'given a rejects file, when it is written, then it opens in a spreadsheet and is never the log itself',
  async (t) => {
    const log = logFile('log.csv', HEADER);
    await t.rejects(RejectsFile.create(log, [log]), { message: /that is .*log\.csv itself/ });
    t.equal(readFileSync(log, 'utf8'), HEADER, 'the log is untouched');
    await t.rejects(RejectsFile.create('/nowhere/r.csv', [log]), {
      message: /^The rejects file cannot be written: ENOENT/,
    });
    const path = logFile('rejects.csv', 'of last time');
    const file = await RejectsFile.create(path, [log, '/nowhere/events.csv']);
    await file.write([{ line: 3, kind: 'rejected', reason: 'has "quotes"', raw: '=cmd(),Đ' }]);
    await file.close();
    t.equal(
      readFileSync(path, 'utf8'),
      '\uFEFFline,kind,reason,raw\n3,rejected,"has ""quotes""","\'=cmd(),Đ"\n',
    );
    t.end();
  },
);

t.test(
  'given a store that refuses a batch, when it is imported, then the batch leaves no trace',
  async (t) => {
    const store = openMemory();
    store.driver.exec(
      `create trigger full before insert on participations when new.key = 'last' begin select raise(abort, 'disk full'); end`,
    );
    await t.rejects(importLog(store, logFile('log.csv', `${HEADER}${many(10)}${row('Z', 'last')}`)), {
      message: 'disk full',
    });
    t.match(sizes(store), {
      dossiers: 0,
      tasks: 0,
      events: 0,
      participations: 0,
      tallies: 0,
      units: 0,
      officials: 0,
    });
    store.close();
  },
);
