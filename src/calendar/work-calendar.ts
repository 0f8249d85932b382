import { CalendarRangeError, InvalidCalendarError } from './errors.js';
import {
  DAY_MINUTES,
  epochDayOfDate,
  floorToMinute,
  isoWeekday,
  MINUTE_MS,
  OFFICE_OFFSET_MS,
  startOfDay,
} from './local-time.js';
import type { CalendarData, DayBasis, Instant, OfficeHours } from './types.js';
import {
  BUCKET_MINUTES,
  buildTables,
  DAY_COUNT,
  FIRST_DATE,
  FIRST_DAY,
  LAST_DATE,
  type WorkTables,
} from './work-tables.js';

const EIGHT_HOURS = [
  [450, 690],
  [810, 1050],
] as const;

/** 07:30-11:30 and 13:30-17:30, Monday to Friday: the eight hours of an internal process day. A unit may have its own. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  1: EIGHT_HOURS,
  2: EIGHT_HOURS,
  3: EIGHT_HOURS,
  4: EIGHT_HOURS,
  5: EIGHT_HOURS,
};

/** What a day is for the office, and the article or notice that says so. */
export type DayStatus = DayBasis & {
  kind: 'working' | 'weekend' | 'holiday' | 'workedInLieu';
  openMinutes: number;
  /** False beyond the announced years: the day is only expected to be so (R12, tạm tính). */
  announced: boolean;
};

/** Which end of a closed stretch an instant takes when both are the same number of working minutes away. */
export type Edge = 'earliest' | 'latest';

const WORKING: DayBasis = { name: 'Ngày làm việc', basis: 'Giờ làm việc của cơ quan', verified: true };
const WEEKEND: DayBasis = { name: 'Nghỉ hằng tuần', basis: 'Bộ luật Lao động 2019 Điều 111', verified: true };

/**
 * Working days and working minutes of one office, 2000-01-01 to 2060-12-31, each answer in constant time.
 * A working day is a day on which the office is open: its weekly hours, less days off, plus weekend days worked.
 * Days are local epoch days, minutes working minutes; instants are cut down to their minute.
 * Every method throws CalendarRangeError outside the covered days. Immutable; build it once per office and version.
 */
export class WorkCalendar {
  readonly version: string;
  readonly announcedFromDay: number;
  readonly announcedThroughDay: number;
  readonly #tables: WorkTables;

  constructor(data: CalendarData, hours: OfficeHours) {
    this.version = data.version;
    this.announcedFromDay = epochDayOfDate(data.announcedFrom);
    this.announcedThroughDay = epochDayOfDate(data.announcedThrough);
    if (this.announcedFromDay > this.announcedThroughDay) {
      throw new InvalidCalendarError('announcedFrom lies after announcedThrough. Exchange them.');
    }
    this.#tables = buildTables(data, hours);
  }

  isWorkingDay(epochDay: number): boolean {
    return this.#tables.pattern[dayIndex(epochDay)]!.length > 0;
  }

  /** Whether the yearly notice covers the day. */
  isAnnounced(epochDay: number): boolean {
    return epochDay >= this.announcedFromDay && epochDay <= this.announcedThroughDay;
  }

  /** The count-th working day after the day, which itself is not counted (Civil Code 147.2); 0 gives the same day. */
  addWorkingDays(epochDay: number, count: number): number {
    const index = dayIndex(epochDay);
    wholeCount(count);
    return count === 0 ? epochDay : this.#workday(this.#tables.workdaysBefore[index + 1]! + count - 1);
  }

  /** The day itself if it is a working day, else the next one (Civil Code 148.5). */
  nextWorkingDayOnOrAfter(epochDay: number): number {
    return this.#workday(this.#tables.workdaysBefore[dayIndex(epochDay)]!);
  }

  /** The last working day before the day. */
  workingDayBefore(epochDay: number): number {
    return this.#workday(this.#tables.workdaysBefore[dayIndex(epochDay)]! - 1);
  }

  /** The beginning of the first working stretch of the day; 00:00 if the office is closed that day. */
  openingOf(epochDay: number): Instant {
    return startOfDay(epochDay) + this.#tables.pattern[dayIndex(epochDay)]!.leftAt[0]! * MINUTE_MS;
  }

  /** The end of the last working stretch of the day; 24:00 if the office is closed that day. */
  closingOf(epochDay: number): Instant {
    return startOfDay(epochDay) + this.#tables.pattern[dayIndex(epochDay)]!.closing * MINUTE_MS;
  }

  /** Working minutes from one instant to another; negative when `to` is the earlier, so that sums always add up. */
  workingMinutesBetween(from: Instant, to: Instant): number {
    return this.#minutesBefore(to) - this.#minutesBefore(from);
  }

  /**
   * The instant (a whole minute) by which `count` working minutes have passed since `instant`.
   * 'earliest': 17:30 when they end with the working day; 'latest': the next opening, when the next minute would begin.
   */
  addWorkingMinutes(instant: Instant, count: number, edge: Edge = 'earliest'): Instant {
    wholeCount(count);
    const total = this.#minutesBefore(instant) + count;
    if (edge === 'latest') return this.#instantAfter(total);
    return count === 0 ? floorToMinute(instant) : this.#instantReaching(total);
  }

  /** The minute from which `count` working minutes (1 or more) are left until `instant`. */
  minutesAhead(instant: Instant, count: number): Instant {
    wholeCount(count);
    return this.#instantAfter(this.#minutesBefore(instant) - count);
  }

  dayStatus(epochDay: number): DayStatus {
    const openMinutes = this.#tables.pattern[dayIndex(epochDay)]!.length;
    const announced = this.isAnnounced(epochDay);
    const special = this.#tables.special.get(epochDay);
    if (special) {
      const { name, basis, verified } = special;
      return {
        kind: special.kind === 'off' ? 'holiday' : 'workedInLieu',
        name,
        basis,
        verified,
        openMinutes,
        announced,
      };
    }
    if (openMinutes > 0) return { kind: 'working', ...WORKING, openMinutes, announced };
    const rest = isoWeekday(epochDay) > 5 ? WEEKEND : { ...WEEKEND, basis: WORKING.basis };
    return { kind: 'weekend', ...rest, openMinutes, announced };
  }

  #workday(k: number): number {
    if (k < 0 || k >= this.#tables.workday.length) throw outside('That many working days lead');
    return FIRST_DAY + this.#tables.workday[k]!;
  }

  /** Working minutes from the first covered day to the instant. */
  #minutesBefore(instant: Instant): number {
    const minute = Math.floor((instant + OFFICE_OFFSET_MS) / MINUTE_MS);
    const day = Math.floor(minute / DAY_MINUTES);
    const index = dayIndex(day);
    return (
      this.#tables.minutesBefore[index]! + this.#tables.pattern[index]!.usedAt[minute - day * DAY_MINUTES]!
    );
  }

  /** Ordinal of the working day in which working minute `minute` (0-based since the first day) is worked. */
  #workdayHolding(minute: number): number {
    const { workday, minutesBefore, bucket } = this.#tables;
    if (minute < 0 || minute >= minutesBefore[DAY_COUNT]!) throw outside('That many working minutes lead');
    let k = bucket[Math.floor(minute / BUCKET_MINUTES)]!;
    while (minutesBefore[workday[k]! + 1]! <= minute) k++;
    return workday[k]!;
  }

  #instantReaching(total: number): Instant {
    const index = this.#workdayHolding(total - 1);
    const minute = this.#tables.pattern[index]!.reachedAt[total - this.#tables.minutesBefore[index]!]!;
    return startOfDay(FIRST_DAY + index) + minute * MINUTE_MS;
  }

  #instantAfter(total: number): Instant {
    const index = this.#workdayHolding(total);
    const minute = this.#tables.pattern[index]!.leftAt[total - this.#tables.minutesBefore[index]!]!;
    return startOfDay(FIRST_DAY + index) + minute * MINUTE_MS;
  }
}

/**
 * The calendar of an office: announced days off and worked, and its hours (07:30-11:30, 13:30-17:30 by default).
 * Throws InvalidCalendarError for contradictory days or hours, CalendarRangeError for days outside 2000 to 2060.
 */
export function createWorkCalendar(
  data: CalendarData,
  hours: OfficeHours = DEFAULT_OFFICE_HOURS,
): WorkCalendar {
  return new WorkCalendar(data, hours);
}

function dayIndex(epochDay: number): number {
  const index = epochDay - FIRST_DAY;
  // Written so that NaN and fractions fail too.
  if (!(index >= 0 && index < DAY_COUNT && Number.isInteger(index))) throw outside(`Day ${epochDay} lies`);
  return index;
}

function wholeCount(count: number): void {
  if (!(Number.isSafeInteger(count) && count >= 0)) {
    throw new CalendarRangeError(`Cannot add ${count}. Give a whole number, zero or more.`);
  }
}

function outside(what: string): CalendarRangeError {
  return new CalendarRangeError(
    `${what} outside the calendar (${FIRST_DATE} to ${LAST_DATE}). Check the year.`,
  );
}
