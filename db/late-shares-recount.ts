import {
  GRAINS,
  type Grain,
  type LocalDay,
  localDayOf,
  marksOf,
  spansAround,
  TALLY_COLUMNS,
  type TallyColumn,
} from '../src/rating/index.js';
import { type ParticipationRow, participationFrom, READ_KIND } from './late-shares-marks.js';
import { tallyWriter } from './late-shares-deltas.js';
import {
  addInto,
  KINDS,
  type Kind,
  PLACE,
  perStore,
  stampOf,
  TALLY_SQL,
  WIDTH,
  within,
} from './late-shares-store.js';
import type { Store } from './open.js';

/** A count in the tallies that a recount does not confirm. `span`: first local day as days since 1970-01-01. */
export type TallyDifference = {
  kind: Kind;
  grain: Grain;
  span: LocalDay;
  key: string;
  column: TallyColumn;
  tallied: number;
  recounted: number;
};

/** Counts by key and day (or first day of a span), close together in memory. */
class CountTable {
  readonly places = new Map<string, Map<LocalDay, number>>();
  #cells = new Int32Array(1024 * WIDTH);
  #used = 0;

  /** Place of the counts of a key and day, opened when new. */
  place(key: string, day: LocalDay): number {
    const days = this.places.get(key) ?? new Map<LocalDay, number>();
    if (days.size === 0) this.places.set(key, days);
    const known = days.get(day);
    if (known !== undefined) return known;
    if (this.#used + WIDTH > this.#cells.length) this.#grow();
    days.set(day, this.#used);
    this.#used += WIDTH;
    return this.#used - WIDTH;
  }

  add(place: number, by: ArrayLike<number>): void {
    addInto(this.#cells, place, by);
  }

  count(place: number, column: TallyColumn): void {
    this.#cells[place + PLACE[column]]! += 1;
  }

  /** The counts at a place, which are zero from then on. */
  take(place: number): number[] {
    const counts = this.counts(place);
    this.#cells.fill(0, place, place + WIDTH);
    return counts;
  }

  counts(place: number): number[] {
    return [...this.#cells.subarray(place, place + WIDTH)];
  }

  *[Symbol.iterator](): Generator<{ key: string; span: LocalDay; counts: number[] }> {
    for (const [key, days] of this.places) {
      for (const [span, place] of days) yield { key, span, counts: this.counts(place) };
    }
  }

  /** The same counts by the spans of a coarser grain. */
  rolledUp(grain: Grain): CountTable {
    if (grain === 'day') return this;
    const table = new CountTable();
    for (const { key, span, counts } of this) {
      table.add(table.place(key, spansAround(span)[grain]), counts);
    }
    return table;
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}

type Tallied = [span: LocalDay, key: string, ...counts: number[]];

const readers = perStore((driver) => ({
  participations: driver.prepare<[Kind], ParticipationRow>(READ_KIND).raw(),
  tallies: driver
    .prepare<[Kind, Grain], Tallied>(
      `select span, key, ${TALLY_SQL.join(', ')} from tallies where kind = ? and grain = ?`,
    )
    .raw(),
}));

/**
 * Recounts every tally from the participations and lists what differs (at most `most` of them, so that a store without
 * tallies does not fill the memory). Empty when the tallies are right.
 */
export function recountTallies(store: Store, most = 1000): TallyDifference[] {
  return within(store, () => {
    const found: TallyDifference[] = [];
    for (const difference of differences(store)) {
      if (found.push(difference) >= most) break;
    }
    return found;
  });
}

function* differences(store: Store): Generator<TallyDifference> {
  for (const kind of KINDS) {
    const days = recount(store, kind);
    for (const grain of GRAINS) {
      // `compare` uses the table up: the days, which the others are rolled up from, come last.
      for (const found of compare(store, kind, grain, days.rolledUp(grain))) yield { kind, grain, ...found };
    }
  }
}

function recount(store: Store, kind: Kind): CountTable {
  const table = new CountTable();
  for (const row of readers(store).participations.iterate(kind)) {
    for (const { column, at } of marksOf(participationFrom(row))) {
      table.count(table.place(row[1], localDayOf(at)), column);
    }
  }
  return table;
}

type Found = Omit<TallyDifference, 'kind' | 'grain'>;

/** Counts are taken out of the recounted table as their tallies are met; what is left there has no tally. */
function* compare(store: Store, kind: Kind, grain: Grain, table: CountTable): Generator<Found> {
  for (const [span, key, ...tallied] of readers(store).tallies.iterate(kind, grain)) {
    const place = table.places.get(key)?.get(span);
    yield* unequal(span, key, tallied, place === undefined ? [] : table.take(place));
  }
  for (const { span, key, counts } of table) yield* unequal(span, key, [], counts);
}

function* unequal(span: LocalDay, key: string, tallied: number[], recounted: number[]): Generator<Found> {
  for (const column of TALLY_COLUMNS) {
    const [was, is] = [tallied[PLACE[column]] ?? 0, recounted[PLACE[column]] ?? 0];
    if (was !== is) yield { span, key, column, tallied: was, recounted: is };
  }
}

/** Replaces every tally by a recount from the participations, all or nothing. Returns the number of tallies. */
export function rebuildTallies(store: Store): number {
  return within(store, () => {
    store.driver.prepare('delete from tallies').run();
    let written = 0;
    for (const kind of KINDS) {
      const days = recount(store, kind);
      for (const grain of GRAINS) {
        for (const { key, span, counts } of days.rolledUp(grain)) {
          tallyWriter(store)({ kind, grain, span, key, by: counts });
          written += 1;
        }
      }
    }
    stampOf(store).write();
    return written;
  });
}
