import { type Grain, type LocalDay, spansAround, type TallyColumn } from '../src/rating/index.js';
import { addInto, PLACE, WIDTH } from './late-shares-store.js';

/** Where the counts of one key lie, by day (or first day of a span). */
export type Days = Map<LocalDay, number>;

/** Counts by key and day (or first day of a span), close together in memory. */
export class CountTable {
  readonly places = new Map<string, Days>();
  #cells = new Int32Array(1024 * WIDTH);
  #used = 0;

  /** The days of a key, opened when new. */
  daysOf(key: string): Days {
    const known = this.places.get(key);
    if (known !== undefined) return known;
    const days: Days = new Map();
    this.places.set(key, days);
    return days;
  }

  /** Place of the counts of a day of a key, opened when new. */
  place(days: Days, day: LocalDay): number {
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
    return Array.from(this.#cells.subarray(place, place + WIDTH));
  }

  /** Appends the counts at a place. */
  pushTo(list: unknown[], place: number): void {
    for (let at = place; at < place + WIDTH; at += 1) list.push(this.#cells[at]);
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
    const starts = new Map<LocalDay, LocalDay>();
    for (const [key, days] of this.places) {
      const spans = table.daysOf(key);
      for (const [day, place] of days) {
        let start = starts.get(day);
        if (start === undefined) {
          start = spansAround(day)[grain];
          starts.set(day, start);
        }
        const into = table.place(spans, start);
        addInto(table.#cells, into, this.#cells.subarray(place, place + WIDTH));
      }
    }
    return table;
  }

  #grow(): void {
    const cells = new Int32Array(this.#cells.length * 2);
    cells.set(this.#cells);
    this.#cells = cells;
  }
}
