import type { LocalDay } from './period.js';

/** Calendar spans that tallies are kept for, coarsest first. More would be read faster once and written dearer each time. */
export const GRAINS = ['year', 'month', 'day'] as const;
export type Grain = (typeof GRAINS)[number];

/** Whole spans of one grain: those that start on a day from `from` (inclusive) to `to` (exclusive). */
export type SpanRange = { grain: Grain; from: LocalDay; to: LocalDay };

/** Spans whose counts are added, or taken off what others have too much. */
export type SignedRange = SpanRange & { sign: 1 | -1 };

/** Before every recorded day. */
export const BEGINNING: LocalDay = Number.MIN_SAFE_INTEGER;

/** First day of the span of each grain that a local day lies in. */
export function spansAround(day: LocalDay): Record<Grain, LocalDay> {
  const { year, date } = civil(day);
  return {
    year: dayNumber(year, 1),
    month: day - date + 1,
    day,
  };
}

/**
 * Runs of whole spans that make up the days from `from` (inclusive, or `BEGINNING`) to `to` (exclusive). Late in a month or
 * a year the whole of it, less what is yet to come, is fewer spans than everything before: so a first of January up to any
 * day of its year is never more than seven months and sixteen days.
 */
export function spansBetween(from: LocalDay, to: LocalDay): SignedRange[] {
  const { year } = spansAround(to);
  const begun = from === BEGINNING || from >= year ? from : newYearFrom(from);
  if (from > year) return addedUp(from, to);
  return [...(begun === from ? [] : addedUp(from, begun)), added('year', begun, year), ...upTo(to)].filter(
    (range) => range.from < range.to,
  );
}

/** The days of a year before one of its days. */
function upTo(day: LocalDay): SignedRange[] {
  const { year, month } = spansAround(day);
  const [nextMonth, nextYear] = [endOf('month', month), endOf('year', year)];
  const lateInMonth = day - month > nextMonth - day;
  const edge = lateInMonth ? nextMonth : month;
  const lateInYear = edge - year > nextYear - edge;
  return [
    ...(lateInYear
      ? [added('year', year, nextYear), takenOff('month', edge, nextYear)]
      : [added('month', year, edge)]),
    lateInMonth ? takenOff('day', day, nextMonth) : added('day', month, day),
  ];
}

const added = (grain: Grain, from: LocalDay, to: LocalDay): SignedRange => ({ grain, from, to, sign: 1 });
const takenOff = (grain: Grain, from: LocalDay, to: LocalDay): SignedRange => ({ grain, from, to, sign: -1 });

/** The fewest runs of whole spans one after another. */
function addedUp(from: LocalDay, to: LocalDay): SignedRange[] {
  const ranges: SignedRange[] = [];
  let at = from;
  while (at < to) {
    const { grain, end } = coarsest(at, to);
    const last = ranges.at(-1);
    if (last?.grain === grain) last.to = end;
    else ranges.push(added(grain, at, end));
    at = end;
  }
  return ranges;
}

/** The first of January on a day or next after it. */
function newYearFrom(day: LocalDay): LocalDay {
  const { year } = spansAround(day);
  return day === year ? day : endOf('year', year);
}

/** The coarsest span that starts on a day and ends by another. */
function coarsest(at: LocalDay, by: LocalDay): { grain: Grain; end: LocalDay } {
  const starts = spansAround(at);
  for (const grain of GRAINS) {
    const end = starts[grain] === at ? endOf(grain, at) : Number.POSITIVE_INFINITY;
    if (end <= by) return { grain, end };
  }
  throw new RangeError(`No span starts on day ${at} and ends by ${by}.`);
}

const MONTHS = { year: 12, month: 1 } as const;

function endOf(grain: Grain, start: LocalDay): LocalDay {
  if (grain === 'day') return start + 1;
  const { year, month } = civil(start);
  return dayNumber(year, month + MONTHS[grain]);
}

type Civil = { year: number; month: number; date: number };

/** Proleptic Gregorian date of a day number, by whole-number arithmetic over 400-year eras that begin on 1 March. */
function civil(day: LocalDay): Civil {
  const since = day + 719_468;
  const era = Math.floor(since / 146_097);
  const inEra = since - era * 146_097;
  const yearOfEra = Math.floor(
    (inEra - Math.floor(inEra / 1_460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) / 365,
  );
  const inYear = inEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * inYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    date: inYear - Math.floor((153 * fromMarch + 2) / 5) + 1,
  };
}

/** Day number of the first of a month; months past December run into the next year. */
function dayNumber(year: number, month: number): LocalDay {
  const carried = year + Math.floor((month - 1) / 12);
  const inYear = ((month - 1) % 12) + 1;
  const y = inYear <= 2 ? carried - 1 : carried;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const days = Math.floor((153 * (inYear > 2 ? inYear - 3 : inYear + 9) + 2) / 5);
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + days - 719_468
  );
}
