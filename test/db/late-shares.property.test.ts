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
import { type Counts, countsOf, periodOf, type ShareQuery, startOfLocalDay } from '../../src/rating/index.js';

/** Local days around two turns of the year; few enough that rows meet on days, instants and boundaries. */
const FIRST = 20_440;
const day = fc.oneof(
  fc.integer({ min: FIRST, max: FIRST + 8 }),
  fc.integer({ min: FIRST - 400, max: FIRST + 420 }),
  fc.constant(2_000),
);
const HOUR = 3_600_000;
const time = fc.oneof(
  fc.constantFrom(0, 1, 12 * HOUR - 1, 12 * HOUR, 12 * HOUR + 1, 24 * HOUR - 1),
  fc.integer({ min: 0, max: 24 * HOUR - 1 }),
);
const instant = fc.tuple(day, time).map(([on, at]) => startOfLocalDay(on) + at);

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
    .map(([from, days]) => ({ from: startOfLocalDay(from), to: startOfLocalDay(from + days) })),
);
const query: fc.Arbitrary<ShareQuery> = fc
  .record({
    by: fc.constantFrom('unit', 'official'),
    period,
    asOf: instant,
    inside: fc.boolean(),
    basis: fc.constantFrom('accountable', 'resolved', 'received'),
  })
  // Half of the instants are moved into the period.
  .map(({ inside, asOf, ...rest }) => {
    const { from, to } = rest.period;
    return {
      ...rest,
      asOf: inside ? from + ((((asOf - from) % (to - from)) + (to - from)) % (to - from)) : asOf,
    };
  });

type Step =
  | { do: 'put'; dossier: number; rows: Participation[]; kept: boolean }
  | { do: 'ask'; query: ShareQuery };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('put' as const),
    dossier: fc.integer({ min: 1, max: 4 }),
    rows: fc.uniqueArray(participation, { maxLength: 4, selector: (row) => `${row.kind} ${row.key}` }),
    kept: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  }),
  fc.record({ do: fc.constant('ask' as const), query }),
);

class Undone extends Error {}

/** Replaces a dossier's rows as the ledger does: rows and tallies in one transaction, which may be undone. */
function put(
  store: Store,
  books: Map<number, Participation[]>,
  { dossier, rows, kept }: Step & { do: 'put' },
): void {
  const insert = store.driver.prepare(
    'insert into participations values (:dossier, :kind, :key, :role, :openedAt, :closedAt, :accountable, :late, :overdueFrom, :withoutDue)',
  );
  const run = store.driver.transaction(() => {
    store.driver.prepare('delete from participations where dossier = ?').run(dossier);
    for (const row of rows) {
      insert.run({
        ...row,
        dossier,
        accountable: +row.accountable,
        late: +row.late,
        withoutDue: +row.withoutDue,
      });
    }
    const deltas = new TallyDeltas(store);
    deltas.replace(books.get(dossier) ?? [], rows);
    deltas.flush();
    // What is read within an undone transaction must not be remembered.
    if (!kept)
      lateShares(store, {
        by: 'unit',
        period: periodOf({ year: 2026 }),
        asOf: startOfLocalDay(FIRST) + 1,
        basis: 'received',
      });
    if (!kept) throw new Undone();
  });
  try {
    run();
    books.set(dossier, rows);
  } catch (error) {
    if (!(error instanceof Undone)) throw error;
  }
}

const sorted = (counts: Map<string, Counts>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));

t.test(
  'given any participations, changed and removed at random, when any late shares are asked',
  async (t) => {
    const asked = { n: 0, nonEmpty: 0 };
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 24 }),
        fc.array(query, { minLength: 4, maxLength: 4 }),
        (steps, last) => {
          const store = openStore(':memory:');
          const books = new Map<number, Participation[]>();
          try {
            for (const one of [...steps, ...last.map((query) => ({ do: 'ask' as const, query }))]) {
              if (one.do === 'put') {
                put(store, books, one);
                continue;
              }
              const pure = sorted(countsOf([...books.values()].flat(), one.query));
              asked.n += 1;
              asked.nonEmpty += pure.length > 0 ? 1 : 0;
              t.strictSame(sorted(lateSharesByScan(store, one.query)), pure);
              t.strictSame(sorted(lateShares(store, one.query)), pure);
            }
            t.strictSame(recountTallies(store), []);
            rebuildTallies(store);
            t.strictSame(recountTallies(store), []);
          } finally {
            store.close();
          }
          return t.passing();
        },
      ),
      { numRuns: 200 },
    );
    t.comment(JSON.stringify(asked));
  },
);
