import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';

const root = fileURLToPath(new URL('../../', import.meta.url));
const main = join(root, 'src/cli/main.ts');
const tsx = import.meta.resolve('tsx');

type Run = { code: number | null; stdout: string; stderr: string };

/** Runs the command line from its sources in a folder, as `motcua` would. A run that does not end is killed: code null. */
const motcua = (cwd: string, ...args: string[]): Promise<Run> =>
  new Promise((resolve) => {
    const options = { cwd, timeout: 60_000, env: { ...process.env, NO_COLOR: '1' } };
    const child = execFile(
      process.execPath,
      ['--import', tsx, main, ...args],
      options,
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, stdout, stderr });
      },
    );
  });

const MAPPING = {
  format: 'csv',
  comparison: 'date',
  columns: { dossier: 'code', unit: 'unit', received: 'in', due: 'due', finished: 'out' },
};
const LOG =
  'code,unit,in,due,out\nA,U,2026-01-05,2026-01-09,2026-01-10\nB,U,2026-01-05,,2026-01-02\nC,U,soon,,\n';

function folderWith(t: { testdir(files: Record<string, string>): string }, log = LOG): string {
  return t.testdir({ 'log.csv': log, 'map.json': JSON.stringify(MAPPING) });
}

t.test(
  'given a log with gaps, when it is imported twice, then the first adds, the second says it was there',
  async (t) => {
    const folder = folderWith(t);
    const args = [
      'import',
      'log.csv',
      '--mapping',
      'map.json',
      '--db',
      'books.db',
      '--rejects',
      'look.csv',
      '--json',
    ];
    const first = await motcua(folder, ...args);
    t.equal(first.code, 0, first.stderr);
    t.same(JSON.parse(first.stdout), {
      read: 3,
      imported: 2,
      alreadyThere: 0,
      rejected: 1,
      anomalies: 1,
      withoutDue: 1,
      withoutEnd: 0,
      events: 0,
      strayEvents: 0,
      duesWithoutTime: 0,
      rejects: 'look.csv',
    });
    t.match(first.stderr, 'Importing log.csv', 'progress goes beside the answer');
    t.equal(
      readFileSync(join(folder, 'look.csv'), 'utf8').replace('\uFEFF', ''),
      [
        'line,kind,reason,raw',
        '4,rejected,"received ""soon"" is not an ISO date or time","C,U,soon,,"',
        '3,anomaly,finished (2026-01-02) before it was received (2026-01-05),"B,U,2026-01-05,,2026-01-02"',
        '',
      ].join('\n'),
    );
    const second = await motcua(folder, ...args.slice(0, -1));
    t.equal(second.code, 0);
    t.match(second.stdout, '3 dossiers read: 0 imported, 2 already there, 1 rejected.');
    t.match(second.stdout, 'Listed with line and reason in look.csv.');
  },
);

t.test(
  'given a log that breaks, when it is imported, then what stood before is reported and the exit code is 1',
  async (t) => {
    const folder = folderWith(t, `${LOG}D,"U,2026-01-05,,\n`);
    const { code, stdout, stderr } = await motcua(
      folder,
      'import',
      'log.csv',
      '--mapping',
      'map.json',
      '--json',
    );
    t.equal(code, 1);
    t.match(JSON.parse(stdout), { read: 3, imported: 2 });
    t.match(stderr, 'motcua: log.csv: a quote opened after line 4 is never closed.');
    t.ok(existsSync(join(folder, 'log.csv.rejects.csv')));
  },
);

t.test(
  'given nothing to import, when it is asked for, then it says so and leaves nothing behind',
  async (t) => {
    const folder = folderWith(t);
    const missing = await motcua(folder, 'import', 'none.csv', '--mapping', 'map.json', '--db', 'books.db');
    t.match(missing, { code: 1, stdout: '', stderr: /^motcua: none\.csv cannot be read: ENOENT[^\n]*\n$/ });
    t.notOk(existsSync(join(folder, 'books.db')));
    const own = await motcua(folder, 'import', 'log.csv', '--mapping', 'map.json', '--rejects', 'log.csv');
    t.match(own, {
      code: 1,
      stdout: '',
      stderr: /The rejects cannot be written to log\.csv: that is log\.csv itself/,
    });
    t.equal(readFileSync(join(folder, 'log.csv'), 'utf8'), LOG, 'the log is untouched');
    writeFileSync(join(folder, 'map.json'), '{"format":"csv"}');
    const mapping = await motcua(folder, 'import', 'log.csv', '--mapping', 'map.json');
    t.match(mapping, { code: 1, stderr: /^motcua: The mapping map\.json cannot be used: comparison/ });
    writeFileSync(join(folder, 'map.json'), JSON.stringify(MAPPING));
    const foreign = await motcua(folder, 'import', 'log.csv', '--mapping', 'map.json', '--db', 'log.csv');
    t.match(foreign, { code: 1, stderr: /log\.csv is not a SQLite database/ });
  },
);

t.test(
  'given a command line used wrongly, when it runs, then the exit code is 2 and one sentence says why',
  async (t) => {
    const folder = folderWith(t);
    const cases: [string[], RegExp][] = [
      [
        ['import', 'log.csv', '--mapping', 'map.json', '--mappings', 'x'],
        /^motcua: There is no option --mappings\.\n/,
      ],
      [['import', 'log.csv'], /^motcua: Missing required argument: --mapping\n/],
      [['import', '--mapping', 'map.json'], /^motcua: Missing required positional argument: FILE\n/],
      [
        ['import', 'log.csv', 'b.csv', '--mapping', 'map.json'],
        /^motcua: "b\.csv" is one argument too many\.\n/,
      ],
      [['imports'], /^motcua: There is no command "imports"\. Commands: /],
      [['due', '--received', '2026-02-12T09:00', '--term'], /^motcua: --term needs a value\.\n/],
    ];
    for (const [args, message] of cases) {
      t.match(await motcua(folder, ...args), { code: 2, stdout: '', stderr: message }, args.join(' '));
    }
    const help = await motcua(folder, 'import', '--help');
    t.match(help, { code: 0, stdout: /--mapping[\s\S]*--rejects[\s\S]*--db[\s\S]*--json/, stderr: '' });
  },
);

t.test('given a term, when its due date is asked for, then it is explained day by day', async (t) => {
  const folder = t.testdir({});
  const asked = ['due', '--received', '2026-02-12T09:00', '--term', '5 working days'];
  const json = await motcua(folder, ...asked, '--json');
  t.equal(json.code, 0, json.stderr);
  const answer = JSON.parse(json.stdout) as {
    due: string;
    provisional: boolean;
    explanation: { date: string; status: string }[];
  };
  t.match(answer, { due: '2026-02-26T17:30:00+07:00', provisional: false });
  t.match(answer.explanation[0], { date: '2026-02-12', status: 'received' });
  t.match(answer.explanation.at(-1), { date: '2026-02-26', status: 'due' });
  const text = await motcua(folder, ...asked);
  t.match(text.stdout, /Due {6}2026-02-26T17:30:00\+07:00/);
  const wrong = await motcua(folder, 'due', '--received', '2026-02-30', '--term', '5 working days');
  t.match(wrong, { code: 1, stdout: '', stderr: /^motcua: There is no such date or time: "2026-02-30"/ });
});
