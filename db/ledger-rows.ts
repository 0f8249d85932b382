import type { Clock } from '../src/calendar/index.js';
import type { Dossier, Participation, Task } from '../src/dossier/index.js';
import { writeState } from './stored-state.js';

/** The columns of a dossier's row, raw as the driver takes them. */
export function dossierColumns(
  dossier: Dossier,
  head: string,
  events: number,
): Record<string, unknown> & { state: string } {
  return {
    code: dossier.code,
    version: dossier.version,
    origin: 'desk',
    procedure: dossier.procedure.code,
    procedureVersion: dossier.procedure.version,
    channel: dossier.channel,
    status: dossier.status,
    desk: dossier.routing.desk,
    lead: dossier.routing.lead,
    applicantName: dossier.applicant.name,
    receivedAt: dossier.receivedAt,
    dueAt: dossier.clock?.due.at ?? null,
    lateFrom: lateFromOf(dossier.clock),
    finishedAt: dossier.finishedAt,
    closedAt: dossier.closedAt,
    returnedAt: dossier.returnedAt,
    outcome: dossier.outcome,
    reappointedAt: dossier.reappointment?.at ?? null,
    follows: dossier.follows ?? null,
    wakeAt: dossier.wakeAt,
    head,
    events,
    state: writeState(dossier),
  };
}

export function taskColumns(dossier: number, task: Task): Record<string, unknown> {
  return {
    dossier,
    no: task.no,
    step: task.step,
    unit: task.unit,
    role: task.role,
    official: task.official,
    openedAt: task.openedAt,
    dueAt: task.clock?.due.at ?? null,
    lateFrom: lateFromOf(task.clock),
    finishedAt: task.finishedAt,
    end: task.end,
    allowedMinutes: task.clock?.term.unit === 'workingMinutes' ? task.clock.term.count : null,
    usedMinutes: task.usedMinutes,
    late: task.late ? 1 : 0,
  };
}

export function participationColumns(dossier: number, row: Participation): Record<string, unknown> {
  const { kind, key, role, openedAt, closedAt, overdueFrom } = row;
  return {
    dossier,
    kind,
    key,
    role,
    openedAt,
    closedAt,
    accountable: row.accountable ? 1 : 0,
    late: row.late ? 1 : 0,
    overdueFrom,
    withoutDue: row.withoutDue ? 1 : 0,
  };
}
/** A row as the driver gives it: booleans are 0 or 1. */
export type ParticipationRow = Omit<Participation, 'accountable' | 'late' | 'withoutDue'> & {
  accountable: number;
  late: number;
  withoutDue: number;
};

export function participationOf(row: ParticipationRow): Participation {
  return {
    ...row,
    accountable: row.accountable === 1,
    late: row.late === 1,
    withoutDue: row.withoutDue === 1,
  };
}

export function sameParticipation(a: Participation, b: Participation): boolean {
  return (
    a.kind === b.kind &&
    a.key === b.key &&
    a.role === b.role &&
    a.openedAt === b.openedAt &&
    a.closedAt === b.closedAt &&
    a.accountable === b.accountable &&
    a.late === b.late &&
    a.overdueFrom === b.overdueFrom &&
    a.withoutDue === b.withoutDue
  );
}

/** Null while the clock stands still: a stopped dossier is not late (R6). */
function lateFromOf(clock: Clock | null): number | null {
  return clock === null || clock.state === 'stopped' ? null : clock.due.lateFrom;
}
