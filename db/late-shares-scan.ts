import { type Counts, checkedQuery, isNothing, type ShareQuery } from '../src/rating/index.js';
import { type Kind, perStore } from './late-shares-store.js';
import type { Store } from './open.js';

/** `standingOf` in SQL, over every participation of a kind: slow, and what the tallies are held against. */
const COUNT_ALL = `
select key,
  count(*) filter (where closed_in = 1 and accountable = 1 and without_due = 0 and late = 1) as lateFinished,
  count(*) filter (where closed_in = 1 and accountable = 1 and without_due = 0 and late = 0) as onTime,
  count(*) filter (where open_at = 1 and without_due = 0 and overdue_from <= :asOf) as lateOpen,
  count(*) filter (where open_at = 1 and without_due = 0 and coalesce(overdue_from > :asOf, 1)) as openInTime,
  count(*) filter (where without_due = 1 and (open_at = 1 or (closed_in = 1 and accountable = 1))) as withoutDue
from (
  select key, accountable, late, overdue_from, without_due,
    case when closed_at <= :asOf and closed_at >= :from and closed_at < :to then 1 else 0 end as closed_in,
    case when (closed_at is null or closed_at > :asOf) and opened_at <= :asOf
      and :asOf >= :from and :asOf < :to then 1 else 0 end as open_at
  from participations
  where kind = :kind
)
group by key`;

const statement = perStore((driver) =>
  driver.prepare<[{ kind: Kind; from: number; to: number; asOf: number }], Counts & { key: string }>(
    COUNT_ALL,
  ),
);

/**
 * The counts by key as one statement over the participations themselves; keys without any count are left out.
 * @throws PeriodError
 */
export function lateSharesByScan(store: Store, query: ShareQuery): Map<string, Counts> {
  const { by, period, asOf } = checkedQuery(query);
  const rows = statement(store).all({ kind: by, from: period.from, to: period.to, asOf });
  return new Map(
    rows.filter(({ key: _, ...counts }) => !isNothing(counts)).map(({ key, ...counts }) => [key, counts]),
  );
}
