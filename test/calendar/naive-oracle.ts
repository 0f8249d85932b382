/**
 * The legal clock once more, deliberately slow: walks day by day and minute by minute over `Date` in UTC shifted by
 * seven hours. Shares nothing with src/calendar but its types, so that agreement means something.
 */
import type { CalendarData, Clock, OfficeHours, Term } from '../../src/calendar/types.js';

export type Office = { data: CalendarData; hours: OfficeHours };
export type Stop = { from: number; to: number };

const MINUTE = 60_000;
const DAY = 86_400_000;
const SHIFT = 7 * 3_600_000;

/** Local midnight (shifted ms) of the local day of an instant. */
const dayOf = (instant: number): number => Math.floor((instant + SHIFT) / DAY) * DAY;
const dateOf = (local: number): string => new Date(local).toISOString().slice(0, 10);
const weekdayOf = (local: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 =>
  ([7, 1, 2, 3, 4, 5, 6] as const)[new Date(local).getUTCDay()] ?? 7;
const floor = (instant: number): number => instant - (((instant % MINUTE) + MINUTE) % MINUTE);

/** One flag per minute of the day: is the office open? */
export class NaiveOffice {
  readonly #office: Office;
  readonly #minutes = new Map<number, boolean[]>();

  constructor(office: Office) {
    this.#office = office;
  }

  minutesOf(local: number): boolean[] {
    let flags = this.#minutes.get(local);
    if (!flags) {
      const hours = this.#hoursOf(local);
      flags = Array.from({ length: 1440 }, (_, m) => hours.some(([from, to]) => m >= from && m < to));
      this.#minutes.set(local, flags);
    }
    return flags;
  }

  #hoursOf(local: number): readonly (readonly [number, number])[] {
    const { data, hours } = this.#office;
    const entry = data.days.find(({ date }) => date === dateOf(local));
    const own = hours[weekdayOf(local)] ?? [];
    if (!entry) return own;
    if (entry.kind === 'off') return [];
    if (entry.inLieuOf !== undefined) return hours[weekdayOf(Date.parse(entry.inLieuOf))] ?? [];
    return own.length > 0 ? own : (hours[1] ?? []);
  }

  opens(local: number): boolean {
    return this.minutesOf(local).includes(true);
  }

  openAt(instant: number): boolean {
    const local = dayOf(instant);
    return this.minutesOf(local)[Math.floor((instant + SHIFT - local) / MINUTE)] === true;
  }

  closing(local: number): number {
    const last = this.minutesOf(local).lastIndexOf(true);
    return local - SHIFT + (last < 0 ? DAY : (last + 1) * MINUTE);
  }

  onOrAfter(local: number): number {
    let day = local;
    while (!this.opens(day)) day += DAY;
    return day;
  }

  /** Minute by minute. */
  between(from: number, to: number): number {
    let count = 0;
    for (let t = floor(from); t < floor(to); t += MINUTE) if (this.openAt(t)) count++;
    return count;
  }

  /** Minute by minute, stepping over the stops. */
  after(from: number, count: number, stops: readonly Stop[] = []): number {
    let t = floor(from);
    for (let used = 0; used < count; t += MINUTE) if (this.openAt(t) && !stopped(t, stops)) used++;
    return t;
  }

  nextOpen(from: number): number {
    let t = floor(from);
    while (!this.openAt(t)) t += MINUTE;
    return t;
  }
}

const stopped = (t: number, stops: readonly Stop[]): boolean =>
  stops.some(({ from, to }) => floor(from) <= t && t < floor(to));

export type NaiveDue = { at: number; lateFrom: number };

/** The due of a term received at an instant. */
export function naiveDue(
  office: NaiveOffice,
  received: number,
  term: Term,
  measure: Clock['measure'],
): NaiveDue {
  if (term.unit === 'workingMinutes') {
    const at = office.after(received, term.count);
    return { at, lateFrom: measure === 'due' ? at + MINUTE : office.after(received, term.count + 1) };
  }
  return onDay(office, naiveDueDay(office, received, term));
}

const onDay = (office: NaiveOffice, local: number): NaiveDue => ({
  at: office.closing(local),
  lateFrom: local - SHIFT + DAY,
});

function naiveDueDay(
  office: NaiveOffice,
  received: number,
  term: Exclude<Term, { unit: 'workingMinutes' }>,
): number {
  const start = dayOf(received);
  if (term.unit === 'workingDays') {
    let day = start;
    for (let counted = 0; counted < term.count; ) {
      day += DAY;
      if (office.opens(day)) counted++;
    }
    return day;
  }
  if (term.unit !== 'sameDay') return office.onOrAfter(naiveEnd(start, term));
  const last = Math.min(start - SHIFT + term.cutoffMinute * MINUTE, office.closing(start));
  let day = office.opens(start) && received < last + MINUTE ? start : office.onOrAfter(start + DAY);
  for (let more = term.thenWorkingDays ?? 0; more > 0; more--) day = office.onOrAfter(day + DAY);
  return day;
}

/** The term with as much again as an extension adds: one by one. */
export function naiveLonger(term: Term, by: Exclude<Term, { unit: 'sameDay' }>): Term {
  const longer = { ...term };
  for (let i = 0; i < by.count; i++) {
    if (longer.unit === 'sameDay') longer.thenWorkingDays = (longer.thenWorkingDays ?? 0) + 1;
    else longer.count++;
  }
  return longer;
}

/** The last day of a calendar term, working or not. */
function naiveEnd(start: number, term: Term): number {
  if (term.unit === 'days' || term.unit === 'weeks') {
    let day = start;
    for (let i = 0; i < term.count * (term.unit === 'weeks' ? 7 : 1); i++) day += DAY;
    return day;
  }
  if (term.unit !== 'months' && term.unit !== 'years') throw new Error('not a calendar term');
  let [year, month] = [new Date(start).getUTCFullYear(), new Date(start).getUTCMonth()];
  for (let i = 0; i < term.count * (term.unit === 'years' ? 12 : 1); i++) {
    month++;
    if (month === 12) [year, month] = [year + 1, 0];
  }
  let day = new Date(start).getUTCDate();
  while (new Date(Date.UTC(year, month, day)).getUTCMonth() !== month) day--;
  return Date.UTC(year, month, day);
}

/** The due after stops, in order; a stop after the due was missed changes nothing. */
export function naiveStoppedDue(
  office: NaiveOffice,
  start: number,
  term: Term,
  measure: Clock['measure'],
  stops: readonly Stop[],
): NaiveDue {
  let due = naiveDue(office, start, term, measure);

  let end =
    term.unit === 'days' || term.unit === 'weeks' || term.unit === 'months' || term.unit === 'years'
      ? naiveEnd(dayOf(start), term)
      : null;
  // Not for calendar terms: nobody wants to walk through five years minute by minute.
  const granted =
    term.unit === 'workingMinutes' ? term.count : end === null ? office.between(start, due.at) : 0;
  for (const [index, stop] of stops.entries()) {
    if (stop.from >= due.lateFrom) break;
    if (end !== null) {
      let left = 0;
      for (let day = dayOf(stop.from); day < end; day += DAY) left++;
      end = dayOf(stop.to);
      for (; left > 0; left--) end += DAY;
      due = onDay(office, office.onOrAfter(end));
      continue;
    }
    const soFar = stops.slice(0, index + 1);
    const usedUpBefore = office.after(start, granted, stops.slice(0, index)) <= floor(stop.from);
    if (term.unit !== 'workingMinutes') {
      const ranOut = office.after(start, granted, soFar);
      due = onDay(office, usedUpBefore ? office.onOrAfter(dayOf(stop.to)) : dayOf(ranOut - MINUTE));
    } else if (!usedUpBefore) {
      const at = office.after(start, granted, soFar);
      due = { at, lateFrom: measure === 'due' ? at + MINUTE : office.after(start, granted + 1, soFar) };
    } else if (measure === 'due') {
      const at = floor(stop.from) === floor(stop.to) ? due.at : office.nextOpen(stop.to);
      due = { at, lateFrom: at + MINUTE };
    } else {
      const passed = office.between(stop.from, stop.to) > 0;
      due = {
        at: passed ? office.nextOpen(stop.to) : due.at,
        lateFrom: office.after(start, granted + 1, soFar),
      };
    }
  }
  return due;
}
