import { CLOSED, type DayPattern, weekPatterns } from './day-pattern.js';
import { CalendarRangeError, InvalidCalendarError } from './errors.js';
import { epochDayOfDate, isoWeekday } from './local-time.js';
import type { CalendarData, CalendarDay, OfficeHours } from './types.js';

/** The days every calendar covers. Wide enough for imported history and for long terms; a mistyped year falls out. */
export const FIRST_DATE = '2000-01-01';
export const LAST_DATE = '2060-12-31';
export const FIRST_DAY = epochDayOfDate(FIRST_DATE);
export const DAY_COUNT = epochDayOfDate(LAST_DATE) - FIRST_DAY + 1;

/** Working minutes per entry of the inverse table: small against a working day, so a look-up walks a day or two. */
export const BUCKET_MINUTES = 256;

/**
 * Prefix sums over all days (index = epoch day - FIRST_DAY) and their inverses.
 * `workdaysBefore[i]`, `minutesBefore[i]`: working days and minutes before day i.
 * `workday[k]`: index of the k-th working day. `bucket[b]`: k of the last working day beginning at or before
 * b * BUCKET_MINUTES working minutes.
 */
export type WorkTables = {
  special: ReadonlyMap<number, CalendarDay>;
  pattern: DayPattern[];
  workdaysBefore: Int32Array;
  minutesBefore: Int32Array;
  workday: Int32Array;
  bucket: Int32Array;
};

/** Throws InvalidCalendarError when the data contradicts itself, CalendarRangeError when it leaves the covered years. */
export function buildTables(data: CalendarData, hours: OfficeHours): WorkTables {
  const special = specialDays(data.days);
  const pattern = patterns(special, hours);
  const workdaysBefore = new Int32Array(DAY_COUNT + 1);
  const minutesBefore = new Int32Array(DAY_COUNT + 1);
  for (let i = 0; i < DAY_COUNT; i++) {
    const { length } = pattern[i]!;
    workdaysBefore[i + 1] = workdaysBefore[i]! + (length > 0 ? 1 : 0);
    minutesBefore[i + 1] = minutesBefore[i]! + length;
  }
  const workday = workdays(pattern, workdaysBefore[DAY_COUNT]!);
  return {
    special,
    pattern,
    workdaysBefore,
    minutesBefore,
    workday,
    bucket: buckets(workday, minutesBefore),
  };
}

function specialDays(days: readonly CalendarDay[]): Map<number, CalendarDay> {
  const special = new Map<number, CalendarDay>();
  for (const day of days) {
    const epochDay = epochDayOfDate(day.date);
    if (epochDay < FIRST_DAY || epochDay >= FIRST_DAY + DAY_COUNT) {
      throw new CalendarRangeError(`${day.date} lies outside ${FIRST_DATE} to ${LAST_DATE}. Remove it.`);
    }
    if (special.has(epochDay)) {
      throw new InvalidCalendarError(`The calendar names ${day.date} twice. Keep one entry for each day.`);
    }
    special.set(epochDay, day);
  }
  return special;
}

function patterns(special: ReadonlyMap<number, CalendarDay>, hours: OfficeHours): DayPattern[] {
  const week = weekPatterns(hours);
  const all: DayPattern[] = [];
  for (let i = 0; i < DAY_COUNT; i++) all.push(patternOf(FIRST_DAY + i, special.get(FIRST_DAY + i), week));
  return all;
}

/** A day worked in lieu has the hours of the weekday it replaces, else its own, else Monday's. */
function patternOf(epochDay: number, day: CalendarDay | undefined, week: DayPattern[]): DayPattern {
  const own = week[isoWeekday(epochDay)]!;
  if (day === undefined) return own;
  if (day.kind === 'off') return CLOSED;
  if (day.inLieuOf !== undefined) return week[isoWeekday(epochDayOfDate(day.inLieuOf))]!;
  return own.length > 0 ? own : week[1]!;
}

function workdays(pattern: DayPattern[], count: number): Int32Array {
  const workday = new Int32Array(count);
  let k = 0;
  for (let i = 0; i < DAY_COUNT; i++) if (pattern[i]!.length > 0) workday[k++] = i;
  return workday;
}

function buckets(workday: Int32Array, minutesBefore: Int32Array): Int32Array {
  const bucket = new Int32Array(Math.floor(minutesBefore[DAY_COUNT]! / BUCKET_MINUTES) + 1);
  let k = 0;
  for (let b = 0; b < bucket.length; b++) {
    while (k + 1 < workday.length && minutesBefore[workday[k + 1]!]! <= b * BUCKET_MINUTES) k++;
    bucket[b] = k;
  }
  return bucket;
}
