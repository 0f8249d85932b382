import type { Instant } from '../calendar/types.js';
import type { Judged } from './standing.js';

/**
 * What tallies count. Each is a number of participations that passed a point in time; how many are open or overdue at an
 * instant is a difference of two such numbers up to it.
 *
 * - `opened`/`closed`: with a due date. One closed before it was opened is opened when it closed (R14).
 * - `resolved`/`resolvedLate`: closed and somebody answers for it (R7), and late.
 * - `wentOver`/`overdueEnded`: became open and overdue, stopped being so.
 * - `…WithoutDue`: the same without a due date (R14).
 */
export const TALLY_COLUMNS = [
  'opened',
  'closed',
  'resolved',
  'resolvedLate',
  'wentOver',
  'overdueEnded',
  'openedWithoutDue',
  'closedWithoutDue',
  'resolvedWithoutDue',
] as const;
export type TallyColumn = (typeof TALLY_COLUMNS)[number];

/** One count in one column at one instant. */
export type Mark = { column: TallyColumn; at: Instant };

/**
 * Every mark a participation leaves in the tallies: the one definition for writing, recounting and cutting a day.
 * Every mark lies at the row's `openedAt`, `closedAt` or `overdueFrom`. Sums of marks equal counts by `standingOf`.
 */
export function marksOf(row: Judged): Mark[] {
  const { closedAt } = row;
  const openedAt = closedAt === null ? row.openedAt : Math.min(row.openedAt, closedAt);
  if (row.withoutDue) return marksWithoutDue(row, openedAt);
  const marks: Mark[] = [{ column: 'opened', at: openedAt }];
  if (closedAt !== null) {
    marks.push({ column: 'closed', at: closedAt });
    if (row.accountable) marks.push({ column: 'resolved', at: closedAt });
    if (row.accountable && row.late) marks.push({ column: 'resolvedLate', at: closedAt });
  }
  pushOverdue(marks, row);
  return marks;
}

function marksWithoutDue({ closedAt, accountable }: Judged, openedAt: Instant): Mark[] {
  const marks: Mark[] = [{ column: 'openedWithoutDue', at: openedAt }];
  if (closedAt === null) return marks;
  marks.push({ column: 'closedWithoutDue', at: closedAt });
  if (accountable) marks.push({ column: 'resolvedWithoutDue', at: closedAt });
  return marks;
}

/** A row is open and overdue from the later of its opening and its due until it closes; one closed by then never was. */
function pushOverdue(marks: Mark[], { openedAt, closedAt, overdueFrom }: Judged): void {
  if (overdueFrom === null) return;
  const from = Math.max(openedAt, overdueFrom);
  if (closedAt !== null && closedAt <= from) return;
  marks.push({ column: 'wentOver', at: from });
  if (closedAt !== null) marks.push({ column: 'overdueEnded', at: closedAt });
}
