import { join } from 'node:path';
import { lateShares, lateSharesByScan, lateShareTable, TallyDeltas } from '../../db/late-shares.js';
import { openStore, type Store } from '../../db/open.js';
import type { Participation } from '../../src/dossier/types.js';
import { epochDayOf, startOfDay } from '../../src/calendar/index.js';
import { periodOf, type ShareQuery } from '../../src/rating/index.js';
import { NOW, type Size, storeOf } from './late-shares-data.js';

const ROUNDS = 1000;
const HOUR = 3_600_000;
const year = periodOf({ year: 2026 });

const MIDDAY = 'mid-day of a day in the last month';
type Moment = 'now' | typeof MIDDAY;
type Figures = { p50: number; p99: number };

/** The n-th query: now, or an instant between 10:00 and 14:00 of one of the last 30 days. */
function queryOf(by: ShareQuery['by'], moment: Moment, n: number): ShareQuery {
  const midday =
    startOfDay(epochDayOf(NOW) - 1 - ((n * 7) % 30)) + 10 * HOUR + ((n * 7_919_123) % (4 * HOUR));
  return { by, period: year, asOf: moment === 'now' ? NOW : midday, basis: 'accountable' };
}

function measure(run: (n: number) => void, rounds = ROUNDS): Figures {
  const times: number[] = [];
  for (let n = 0; n < rounds; n += 1) {
    const begun = performance.now();
    run(n);
    times.push(performance.now() - begun);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(rounds / 2)] ?? 0, p99: times[Math.ceil(rounds * 0.99) - 1] ?? 0 };
}

const DAYS = 30;

/** Once everything asked for lies in memory. */
function steady(run: (n: number) => void): Figures {
  for (let n = 0; n < 8 * DAYS; n += 1) run(n);
  return measure(run);
}

/** The first look at each of 30 past days, on a connection that has answered for now. */
function firstLooks(store: Store, by: ShareQuery['by']): Figures {
  const opened = openStore(store.driver.name);
  lateShareTable(opened, queryOf(by, 'now', 0));
  const figures = measure((n) => lateShareTable(opened, queryOf(by, MIDDAY, n)), DAYS);
  opened.close();
  return figures;
}

/** The very first table on a connection, which has nothing in memory yet. */
function firstEver(store: Store, by: ShareQuery['by']): Figures {
  const opened = Array.from({ length: 20 }, () => openStore(store.driver.name));
  const figures = measure((n) => lateShareTable(opened[n] ?? store, queryOf(by, MIDDAY, n)), opened.length);
  for (const one of opened) one.close();
  return figures;
}

/** A dossier opened now, as the ledger would write it: what readers have to keep up with. */
function write(store: Store, n: number): void {
  const at = NOW - n;
  const row: Participation = {
    kind: n % 2 === 0 ? 'unit' : 'official',
    key: n % 2 === 0 ? 'H00' : 'CB00001',
    role: 'lead',
    openedAt: at,
    closedAt: null,
    accountable: true,
    late: false,
    overdueFrom: startOfDay(epochDayOf(at) + 3),
    withoutDue: false,
  };
  const deltas = new TallyDeltas(store);
  deltas.add(row, 1);
  deltas.flush();
  deltas.add(row, -1);
  deltas.flush();
}

type Row = [figure: string, measured: string, asked: string];

/**
 * Late shares of all units and of all officials over a year, in process, at 100,000 and 1,000,000 dossiers with the same
 * 400 units and 2,000 officials. `folder` takes the two databases.
 */
export function measureLateShares(folder: string): Row[] {
  const [small, large] = [100_000, 1_000_000].map((dossiers) =>
    open(folder, { dossiers, departments: false }),
  );
  const rows = (['unit', 'official'] as const).flatMap((by) => compare(by, small!, large!));
  for (const store of [small!, large!]) {
    proveEqual(store);
    store.close();
  }
  return rows;
}

function compare(by: ShareQuery['by'], small: Store, large: Store): Row[] {
  const table = (moment: Moment) => (store: Store) =>
    steady((n) => lateShareTable(store, queryOf(by, moment, n)));
  const afterWrites = (store: Store) =>
    steady((n) => {
      write(store, n);
      lateShareTable(store, queryOf(by, 'now', n));
    });
  return [
    figure(`Late shares by ${by}, now`, table('now'), small, large),
    figure(`Late shares by ${by}, ${MIDDAY}`, table(MIDDAY), small, large),
    figure(`Late shares by ${by}, each after two commits`, afterWrites, small, large),
    figure(`Late shares by ${by}, first look at a past day`, (store) => firstLooks(store, by), small, large),
    figure(`Late shares by ${by}, first on a cold connection`, (store) => firstEver(store, by), small, large),
  ];
}

const shown = ({ p50, p99 }: Figures): string => `p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`;

function figure(what: string, run: (store: Store) => Figures, small: Store, large: Store): Row {
  const [of100k, of1M] = [run(small), run(large)];
  const ratio = (of1M.p50 / of100k.p50).toFixed(2);
  return [
    what,
    `at 1,000,000: ${shown(of1M)}; at 100,000: ${shown(of100k)}; ratio of p50 ${ratio}`,
    'p99 under 20 ms, ratio at most 1.5',
  ];
}

const open = (folder: string, size: Size): Store => storeOf(join(folder, `${size.dossiers}.db`), size);

/** Figures are worth nothing when they are wrong: the tallies agree with a scan of every row. */
function proveEqual(store: Store): void {
  for (const by of ['unit', 'official'] as const) {
    for (const moment of ['now', MIDDAY] as const) {
      const query = queryOf(by, moment, 1);
      const order = (counts: ReturnType<typeof lateShares>) =>
        JSON.stringify([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
      if (order(lateShares(store, query)) !== order(lateSharesByScan(store, query)))
        throw new Error('The forms differ.');
    }
  }
}
