import type { Instant } from '../src/calendar/types.js';
import type { Participation } from '../src/dossier/types.js';
import { epochDayOf } from '../src/calendar/index.js';
import { GRAINS, type Grain, type LocalDay, marksOf, spansAround } from '../src/rating/index.js';
import { cacheOf, type TallyDelta } from './late-shares-cache.js';
import {
  addInto,
  type Kind,
  PLACE,
  perStore,
  stampOf,
  upsertOfTallies,
  WIDTH,
  within,
} from './late-shares-store.js';
import type { Store } from './open.js';

/** Counts of one key in one span. */
export type Tally = { kind: Kind; grain: Grain; span: LocalDay; key: string; by: number[] };

/** Adds counts to tallies, opening them where there are none. */
export const tallyWriter = perStore((driver) => {
  const add = driver.prepare<[Kind, Grain, LocalDay, string, ...number[]]>(upsertOfTallies(1));
  return (tally: Tally): void => {
    add.run(tally.kind, tally.grain, tally.span, tally.key, ...tally.by);
  };
});

/**
 * Changes of the tallies that follow from changes of participations, gathered in memory and written together.
 * Participations are written nowhere without it (or `rebuildTallies`): it is flushed in the transaction that writes
 * them, and when that is rolled back the tallies are too.
 */
export class TallyDeltas {
  readonly #store: Store;
  readonly #holders = new Map<string, { kind: Kind; key: string; at: Map<Instant, number[]> }>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** The rows of a dossier are `after` where they were `before`; unchanged rows cancel out. */
  replace(before: readonly Participation[], after: readonly Participation[]): void {
    for (const row of before) this.add(row, -1);
    for (const row of after) this.add(row, 1);
  }

  /** One row more, or one less. */
  add(row: Participation, by: 1 | -1 = 1): void {
    const { at } = this.#holderOf(row);
    for (const mark of marksOf(row)) {
      const counts = at.get(mark.at) ?? noTally();
      counts[PLACE[mark.column]]! += by;
      at.set(mark.at, counts);
    }
  }

  /** Drops what was gathered. */
  clear(): void {
    this.#holders.clear();
  }

  /**
   * Writes what was gathered, one upsert per span and key, and is empty afterwards. Within the caller's transaction, or
   * one of its own. When it throws (the store's error) nothing may be kept: roll back.
   */
  flush(): void {
    const deltas = this.#take();
    if (deltas.length === 0) return;
    const store = this.#store;
    within(store, () => {
      const stamp = stampOf(store);
      const before = stamp.read();
      for (const tally of rolledUp(deltas)) tallyWriter(store)(tally);
      cacheOf(store).changed(before, stamp.write(), deltas);
    });
  }

  #holderOf({ kind, key }: { kind: Kind; key: string }) {
    const id = `${kind} ${key}`;
    const known = this.#holders.get(id);
    if (known) return known;
    const fresh = { kind, key, at: new Map<Instant, number[]>() };
    this.#holders.set(id, fresh);
    return fresh;
  }

  #take(): TallyDelta[] {
    const deltas: TallyDelta[] = [];
    for (const { kind, key, at } of this.#holders.values()) {
      for (const [instant, by] of at) if (by.some(Boolean)) deltas.push({ kind, key, at: instant, by });
    }
    this.#holders.clear();
    return deltas;
  }
}

const noTally = (): number[] => new Array<number>(WIDTH).fill(0);

/** Changes per span and key, in the order of the table. */
function rolledUp(deltas: readonly TallyDelta[]): Tally[] {
  const tallies = new Map<string, Tally>();
  for (const { kind, key, at, by } of deltas) {
    const spans = spansAround(epochDayOf(at));
    for (const grain of GRAINS) {
      const id = `${kind} ${grain} ${spans[grain]} ${key}`;
      const known = tallies.get(id);
      if (known === undefined) tallies.set(id, { kind, grain, span: spans[grain], key, by: [...by] });
      else addInto(known.by, 0, by);
    }
  }
  return [...tallies.values()].filter(({ by }) => by.some(Boolean)).sort(inTableOrder);
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function inTableOrder(a: Tally, b: Tally): number {
  return order(a.kind, b.kind) || order(a.grain, b.grain) || a.span - b.span || order(a.key, b.key);
}
