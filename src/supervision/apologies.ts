import { type Instant, localDateOf } from '../calendar/index.js';
import type { Actor } from '../dossier/index.js';
import type { ApologyFilter, ApologyLine, Page, Reports } from '../ledger/index.js';
import { periodOf } from '../rating/index.js';
import type { RegistryStore } from '../registry/index.js';
import { supervisedUnit } from './supervised-unit.js';

export type ApologyQuery = {
  unit?: string | undefined;
  /** Calendar year for those resolved late; the open ones count in the year of `asOf` (R3). Default: that year. */
  year?: number | undefined;
  asOf: Instant;
  after?: string | undefined;
  limit: number;
};

/** `owed` overdue dossiers, of which `given` have their apology; what is missing is the list. */
export type MissingApologies = {
  unit: string | null;
  year: number;
  asOf: Instant;
  owed: number;
  given: number;
  page: Page<ApologyLine>;
};

/**
 * The overdue dossiers a unit leads that nobody re-appointed with a written apology, although every one of them is owed
 * it (K3), with their share of all such dossiers as whole numbers.
 * @throws SupervisionError, RefusedError `dossier.unknownUnit`, PeriodError
 */
export function missingApologies(
  { reports, registry }: { reports: Reports; registry: RegistryStore },
  query: ApologyQuery,
  actor: Actor,
): MissingApologies {
  const { asOf, after, limit } = query;
  const unit = supervisedUnit(query.unit, actor, registry.current());
  const year = query.year ?? Number(localDateOf(asOf).slice(0, 4));
  if (unit === null) return { unit, year, asOf, owed: 0, given: 0, page: { lines: [], next: null } };
  const filter: ApologyFilter = { unit, period: periodOf({ year }), asOf };
  const page = reports.missingApologies({ ...filter, after, limit });
  return { unit, year, asOf, ...reports.apologies(filter), page };
}
