import type Database from 'better-sqlite3';
import type { Instant } from '../src/calendar/types.js';
import { epochDayOf, HALF_DAY_MS, startOfHalfDay } from '../src/calendar/index.js';
import { contains, type LocalDay, marksOf, type SpanRange, spansAround } from '../src/rating/index.js';
import { MarkLog, stretchReader } from './late-shares-marks.js';
import { addInto, type Kind, perStore, TALLY_SQL, type TallyRow, WIDTH } from './late-shares-store.js';
import type { Store } from './open.js';

/** A change of the counts of one unit or official at one instant. */
export type TallyDelta = { kind: Kind; key: string; at: Instant; by: readonly number[] };

/** Beyond these the least recently used are dropped: about 10 MB of ranges at 2,400 units and officials, 30 MB of logs at 1,300 dossiers a day. */
const MOST_RANGES = 128;
const MOST_LOGS = 128;
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
  readonly #logs = new Map<string, MarkLog>();
  readonly #changes = new Map<string, { stamp: string; deltas: readonly TallyDelta[] }>();
  #pending = 0;

  constructor(load: ReturnType<typeof loaders>) {
    this.#load = load;
  }

  /** Changes written: the stamp was `before` and is `stamp`, if their transaction is kept. */
  changed(before: string, stamp: string, deltas: readonly TallyDelta[]): void {
    if (this.#ranges.size === 0 && this.#logs.size === 0) return;
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
    this.#logs.clear();
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

  /** Every mark of a kind in the local half-day that begins at an instant. */
  halfDay(kind: Kind, start: Instant): MarkLog {
    const id = `${kind} ${start}`;
    const log = this.#logs.get(id) ?? this.#loadHalfDay(kind, start);
    touch(this.#logs, id, log, MOST_LOGS);
    return log;
  }

  #loadRange(kind: Kind, range: SpanRange): RangeSums {
    const sums = new RangeSums(kind, range);
    for (const [key, ...counts] of this.#load.range.iterate(kind, range.grain, range.from, range.to)) {
      sums.add(this.#keys[kind].of(key), counts);
    }
    return sums;
  }

  #loadHalfDay(kind: Kind, start: Instant): MarkLog {
    const log = new MarkLog();
    const half = { from: start, to: start + HALF_DAY_MS };
    for (const row of this.#load.stretch(kind, half)) {
      const key = this.#keys[kind].of(row.key);
      for (const mark of marksOf(row)) if (contains(half, mark.at)) log.add(key, mark, 1);
    }
    return log;
  }

  #apply({ kind, key, at, by }: TallyDelta): void {
    const number = this.#keys[kind].of(key);
    const spans = spansAround(epochDayOf(at));
    for (const sums of this.#ranges.values()) {
      const span = spans[sums.range.grain];
      if (sums.kind === kind && span >= sums.range.from && span < sums.range.to) sums.add(number, by);
    }
    this.#logs.get(`${kind} ${startOfHalfDay(at)}`)?.addAll(number, at, by);
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

const loaders = (driver: Database.Database) => ({
  range: driver
    .prepare<[Kind, string, LocalDay, LocalDay], TallyRow>(
      `select key, ${TALLY_SQL.map((column) => `sum(${column})`).join(', ')} from tallies
       where kind = ? and grain = ? and span >= ? and span < ? group by key`,
    )
    .raw(),
  stretch: stretchReader(driver),
});

const loadersOf = perStore(loaders);

/** The cache of a store, for reading what was committed. */
export const cacheOf = perStore((driver) => new TallyCache(loadersOf({ driver })));

/** A cache for one reading within a transaction, where participations may be written and their tallies not yet. */
export const passingCache = (store: Store): TallyCache => new TallyCache(loadersOf(store));
