import { epochDayOf } from '../src/calendar/index.js';
import { GRAINS, type Grain, type Judged, type LocalDay, marksOf } from '../src/rating/index.js';
import { CountTable, type Days } from './late-shares-counts.js';
import { KINDS, type Kind, perStore, stampOf, upsertOfTallies, within } from './late-shares-store.js';
import type { Store } from './open.js';

/** Tallies in one statement. */
const ROWS = 32;

const upserts = perStore((driver) => ({
  one: driver.prepare(upsertOfTallies(1)),
  many: driver.prepare(upsertOfTallies(ROWS)),
}));

/** The days of a unit or official who answers for many of a batch. */
export type Holder = { table: CountTable; days: Days };

/**
 * The tallies of many new participations: counted by local day as they come, rolled up and written together. As with
 * `TallyDeltas`, in the transaction that writes the participations. It remembers no instants, so a cache of tallies is
 * not told what changed: it sees a new stamp and loads anew.
 */
export class BatchTallies {
  readonly #store: Store;
  readonly #tables: Record<Kind, CountTable> = { unit: new CountTable(), official: new CountTable() };

  constructor(store: Store) {
    this.#store = store;
  }

  holder(kind: Kind, key: string): Holder {
    const table = this.#tables[kind];
    return { table, days: table.daysOf(key) };
  }

  /** One new participation of each of these, all standing alike. */
  add(holders: readonly Holder[], standing: Judged): void {
    for (const { at, column } of marksOf(standing)) {
      const day = epochDayOf(at);
      for (const { table, days } of holders) table.count(table.place(days, day), column);
    }
  }

  /** Writes what was counted. To be called once; when it throws nothing may be kept: roll back. */
  flush(): void {
    within(this.#store, () => {
      for (const kind of KINDS) {
        for (const grain of GRAINS) this.#write(kind, grain, this.#tables[kind].rolledUp(grain));
      }
      stampOf(this.#store).write();
    });
  }

  #write(kind: Kind, grain: Grain, table: CountTable): void {
    const { one, many } = upserts(this.#store);
    let values: unknown[] = [];
    let rows = 0;
    for (const [span, cells] of inTableOrder(table)) {
      for (const [key, place] of cells) {
        values.push(kind, grain, span, key);
        table.pushTo(values, place);
        if (++rows % ROWS > 0) continue;
        many.run(values);
        values = [];
      }
    }
    const width = values.length / (rows % ROWS);
    for (let at = 0; at < values.length; at += width) one.run(values.slice(at, at + width));
  }
}

/** By span, then key, which is the order they are stored in: neighbours are written one after the other. */
function inTableOrder(table: CountTable): [span: LocalDay, cells: [key: string, place: number][]][] {
  const bySpan = new Map<LocalDay, [key: string, place: number][]>();
  for (const key of [...table.places.keys()].sort()) {
    for (const [span, place] of table.daysOf(key)) {
      const cells = bySpan.get(span);
      if (cells === undefined) bySpan.set(span, [[key, place]]);
      else cells.push([key, place]);
    }
  }
  return [...bySpan].sort(([a], [b]) => a - b);
}
