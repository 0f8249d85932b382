import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { openOffice } from '../../src/app.js';
import { openStore } from '../../db/open.js';
import { procedures } from '../../workflows/index.js';
import { smallProvince } from '../support/office.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const specimen = join(root, 'test/procedure/documents/specimen.yaml');

/** Runs the command line from its sources, as `motcua` would. */
function motcua(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    const argv = ['--import', 'tsx', 'src/cli/main.ts', 'procedures', ...args];
    execFile(process.execPath, argv, { cwd: root }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

t.test(
  'given the shipped procedures, when they are listed as JSON, then each row has code, name, field and version',
  async (t) => {
    const { code, stdout } = await motcua('list', '--json');
    t.equal(code, 0);
    const { rows } = JSON.parse(stdout) as { rows: Record<string, string>[] };
    t.equal(rows.length, procedures.length);
    for (const row of rows) t.same(Object.keys(row), ['code', 'name', 'field', 'version']);
  },
);

t.test(
  'given an unsound document, when it is checked, then its line is told and the exit code is 1',
  async (t) => {
    const file = join(t.testdir(), 'bad.yaml');
    writeFileSync(file, readFileSync(specimen, 'utf8').replace('amount: 50000', 'amount: -1'));
    const { code, stdout } = await motcua('check', file);
    t.equal(code, 1);
    t.match(stdout, /bad\.yaml:27:\d+ fees\[0\]\.amount: amount is below 0/);
  },
);

t.test(
  'given a new database, when documents are published, then the sound one is listed and the unsound one refused',
  async (t) => {
    const db = join(t.testdir(), 'books.db');
    t.match(await motcua('publish', specimen, '--db', db), {
      code: 0,
      stdout: /Published 9\.000010 version 1/,
    });
    t.match(await motcua('publish', specimen, '--db', db), { code: 1, stderr: /nothing was published/ });
    t.match((await motcua('list', '--json', '--db', db)).stdout, '9.000010');
  },
);

t.test(
  'given a register, when the one-stop shares are asked for, then each rated unit has its whole numbers',
  async (t) => {
    const db = join(t.testdir(), 'books.db');
    const office = openOffice({ store: openStore(db) });
    office.registry.save(smallProvince);
    await office.close();
    type Row = { unit: string; oneStop: number; total: number; reached: boolean | null };
    const { stdout } = await motcua('share', '--db', db, '--json');
    const { rows, rule } = JSON.parse(stdout) as { rows: Row[]; rule: { id: string } };
    t.equal(rule.id, 'M1');
    t.same(
      rows.map(({ unit }) => unit),
      ['SNV', 'X1', 'X2'],
    );
    const ofCommunes = procedures.filter(
      ({ facts }) => facts.level === 'commune' && !facts.competentByDefault && facts.lead === 'leadership',
    );
    t.match(rows[1], { oneStop: ofCommunes.length, total: ofCommunes.length, reached: true });
    const one = await motcua('share', '--db', db, '--unit', 'X1');
    t.match(one.stdout, new RegExp(`^X1 +${ofCommunes.length}/${ofCommunes.length} +reached`, 'm'));
    const none = await motcua('share', '--db', db, '--unit', 'nowhere');
    t.equal(none.code, 1);
    t.match(none.stderr, 'There is no unit nowhere');
  },
);
