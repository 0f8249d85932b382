import type Database from 'better-sqlite3';
import type { Instant } from '../src/calendar/types.js';
import type { Participation } from '../src/dossier/types.js';
import { type Mark, type Period, TALLY_COLUMNS } from '../src/rating/index.js';
import { type Kind, PLACE, WIDTH } from './late-shares-store.js';

/** The marks of one kind in a stretch of time, in no order: what whole spans of tallies cannot cut. */
export class MarkLog {
  readonly #at: Instant[] = [];
  /** Places among the counts, `WIDTH` per key. */
  readonly #places: number[] = [];
  readonly #by: number[] = [];

  /** One mark of the key with this number. */
  add(key: number, mark: Mark, by: number): void {
    this.#at.push(mark.at);
    this.#places.push(key * WIDTH + PLACE[mark.column]);
    this.#by.push(by);
  }

  /** A change of any of a key's counts at one instant. */
  addAll(key: number, at: Instant, counts: readonly number[]): void {
    for (const column of TALLY_COLUMNS) {
      const by = counts[PLACE[column]] ?? 0;
      if (by !== 0) this.add(key, { column, at }, by);
    }
  }

  /** Adds `sign` times the marks from `from` (inclusive) to `to` (exclusive) to counts, `WIDTH` per key. */
  sum({ from, to }: Period, sign: 1 | -1, into: Float64Array): void {
    this.#at.forEach((at, i) => {
      if (at < from || at >= to) return;
      const place = this.#places[i] ?? 0;
      into[place] = (into[place] ?? 0) + sign * (this.#by[i] ?? 0);
    });
  }
}

/** The columns to count by, raw, of a participation. */
export type ParticipationRow = [
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

/** Every participation of a kind. */
export const READ_KIND = `select ${COLUMNS} from participations where kind = ?`;

/** Once each, the participations of a kind that were opened, closed or went over in a stretch of time. */
const READ_STRETCH = `
select ${COLUMNS} from participations where kind = :kind and opened_at >= :from and opened_at < :to
union all
select ${COLUMNS} from participations where kind = :kind and closed_at >= :from and closed_at < :to
  and not (opened_at >= :from and opened_at < :to)
union all
select ${COLUMNS} from participations where kind = :kind and overdue_from >= :from and overdue_from < :to
  and not (opened_at >= :from and opened_at < :to)
  and (closed_at is null or not (closed_at >= :from and closed_at < :to))`;

/** Reads the participations of a kind that left a mark in a stretch of time, and perhaps others elsewhere. */
export function stretchReader(driver: Database.Database) {
  const read = driver.prepare<[Period & { kind: Kind }], ParticipationRow>(READ_STRETCH).raw();
  return function* (kind: Kind, { from, to }: Period): Generator<Participation> {
    for (const row of read.iterate({ kind, from, to })) yield participationFrom(row);
  };
}

/** A participation as its counts need it; its role is not read and counts for nothing. */
export function participationFrom(row: ParticipationRow): Participation {
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
