import {
  DAY_MS,
  epochDayOf,
  epochDayOfDate,
  InvalidTimeError,
  parseInstant,
  startOfDay,
} from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import type { RuleSet } from './ruleset.js';
import type { Period, ShareQuery } from './standing.js';

/** Days since 1970-01-01 of a local date. */
export type LocalDay = number;

/** The period or the instant cannot be used; the message says why. */
export class PeriodError extends RangeError {
  override readonly name = 'PeriodError';
}

/**
 * What a report is asked for: a calendar year, a reporting year of a rule set (R3), or local dates, both included
 * ("từ ngày … đến ngày …").
 */
export type PeriodSpec =
  | { year: number }
  | { reportingYear: number; rules: RuleSet }
  | { from: LocalDate; to: LocalDate };

/**
 * The instants a period covers: local midnight of its first day to local midnight after its last.
 * @throws PeriodError when a date does not exist or the last day is before the first
 */
export function periodOf(spec: PeriodSpec): Period {
  if ('year' in spec) return yearFrom(spec.year, '01-01');
  if ('reportingYear' in spec) return yearFrom(spec.reportingYear, spec.rules.reportingYear.startMonthDay);
  const from = startOfDay(dayOf(spec.from));
  const to = startOfDay(dayOf(spec.to) + 1);
  if (to <= from) throw new PeriodError(`The period ends (${spec.to}) before it begins (${spec.from}).`);
  return { from, to };
}

function yearFrom(year: number, startMonthDay: string): Period {
  const first = startMonthDay === '01-01' ? year : year - 1;
  const start = (of: number) => startOfDay(dayOf(`${String(of).padStart(4, '0')}-${startMonthDay}`));
  return { from: start(first), to: start(first + 1) };
}

function dayOf(date: LocalDate): LocalDay {
  try {
    return epochDayOfDate(date);
  } catch (error) {
    if (!(error instanceof InvalidTimeError)) throw error;
    throw new PeriodError(`${date} is no date of the calendar (YYYY-MM-DD).`);
  }
}

/**
 * The query itself, when its period begins and ends at local midnights and its instant is a whole millisecond.
 * @throws PeriodError
 */
export function checkedQuery(query: ShareQuery): ShareQuery {
  const { period, asOf } = query;
  if (!Number.isSafeInteger(asOf)) throw new PeriodError(`${asOf} is no instant (whole milliseconds).`);
  for (const edge of [period.from, period.to]) {
    if (!Number.isSafeInteger(edge) || startOfDay(epochDayOf(edge)) !== edge) {
      throw new PeriodError(`A period begins and ends at local midnight; ${edge} is none.`);
    }
  }
  if (period.to <= period.from) throw new PeriodError('The period ends before it begins.');
  return query;
}

/**
 * A reporting instant as it is asked for ("tính đến"): a date alone means the end of that local day.
 * @throws InvalidTimeError when the text is no time or the date does not exist
 */
export function readAsOf(text: string): Instant {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? startOfDay(text) + DAY_MS - 1 : parseInstant(text);
}
