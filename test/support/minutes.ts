import {
  DEFAULT_OFFICE_HOURS,
  type Instant,
  parseInstant,
  vietnamCalendar,
} from '../../src/calendar/index.js';
import { NaiveOffice } from '../calendar/naive-oracle.js';

/** The office of the tests by the oracle that shares nothing with the engine's calendar. */
export const office = new NaiveOffice({ data: vietnamCalendar, hours: DEFAULT_OFFICE_HOURS });

const MINUTE = 60_000;
const FIRST = parseInstant('2026-01-01T00:00');
const LAST = parseInstant('2030-01-01T00:00');

/** How many minutes the office was open before each minute, counted one by one. */
let opened: Uint32Array | undefined;

function counted(): Uint32Array {
  const counts = new Uint32Array((LAST - FIRST) / MINUTE + 1);
  for (let no = 1; no < counts.length; no += 1)
    counts[no] = counts[no - 1]! + (office.openAt(FIRST + (no - 1) * MINUTE) ? 1 : 0);
  return counts;
}

function openedBefore(at: Instant): number {
  if (at < FIRST || at >= LAST) throw new Error(`The test counts minutes from 2026 to 2029, not at ${at}.`);
  opened ??= counted();
  return opened[Math.floor((at - FIRST) / MINUTE)]!;
}

/** Working minutes from one instant to another; negative when `to` is the earlier. */
export const minutesBetween = (from: Instant, to: Instant): number => openedBefore(to) - openedBefore(from);
