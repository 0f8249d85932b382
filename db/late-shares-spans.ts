import type { Instant } from '../src/calendar/types.js';
import {
  BEGINNING,
  type Counts,
  checkedQuery,
  isNothing,
  type LocalDay,
  localDayOf,
  type ShareQuery,
  spansBetween,
  startOfLocalDay,
} from '../src/rating/index.js';
import { cacheOf, type TallyCache } from './late-shares-cache.js';
import { addInto, type Kind, PLACE, stampOf, WIDTH, within } from './late-shares-store.js';
import type { Store } from './open.js';

/**
 * The counts by key from the tallies: whole spans, and the marks of the reporting instant's own day. Keys without any
 * count are left out. Equal to `lateSharesByScan` for every query.
 * @throws PeriodError
 */
export function lateShares(store: Store, query: ShareQuery): Map<string, Counts> {
  const { period, asOf } = checkedQuery(query);
  if (asOf < period.from) return new Map();
  return within(store, () => {
    const cache = cacheOf(store);
    cache.catchUp(stampOf(store).read());
    return asOf < period.to ? countsAt(cache, query) : countsAfter(cache, query);
  });
}

/** The instant lies in the period: what closed up to it, and what was open at it (R3). */
function countsAt(cache: TallyCache, { by, period, asOf }: ShareQuery): Map<string, Counts> {
  const cut = cutAfter(asOf);
  const flow = sumsOf(cache, by, localDayOf(period.from), cut);
  const level = sumsOf(cache, by, BEGINNING, cut);
  return countsByKey(cache.keys(by), flow, level);
}

/** The period was over: what closed in it; what was open belongs to another period (R3). */
function countsAfter(cache: TallyCache, { by, period }: ShareQuery): Map<string, Counts> {
  const cut: Cut = { days: localDayOf(period.to), part: null };
  return countsByKey(cache.keys(by), sumsOf(cache, by, localDayOf(period.from), cut), new Float64Array(0));
}

/** Whole days before `days`, with the part of a day that is missing (1) or too much (-1). */
type Cut = { days: LocalDay; part: { day: LocalDay; from: Instant; to: Instant; sign: 1 | -1 } | null };

const HALF_A_DAY = 12 * 60 * 60 * 1000;

/** Everything up to and with an instant. A day is cut from its nearer end, which leaves fewer marks to look at. */
function cutAfter(asOf: Instant): Cut {
  const after = asOf + 1;
  const day = localDayOf(after);
  const [start, end] = [startOfLocalDay(day), startOfLocalDay(day + 1)];
  if (after === start) return { days: day, part: null };
  return after - start <= HALF_A_DAY
    ? { days: day, part: { day, from: start, to: after, sign: 1 } }
    : { days: day + 1, part: { day, from: after, to: end, sign: -1 } };
}

/** Sums of all marks from a local day up to a cut: `WIDTH` counts per key in the order of the cache's keys. */
function sumsOf(cache: TallyCache, kind: Kind, from: LocalDay, { days, part }: Cut): Float64Array {
  const parts = spansBetween(from, days).map((range) => cache.sums(kind, range));
  const log = part === null ? null : cache.day(part.day);
  const sums = new Float64Array(cache.keys(kind).length * WIDTH);
  for (const cells of parts) {
    // A cached part may have room for keys still to come: zeros past the end.
    addInto(sums, 0, cells);
  }
  if (part !== null) log?.sum(kind, part.from, part.to, part.sign, sums);
  return sums;
}

function countsByKey(keys: readonly string[], flow: Float64Array, level: Float64Array): Map<string, Counts> {
  const byKey = new Map<string, Counts>();
  keys.forEach((key, number) => {
    const counts = countsFrom(flow, level, number * WIDTH);
    if (!isNothing(counts)) byKey.set(key, counts);
  });
  return byKey;
}

function countsFrom(flow: Float64Array, level: Float64Array, start: number): Counts {
  const flowed = (column: keyof typeof PLACE) => flow[start + PLACE[column]] ?? 0;
  const reached = (column: keyof typeof PLACE) => level[start + PLACE[column]] ?? 0;
  const lateOpen = reached('wentOver') - reached('overdueEnded');
  return {
    lateFinished: flowed('resolvedLate'),
    onTime: flowed('resolved') - flowed('resolvedLate'),
    lateOpen,
    openInTime: reached('opened') - reached('closed') - lateOpen,
    withoutDue: flowed('resolvedWithoutDue') + reached('openedWithoutDue') - reached('closedWithoutDue'),
  };
}
