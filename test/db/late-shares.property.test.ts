import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  lateShares,
  lateSharesByScan,
  rebuildTallies,
  recountTallies,
  TallyDeltas,
} from '../../db/late-shares.js';
import { openStore, type Store } from '../../db/open.js';
import type { Participation } from '../../src/dossier/types.js';
import { epochDayOf, startOfDay } from '../../src/calendar/index.js';
import { type Counts, countsOf, noCounts, periodOf, type ShareQuery } from '../../src/rating/index.js';
import { insertRows } from './rows.js';

/** Local days around a turn of the year; few enough that rows meet on days, instants and boundaries. */
const FIRST = epochDayOf(Date.parse('2025-12-27T12:00:00+07:00'));
const HOUR = 3_600_000;
const day = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: FIRST, max: FIRST + 8 }) },
  { weight: 2, arbitrary: fc.integer({ min: FIRST - 400, max: FIRST + 420 }) },
  { weight: 1, arbitrary: fc.constant(epochDayOf(0)) },
);
const time = fc.oneof(
  fc.constantFrom(0, 1, 12 * HOUR - 1, 12 * HOUR, 12 * HOUR + 1, 24 * HOUR - 1),
  fc.integer({ min: 0, max: 24 * HOUR - 1 }),
);
const instant = fc.tuple(day, time).map(([on, at]) => startOfDay(on) + at);

const participation: fc.Arbitrary<Participation> = fc.record({
  kind: fc.constantFrom('unit', 'official'),
  key: fc.constantFrom('A', 'B', 'C', 'unassigned'),
  role: fc.constant('handler'),
  openedAt: instant,
  closedAt: fc.option(instant),
  accountable: fc.boolean(),
  late: fc.boolean(),
  overdueFrom: fc.option(instant),
  withoutDue: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
});

const period = fc.oneof(
  fc.constantFrom(2024, 2025, 2026).map((year) => periodOf({ year })),
  fc
    .tuple(day, fc.oneof(fc.integer({ min: 1, max: 10 }), fc.integer({ min: 1, max: 800 })))
    .map(([from, days]) => ({ from: startOfDay(from), to: startOfDay(from + days) })),
);
const query: fc.Arbitrary<ShareQuery> = fc
  .record({
    by: fc.constantFrom('unit', 'official'),
    period,
    asOf: instant,
    inside: fc.boolean(),
    basis: fc.constantFrom('accountable', 'resolved', 'received'),
  })
  .map(({ inside, asOf, ...rest }) => {
    if (!inside) return { ...rest, asOf };
    const length = rest.period.to - rest.period.from;
    return { ...rest, asOf: rest.period.from + (Math.abs(asOf - rest.period.from) % length) };
  });

type Put = { do: 'put'; dossier: number; rows: Participation[]; kept: boolean };
type Step = Put | { do: 'ask'; query: ShareQuery };
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('put' as const),
      dossier: fc.integer({ min: 1, max: 5 }),
      rows: fc.uniqueArray(participation, { maxLength: 6, selector: (row) => `${row.kind} ${row.key}` }),
      kept: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('ask' as const), query }) },
);

type Books = Map<number, Participation[]>;
class Undone extends Error {}

/** What is read in the middle of a transaction must not be remembered. */
function glimpse(store: Store): void {
  const seen = { period: periodOf({ year: 2026 }), asOf: startOfDay(FIRST + 6) + 9 * HOUR };
  lateShares(store, { ...seen, by: 'unit', basis: 'received' });
  lateShares(store, { ...seen, by: 'official', basis: 'received' });
}

/** Replaces a dossier's rows as the ledger does: rows and tallies in one transaction, which may be undone. */
function put(store: Store, books: Books, { dossier, rows, kept }: Put): void {
  const run = store.driver.transaction(() => {
    store.driver.prepare('delete from participations where dossier = ?').run(dossier);
    insertRows(store, dossier, rows);
    glimpse(store);
    const deltas = new TallyDeltas(store);
    deltas.replace(books.get(dossier) ?? [], rows);
    deltas.flush();
    glimpse(store);
    if (!kept) throw new Undone();
  });
  try {
    run();
    books.set(dossier, rows);
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

type Met = Record<'queries' | 'counted' | keyof Counts, number>;
const sorted = (counts: Map<string, Counts>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

function ask(store: Store, books: Books, query: ShareQuery, met: Met): void {
  const pure = countsOf([...books.values()].flat(), query);
  deepStrictEqual(sorted(lateSharesByScan(store, query)), sorted(pure), 'the SQL form');
  deepStrictEqual(sorted(lateShares(store, query)), sorted(pure), 'the tally form');
  met.queries += 1;
  met.counted += pure.size > 0 ? 1 : 0;
  for (const counts of pure.values()) {
    for (const [standing, count] of Object.entries(counts)) met[standing as keyof Counts] += count;
  }
}

t.test('given participations put, changed, removed and undone at random', async (t) => {
  const met: Met = { queries: 0, counted: 0, ...noCounts() };
  const asks = fc.array(query, { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 30 }), asks, (steps, last) => {
      const store = openStore(':memory:');
      const books: Books = new Map();
      try {
        for (const one of steps) {
          if (one.do === 'put') put(store, books, one);
          else ask(store, books, one.query, met);
        }
        for (const query of last) ask(store, books, query, met);
        deepStrictEqual(recountTallies(store), [], 'tallies as written');
        rebuildTallies(store);
        deepStrictEqual(recountTallies(store), [], 'tallies as rebuilt');
        for (const query of last) ask(store, books, query, met);
      } finally {
        store.close();
      }
    }),
    { numRuns: 400 },
  );
  t.comment(JSON.stringify(met));
  t.ok(
    Object.values(met).every((times) => times > 200),
    'when late shares are asked, then the pure function, the SQL form and the tally form agree',
  );
});
