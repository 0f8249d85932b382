import { addCalendarMonths } from './civil-date.js';
import { epochDayOf, epochDayOfDate, floorToMinute, MINUTE_MS, startOfDay } from './local-time.js';
import { checkTerm } from './term.js';
import type { Clock, Due, Instant, LocalDate, Term } from './types.js';
import type { WorkCalendar } from './work-calendar.js';

/** Terms that end on a day of the solar calendar, working or not (Civil Code 148.1 to 148.4). */
export type CalendarTerm = Extract<Term, { unit: 'days' | 'weeks' | 'months' | 'years' }>;
type SameDayTerm = Extract<Term, { unit: 'sameDay' }>;
type Measure = Clock['measure'];

/**
 * When a term received at `received` is due, nothing having stopped it.
 *
 * Day-like terms: the day of reception is not counted (Civil Code 147.2); calendar terms whose end is no working day
 * move to the next one (148.5); `at` is the office's closing, `lateFrom` the end of that day (148.6).
 * Working minutes run from the minute of reception (147.1). With measure 'due' the dossier is late in the minute after
 * `at` (R5); with 'allowance' once one working minute more than granted has been used (R8). Day-like terms ignore it.
 *
 * Throws InvalidTermError for impossible counts, CalendarRangeError when the due date leaves the calendar.
 */
export function computeDue(
  calendar: WorkCalendar,
  received: Instant,
  term: Term,
  measure: Measure = 'due',
): Due {
  checkTerm(term);
  const day = epochDayOf(received);
  switch (term.unit) {
    case 'workingMinutes':
      return minuteDue(calendar, day, calendar.addWorkingMinutes(received, term.count), {
        measure,
        firstLateMinuteFrom: received,
        left: term.count,
      });
    case 'workingDays':
      return dateDue(calendar, day + 1, calendar.addWorkingDays(day, term.count));
    case 'sameDay':
      return dateDue(
        calendar,
        day,
        extendedDay(calendar, sameDayDueDay(calendar, received, term.cutoffMinute), term),
      );
    default:
      return dateDue(calendar, day + 1, calendar.nextWorkingDayOnOrAfter(calendarEnd(day, term)));
  }
}

/**
 * A promise of a named day, as a leader gives when re-appointing: kept until that day ends (Civil Code 148.6).
 * Null when the office does not work that day. Throws CalendarRangeError for a day outside the calendar.
 */
export function dayDue(calendar: WorkCalendar, date: LocalDate): Due | null {
  const day = epochDayOfDate(date);
  return calendar.isWorkingDay(day) ? dateDue(calendar, day, day) : null;
}

/**
 * By when what comes in at `received` has to be passed on: until the cut-off by the closing of that day, else within the first
 * working minutes of the next working day ("chuyển ngay", "đầu giờ ngày làm việc tiếp theo"). Late with the first working
 * minute after that.
 */
export function passOnDue(
  calendar: WorkCalendar,
  received: Instant,
  { cutoffMinute, firstMinutes }: { cutoffMinute: number; firstMinutes: number },
): Due {
  const day = epochDayOf(received);
  const dueDay = sameDayDueDay(calendar, received, cutoffMinute);
  const at =
    dueDay === day
      ? calendar.closingOf(day)
      : calendar.addWorkingMinutes(calendar.openingOf(dueDay), firstMinutes);
  return minuteDue(calendar, day, at, { measure: 'allowance', firstLateMinuteFrom: at, left: 0 });
}

/** The local day on which it is due (an office that closes at 24:00 closes on the day that ends then). */
export function dueDayOf(due: Due): number {
  return due.comparison === 'date' ? epochDayOf(due.lateFrom) - 1 : epochDayOf(due.at);
}

/** The last day of a calendar term before it is moved off a non-working day. */
export function calendarEnd(receivedDay: number, term: CalendarTerm): number {
  switch (term.unit) {
    case 'days':
      return receivedDay + term.count;
    case 'weeks':
      return receivedDay + 7 * term.count;
    case 'months':
      return addCalendarMonths(receivedDay, term.count);
    case 'years':
      return addCalendarMonths(receivedDay, 12 * term.count);
  }
}

/** A due date: `firstDay` is the first day whose status the count depended on. */
export function dateDue(calendar: WorkCalendar, firstDay: number, dueDay: number): Due {
  return {
    at: calendar.closingOf(dueDay),
    lateFrom: startOfDay(dueDay + 1),
    comparison: 'date',
    provisional: !(calendar.isAnnounced(firstDay) && calendar.isAnnounced(dueDay)),
  };
}

/** A due minute. `left` working minutes remained at `firstLateMinuteFrom`; one more makes a task late. */
export function minuteDue(
  calendar: WorkCalendar,
  firstDay: number,
  at: Instant,
  rest: { measure: Measure; firstLateMinuteFrom: Instant; left: number },
): Due {
  const byUse = rest.measure === 'allowance';
  return {
    at,
    lateFrom: byUse ? calendar.addWorkingMinutes(rest.firstLateMinuteFrom, rest.left + 1) : at + MINUTE_MS,
    comparison: byUse ? 'workingTime' : 'minute',
    provisional: !(calendar.isAnnounced(firstDay) && calendar.isAnnounced(epochDayOf(at))),
  };
}

/** An extension of a same-day term counts from the day it was due; that day itself is not counted (147.2). */
function extendedDay(calendar: WorkCalendar, dueDay: number, { thenWorkingDays = 0 }: SameDayTerm): number {
  return calendar.addWorkingDays(dueDay, thenWorkingDays);
}

/**
 * Received up to and including the cutoff minute of a working day: that day; else the next working day.
 * An office that closes before the cutoff (a Saturday desk) stops promising the same day when it closes.
 */
function sameDayDueDay(calendar: WorkCalendar, received: Instant, cutoffMinute: number): number {
  const day = epochDayOf(received);
  if (!calendar.isWorkingDay(day)) return calendar.addWorkingDays(day, 1);
  const lastMinute = Math.min(startOfDay(day) + cutoffMinute * MINUTE_MS, calendar.closingOf(day));
  return floorToMinute(received) <= lastMinute ? day : calendar.addWorkingDays(day, 1);
}
