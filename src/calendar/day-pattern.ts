import { InvalidCalendarError } from './errors.js';
import { DAY_MINUTES } from './local-time.js';
import type { OfficeHours } from './types.js';

/**
 * One kind of office day, tabulated by minute so that the clock never searches.
 * `usedAt[m]`: working minutes from midnight to minute m (0 to 1440).
 * `reachedAt[k]`: the earliest minute at which k working minutes are used (closing time rather than next opening).
 * `leftAt[k]`: the minute at which working minute k + 1 begins (opening time rather than the closing before it).
 */
export type DayPattern = {
  length: number;
  closing: number;
  usedAt: Int32Array;
  reachedAt: Int32Array;
  leftAt: Int32Array;
};

type Stretches = readonly (readonly [from: number, to: number])[];

export const CLOSED: DayPattern = dayPattern([]);

/** The pattern of each ISO weekday (index 1 to 7). Throws InvalidCalendarError for overlapping or impossible hours. */
export function weekPatterns(hours: OfficeHours): DayPattern[] {
  const week: DayPattern[] = [CLOSED];
  for (const weekday of [1, 2, 3, 4, 5, 6, 7] as const) week.push(dayPattern(hours[weekday] ?? []));
  if (week.every((pattern) => pattern.length === 0)) {
    throw new InvalidCalendarError('The office is never open. Give hours for at least one weekday.');
  }
  return week;
}

function dayPattern(stretches: Stretches): DayPattern {
  checkStretches(stretches);
  const open = new Uint8Array(DAY_MINUTES);
  for (const [from, to] of stretches) open.fill(1, from, to);
  const usedAt = new Int32Array(DAY_MINUTES + 1);
  for (let m = 0; m < DAY_MINUTES; m++) usedAt[m + 1] = usedAt[m]! + open[m]!;
  const length = usedAt[DAY_MINUTES]!;
  return { length, closing: stretches.at(-1)?.[1] ?? DAY_MINUTES, usedAt, ...inverse(open, usedAt, length) };
}

function inverse(open: Uint8Array, usedAt: Int32Array, length: number) {
  const reachedAt = new Int32Array(length + 1);
  const leftAt = new Int32Array(length + 1);
  for (let m = 0; m < DAY_MINUTES; m++) {
    if (open[m] === 0) continue;
    leftAt[usedAt[m]!] = m;
    reachedAt[usedAt[m + 1]!] = m + 1;
  }
  return { reachedAt, leftAt };
}

function checkStretches(stretches: Stretches): void {
  let free = 0;
  for (const [from, to] of stretches) {
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < free || from >= to || to > DAY_MINUTES) {
      throw new InvalidCalendarError(
        `Office hours ${from}-${to} are impossible. Give ordered, separate stretches in minutes from 0 to 1440.`,
      );
    }
    free = to;
  }
}
