import type { Instant } from '../src/calendar/types.js';
import { epochDayOf, HALF_DAY_MS, startOfDay } from '../src/calendar/index.js';
import {
  BEGINNING,
  type Counts,
  checkedQuery,
  isNothing,
  type LocalDay,
  type Period,
  type ShareQuery,
  spansBetween,
} from '../src/rating/index.js';
import { cacheOf, passingCache, type TallyCache } from './late-shares-cache.js';
import { addInto, type Kind, PLACE, stampOf, WIDTH, within } from './late-shares-store.js';
import type { Store } from './open.js';

/**
 * The counts by key from the tallies: whole spans, and the marks of the reporting instant's own day. Keys without any
 * count are left out. Equal to `lateSharesByScan` for every query, also within a transaction once its deltas are flushed.
 * @throws PeriodError
 */
export function lateShares(store: Store, query: ShareQuery): Map<string, Counts> {
  const { period, asOf } = checkedQuery(query);
  if (asOf < period.from) return new Map();
  const cache = store.driver.inTransaction ? passingCache(store) : cacheOf(store);
  return within(store, () => {
    cache.catchUp(stampOf(store).read());
    return asOf < period.to ? countsAt(cache, query) : countsAfter(cache, query);
  });
}

/** The instant lies in the period: what closed in it up to then, and what was open then (R3). */
function countsAt(cache: TallyCache, { by, period, asOf }: ShareQuery): Map<string, Counts> {
  const first = epochDayOf(period.from);
  const flow = sumsOf(cache, by, first, cutAfter(asOf));
  const level = sumsOf(cache, by, BEGINNING, { days: first, part: null });
  addInto(level, 0, flow);
  return countsByKey(cache.keys(by), flow, level);
}

/** The period was over: what closed in it; what was open belongs to another period (R3). */
function countsAfter(cache: TallyCache, { by, period }: ShareQuery): Map<string, Counts> {
  const cut: Cut = { days: epochDayOf(period.to), part: null };
  return countsByKey(cache.keys(by), sumsOf(cache, by, epochDayOf(period.from), cut), new Float64Array(0));
}

/** Whole days before `days`, and the part of a half-day that is missing from them (1) or too much (-1). */
type Cut = { days: LocalDay; part: (Period & { half: Instant; sign: 1 | -1 }) | null };

/** Everything up to and with an instant. A day is cut from its nearer end, so that half of it need not be looked at. */
function cutAfter(asOf: Instant): Cut {
  const after = asOf + 1;
  const day = epochDayOf(after);
  const start = startOfDay(day);
  const noon = start + HALF_DAY_MS;
  if (after === start) return { days: day, part: null };
  return after <= noon
    ? { days: day, part: { half: start, from: start, to: after, sign: 1 } }
    : { days: day + 1, part: { half: noon, from: after, to: noon + HALF_DAY_MS, sign: -1 } };
}

/** Sums of all marks from a local day up to a cut: `WIDTH` counts per key in the order of the cache's keys. */
function sumsOf(cache: TallyCache, kind: Kind, from: LocalDay, { days, part }: Cut): Float64Array {
  const ranges = spansBetween(from, days).map((range) => ({ cells: cache.sums(kind, range), ...range }));
  const log = part && cache.halfDay(kind, part.half);
  const sums = new Float64Array(cache.keys(kind).length * WIDTH);
  // A range may have room for keys still to come: zeros past the end.
  for (const { cells, sign } of ranges) addInto(sums, 0, cells, sign);
  if (part) log?.sum(part, part.sign, sums);
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
