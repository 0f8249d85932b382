import { budgetMinutes, isCalendarTerm, movingStops, replayDue, type MovingStop } from './clock-account.js';
import { startClock } from './clock.js';
import { calendarEnd, computeDue, dueDayOf } from './due.js';
import { ClockStateError } from './errors.js';
import * as words from './explain-words.js';
import { epochDayOf, isoWeekday, localDateOfEpochDay, startOfDay } from './local-time.js';
import { unextendTerm } from './term.js';
import type { Clock, ExplainedDay, Instant, LocalDate, Term } from './types.js';
import type { DayStatus, WorkCalendar } from './work-calendar.js';

/** What the walk decides of a day; the rest of an explained day follows from it. */
type Verdict = Pick<ExplainedDay, 'status' | 'basis' | 'note'> & { minutes?: number };

/** One day under explanation. `stop`: the stop that reaches into it. */
type Day = {
  epochDay: number;
  status: DayStatus;
  first: boolean;
  last: boolean;
  stop: MovingStop | undefined;
};

/** Decides the days of one clock in order, keeping its own tally. */
type Walk = (day: Day) => Verdict;

/** An extension that a clock's term contains, and the provision that gives it. */
export type ExtendedBy = { term: Term; legalBasis: string };

/** explainClock of a term that nothing has stopped. Throws as computeDue does. */
export function explainDue(calendar: WorkCalendar, received: Instant, term: Term): ExplainedDay[] {
  return explainClock(calendar, startClock(calendar, term, received));
}

/**
 * Every day from reception to the due day, the last one, with what it counted for and which article or notice says so.
 * Day terms: the days 'counted', 'workedInLieu' and the due day are as many as the term. Hour terms, and working-day
 * terms that were stopped (they keep their remaining working minutes): `minutes` add up to the time granted.
 * Calendar terms count every day; an end on a day off shows as 'rolled', and the due day then counts no more.
 * While stopped the last promised due is explained. Of an extended term the day it was due before and every day the
 * extension brought are named as such, with the provision that moved the due. Throws ClockStateError if this calendar does not give the clock's
 * due: explain it with the calendar it was computed under, or recompute it first (changeTerm).
 */
export function explainClock(calendar: WorkCalendar, clock: Clock, extension?: ExtendedBy): ExplainedDay[] {
  if (replayDue(calendar, clock).at !== clock.due.at) {
    throw new ClockStateError(
      `Calendar ${calendar.version} does not give this due date (computed under ${clock.calendarVersion}). ` +
        'Explain it with that calendar, or recompute the clock with changeTerm.',
    );
  }
  const stops = movingStops(calendar, clock);
  const walk = walkOf(calendar, clock, stops);
  const [start, due] = [epochDayOf(clock.startedAt), dueDayOf(clock.due)];
  const lines: ExplainedDay[] = [];
  for (let epochDay = start; epochDay <= due; epochDay++) {
    const day = dayOf(calendar, epochDay, stops, { first: epochDay === start, last: epochDay === due });
    lines.push(lineOf(day, walk(day)));
  }
  return extension === undefined ? lines : withExtension(calendar, clock, lines, extension);
}

/** Names the day on which the term would have ended without its extension, and by what right the days after it count. */
function withExtension(
  calendar: WorkCalendar,
  clock: Clock,
  lines: readonly ExplainedDay[],
  { term: by, legalBasis }: ExtendedBy,
): ExplainedDay[] {
  const term = unextendTerm(clock.term, by);
  if (term === null) return [...lines];
  const before = localDateOfEpochDay(dueDayOf(replayDue(calendar, { ...clock, term })));
  return lines.map((line) => extendedLine(line, before, legalBasis));
}

/** The days that bring the due nearer; what stands still or rests has its own reason. */
const BRINGS_NEARER = new Set<ExplainedDay['status']>(['counted', 'workedInLieu', 'rolled', 'due']);

function extendedLine(line: ExplainedDay, before: LocalDate, legalBasis: string): ExplainedDay {
  if (line.date === before && line.status !== 'due') return { ...line, note: words.dueBeforeNote(line.note) };
  if (line.date <= before || !BRINGS_NEARER.has(line.status)) return line;
  return { ...line, basis: `${legalBasis}; ${line.basis}`, note: words.extendedNote(line.note) };
}

function walkOf(calendar: WorkCalendar, clock: Clock, stops: readonly MovingStop[]): Walk {
  const { term } = clock;
  if (isCalendarTerm(term)) return calendarWalk(clock, calendarEnd(epochDayOf(clock.startedAt), term), stops);
  if (term.unit === 'workingMinutes' || stops.length > 0) return minutesWalk(calendar, clock, stops);
  return term.unit === 'sameDay' ? sameDayWalkOf(calendar, clock, term) : workingDaysWalk(term.count);
}

function dayOf(
  calendar: WorkCalendar,
  epochDay: number,
  stops: readonly MovingStop[],
  place: { first: boolean; last: boolean },
): Day {
  const [from, to] = [startOfDay(epochDay), startOfDay(epochDay + 1)];
  const stop = stops.find((each) => each.from < to && each.to > from);
  return { epochDay, status: calendar.dayStatus(epochDay), ...place, stop };
}

function lineOf(day: Day, verdict: Verdict): ExplainedDay {
  return {
    date: localDateOfEpochDay(day.epochDay),
    weekday: isoWeekday(day.epochDay),
    status: verdict.status,
    minutes: verdict.minutes ?? null,
    basis: verdict.basis,
    note: words.withCaveat(verdict.note, day.status),
    verified: day.status.verified && day.status.announced,
  };
}

/** Working days: every open day after reception counts one. */
function workingDaysWalk(total: number): Walk {
  let ordinal = 0;
  return (day) => {
    if (day.first) return received('workingDays');
    if (day.status.openMinutes === 0) return rest(day.status);
    const note = words.countedNote(++ordinal, total);
    if (day.last) return due(day, words.endArticle('workingDays'), note);
    return { status: countedAs(day.status), basis: day.status.basis, note };
  };
}

type SameDayTerm = Extract<Term, { unit: 'sameDay' }>;

function sameDayWalkOf(calendar: WorkCalendar, { startedAt }: Clock, term: SameDayTerm): Walk {
  const { thenWorkingDays, ...base } = term;
  if (thenWorkingDays === undefined) return sameDayWalk;
  const dueDay = dueDayOf(computeDue(calendar, startedAt, base));
  return extendedSameDayWalk(dueDay, thenWorkingDays);
}

/** The day it was due, then every open day counts one of the extension. */
function extendedSameDayWalk(dueDay: number, total: number): Walk {
  let ordinal = 0;
  return (day) => {
    const { epochDay, status } = day;
    if (epochDay < dueDay) return sameDayWalk(day);
    if (epochDay === dueDay) return day.first ? words.RECEIVED_AND_DUE : words.DUE_AT_FIRST;
    if (status.openMinutes === 0) return rest(status);
    const note = words.countedNote(++ordinal, total);
    if (day.last) return due(day, words.endArticle('workingDays'), note);
    return { status: countedAs(status), basis: status.basis, note };
  };
}

function sameDayWalk(day: Day): Verdict {
  if (day.last) return due(day, words.endArticle('sameDay'), null);
  return day.first ? received('sameDay') : rest(day.status);
}

/** Calendar terms: every day after reception counts one, except those on which the clock stood still. */
function calendarWalk(clock: Clock, firstEnd: number, stops: readonly MovingStop[]): Walk {
  const article = words.endArticle(clock.term.unit);
  const total = firstEnd - epochDayOf(clock.startedAt);
  let ordinal = 0;
  return (day) => {
    if (day.first) return received(clock.term.unit);
    const stood = stoodStill(day.epochDay, stops);
    const counts = !stood && ordinal < total;
    if (counts) ordinal++;
    const note = counts ? words.countedNote(ordinal, total) : null;
    if (day.last) return due(day, counts || stood ? article : words.ROLLED_ARTICLE, note, clock);
    if (stood) return stopped(stood);
    if (note && (ordinal < total || day.status.openMinutes > 0))
      return { status: 'counted', basis: article, note };
    return { status: 'rolled', basis: words.ROLLED_ARTICLE, note: words.rolledNote(day.status) };
  };
}

/** A calendar term loses the days after the day of the stop, up to and with the day of resuming. */
function stoodStill(epochDay: number, stops: readonly MovingStop[]): MovingStop | undefined {
  return stops.find(({ from, to }) => epochDayOf(from) < epochDay && epochDay <= epochDayOf(to));
}

/** Working minutes: what ran on each day, until the time granted is used up. */
function minutesWalk(calendar: WorkCalendar, clock: Clock, stops: readonly MovingStop[]): Walk {
  let left = budgetMinutes(calendar, clock);
  return (day) => {
    const minutes = Math.min(left, ranOn(calendar, day.epochDay, clock.startedAt, stops));
    left -= minutes;
    return { ...minutesVerdict(clock, day, minutes), minutes };
  };
}

function minutesVerdict(clock: Clock, day: Day, minutes: number): Verdict {
  const note = words.minutesNote(minutes, day.stop?.ground);
  if (day.last) return due(day, words.endArticle(clock.term.unit), note, clock);
  if (day.first) return { status: 'received', basis: words.MINUTES_ARTICLE, note };
  if (day.status.openMinutes === 0) return rest(day.status);
  if (minutes > 0) return { status: countedAs(day.status), basis: day.status.basis, note };
  if (day.stop) return stopped(day.stop);
  return { status: 'notCounted', basis: words.MINUTES_ARTICLE, note: words.NOTHING_LEFT_NOTE };
}

function ranOn(
  calendar: WorkCalendar,
  epochDay: number,
  start: Instant,
  stops: readonly MovingStop[],
): number {
  const from = Math.max(start, startOfDay(epochDay));
  const to = calendar.closingOf(epochDay);
  let ran = minutesWithin(calendar, from, to);
  for (const stop of stops) ran -= minutesWithin(calendar, Math.max(from, stop.from), Math.min(to, stop.to));
  return ran;
}

function minutesWithin(calendar: WorkCalendar, from: Instant, to: Instant): number {
  return from < to ? calendar.workingMinutesBetween(from, to) : 0;
}

function received(unit: Term['unit']): Verdict {
  const basis = unit === 'sameDay' ? words.endArticle(unit) : words.NOT_COUNTED_ARTICLE;
  return { status: 'received', basis, note: words.receivedNote(unit) };
}

function rest(status: DayStatus): Verdict {
  return {
    status: status.kind === 'weekend' ? 'weekend' : 'holiday',
    basis: status.basis,
    note: words.restNote(status),
  };
}

function stopped(stop: MovingStop): Verdict {
  return { status: 'stopped', basis: words.STOPPED_RULE, note: words.stoppedNote(stop.ground) };
}

function due(day: Day, article: string, how: ExplainedDay['note'] | null, clock?: Clock): Verdict {
  const basis = day.status.kind === 'workedInLieu' ? `${article}; ${day.status.basis}` : article;
  return { status: 'due', basis, note: words.dueNote(how, clock?.state === 'stopped') };
}

function countedAs(status: DayStatus): 'counted' | 'workedInLieu' {
  return status.kind === 'workedInLieu' ? 'workedInLieu' : 'counted';
}
