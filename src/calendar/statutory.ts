import { epochDayOfCivil } from './civil-date.js';
import { isoWeekday, localDateOfEpochDay } from './local-time.js';
import type { CalendarDay, LocalDate } from './types.js';
import { DAY_COUNT, FIRST_DAY } from './work-tables.js';
import law from './data/vn-statutory-days.json' with { type: 'json' };

type FixedDay = {
  month: number;
  day: number;
  name: string;
  basis: string;
  from?: LocalDate;
  verified?: boolean;
};
type ExpectedDay = { date: LocalDate; name: string; basis: string; verified: boolean };

const FIXED: readonly FixedDay[] = law.fixed;
const EXPECTED: readonly ExpectedDay[] = law.expected;

/**
 * What can be known of years without a notice: the statutory days, and for each that falls on a weekend the next
 * working day (Labour Code 111.3). Years `announcedFrom` to `announcedThrough` are left out.
 */
export function statutoryDays(announcedFrom: number, announcedThrough: number): CalendarDay[] {
  const days = new Map<number, CalendarDay>();
  for (let day = FIRST_DAY; day < FIRST_DAY + DAY_COUNT; day++) {
    const date = localDateOfEpochDay(day);
    const year = Number(date.slice(0, 4));
    if (year >= announcedFrom && year <= announcedThrough) continue;
    const found = statutoryDay(day, date, year);
    if (found) days.set(day, found);
  }
  compensate(days);
  return [...days.values()];
}

function statutoryDay(epochDay: number, date: LocalDate, year: number): CalendarDay | undefined {
  const expected = EXPECTED.find((day) => day.date === date);
  if (expected) return { kind: 'off', ...expected };
  const fixed = FIXED.find(
    ({ month, day, from }) =>
      epochDayOfCivil(year, month, day) === epochDay && (from === undefined || date >= from),
  );
  return (
    fixed && { date, kind: 'off', name: fixed.name, basis: fixed.basis, verified: fixed.verified ?? true }
  );
}

/** In order of date, so that two days lost to one weekend get two different days. */
function compensate(days: Map<number, CalendarDay>): void {
  for (const [day, lost] of [...days]) {
    if (isoWeekday(day) <= 5) continue;
    let next = day + 1;
    while (isoWeekday(next) > 5 || days.has(next)) next++;
    const name = `${lost.name}, nghỉ bù ngày trùng cuối tuần`;
    days.set(next, { ...lost, date: localDateOfEpochDay(next), name, basis: law.compensation.basis });
  }
}
