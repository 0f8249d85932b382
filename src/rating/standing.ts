import type { Instant } from '../calendar/types.js';
import type { Participation } from '../dossier/types.js';

/** Instants from `from` (inclusive) to `to` (exclusive), both midnights in the office's zone; see `periodOf`. */
export type Period = { from: Instant; to: Instant };

/**
 * What the total of a late share is (R2).
 * `resolved`: resolved in the period. `accountable`: those and the open overdue ones. `received`: those and the open
 * ones within time (as in QĐ 766/QĐ-TTg).
 */
export type Basis = 'accountable' | 'resolved' | 'received';

/** Whose shares, over which period, seen from which instant, with which total. */
export type ShareQuery = { by: Participation['kind']; period: Period; asOf: Instant; basis: Basis };

/** How a participation counts in a period as seen from an instant. `none`: not at all. */
export type Standing = 'none' | 'withoutDue' | 'lateFinished' | 'onTime' | 'lateOpen' | 'openInTime';

/** Numbers of participations by standing. */
export type Counts = Record<Exclude<Standing, 'none'>, number>;

/** How a participation stands; what its dossier, role and key are does not matter. */
export type Judged = Pick<
  Participation,
  'openedAt' | 'closedAt' | 'accountable' | 'late' | 'overdueFrom' | 'withoutDue'
>;

/**
 * The one definition of how a participation counts (R2, R3, R4, R5, R7, R14). Total: rows closed before they were opened
 * are closed (R14).
 *
 * - closed by `asOf`: counts in the period in which it closed, unless nobody has to answer for it (R7);
 * - open at `asOf` (whatever became of it later): counts in the period `asOf` lies in (R3).
 */
export function standingOf(row: Judged, seen: Pick<ShareQuery, 'period' | 'asOf'>): Standing {
  return row.closedAt !== null && row.closedAt <= seen.asOf
    ? closedStanding(row, row.closedAt, seen.period)
    : openStanding(row, seen);
}

function closedStanding(row: Judged, closedAt: Instant, period: Period): Standing {
  if (!contains(period, closedAt) || !row.accountable) return 'none';
  if (row.withoutDue) return 'withoutDue';
  return row.late ? 'lateFinished' : 'onTime';
}

function openStanding(row: Judged, { period, asOf }: Pick<ShareQuery, 'period' | 'asOf'>): Standing {
  if (row.openedAt > asOf || !contains(period, asOf)) return 'none';
  if (row.withoutDue) return 'withoutDue';
  return row.overdueFrom !== null && row.overdueFrom <= asOf ? 'lateOpen' : 'openInTime';
}

/** Whether the instant lies in the period. */
export const contains = (period: Period, at: Instant): boolean => at >= period.from && at < period.to;

export const noCounts = (): Counts => ({
  withoutDue: 0,
  lateFinished: 0,
  onTime: 0,
  lateOpen: 0,
  openInTime: 0,
});

/** Whether nothing at all was counted. */
export const isNothing = (counts: Counts): boolean =>
  counts.lateFinished === 0 &&
  counts.onTime === 0 &&
  counts.lateOpen === 0 &&
  counts.openInTime === 0 &&
  counts.withoutDue === 0;

/** The counts by key of the rows of the asked kind; keys without any count are left out. */
export function countsOf(rows: Iterable<Participation>, query: ShareQuery): Map<string, Counts> {
  const byKey = new Map<string, Counts>();
  for (const row of rows) {
    if (row.kind !== query.by) continue;
    const standing = standingOf(row, query);
    if (standing === 'none') continue;
    const counts = byKey.get(row.key) ?? noCounts();
    counts[standing] += 1;
    byKey.set(row.key, counts);
  }
  return byKey;
}
