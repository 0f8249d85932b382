import { civilOfEpochDay, daysInMonth, epochDayOfCivil } from './civil-date.js';
import { InvalidTimeError } from './errors.js';
import type { Instant, LocalDate } from './types.js';

/** The zone of every office served. */
export const OFFICE_ZONE = 'Asia/Ho_Chi_Minh';

/**
 * The zone has been UTC+7 without summer time since 1975-06-13 (tz database), so adding seven hours is exact for
 * every dossier there is. Integers instead of Intl or Date: the same answer on every machine, whatever its tz data.
 */
export const OFFICE_OFFSET_MS = 7 * 3_600_000;
export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;
/** Milliseconds from midnight to noon. */
export const HALF_DAY_MS = DAY_MS / 2;
export const DAY_MINUTES = 1440;

const TIME_FORM =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** Local epoch day (days since 1970-01-01 in the office's zone) of an instant. */
export function epochDayOf(instant: Instant): number {
  return Math.floor((instant + OFFICE_OFFSET_MS) / DAY_MS);
}

/** Local date of an instant, `YYYY-MM-DD`. */
export function localDateOf(instant: Instant): LocalDate {
  return localDateOfEpochDay(epochDayOf(instant));
}

/** `YYYY-MM-DD` of an epoch day. */
export function localDateOfEpochDay(epochDay: number): LocalDate {
  if (!Number.isSafeInteger(epochDay))
    throw new InvalidTimeError(`Not a day: ${epochDay}. Give a whole epoch day.`);
  const { year, month, day } = civilOfEpochDay(epochDay);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Epoch day of `YYYY-MM-DD`. Throws InvalidTimeError for any other form and for dates that do not exist. */
export function epochDayOfDate(date: LocalDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new InvalidTimeError(`Not a date: "${date}". Write it as YYYY-MM-DD.`);
  return existingDay(date, Number(match[1]), Number(match[2]), Number(match[3]));
}

/** First instant (00:00 local) of a day, given as epoch day or local date. */
export function startOfDay(day: number | LocalDate): Instant {
  const epochDay = typeof day === 'number' ? day : epochDayOfDate(day);
  return epochDay * DAY_MS - OFFICE_OFFSET_MS;
}

/** First instant of the local morning or afternoon (from noon) an instant lies in. */
export function startOfHalfDay(instant: Instant): Instant {
  return Math.floor((instant + OFFICE_OFFSET_MS) / HALF_DAY_MS) * HALF_DAY_MS - OFFICE_OFFSET_MS;
}

/** ISO weekday of an epoch day: 1 Monday to 7 Sunday. */
export function isoWeekday(epochDay: number): number {
  return ((((epochDay + 3) % 7) + 7) % 7) + 1; // 1970-01-01 was a Thursday
}

/** The instant cut down to its minute. Zone offsets are whole minutes, so this holds in every zone. */
export function floorToMinute(instant: Instant): Instant {
  return Math.floor(instant / MINUTE_MS) * MINUTE_MS;
}

/**
 * Reads ISO 8601: a date (start of the local day) or a date and time, seconds optional, with `Z` or an offset;
 * without one it is local office time. Digits beyond milliseconds are cut off.
 * Throws InvalidTimeError for any other form and for times that do not exist (2026-02-30, 24:00, 10:60).
 */
export function parseInstant(text: string): Instant {
  const match = TIME_FORM.exec(text);
  if (!match) throw new InvalidTimeError(`Not a time: "${text}". Write it as 2026-02-26T17:30:00+07:00.`);
  const day = existingDay(text, Number(match[1]), Number(match[2]), Number(match[3]));
  const [hour, minute, second] = [Number(match[4] ?? 0), Number(match[5] ?? 0), Number(match[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) throw noSuchTime(text);
  const fraction = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  return day * DAY_MS + ((hour * 60 + minute) * 60 + second) * 1000 + fraction - offsetOf(text, match[8]);
}

/** `2026-02-26T17:30:00+07:00`: office offset, milliseconds only when they are not zero. */
export function formatInstant(instant: Instant): string {
  const day = epochDayOf(instant);
  const ms = instant - startOfDay(day);
  const second = Math.floor(ms / 1000);
  const clock = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60].map((n) => pad(n, 2));
  const fraction = ms % 1000 === 0 ? '' : `.${pad(ms % 1000, 3)}`;
  return `${localDateOfEpochDay(day)}T${clock.join(':')}${fraction}+07:00`;
}

function existingDay(text: string, year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw noSuchTime(text);
  return epochDayOfCivil(year, month, day);
}

function offsetOf(text: string, offset: string | undefined): number {
  if (offset === undefined) return OFFICE_OFFSET_MS;
  if (offset === 'Z') return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) throw noSuchTime(text);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}

function noSuchTime(text: string): InvalidTimeError {
  return new InvalidTimeError(`There is no such date or time: "${text}". Check day, month, hour and minute.`);
}

function pad(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
