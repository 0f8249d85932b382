import {
  type Clock,
  ClockStateError,
  type Due,
  type ExplainedDay,
  type ExtendedBy,
  explainClock,
  type Instant,
  lateFromOf,
  remainingMinutes,
  usedMinutes,
  type WorkCalendar,
} from '../calendar/index.js';
import type { Dossier } from '../dossier/index.js';
import { type Engine, type Reports, unknownDossier } from '../ledger/index.js';
import type { Authorized } from './authorized.js';

/** The statutory clock of a dossier, opened: what was promised, what ran, what stood still and why. */
export type ClockReading = {
  dossier: Dossier;
  clock: Clock;
  appointment: Due | null;
  late: boolean;
  usedMinutes: number;
  remainingMinutes: number;
  /** Null when the clock was computed under another calendar than the one in force. */
  days: ExplainedDay[] | null;
};

/** @returns null for a dossier without a clock: refused at the desk, or of an older system. */
export function readClock(
  { reports, engine, now }: { reports: Reports; engine: Engine; now: () => Instant },
  { code }: Authorized,
): ClockReading | null {
  const dossier = reports.dossier(code);
  if (dossier === null) {
    if (reports.line(code) === null) throw unknownDossier(code);
    return null;
  }
  const { clock, appointment } = dossier;
  if (clock === null) return null;
  const calendar = engine.calendarOf(dossier.routing.lead);
  const at = now();
  return {
    dossier,
    clock,
    appointment,
    late: isLate(dossier, at),
    usedMinutes: usedMinutes(calendar, clock, at),
    remainingMinutes: remainingMinutes(calendar, clock, at),
    days: explained(calendar, clock, dossier.extension),
  };
}

/** Whether a dossier is overdue, or was when it ended (R5, R6). */
export function isLate({ clock, finishedAt, closedAt }: Dossier, now: Instant): boolean {
  if (clock === null) return false;
  const lateFrom = lateFromOf(clock);
  return lateFrom !== null && (finishedAt ?? closedAt ?? now) >= lateFrom;
}

function explained(
  calendar: WorkCalendar,
  clock: Clock,
  extension: ExtendedBy | undefined,
): ExplainedDay[] | null {
  try {
    return explainClock(calendar, clock, extension);
  } catch (error) {
    if (error instanceof ClockStateError) return null;
    throw error;
  }
}
