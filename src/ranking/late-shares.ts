import { type Instant, type LocalDate, localDateOf } from '../calendar/index.js';
import {
  type Basis,
  PeriodError,
  type PeriodSpec,
  periodOf,
  PROVINCE_RULES,
  type ShareQuery,
  type ShareTable,
} from '../rating/index.js';

/** What a ranking job asks for. Neither `year` nor `from`: the year `asOf` lies in. `to` is inclusive. */
export type SharesQuery = {
  by: ShareQuery['by'];
  year?: number | undefined;
  from?: LocalDate | undefined;
  to?: LocalDate | undefined;
  asOf?: Instant | undefined;
  basis?: Basis | undefined;
};

export type RankingPorts = { shares: (query: ShareQuery) => ShareTable; now: () => Instant };

/** The late shares with the period they were asked for, as local dates, both included. */
export type Shares = ShareTable & { from: LocalDate; to: LocalDate };

/** Figures only: a ranking job never comes near a dossier. @throws PeriodError */
export function lateShares({ shares, now }: RankingPorts, query: SharesQuery): Shares {
  const asOf = query.asOf ?? now();
  const period = periodOf(periodSpec(query, asOf));
  const table = shares({
    by: query.by,
    period,
    asOf,
    basis: query.basis ?? PROVINCE_RULES.defaultBasis,
  });
  return { ...table, from: localDateOf(period.from), to: localDateOf(period.to - 1) };
}

function periodSpec({ year, from, to }: SharesQuery, asOf: Instant): PeriodSpec {
  const today = localDateOf(asOf);
  if (year !== undefined && (from !== undefined || to !== undefined)) {
    throw new PeriodError('Give either "year" or "from" and "to", not both.');
  }
  if (from === undefined && to !== undefined)
    throw new PeriodError('"to" needs a "from": say when the period begins.');
  if (from !== undefined) return { from, to: to ?? today };
  return { year: year ?? Number(today.slice(0, 4)) };
}
