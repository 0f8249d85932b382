import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t from 'tap';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

/** Runs `motcua …` as its user would, in a process of its own. */
function motcua(...args: string[]): { status: number | null; out: string; err: string } {
  const run = spawnSync(process.execPath, ['--import', 'tsx', MAIN, ...args], { encoding: 'utf8' });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

t.test(
  'given a term, when its due date is asked, then it is told day by day, and what is impossible is said',
  async (t) => {
    const asked = motcua('due', '--received', '2026-02-12T09:00', '--term', '5 working days', '--json');
    t.match(JSON.parse(asked.out), { due: '2026-02-26T17:30:00+07:00', provisional: false });
    t.equal((JSON.parse(asked.out) as { explanation: unknown[] }).explanation.length, 15);
    t.match(motcua('due', '--received', '2027-05-12T09:00', '--term', '5 ngày làm việc').out, /tạm tính/);
    t.match(motcua('due', '--received', '2026-02-30T09:00', '--term', '1 month'), {
      status: 1,
      err: /2026-02-30/,
    });
  },
);

t.test('given a command line that is wrong, then it exits with 2 and says what there is', async (t) => {
  t.match(motcua('late-shares', '--by', 'unit', '--colour', 'red'), { status: 2, err: /--colour/ });
  t.match(motcua('nonsense'), { status: 2, err: /late-dossiers/ });
  t.match(motcua('import', '--help'), { status: 0, out: /--mapping/ });
});

t.test(
  'given a log, when it is imported, shown and verified, then the rows are those of the API and tampering shows',
  async (t) => {
    const dir = t.testdir({
      'log.csv':
        'code,unit,who,in,due,out\nA1,U1,O1,2025-03-03T08:00,2025-03-10,2025-03-11T09:00\nA2,U1,O2,2025-03-03T08:00,2025-03-10,2025-03-10T09:00\n',
      'map.json': JSON.stringify({
        format: 'csv',
        comparison: 'date',
        columns: {
          dossier: 'code',
          unit: 'unit',
          official: 'who',
          received: 'in',
          due: 'due',
          finished: 'out',
        },
      }),
    });
    const db = join(dir, 'books.db');
    const imported = motcua(
      'import',
      join(dir, 'log.csv'),
      '--mapping',
      join(dir, 'map.json'),
      '--rejects',
      join(dir, 'rejects.csv'),
      '--db',
      db,
      '--json',
    );
    t.match(JSON.parse(imported.out), { imported: 2, rejected: 0 });
    const shares = motcua(
      'late-shares',
      '--by',
      'unit',
      '--year',
      '2025',
      '--as-of',
      '2025-12-31',
      '--db',
      db,
      '--json',
    );
    t.match(JSON.parse(shares.out), {
      rows: [
        { key: 'U1', name: 'U1', total: 2, late: 1, lateFinished: 1, lateOpen: 0, flagged: true, rule: 'K1' },
      ],
    });
    const late = motcua('late-dossiers', '--official', 'O1', '--as-of', '2025-12-31', '--db', db, '--json');
    t.match(JSON.parse(late.out), { rows: [{ code: 'A1', standing: 'resolvedLate' }] });
    t.match(motcua('verify', '--db', db), { status: 0, out: /prove themselves/ });

    const driver = new Database(db);
    driver.exec("update dossiers set finished_at = due_at where code = 'A1'");
    driver.close();
    t.match(motcua('verify', '--db', db), { status: 1, out: /A1: state/ });
  },
);

t.test(
  'given a file that is not ours, when it is named, then it is refused and left as it was',
  async (t) => {
    const dir = t.testdir();
    const file = join(dir, 'notes.db');
    writeFileSync(file, 'somebody else wrote this and it is no database at all');
    t.match(motcua('late-shares', '--by', 'unit', '--db', file), { status: 1, err: /not a SQLite database/ });
    t.match(readFileSync(file, 'utf8'), /^somebody else/);
    t.match(motcua('verify', '--db', join(dir, 'none.db')), { status: 1, err: /no database at/ });
    t.notOk(existsSync(join(dir, 'none.db')));
  },
);

t.test(
  'given a service, when a token is made and revoked beside it, then it opens and closes at once, and SIGTERM ends it cleanly',
  async (t) => {
    const db = join(t.testdir(), 'books.db');
    const child = spawn(process.execPath, ['--import', 'tsx', MAIN, 'serve', '--db', db, '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, MOTCUA_LOG_LEVEL: 'warn' },
    });
    const [first] = (await once(child.stdout, 'data')) as [Buffer];
    const address = /http:\/\/[\d.:]+/.exec(first.toString())![0];
    t.equal((await fetch(`${address}/healthz`)).status, 200);
    const made = motcua(
      'token',
      'create',
      '--machine',
      'ranking',
      '--scope',
      'figures',
      '--db',
      db,
      '--json',
    );
    const { token, id } = JSON.parse(made.out) as { token: string; id: string };
    const ask = () =>
      fetch(`${address}/api/v1/late-shares?by=unit`, { headers: { authorization: `Bearer ${token}` } });
    t.equal((await ask()).status, 200);
    t.match(motcua('token', 'revoke', id, '--db', db), { status: 0 });
    t.equal((await ask()).status, 401);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    t.same(await ended, [0, null]);
  },
);
