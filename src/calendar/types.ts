/**
 * The words of the legal clock (đồng hồ hồ sơ). Pure data; nothing here reads a clock.
 *
 * - `Instant`: milliseconds since 1970-01-01T00:00Z (UTC).
 * - `LocalDate`: `YYYY-MM-DD` in the office's zone, Asia/Ho_Chi_Minh.
 * - minutes are working minutes unless a name says otherwise.
 */
export type Instant = number;
export type LocalDate = string;

/** Where a calendar day's status comes from. `verified: false` is shown to whoever administers it. */
export type DayBasis = { name: string; basis: string; verified: boolean };

/** A weekday off, or a weekend day worked (làm bù) in lieu of one. */
export type CalendarDay = DayBasis & { date: LocalDate; kind: 'off' | 'worked'; inLieuOf?: LocalDate };

/** Days off of public offices as announced, one version. Data, never code. */
export type CalendarData = {
  version: string;
  /** First and last local date for which the yearly notices are known; beyond them every due date is provisional (R12). */
  announcedFrom: LocalDate;
  announcedThrough: LocalDate;
  days: readonly CalendarDay[];
};

/** Office hours as minutes after local midnight, per ISO weekday 1 (Monday) to 7; an absent day is closed. */
export type OfficeHours = {
  [isoWeekday in 1 | 2 | 3 | 4 | 5 | 6 | 7]?: readonly (readonly [from: number, to: number])[];
};

/**
 * A length of time the law grants (thời hạn), with its unit.
 * `workingMinutes` is how "giờ làm việc" is kept: 8 hours are 480.
 * `sameDay`: due the day of reception, or the next working day when received after the cutoff ("sau 15 giờ");
 * extended (gia hạn), `thenWorkingDays` after that day.
 */
export type Term =
  | { unit: 'workingDays'; count: number }
  | { unit: 'workingMinutes'; count: number }
  | { unit: 'days'; count: number }
  | { unit: 'weeks'; count: number }
  | { unit: 'months'; count: number }
  | { unit: 'years'; count: number }
  | { unit: 'sameDay'; cutoffMinute: number; thenWorkingDays?: number | undefined };

/**
 * A promised instant (ngày hẹn trả) and the exact rule of lateness that goes with it.
 * `comparison` says how R5 compares: `date` terms end at 24:00 of the due day (Civil Code 148.6),
 * `minute` terms compare by the minute, `workingTime` (tasks, R8) is late once the used working minutes exceed
 * the allowance (so finishing after closing time uses nothing), `instant` (older systems' data only) compares exactly.
 */
export type Due = {
  /** What the receipt prints: the office's closing on the due day, or the exact minute of an hour term. */
  at: Instant;
  /** The first instant at which an unfinished dossier is late: late <=> instant >= lateFrom. The only comparison anywhere. */
  lateFrom: Instant;
  comparison: 'date' | 'minute' | 'workingTime' | 'instant';
  /** The due date lies beyond the announced calendar (R12, tạm tính). */
  provisional: boolean;
};

/** Why a clock stands still (R6). */
export type StopGround = 'supplement' | 'financialDuty' | 'suspension';

/** One stretch of a clock; `to` is null while it lasts. Stretches neither overlap nor leave gaps. */
export type ClockInterval =
  | { kind: 'running'; from: Instant; to: Instant | null }
  | { kind: 'stopped'; from: Instant; to: Instant | null; ground: StopGround };

/**
 * The running account of one term. JSON-safe, stored with the dossier or task.
 * While stopped `due` still holds the last promised instant; it moves on resume.
 */
export type Clock = {
  term: Term;
  /** How lateness of an hour term is measured: a dossier against its due minute (R5), a task against its allowance (R8). */
  measure: 'due' | 'allowance';
  calendarVersion: string;
  startedAt: Instant;
  state: 'running' | 'stopped' | 'finished';
  due: Due;
  intervals: ClockInterval[];
};

/** One calendar day of an explanation: what counted, what did not, and which rule or notice says so. */
export type ExplainedDay = {
  date: LocalDate;
  weekday: number;
  status:
    | 'received'
    | 'counted'
    | 'weekend'
    | 'holiday'
    | 'workedInLieu'
    | 'stopped'
    | 'notCounted'
    | 'rolled'
    | 'due';
  /**
   * Working minutes of that day that ran against the term: hour terms, and stopped working-day terms (which keep their
   * remaining minutes). Null for all other day terms.
   */
  minutes: number | null;
  /** The article or notice, e.g. `Bộ luật Dân sự 2015 Điều 147.2`, `12729/VPCP-KGVX`. */
  basis: string;
  note: { vi: string; en: string };
  verified: boolean;
};
