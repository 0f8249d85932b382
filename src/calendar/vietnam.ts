import { InvalidCalendarError } from './errors.js';
import { statutoryDays } from './statutory.js';
import type { CalendarData, CalendarDay, LocalDate } from './types.js';
import y2024 from './data/vn-holidays-2024.json' with { type: 'json' };
import y2025 from './data/vn-holidays-2025.json' with { type: 'json' };
import y2026 from './data/vn-holidays-2026.json' with { type: 'json' };

/** One announced year as in data/vn-holidays-*.json; a day without `verified` is verified. */
export type AnnouncedYear = {
  year: number;
  weekdays_off: readonly { date: LocalDate; name: string; basis: string; verified?: boolean }[];
  weekend_days_worked: readonly { date: LocalDate; in_lieu_of: LocalDate }[];
  /** Off as well for a desk that opens on Saturdays. */
  holidays_on_a_weekend: readonly { date: LocalDate; name: string }[];
};

/**
 * The calendar of consecutive announced years; all other years know only the statutory days (R12).
 * When a year's notice arrives, call it with that year added and a new version.
 * Throws InvalidCalendarError for gaps between years or a swap whose day off is missing.
 */
export function composeVietnamCalendar(version: string, years: readonly AnnouncedYear[]): CalendarData {
  const sorted = [...years].sort((a, b) => a.year - b.year);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || last.year - first.year + 1 !== new Set(years.map(({ year }) => year)).size) {
    throw new InvalidCalendarError(
      'Announced years must follow each other, each once. Add the missing year.',
    );
  }
  return {
    version,
    announcedFrom: `${first.year}-01-01`,
    announcedThrough: `${last.year}-12-31`,
    days: [...sorted.flatMap(announcedDays), ...statutoryDays(first.year, last.year)].sort(byDate),
  };
}

/** Days off of public offices, announced for 2024 to 2026. */
export const vietnamCalendar: CalendarData = composeVietnamCalendar('vn-2024-2026.1', [y2024, y2025, y2026]);

function announcedDays(year: AnnouncedYear): CalendarDay[] {
  const off = year.weekdays_off.map(
    ({ date, name, basis, verified = true }): CalendarDay => ({ date, kind: 'off', name, basis, verified }),
  );
  const onWeekend = year.holidays_on_a_weekend.map(
    ({ date, name }): CalendarDay => ({
      date,
      kind: 'off',
      name,
      basis: 'Bộ luật Lao động 2019 Điều 112',
      verified: true,
    }),
  );
  return [...off, ...onWeekend, ...year.weekend_days_worked.map((day) => workedDay(day, off))];
}

/** A weekend day worked rests on the notice that gave the weekday off in exchange. */
function workedDay(
  day: { date: LocalDate; in_lieu_of: LocalDate },
  off: readonly CalendarDay[],
): CalendarDay {
  const swapped = off.find(({ date }) => date === day.in_lieu_of);
  if (!swapped) {
    throw new InvalidCalendarError(
      `${day.date} is worked for ${day.in_lieu_of}, which is no day off. Add that day off.`,
    );
  }
  const [y, m, d] = day.in_lieu_of.split('-');
  const { basis, verified } = swapped;
  return {
    date: day.date,
    kind: 'worked',
    inLieuOf: day.in_lieu_of,
    name: `Làm bù ngày ${d}/${m}/${y}`,
    basis,
    verified,
  };
}

function byDate(a: CalendarDay, b: CalendarDay): number {
  return a.date < b.date ? -1 : 1;
}
