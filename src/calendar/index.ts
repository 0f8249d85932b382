/** The legal clock: due dates, stops and their explanation. Pure: instants come in, nothing is read from the machine. */
export {
  changeTerm,
  clockAsOf,
  finishClock,
  lateFromOf,
  remainingMinutes,
  resumeClock,
  startClock,
  stopClock,
  usedMinutes,
} from './clock.js';
export { computeDue, dayDue, dueDayOf, passOnDue } from './due.js';
export * from './errors.js';
export { explainClock, explainDue, type ExtendedBy } from './explain.js';
export {
  DAY_MS,
  epochDayOf,
  epochDayOfDate,
  formatInstant,
  HALF_DAY_MS,
  isoWeekday,
  localDateOf,
  localDateOfEpochDay,
  OFFICE_ZONE,
  parseInstant,
  startOfDay,
  startOfHalfDay,
} from './local-time.js';
export {
  days,
  extendTerm,
  formatTerm,
  months,
  parseTerm,
  SAME_DAY_CUTOFF,
  sameDay,
  unextendTerm,
  weeks,
  workingDays,
  workingHours,
  years,
} from './term.js';
export * from './types.js';
export { type AnnouncedYear, composeVietnamCalendar, vietnamCalendar } from './vietnam.js';
export {
  createWorkCalendar,
  DEFAULT_OFFICE_HOURS,
  type DayStatus,
  type WorkCalendar,
} from './work-calendar.js';
