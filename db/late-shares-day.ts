import type Database from 'better-sqlite3';
import type { Instant } from '../src/calendar/types.js';
import type { Participation } from '../src/dossier/types.js';
import { type LocalDay, type Mark, startOfLocalDay, TALLY_COLUMNS } from '../src/rating/index.js';
import { type Kind, PLACE, WIDTH } from './late-shares-store.js';

/** One kind's marks: the instant, the place among the counts (`WIDTH` per key) and the change, in three columns. */
type Columns = { at: Instant[]; place: number[]; by: number[] };

/** Every mark of one local day, in no order: what the spans of tallies cannot cut. */
export class DayLog {
  readonly #marks: Record<Kind, Columns> = {
    unit: { at: [], place: [], by: [] },
    official: { at: [], place: [], by: [] },
  };

  /** One mark of the key with this number. */
  add(kind: Kind, key: number, mark: Mark, by: number): void {
    const { at, place, by: change } = this.#marks[kind];
    at.push(mark.at);
    place.push(key * WIDTH + PLACE[mark.column]);
    change.push(by);
  }

  /** A change of any of a key's counts at one instant. */
  addAll(kind: Kind, key: number, at: Instant, counts: readonly number[]): void {
    for (const column of TALLY_COLUMNS) {
      const by = counts[PLACE[column]] ?? 0;
      if (by !== 0) this.add(kind, key, { column, at }, by);
    }
  }

  /** Adds `sign` times the marks from `from` (inclusive) to `to` (exclusive) to counts, `WIDTH` per key. */
  sum(kind: Kind, from: Instant, to: Instant, sign: 1 | -1, into: Float64Array): void {
    const { at, place, by } = this.#marks[kind];
    for (let i = 0; i < at.length; i += 1) {
      if (at[i]! >= from && at[i]! < to) into[place[i]!]! += sign * by[i]!;
    }
  }
}

type Row = [
  kind: Kind,
  key: string,
  openedAt: number,
  closedAt: number | null,
  accountable: number,
  late: number,
  overdueFrom: number | null,
  withoutDue: number,
];

const COLUMNS = 'kind, key, opened_at, closed_at, accountable, late, overdue_from, without_due';

const READ_DAY = `
select ${COLUMNS} from participations where opened_at >= :from and opened_at < :to
union all
select ${COLUMNS} from participations where closed_at >= :from and closed_at < :to
  and not (opened_at >= :from and opened_at < :to)
union all
select ${COLUMNS} from participations where overdue_from >= :from and overdue_from < :to
  and not (opened_at >= :from and opened_at < :to)
  and (closed_at is null or not (closed_at >= :from and closed_at < :to))`;

/** Reads, once each, the participations that were opened, closed or went over on a local day. */
export function loadDay(driver: Database.Database): (day: LocalDay) => Iterable<Participation> {
  const read = driver.prepare<[{ from: Instant; to: Instant }], Row>(READ_DAY).raw();
  return function* (day) {
    const bounds = { from: startOfLocalDay(day), to: startOfLocalDay(day + 1) };
    for (const row of read.iterate(bounds)) yield participationFrom(row);
  };
}

/** The columns to count by, raw, of every participation of a kind. */
export const READ_KIND = `select ${COLUMNS} from participations where kind = ?`;
export type ParticipationRow = Row;

/** A participation as its counts need it; its role is not read and counts for nothing. */
export function participationFrom(row: Row): Participation {
  return {
    kind: row[0],
    key: row[1],
    role: 'handler',
    openedAt: row[2],
    closedAt: row[3],
    accountable: row[4] === 1,
    late: row[5] === 1,
    overdueFrom: row[6],
    withoutDue: row[7] === 1,
  };
}
