import { join } from 'node:path';
import t from 'tap';
import { importThread } from '../../db/import-thread.js';
import { importStore } from '../../db/import-writer.js';
import { openStore, type Store } from '../../db/open.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { canonicalJson } from '../../src/ledger/chain.js';
import type { ImportedDossier } from '../../src/ledger/import-port.js';
import { proofOf } from '../support/proof.js';
import { madeMapping, madeRows, writeLog } from '../support/made-log.js';

const TABLES = ['dossiers', 'tasks', 'events', 'participations', 'tallies', 'units', 'officials'];
const everything = ({ driver }: Store): unknown[] =>
  TABLES.map((table) => driver.prepare(`select * from ${table}`).all());

const dossier = (code: string, change: Partial<ImportedDossier> = {}): ImportedDossier => ({
  code,
  procedure: 'p',
  channel: 'c',
  unit: 'U',
  official: null,
  receivedAt: 0,
  dueAt: null,
  lateFrom: null,
  finishedAt: null,
  payload: '{}',
  ...change,
});

t.test('given a log, when a thread of its own writes it, then the books are the same', async (t) => {
  const folder = t.testdir();
  const file = writeLog(join(folder, 'log.csv'), madeRows(3_000));
  const [here, there] = [openStore(':memory:'), openStore(join(folder, 'books.db'))];
  t.teardown(() => {
    here.close();
    there.close();
  });
  const run = { file, mapping: madeMapping, now: 1_772_413_200_000 };
  const results = [
    await importFile({ ...run, store: importStore(here) }),
    await importFile({ ...run, store: importThread(join(folder, 'books.db')) }),
  ];
  t.match(results[0], { read: 3_000, imported: 3_000 });
  t.same(results[1], results[0]);
  t.same(everything(there), everything(here));
  const payloads = there.driver.prepare('select payload from events').pluck().all() as string[];
  t.same(
    payloads.filter((payload) => payload !== canonicalJson(JSON.parse(payload))),
    [],
    'one form of JSON only',
  );
  t.same(proofOf(there), { dossiers: 3_000, events: 3_000, faults: [], tallies: [] });
});

t.test(
  'given dossiers met before, when they come again, then each is told apart in the order given',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const store = openStore(file);
    t.teardown(() => store.close());
    const first = importThread(file).start({ origin: 'import:a.csv', at: 1 });
    t.same(await first.write(['A', 'B', 'A'].map((code) => dossier(code))), [
      'imported',
      'imported',
      'repeated',
    ]);
    t.same(await first.write(['C', 'B'].map((code) => dossier(code))), ['imported', 'repeated']);
    await first.close();
    store.driver.prepare("update dossiers set origin = 'desk' where code = 'C'").run();
    const second = importThread(file).start({ origin: 'import:a.csv', at: 2 });
    t.same(await second.write(['B', 'D', 'B', 'C', 'D', 'A'].map((code) => dossier(code))), [
      ...['alreadyThere', 'imported', 'repeated', 'taken', 'repeated', 'alreadyThere'],
    ]);
    await second.close();
    const ids = store.driver.prepare('select code, id from dossiers order by id').raw().all();
    t.same(ids, [
      ['A', 1],
      ['B', 2],
      ['C', 3],
      ['D', 4],
    ]);
  },
);

t.test(
  'given books that refuse a batch, when the thread writes it, then it says why and keeps nothing of it',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const store = openStore(file);
    t.teardown(() => store.close());
    store.driver.exec(
      "create trigger full before insert on tasks when new.unit = 'X' begin select raise(abort, 'disk full'); end",
    );
    const run = importThread(file).start({ origin: 'import:a.csv', at: 1 });
    await t.rejects(run.write([dossier('A'), dossier('B', { unit: 'X' })]), { message: 'disk full' });
    t.same(await run.write([dossier('B'), dossier('C', { unit: null, official: 'O' })]), [
      'imported',
      'imported',
    ]);
    await run.close();
    t.same(store.driver.prepare('select code from dossiers order by id').pluck().all(), ['B', 'C']);
    t.same(store.driver.prepare('select id from units order by id').pluck().all(), ['U', 'root']);
    t.equal(store.driver.prepare('select count(*) from participations').pluck().get(), 6);
    const gone = importThread(join(file, '..', 'nowhere.db')).start({ origin: 'import:a.csv', at: 1 });
    await t.rejects(gone.write([dossier('A')]), { message: /^There is no database at / });
    await gone.close();
  },
);
