import type { Instant } from '../src/calendar/types.js';
import { type LocalDay, localDayOf, marksOf, type SpanRange, spansAround } from '../src/rating/index.js';
import { DayLog, loadDay } from './late-shares-day.js';
import { addInto, type Kind, perStore, TALLY_SQL, type TallyRow, WIDTH } from './late-shares-store.js';

/** A change of the counts of one unit or official at one instant. */
export type TallyDelta = { kind: Kind; key: string; at: Instant; by: readonly number[] };

/** Beyond these the least recently used are dropped (about 20 MB at 2,400 units and officials). */
const MOST_RANGES = 128;
const MOST_DAYS = 40;
/** With more changes than this since the last reading it is cheaper to load anew. */
const MOST_CHANGES = 20_000;

/** Numbers for keys, so that counts of a key lie at a place of an array. Never forgets a key. */
class Keys {
  readonly names: string[] = [];
  readonly #places = new Map<string, number>();

  /** Number of a key, given one when new. */
  of(key: string): number {
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.names.length);
    return this.names.push(key) - 1;
  }
}

/** Sums of tallies over a range of spans: `WIDTH` counts per key, at the key's number. */
class RangeSums {
  cells = new Int32Array(0);

  constructor(
    readonly kind: Kind,
    readonly range: SpanRange,
  ) {}

  add(key: number, by: readonly number[]): void {
    const start = key * WIDTH;
    if (start + WIDTH > this.cells.length) this.#grow(start + WIDTH);
    addInto(this.cells, start, by);
  }

  #grow(length: number): void {
    const cells = new Int32Array(Math.max(length, this.cells.length * 2));
    cells.set(this.cells);
    this.cells = cells;
  }
}

/**
 * Tallies lately read, kept in memory and kept right: every write of tallies hands its changes over, and they are
 * applied once the store shows the stamp they were written under. A change that was rolled back is never applied, and a
 * change by another process (its stamp was not handed over) empties the cache.
 */
export class TallyCache {
  readonly #load: ReturnType<typeof loaders>;
  #stamp = '';
  readonly #keys: Record<Kind, Keys> = { unit: new Keys(), official: new Keys() };
  readonly #ranges = new Map<string, RangeSums>();
  readonly #days = new Map<LocalDay, DayLog>();
  readonly #changes = new Map<string, { stamp: string; deltas: readonly TallyDelta[] }>();
  #pending = 0;

  constructor(load: ReturnType<typeof loaders>) {
    this.#load = load;
  }

  /** Changes written: the stamp was `before` and is `stamp`, if their transaction is kept. */
  changed(before: string, stamp: string, deltas: readonly TallyDelta[]): void {
    if (this.#ranges.size === 0 && this.#days.size === 0) return;
    this.#pending += deltas.length;
    if (this.#pending > MOST_CHANGES) this.forget();
    else this.#changes.set(before, { stamp, deltas });
  }

  /** Brings what is kept to the state the store shows. To be called before each reading, in its transaction. */
  catchUp(stamp: string): void {
    while (this.#stamp !== stamp) {
      const change = this.#changes.get(this.#stamp);
      if (change === undefined) this.forget();
      for (const delta of change?.deltas ?? []) this.#apply(delta);
      this.#stamp = change?.stamp ?? stamp;
    }
    this.#changes.clear();
    this.#pending = 0;
  }

  /** Drops everything but the numbers of the keys. */
  forget(): void {
    this.#ranges.clear();
    this.#days.clear();
    this.#changes.clear();
    this.#pending = 0;
  }

  /** The keys met so far; their numbers are their places. */
  keys(kind: Kind): readonly string[] {
    return this.#keys[kind].names;
  }

  /** Counts summed over a range of spans: `WIDTH` per key in the order of `keys`, zero beyond the end. */
  sums(kind: Kind, range: SpanRange): Int32Array {
    const id = `${kind} ${range.grain} ${range.from} ${range.to}`;
    const sums = this.#ranges.get(id) ?? this.#loadRange(kind, range);
    touch(this.#ranges, id, sums, MOST_RANGES);
    return sums.cells;
  }

  /** Every mark of a local day. */
  day(day: LocalDay): DayLog {
    const log = this.#days.get(day) ?? this.#loadDay(day);
    touch(this.#days, day, log, MOST_DAYS);
    return log;
  }

  #loadRange(kind: Kind, range: SpanRange): RangeSums {
    const sums = new RangeSums(kind, range);
    for (const [key, ...counts] of this.#load.range.iterate(kind, range.grain, range.from, range.to)) {
      sums.add(this.#keys[kind].of(key), counts);
    }
    return sums;
  }

  #loadDay(day: LocalDay): DayLog {
    const log = new DayLog();
    for (const row of this.#load.day(day)) {
      const key = this.#keys[row.kind].of(row.key);
      for (const mark of marksOf(row)) if (localDayOf(mark.at) === day) log.add(row.kind, key, mark, 1);
    }
    return log;
  }

  #apply({ kind, key, at, by }: TallyDelta): void {
    const number = this.#keys[kind].of(key);
    const day = localDayOf(at);
    const spans = spansAround(day);
    for (const sums of this.#ranges.values()) {
      const span = spans[sums.range.grain];
      if (sums.kind === kind && span >= sums.range.from && span < sums.range.to) sums.add(number, by);
    }
    this.#days.get(day)?.addAll(kind, number, at, by);
  }
}

/** Makes an entry the most recently used one and drops the least recently used one past a number. */
function touch<K, V>(entries: Map<K, V>, key: K, value: V, most: number): void {
  entries.delete(key);
  entries.set(key, value);
  if (entries.size <= most) return;
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
}

const loaders = (driver: Parameters<typeof loadDay>[0]) => ({
  range: driver
    .prepare<[Kind, string, LocalDay, LocalDay], TallyRow>(
      `select key, ${TALLY_SQL.map((column) => `sum(${column})`).join(', ')} from tallies
       where kind = ? and grain = ? and span >= ? and span < ? group by key`,
    )
    .raw(),
  day: loadDay(driver),
});

/** The cache of a store. */
export const cacheOf = perStore((driver) => new TallyCache(loaders(driver)));
