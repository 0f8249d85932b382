import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../calendar/types.js';

const DAY = 86_400_000;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A time as read. `dateOnly`: no time of day was given, `at` is the start of that local day. */
export type ReadTime = { at: Instant; dateOnly: boolean };

/** Why a text is no time; both are for the person who looks through the rejected rows. */
export type TimeProblem = 'is not an ISO date or time' | 'is no date of the calendar or no time of the day';

/**
 * Reads the times of a log in one time zone and knows its local days.
 *
 * Times with an offset are taken as they are; those without are wall times of the zone, daylight saving included: one that
 * occurs twice (clocks set back) is the earlier of the two, one that does not occur (clocks set forward) is moved forward
 * by the gap. Offsets are asked of the zone's rules once a day of the log and remembered.
 */
export class ZoneTimes {
  /** Per UTC day: the offset, or the instant within the day from which another one holds. */
  readonly #days = new Map<number, { before: number; after: number; changes: Instant }>();
  /** Per local day: the offset of its whole surroundings, or NaN where it changes nearby. */
  readonly #plain = new Map<number, number>();

  constructor(readonly zone: string) {}

  /** Reads `2015-01-16`, `2015-01-16 08:30`, `2015-01-16T08:30:00.000Z`, `…+07:00`; fractions beyond a millisecond are cut. */
  read(text: string): ReadTime | TimeProblem {
    const year = digits(text, 0, 4);
    const month = digits(text, 5, 2);
    const day = digits(text, 8, 2);
    if (Number.isNaN(year + month + day) || text[4] !== '-' || text[7] !== '-')
      return 'is not an ISO date or time';
    if (!isDate(year, month, day)) return 'is no date of the calendar or no time of the day';
    const midnight = epochDay(year, month, day) * DAY;
    if (text.length === 10) return { at: this.instantOf(midnight), dateOnly: true };
    if (text[10] !== 'T' && text[10] !== ' ' && text[10] !== 't') return 'is not an ISO date or time';
    return this.#readTimeOfDay(text, midnight);
  }

  #readTimeOfDay(text: string, midnight: number): ReadTime | TimeProblem {
    const hour = digits(text, 11, 2);
    const minute = digits(text, 14, 2);
    if (Number.isNaN(hour + minute) || text[13] !== ':') return 'is not an ISO date or time';
    let end = 16;
    let second = 0;
    let milliseconds = 0;
    if (text[end] === ':') {
      second = digits(text, 17, 2);
      if (Number.isNaN(second)) return 'is not an ISO date or time';
      end = 19;
      if (text[end] === '.' || text[end] === ',') {
        const from = end + 1;
        end = from;
        while (isDigit(text.charCodeAt(end))) end++;
        if (end === from) return 'is not an ISO date or time';
        milliseconds = Number(text.slice(from, Math.min(end, from + 3)).padEnd(3, '0'));
      }
    }
    if (hour > 23 || minute > 59 || second > 59) return 'is no date of the calendar or no time of the day';
    const wall = midnight + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds;
    if (end === text.length) return { at: this.instantOf(wall), dateOnly: false };
    const offset = readOffset(text, end);
    return Number.isNaN(offset) ? 'is not an ISO date or time' : { at: wall - offset, dateOnly: false };
  }

  /** The first instant of the local day after the one `at` lies in. */
  startOfNextDay(at: Instant): Instant {
    const wall = at + this.offsetAt(at);
    return this.instantOf((Math.floor(wall / DAY) + 1) * DAY);
  }

  /** The instant of a wall time given as milliseconds since 1970-01-01T00:00 on the wall. */
  instantOf(wall: number): Instant {
    const day = Math.floor(wall / DAY);
    let plain = this.#plain.get(day);
    if (plain === undefined) {
      plain = this.#surroundings(day);
      this.#plain.set(day, plain);
    }
    return Number.isNaN(plain) ? this.#instantNearChange(wall) : wall - plain;
  }

  /** Milliseconds the zone is ahead of UTC. */
  offsetAt(at: Instant): number {
    const day = Math.floor(at / DAY);
    let known = this.#days.get(day);
    if (known === undefined) {
      known = this.#offsetsOfDay(day);
      this.#days.set(day, known);
    }
    return at < known.changes ? known.before : known.after;
  }

  #instantNearChange(wall: number): Instant {
    const before = this.offsetAt(wall - DAY);
    const after = this.offsetAt(wall + DAY);
    const early = wall - before;
    const late = wall - after;
    // Only the later offset fits: the change is past. Both fit: the earlier. None fits: `early` lands behind the gap.
    return this.offsetAt(early) !== before && this.offsetAt(late) === after ? late : early;
  }

  #surroundings(day: number): number {
    const offset = this.offsetAt((day - 1) * DAY);
    for (const at of [day * DAY, (day + 1) * DAY, (day + 2) * DAY]) {
      if (this.offsetAt(at) !== offset) return Number.NaN;
    }
    return offset;
  }

  #offsetsOfDay(day: number): { before: number; after: number; changes: Instant } {
    let from = day * DAY;
    let to = from + DAY - 1;
    const before = this.#askZone(from);
    const after = this.#askZone(to);
    if (before === after) return { before, after, changes: from };
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      if (this.#askZone(middle) === before) from = middle;
      else to = middle;
    }
    return { before, after, changes: to };
  }

  #askZone(at: Instant): number {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(this.zone).offsetNanoseconds / 1e6;
  }
}

function readOffset(text: string, at: number): number {
  const sign = text[at];
  if ((sign === 'Z' || sign === 'z') && at + 1 === text.length) return 0;
  if (sign !== '+' && sign !== '-') return Number.NaN;
  const hours = digits(text, at + 1, 2);
  const rest = at + 3;
  const minutesAt = text[rest] === ':' ? rest + 1 : rest;
  const minutes = rest === text.length ? 0 : digits(text, minutesAt, 2);
  if (rest !== text.length && minutesAt + 2 !== text.length) return Number.NaN;
  if (hours > 23 || minutes > 59) return Number.NaN;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** Days since 1970-01-01 of a proleptic Gregorian date (years from 0 on), by counting years from March. */
function epochDay(year: number, month: number, day: number): number {
  const years = month <= 2 ? year - 1 : year;
  const era = Math.floor(years / 400);
  const ofEra = years - era * 400;
  const ofYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719_468;
}

/** `length` decimal digits as a number, NaN when one is missing. */
function digits(text: string, from: number, length: number): number {
  let value = 0;
  for (let i = from; i < from + length; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return Number.NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;
