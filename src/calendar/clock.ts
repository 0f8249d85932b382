import { budgetMinutes, intervalsAsOf, replayDue, runningMinutes } from './clock-account.js';
import { computeDue } from './due.js';
import { ClockStateError } from './errors.js';
import { formatInstant } from './local-time.js';
import type { Clock, ClockInterval, Instant, StopGround, Term } from './types.js';
import type { WorkCalendar } from './work-calendar.js';

/**
 * Starts the clock of a term at `at` (the complete dossier received, or a task handed over).
 * `measure` says how an hour term is late: 'due' a dossier by the minute (R5), 'allowance' a task by use (R8).
 * Throws as computeDue does.
 */
export function startClock(
  calendar: WorkCalendar,
  term: Term,
  at: Instant,
  measure: Clock['measure'] = 'due',
): Clock {
  return {
    term,
    measure,
    calendarVersion: calendar.version,
    startedAt: at,
    state: 'running',
    due: computeDue(calendar, at, term, measure),
    intervals: [{ kind: 'running', from: at, to: null }],
  };
}

/**
 * Stops a running clock (R6). The promised due stays on record and moves on resume.
 * Throws ClockStateError unless the clock runs and `at` is not before its last change.
 */
export function stopClock(calendar: WorkCalendar, clock: Clock, at: Instant, ground: StopGround): Clock {
  needState(clock, 'running', 'stop');
  // A stop outside the calendar could never be resumed: refuse it while it can still be corrected.
  calendar.workingMinutesBetween(at, at);
  const intervals = [...closeLast(clock, at), { kind: 'stopped', from: at, to: null, ground } as const];
  return { ...clock, state: 'stopped', intervals };
}

/**
 * Lets a stopped clock run again with what was left of it (R6): working terms keep their remaining working minutes,
 * calendar terms their remaining calendar days. A due already missed at the stop stays. Stop and resume at once
 * change nothing. Throws ClockStateError unless the clock is stopped and `at` is not before the stop.
 */
export function resumeClock(calendar: WorkCalendar, clock: Clock, at: Instant): Clock {
  needState(clock, 'stopped', 'resume');
  const intervals = [...closeLast(clock, at), { kind: 'running', from: at, to: null } as const];
  const due = replayDue(calendar, { ...clock, intervals });
  return { ...clock, state: 'running', calendarVersion: calendar.version, intervals, due };
}

/**
 * Ends the clock, running or stopped (withdrawn while waiting). The due stays.
 * Throws ClockStateError for a finished clock or a time before its last change.
 */
export function finishClock(clock: Clock, at: Instant): Clock {
  if (clock.state === 'finished') throw new ClockStateError('The clock is finished. It cannot finish again.');
  return { ...clock, state: 'finished', intervals: closeLast(clock, at) };
}

/**
 * The same intervals under another term, e.g. the shorter one of a refusal; in any state. With the clock's own term it
 * recomputes the clock under another calendar (R12).
 */
export function changeTerm(calendar: WorkCalendar, clock: Clock, term: Term): Clock {
  const changed = { ...clock, term, calendarVersion: calendar.version };
  return { ...changed, due: replayDue(calendar, changed) };
}

/** The clock as it stood at an earlier instant: what happened to it later had not happened, and had not moved its due. */
export function clockAsOf(calendar: WorkCalendar, clock: Clock, at: Instant): Clock {
  const intervals = intervalsAsOf(clock.intervals, at);
  if (intervals.length === 0)
    throw new ClockStateError(`The clock did not run before ${formatInstant(clock.startedAt)}.`);
  const due =
    intervals.length === clock.intervals.length ? clock.due : replayDue(calendar, { ...clock, intervals });
  const last = intervals.at(-1)!;
  return { ...clock, intervals, due, state: last.to === null ? last.kind : 'finished' };
}

/** Working minutes of the running intervals up to `asOf`; any instant, past ones give the past answer. */
export function usedMinutes(calendar: WorkCalendar, clock: Clock, asOf: Instant): number {
  return runningMinutes(calendar, clock.intervals, asOf);
}

/**
 * Working minutes left at `asOf`; negative once more than granted is used; constant while stopped or finished.
 * Working terms: granted less used, where a day term grants the minutes from its start to the closing of its first due
 * day. Calendar terms: working minutes up to the due as promised at `asOf`.
 */
export function remainingMinutes(calendar: WorkCalendar, clock: Clock, asOf: Instant): number {
  switch (clock.term.unit) {
    case 'workingMinutes':
    case 'workingDays':
    case 'sameDay':
      return budgetMinutes(calendar, clock) - usedMinutes(calendar, clock, asOf);
    default:
      return minutesToDue(calendar, clock, asOf);
  }
}

/**
 * The first instant at which the clock is late, for `instant >= lateFrom`; null while it cannot be late: stopped, or
 * finished out of a stop that began in time (standing still, it never ran out).
 */
export function lateFromOf(clock: Clock): Instant | null {
  if (clock.state === 'stopped') return null;
  const last = lastInterval(clock);
  const stoodStill = last.kind === 'stopped' && last.from < clock.due.lateFrom;
  return stoodStill ? null : clock.due.lateFrom;
}

function minutesToDue(calendar: WorkCalendar, clock: Clock, asOf: Instant): number {
  const at = Math.max(asOf, clock.startedAt);
  const intervals = intervalsAsOf(clock.intervals, at);
  const last = intervals.at(-1) ?? lastInterval(clock);
  const stands = last.kind === 'stopped' ? last.from : Math.min(at, last.to ?? at);
  return calendar.workingMinutesBetween(stands, replayDue(calendar, { ...clock, intervals }).at);
}

function closeLast(clock: Clock, at: Instant): ClockInterval[] {
  const last = lastInterval(clock);
  // Written so that NaN fails too.
  if (!(at >= last.from)) {
    throw new ClockStateError(
      `Time runs backwards: the clock last changed at ${formatInstant(last.from)}. Give that time or a later one.`,
    );
  }
  return [...clock.intervals.slice(0, -1), { ...last, to: at }];
}

function lastInterval(clock: Clock): ClockInterval {
  const last = clock.intervals.at(-1);
  if (last === undefined) throw new ClockStateError('The clock has no interval. Start it with startClock.');
  return last;
}

function needState(clock: Clock, state: Clock['state'], verb: string): void {
  if (clock.state === state) return;
  throw new ClockStateError(
    `A ${clock.state} clock cannot ${verb}; it must be ${state}. Read its state first.`,
  );
}
