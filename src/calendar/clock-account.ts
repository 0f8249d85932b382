import { calendarEnd, computeDue, dateDue, minuteDue } from './due.js';
import { epochDayOf, floorToMinute } from './local-time.js';
import type { Clock, ClockInterval, Due, Instant, StopGround } from './types.js';
import type { WorkCalendar } from './work-calendar.js';

/** What of a clock decides its due; the due itself is always recomputed from these, never adjusted in place. */
export type Account = Pick<Clock, 'term' | 'measure' | 'startedAt' | 'intervals'>;

/** A due and the state behind it. `end`: last day of a calendar term before it is moved off a non-working day. */
type Standing = { due: Due; end: number; moving: MovingStop[] };

/** A stretch of standing still that moved the due, or will. */
export type MovingStop = { from: Instant; to: Instant; ground: StopGround };

/**
 * The due after all ended stops, from the start. Replaying instead of shifting: the same intervals always give the
 * same due, so a changed term or calendar is recomputed by calling this again.
 */
export function replayDue(calendar: WorkCalendar, account: Account): Due {
  return standing(calendar, account).due;
}

/** The whole granted working time: the allowance, or for day terms the working minutes from the start to the due's closing. */
export function budgetMinutes(calendar: WorkCalendar, account: Account): number {
  const { term, startedAt } = account;
  if (term.unit === 'workingMinutes') return term.count;
  return calendar.workingMinutesBetween(startedAt, computeDue(calendar, startedAt, term).at);
}

/** Working minutes of the running intervals up to `asOf`. */
export function runningMinutes(
  calendar: WorkCalendar,
  intervals: readonly ClockInterval[],
  asOf: Instant,
): number {
  let used = 0;
  for (const { kind, from, to } of intervals) {
    if (kind === 'stopped' || from >= asOf) continue;
    used += calendar.workingMinutesBetween(from, to === null ? asOf : Math.min(to, asOf));
  }
  return used;
}

/** The intervals as they stood at `asOf`: what began later is left out, what ended later is open. */
export function intervalsAsOf(intervals: readonly ClockInterval[], asOf: Instant): ClockInterval[] {
  return intervals
    .filter(({ from }) => from <= asOf)
    .map((interval) => (interval.to !== null && interval.to > asOf ? { ...interval, to: null } : interval));
}

/** The stops that move the due, in order: not those after it was missed. One never resumed has no end. */
export function movingStops(calendar: WorkCalendar, account: Account): MovingStop[] {
  const { due, moving } = standing(calendar, account);
  const last = account.intervals.at(-1);
  if (last?.kind !== 'stopped' || last.from >= due.lateFrom) return moving;
  return [...moving, { from: last.from, to: Number.POSITIVE_INFINITY, ground: last.ground }];
}

function standing(calendar: WorkCalendar, account: Account): Standing {
  let current = firstStanding(calendar, account);
  for (const stop of endedStops(account.intervals)) {
    // A promise already broken when the clock stopped is not mended by the stop.
    if (stop.from >= current.due.lateFrom) continue;
    const moving = [...current.moving, stop];
    current = { ...resumed(calendar, account, current, stop), moving };
  }
  return current;
}

function firstStanding(calendar: WorkCalendar, { term, measure, startedAt }: Account): Standing {
  const due = computeDue(calendar, startedAt, term, measure);
  return {
    due,
    end: isCalendarTerm(term) ? calendarEnd(epochDayOf(startedAt), term) : epochDayOf(due.at),
    moving: [],
  };
}

function resumed(calendar: WorkCalendar, account: Account, before: Standing, stop: MovingStop): Standing {
  if (isCalendarTerm(account.term)) return resumedDays(calendar, account, before, stop);
  const left = budgetMinutes(calendar, account) - runningMinutes(calendar, account.intervals, stop.from);
  if (account.term.unit === 'workingMinutes') {
    return { ...before, due: resumedMinutes(calendar, account, before.due, stop, left) };
  }
  // On the due day the budget may be used up although the day is not: the promise was the whole day.
  // The minute before, because an office may close at 24:00.
  const dueDay =
    left > 0
      ? epochDayOf(calendar.addWorkingMinutes(stop.to, left) - 1)
      : calendar.nextWorkingDayOnOrAfter(epochDayOf(stop.to));
  return { ...before, due: dateDue(calendar, firstCountedDay(account), dueDay) };
}

/** Calendar days left up to the unrolled end; on a day the end was moved to, none are left. */
function resumedDays(calendar: WorkCalendar, account: Account, before: Standing, stop: MovingStop): Standing {
  const end = epochDayOf(stop.to) + Math.max(0, before.end - epochDayOf(stop.from));
  return {
    ...before,
    due: dateDue(calendar, firstCountedDay(account), calendar.nextWorkingDayOnOrAfter(end)),
    end,
  };
}

function resumedMinutes(
  calendar: WorkCalendar,
  account: Account,
  before: Due,
  stop: MovingStop,
  left: number,
): Due {
  if (left === 0 && nothingPassed(calendar, account, stop)) return before;
  // With nothing left the promise is the minute of resuming, or the next opening if the office is closed then.
  const at = calendar.addWorkingMinutes(stop.to, left, left === 0 ? 'latest' : 'earliest');
  return minuteDue(calendar, epochDayOf(account.startedAt), at, {
    measure: account.measure,
    firstLateMinuteFrom: stop.to,
    left,
  });
}

function nothingPassed(calendar: WorkCalendar, account: Account, stop: MovingStop): boolean {
  if (account.measure === 'allowance') return calendar.workingMinutesBetween(stop.from, stop.to) === 0;
  return floorToMinute(stop.from) === floorToMinute(stop.to);
}

function firstCountedDay({ term, startedAt }: Account): number {
  return epochDayOf(startedAt) + (term.unit === 'sameDay' ? 0 : 1);
}

function endedStops(intervals: readonly ClockInterval[]): MovingStop[] {
  const stops: MovingStop[] = [];
  // The last interval of a clock finished while stopped has an end, but was never resumed.
  for (const interval of intervals.slice(0, -1)) {
    if (interval.kind === 'stopped' && interval.to !== null) stops.push({ ...interval, to: interval.to });
  }
  return stops;
}

/** Whether the term counts days of the solar calendar. */
export function isCalendarTerm(term: Clock['term']): term is Parameters<typeof calendarEnd>[1] {
  return term.unit === 'days' || term.unit === 'weeks' || term.unit === 'months' || term.unit === 'years';
}
