/** Every error of the calendar carries a stable `code`; its message says what is wrong and what to do. */
export type CalendarErrorCode =
  | 'TIME_INVALID'
  | 'CALENDAR_RANGE'
  | 'CALENDAR_INVALID'
  | 'TERM_INVALID'
  | 'CLOCK_STATE';

/** Base of all errors thrown here; catch this one to translate them at an edge. */
export class CalendarError extends Error {
  readonly code: CalendarErrorCode;

  constructor(code: CalendarErrorCode, message: string) {
    super(message);
    this.code = code;
    this.name = new.target.name;
  }
}

/** A text is no date or time that exists (`2026-02-30`), or has an unknown form. */
export class InvalidTimeError extends CalendarError {
  constructor(message: string) {
    super('TIME_INVALID', message);
  }
}

/** A day, instant or count leads outside the years the calendar covers. */
export class CalendarRangeError extends CalendarError {
  constructor(message: string) {
    super('CALENDAR_RANGE', message);
  }
}

/** Calendar data or office hours contradict themselves. */
export class InvalidCalendarError extends CalendarError {
  constructor(message: string) {
    super('CALENDAR_INVALID', message);
  }
}

/** A term has no unit, an impossible count, or a form nobody may guess the unit of. */
export class InvalidTermError extends CalendarError {
  constructor(message: string) {
    super('TERM_INVALID', message);
  }
}

/** A clock was asked for something its state forbids, or its times run backwards. */
export class ClockStateError extends CalendarError {
  constructor(message: string) {
    super('CLOCK_STATE', message);
  }
}
