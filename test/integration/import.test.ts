import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import t from 'tap';
import { importStore } from '../../db/import-writer.js';
import { lateShareTable, recountTallies } from '../../db/late-shares.js';
import type { Store } from '../../db/open.js';
import { parseInstant } from '../../src/calendar/index.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { parseMapping } from '../../src/integration/import/mapping.js';
import { periodOf } from '../../src/rating/index.js';
import { proofOf } from '../support/proof.js';
import { importLog, NOW, openMemory, repositoryFile, rows, sizes } from './logs.js';

const BOSTON = repositoryFile('scripts/demo/data/boston311-2015h1.csv.gz');
const bostonMapping = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(repositoryFile('scripts/demo/data/boston311.mapping.json'), 'utf8')) as Record<
    string,
    unknown
  >;

type Flagged = { case_id: string; target: string; closed: string; ontime_flag: string };

/** Lateness as shares count it, of every dossier with a target and an end. */
const lateByCode = (store: Store): Map<string, boolean> =>
  new Map(
    rows<{ code: string; late: number }>(
      store,
      `select d.code, p.late from participations p join dossiers d on d.id = p.dossier
       where p.kind = 'official' and d.due_at is not null and d.finished_at is not null`,
    ).map(({ code, late }) => [code, late === 1]),
  );

async function judgedByTheCity(): Promise<Flagged[]> {
  const all = parse<Flagged>(gunzipSync(await readFile(BOSTON)), { columns: true });
  return all.filter(({ target, closed }) => target !== '' && closed !== '');
}

t.test(
  "given Boston's log, when it is imported, then every end is late where the city says so",
  async (t) => {
    const store = openMemory();
    const { result, listed } = await importLog(store, BOSTON, await bostonMapping());
    t.match(result, { read: 58_119, imported: 58_119, rejected: 0, anomalies: 84, withoutDue: 14_527 });
    t.equal(listed.length, 84, 'what ended before it began is listed');
    t.ok(listed.every(({ kind, reason }) => kind === 'anomaly' && reason.startsWith('finished (')));
    const late = lateByCode(store);
    const published = await judgedByTheCity();
    const flagged = published.filter((row) => row.ontime_flag !== '');
    t.same(
      flagged.filter((row) => late.get(row.case_id) !== (row.ontime_flag === 'OVERDUE')),
      [],
      'row by row',
    );
    const unflagged = published.filter((row) => row.ontime_flag === '');
    t.equal(unflagged.length, 63);
    t.ok(
      unflagged.every((row) => late.get(row.case_id)),
      'those the city left blank went over',
    );
    const counted = [...late.values()];
    t.same([counted.filter((is) => !is).length, counted.filter((is) => is).length], [27_295, 9_962 + 63]);
    t.same(proofOf(store), { dossiers: 58_119, events: 58_119, faults: [], tallies: [] });

    const query = {
      by: 'unit',
      basis: 'accountable',
      period: periodOf({ year: 2015 }),
      asOf: parseInstant('2016-01-01') - 1,
    } as const;
    const park = lateShareTable(store, query).rows.find(({ key }) => key === 'PARK');
    t.match(park, { total: 3307, late: 611, flagged: true, rule: 'K1' }, 'as a count by hand says');
    store.driver.exec("update participations set late = 1 where dossier = 7 and kind = 'official'");
    const shown = proofOf(store).faults.map(({ part }) => part);
    t.same(shown, ['participations'], 'a row changed by hand shows');
    store.close();
  },
);

t.test(
  "given Boston's log, when days are compared, then only ends later on the very day differ",
  async (t) => {
    const store = openMemory();
    await importLog(store, BOSTON, { ...(await bostonMapping()), comparison: 'date' });
    const late = lateByCode(store);
    const published = await judgedByTheCity();
    const unlike = published.filter((row) => late.get(row.case_id) !== row.closed > row.target);
    t.equal(unlike.length, 917);
    t.ok(unlike.every((row) => row.closed.slice(0, 10) === row.target.slice(0, 10)));
    const byDay = (row: Flagged): boolean => row.closed.slice(0, 10) > row.target.slice(0, 10);
    t.same(
      published.filter((row) => late.get(row.case_id) !== byDay(row)),
      [],
      'late is a later local date, row by row',
    );
    store.close();
  },
);

t.test('given an imported log, when it is imported again, then nothing is added', async (t) => {
  const store = openMemory();
  await importLog(store, BOSTON, await bostonMapping());
  const before = sizes(store);
  const { result } = await importLog(store, BOSTON, await bostonMapping());
  t.match(result, { read: 58_119, imported: 0, alreadyThere: 58_119, rejected: 0, withoutDue: 0 });
  t.same(sizes(store), before);
  t.same(recountTallies(store, 10), []);
  store.close();
});

t.test(
  'given a run that broke off between two batches, when it is run again, then it adds the rest',
  async (t) => {
    const store = openMemory();
    const port = importStore(store);
    let batches = 0;
    const broken = importFile({
      store: {
        start: (run) => {
          const real = port.start(run);
          return {
            write: (dossiers) => {
              batches += 1;
              if (batches === 2) throw new Error('the disk is full');
              return real.write(dossiers);
            },
            openPile: () => real.openPile(),
            close: () => real.close(),
          };
        },
      },
      file: BOSTON,
      mapping: parseMapping(await bostonMapping(), '.'),
      now: NOW,
    });
    await t.rejects(broken, { message: 'the disk is full' });
    const kept = rows<{ n: number }>(store, 'select count(*) as n from dossiers')[0]!.n;
    t.ok(kept > 0 && kept < 58_119, 'whole batches stand');
    t.same(proofOf(store), { dossiers: kept, events: kept, faults: [], tallies: [] });
    const { result } = await importLog(store, BOSTON, await bostonMapping());
    t.match(result, { read: 58_119, imported: 58_119 - kept, alreadyThere: kept });
    t.same(proofOf(store), { dossiers: 58_119, events: 58_119, faults: [], tallies: [] });
    store.close();
  },
);

t.test('given a packed log, when it is imported, then progress runs to its last byte', async (t) => {
  const store = openMemory();
  const done: number[] = [];
  const totals = new Set<number>();
  await importFile({
    store: importStore(store),
    file: BOSTON,
    mapping: parseMapping(await bostonMapping(), '.'),
    now: NOW,
    onProgress: ({ doneBytes, totalBytes }) => {
      done.push(doneBytes);
      totals.add(totalBytes);
    },
  });
  t.same([...totals], [statSync(BOSTON).size]);
  t.equal(done.at(-1), statSync(BOSTON).size);
  t.same(
    done,
    [...done].sort((a, b) => a - b),
  );
  store.close();
});
