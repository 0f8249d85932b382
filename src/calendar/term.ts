import { InvalidTermError } from './errors.js';
import { DAY_MINUTES } from './local-time.js';
import type { Term } from './types.js';

/** An internal process counts "mỗi ngày 08 giờ làm việc", whatever the hours of the office. */
export const MINUTES_PER_WORKING_DAY = 480;
/** "Sau 15 giờ": received later than this minute of the day, a same-day case is due the next working day. */
export const SAME_DAY_CUTOFF = 15 * 60;

type Unit = 'workingDays' | 'workingHours' | 'workingMinutes' | 'days' | 'weeks' | 'months' | 'years';

const UNIT_WORDS: readonly [unit: Unit, en: string, vi: string][] = [
  ['workingDays', 'working day', 'ngày làm việc'],
  ['workingHours', 'working hour', 'giờ làm việc'],
  ['workingMinutes', 'working minute', 'phút làm việc'],
  ['days', 'day', 'ngày'],
  ['weeks', 'week', 'tuần'],
  ['months', 'month', 'tháng'],
  ['years', 'year', 'năm'],
];
const UNIT_OF = new Map(
  UNIT_WORDS.flatMap(
    ([unit, en, vi]) =>
      [
        [en, unit],
        [en + 's', unit],
        [vi, unit],
      ] as const,
  ),
);

/** Working minutes of one unit; units not named here cannot be fractions. */
const MINUTES_OF: { [unit in Unit]?: number } = {
  workingDays: MINUTES_PER_WORKING_DAY,
  workingHours: 60,
  workingMinutes: 1,
};

/** `count` hours of working time (giờ làm việc); fractions that are whole minutes are allowed. */
export function workingHours(count: number): Term {
  return checkTerm({ unit: 'workingMinutes', count: wholeMinutes(count * 60) });
}

/** `count` working days (ngày làm việc); a fraction is working time at eight hours a day: 0.25 is 120 minutes. */
export function workingDays(count: number): Term {
  if (Number.isInteger(count)) return checkTerm({ unit: 'workingDays', count });
  return checkTerm({ unit: 'workingMinutes', count: wholeMinutes(count * MINUTES_PER_WORKING_DAY) });
}

/** `count` calendar days (ngày). */
export function days(count: number): Term {
  return checkTerm({ unit: 'days', count });
}

/** `count` calendar weeks (tuần). */
export function weeks(count: number): Term {
  return checkTerm({ unit: 'weeks', count });
}

/** `count` calendar months (tháng). */
export function months(count: number): Term {
  return checkTerm({ unit: 'months', count });
}

/** `count` calendar years (năm). */
export function years(count: number): Term {
  return checkTerm({ unit: 'years', count });
}

/** Due the day of reception (trong ngày), or the next working day when received after the cutoff minute. */
export function sameDay(cutoffMinute: number = SAME_DAY_CUTOFF): Term {
  return checkTerm({ unit: 'sameDay', cutoffMinute });
}

/** Returns the term, or throws InvalidTermError: counts are whole and at least 1, a cutoff is a minute of the day. */
export function checkTerm(term: Term): Term {
  if (term.unit !== 'sameDay') {
    checkCount(term.count, term.unit);
    return term;
  }
  if (!(Number.isInteger(term.cutoffMinute) && term.cutoffMinute >= 0 && term.cutoffMinute < DAY_MINUTES)) {
    throw new InvalidTermError(
      `Cutoff ${term.cutoffMinute} is no minute of a day. Give 0 to 1439 (15:00 is 900).`,
    );
  }
  if (term.thenWorkingDays !== undefined) checkCount(term.thenWorkingDays, 'workingDays');
  return term;
}

function checkCount(count: number, unit: Unit): void {
  if (Number.isSafeInteger(count) && count >= 1) return;
  throw new InvalidTermError(`A term cannot have ${count} ${unit}. Give a whole number, 1 or more.`);
}

/**
 * The longer term an extension (gia hạn) makes of one: counted from the start, as if it had been granted at once. Null when
 * the two cannot be added: hours to days, calendar to working days, months to days. A same-day term takes working days.
 */
export function extendTerm(term: Term, by: Term): Term | null {
  if (by.unit === 'sameDay') return null;
  if (term.unit === by.unit) return { ...term, count: term.count + by.count };
  if (term.unit !== 'sameDay' || by.unit !== 'workingDays') return null;
  return { ...term, thenWorkingDays: (term.thenWorkingDays ?? 0) + by.count };
}

/** The term `extendTerm` made longer: `unextendTerm(extendTerm(term, by), by)` is `term`. Null when it cannot have been. */
export function unextendTerm(term: Term, by: Term): Term | null {
  if (by.unit === 'sameDay') return null;
  if (term.unit === by.unit) return term.count > by.count ? { ...term, count: term.count - by.count } : null;
  if (term.unit !== 'sameDay' || by.unit !== 'workingDays') return null;
  const { thenWorkingDays = 0, ...base } = term;
  const left = thenWorkingDays - by.count;
  if (left < 0) return null;
  return left === 0 ? base : { ...base, thenWorkingDays: left };
}

/**
 * Reads '5 working days', '0.25 working days', '8 working hours', '30 days', '2 weeks', '1 month', '1 year', 'same day',
 * '5 ngày làm việc', '8,25 ngày làm việc', '8 giờ làm việc', '30 ngày', '1 tháng', 'trong ngày' and what formatTerm writes
 * ('trong ngày, gia hạn 2 ngày làm việc').
 * Throws InvalidTermError otherwise. Plain 'hours' or 'giờ' are refused: whether they are working time is not to be guessed.
 */
export function parseTerm(text: string): Term {
  const words = text.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ');
  const same = SAME_DAY_FORM.exec(words);
  if (same) return readSameDay(same);
  // At most two decimals: "1.000 ngày" may mean a thousand and is refused.
  const match = /^(\d+)(?:[.,](\d{1,2}))? (.+)$/.exec(words);
  const unit = UNIT_OF.get(match?.[3] ?? '');
  if (!match || unit === undefined) throw unreadable(text);
  return termOfHundredths(text, unit, Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')));
}

const SAME_DAY_FORM =
  /^(?:same day|trong ngày)(?:, (?:cutoff|mốc) (\d{2}):([0-5]\d))?(?:, (?:extended by|gia hạn) (\d{1,4}) (?:working days?|ngày làm việc))?$/;

function readSameDay([, hour, minute, more]: RegExpExecArray): Term {
  const term = hour === undefined ? sameDay() : sameDay(Number(hour) * 60 + Number(minute));
  return more === undefined ? term : checkTerm({ ...term, thenWorkingDays: Number(more) } as Term);
}

/** The term in words, Vietnamese and English; parseTerm reads both back. */
export function formatTerm(term: Term): { vi: string; en: string } {
  checkTerm(term);
  if (term.unit === 'sameDay') return formatSameDay(term);
  // Hours with at most two decimals read better than minutes, e.g. 7.5 working hours.
  if (term.unit === 'workingMinutes' && (term.count * 100) % 60 === 0)
    return inWords('workingHours', term.count / 60);
  return inWords(term.unit, term.count);
}

function termOfHundredths(text: string, unit: Unit, hundredths: number): Term {
  const perUnit = MINUTES_OF[unit];
  const whole = hundredths % 100 === 0;
  if (whole && unit !== 'workingHours') return checkTerm({ unit, count: hundredths / 100 });
  if (perUnit === undefined || (hundredths * perUnit) % 100 !== 0) throw unreadable(text);
  return checkTerm({ unit: 'workingMinutes', count: (hundredths * perUnit) / 100 });
}

/** Undoes the binary rounding of e.g. 0.55 * 60; what is not a whole minute stays so and is refused by checkTerm. */
function wholeMinutes(minutes: number): number {
  const nearest = Math.round(minutes);
  return Math.abs(minutes - nearest) < 1e-6 ? nearest : minutes;
}

function formatSameDay({ cutoffMinute, thenWorkingDays }: Extract<Term, { unit: 'sameDay' }>): {
  vi: string;
  en: string;
} {
  const day = formatCutoff(cutoffMinute);
  if (thenWorkingDays === undefined) return day;
  const more = inWords('workingDays', thenWorkingDays);
  return { vi: `${day.vi}, gia hạn ${more.vi}`, en: `${day.en}, extended by ${more.en}` };
}

function formatCutoff(cutoff: number): { vi: string; en: string } {
  if (cutoff === SAME_DAY_CUTOFF) return { vi: 'trong ngày', en: 'same day' };
  const at = `${String(Math.floor(cutoff / 60)).padStart(2, '0')}:${String(cutoff % 60).padStart(2, '0')}`;
  return { vi: `trong ngày, mốc ${at}`, en: `same day, cutoff ${at}` };
}

function inWords(unit: Unit, count: number): { vi: string; en: string } {
  const [, en, vi] = UNIT_WORDS.find(([known]) => known === unit)!;
  return { vi: `${String(count).replace('.', ',')} ${vi}`, en: `${count} ${en}${count === 1 ? '' : 's'}` };
}

function unreadable(text: string): InvalidTermError {
  return new InvalidTermError(
    `Cannot read the term "${text}". Write a number and a unit that says what is counted, e.g. ` +
      `"5 working days", "5 ngày làm việc", "8 giờ làm việc", "30 ngày", "1 tháng", or "trong ngày".`,
  );
}
