import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import t from 'tap';
import { LOG_HEADER, logMapping } from '../../scripts/made/log.js';
import { asked, motcua } from './motcua.js';

/** U1: 9 in time and 1 late, which is 10 %. U2: 10 in time, 1 open and over its due. Nobody: 1 without a due date. */
function log(): string {
  const lines = [LOG_HEADER];
  for (let no = 1; no <= 9; no += 1) lines.push(`A${no},U1,O1,2026-01-05T08:00,2026-01-12,2026-01-09T10:00`);
  lines.push('A10,U1,O1,2026-01-05T08:00,2026-01-12,2026-01-13T08:00');
  for (let no = 1; no <= 10; no += 1) lines.push(`B${no},U2,O2,2026-02-02T08:00,2026-02-10,2026-02-10T23:00`);
  lines.push('B11,U2,O3,2026-02-02T08:00,2026-02-10,', 'C1,,,2026-02-03T08:00,,2026-02-04T08:00');
  lines.push('D1,U1,O1,2026-02-30T08:00,,');
  return `${lines.join('\n')}\n`;
}

type ShareRow = { key: string; total: number; late: number; lateFinished: number; flagged: boolean };
type Shares = { rows: ShareRow[]; overall: ShareRow };

t.test('given an older log, when it is imported by the command line', async (t) => {
  const folder = t.testdir({ 'log.csv': log(), 'map.json': JSON.stringify(logMapping()) });
  const imported = await asked<Record<string, unknown>>(
    folder,
    ...['import', 'log.csv', '--mapping', 'map.json', '--db', 'books.db'],
  );
  t.match(imported, { read: 23, imported: 22, rejected: 1, withoutDue: 1, rejects: 'log.csv.rejects.csv' });
  const db = ['--db', 'books.db', '--as-of', '2026-03-02'];

  await t.test('then the late shares name every unit, and flag who reaches 10 %', async (t) => {
    const { rows, overall } = await asked<Shares>(folder, 'late-shares', '--by', 'unit', ...db);
    t.same(Object.keys(rows[0]!).slice(0, 9), [
      ...['key', 'name', 'total', 'late', 'lateFinished', 'lateOpen', 'withoutDue', 'flagged', 'rule'],
    ]);
    t.match(rows, [
      { key: 'U1', name: 'U1', total: 10, late: 1, lateFinished: 1, lateOpen: 0, flagged: true, rule: 'K1' },
      { key: 'U2', name: 'U2', total: 11, late: 1, lateFinished: 0, lateOpen: 1, flagged: false },
      { key: 'unassigned', total: 0, late: 0, withoutDue: 1, flagged: false },
    ]);
    t.match(overall, { total: 21, late: 2 });
  });

  await t.test('then an official is flagged above 10 %, not at it', async (t) => {
    const { rows } = await asked<Shares>(folder, 'late-shares', '--by', 'official', '--year', '2026', ...db);
    t.same(
      rows.map(({ key, total, late, flagged }) => [key, total, late, flagged]),
      [
        ['O1', 10, 1, false],
        ['O2', 10, 0, false],
        ['O3', 1, 1, true],
        ['unassigned', 0, 0, false],
      ],
    );
  });

  await t.test('then the late dossiers are those two, overdue and resolved late', async (t) => {
    const { rows } = await asked<{ rows: Record<string, unknown>[] }>(folder, 'late-dossiers', ...db);
    t.match(rows, [
      { code: 'A10', standing: 'resolvedLate', lead: 'U1' },
      { code: 'B11', standing: 'overdue', lead: 'U2' },
    ]);
    const shown = await motcua(folder, 'late-dossiers', '--standing', 'overdue', ...db);
    t.match(shown.stdout, /^B11 .*overdue[\s\S]*1 late dossiers\.\n$/m);
  });

  await t.test('then the books prove themselves, until somebody changes them by hand', async (t) => {
    const sound = await asked<Record<string, unknown>>(folder, 'verify', '--db', 'books.db');
    t.same(sound, { sound: true, dossiers: 22, events: 22, faults: [], tallies: [] });
    const books = new Database(join(folder, 'books.db'));
    books.prepare("update dossiers set finished_at = finished_at - 86400000 where code = 'A10'").run();
    books.prepare("update events set payload = replace(payload, 'O3', 'O2') where payload like '%O3%'").run();
    books.prepare("update tallies set closed = closed + 1 where key = 'U2' and grain = 'year'").run();
    books.close();
    const told = await motcua(folder, 'verify', '--db', 'books.db');
    t.equal(told.code, 1);
    t.match(told.stdout, /^A10: state: the row does not say what was imported$/m);
    t.match(told.stdout, /^B11: chain: event 1 \(imported\) was changed/m);
    t.match(told.stdout, /^tally unit U2 year closed: kept 11, recounted 10$/m);
  });
});

t.test('given a token, when it is made, listed and revoked, then its secret is told once', async (t) => {
  const folder = t.testdir();
  const db = ['--db', 'books.db'];
  const { token, id } = await asked<{ token: string; id: string }>(
    folder,
    ...['token', 'create', '--machine', 'ranking', '--scope', 'figures', '--expires', '2027-01-01', ...db],
  );
  const listed = await motcua(folder, 'token', 'list', ...db);
  t.match(listed.stdout, new RegExp(`^${id} +ranking +figures +2027-01-01T00:00:00\\+07:00 `, 'm'));
  t.notOk(listed.stdout.includes(token));
  t.equal((await motcua(folder, 'token', 'revoke', id, ...db)).stdout, `Token ${id} is revoked.\n`);
  const { rows } = await asked<{ rows: { revoked: string | null }[] }>(folder, 'token', 'list', ...db);
  t.match(rows, [{ id, actor: 'ranking', kind: 'machine', scopes: ['figures'], revoked: /^20/ }]);
});

t.test(
  'given a file that is not ours, when it is named, then it is refused and stays as it is',
  async (t) => {
    const folder = t.testdir({ 'notes.txt': 'Danh sách đơn vị\n'.repeat(300), 'log.csv': log() });
    writeFileSync(join(folder, 'map.json'), JSON.stringify(logMapping()));
    const other = new Database(join(folder, 'other.db'));
    other.exec('create table mine (x); insert into mine values (1)');
    other.close();
    for (const file of ['notes.txt', 'other.db']) {
      const before = readFileSync(join(folder, file));
      const { code, stderr } = await motcua(
        folder,
        'import',
        'log.csv',
        '--mapping',
        'map.json',
        '--db',
        file,
      );
      t.equal(code, 1);
      t.match(stderr, new RegExp(`motcua: ${file} is (not a SQLite database|a database of another program)`));
      t.match(stderr, 'Nothing was changed');
      t.same(readFileSync(join(folder, file)), before, 'untouched');
    }
    const missing = await motcua(folder, 'verify', '--db', 'nowhere.db');
    t.equal(missing.code, 1);
    t.match(missing.stderr, 'There is no database at nowhere.db');
  },
);
