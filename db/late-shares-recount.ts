import { epochDayOf } from '../src/calendar/index.js';
import {
  GRAINS,
  type Grain,
  type LocalDay,
  marksOf,
  TALLY_COLUMNS,
  type TallyColumn,
} from '../src/rating/index.js';
import { CountTable } from './late-shares-counts.js';
import { type ParticipationRow, participationFrom, READ_KIND } from './late-shares-marks.js';
import { tallyWriter } from './late-shares-deltas.js';
import { KINDS, type Kind, PLACE, perStore, stampOf, TALLY_SQL, within } from './late-shares-store.js';
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
      table.count(table.place(table.daysOf(row[1]), epochDayOf(at)), column);
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
