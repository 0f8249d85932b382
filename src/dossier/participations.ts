import type { Instant } from '../calendar/types.js';
import type { Dossier, Participation, Task, UnitTree } from './types.js';
import { UNASSIGNED } from './types.js';

/**
 * Everybody who has to answer for a dossier, and how they stand (R8, R9, R16, R17). Pure and total: the whole set is
 * derived from the dossier each time, so that a figure never depends on the order in which rows were written.
 *
 * - Lead units (the lead agency and every unit above it) finish and are late with the dossier.
 * - Every other unit, and every official, finishes with its last timed task so far and is late when any of its own
 *   tasks took more than its allowance.
 * - Untimed tasks (không tính thời gian) have no due date, so nobody has to answer for them (R14 by analogy).
 */
export function participationsOf(dossier: Dossier, tree: UnitTree): Participation[] {
  if (dossier.clock === null) return [];
  const leads = new Set(tree.path(dossier.routing.lead));
  const held = new Map<string, Holding>();
  for (const task of dossier.tasks) {
    if (task.clock === null) continue;
    for (const unit of tree.path(task.unit)) {
      if (!leads.has(unit)) hold(held, 'unit', unit, task);
    }
    hold(held, 'official', task.official ?? UNASSIGNED, task);
  }
  const rows = [...leads].map((unit) => leadRow(dossier, unit));
  for (const holding of held.values()) {
    const row = ownRow(dossier, holding);
    if (row) rows.push(row);
  }
  return rows;
}

type Holding = { kind: 'unit' | 'official'; key: string; tasks: Task[] };

function hold(held: Map<string, Holding>, kind: 'unit' | 'official', key: string, task: Task): void {
  const id = `${kind} ${key}`;
  const holding = held.get(id);
  if (holding) holding.tasks.push(task);
  else held.set(id, { kind, key, tasks: [task] });
}

/**
 * Whether a finished or closed dossier broke its promise (R4, R5, R7); null while it is open or has no clock.
 * A clock that stood still at the end is judged by the instant it stopped: waiting is never late (R6).
 */
export function endedLate(dossier: Dossier): boolean | null {
  const end = dossier.finishedAt ?? dossier.closedAt;
  if (end === null || dossier.clock === null) return null;
  const last = dossier.clock.intervals.at(-1);
  const ran = last?.kind === 'stopped' ? Math.min(last.from, end) : end;
  return ran >= dossier.clock.due.lateFrom;
}

function leadRow(dossier: Dossier, unit: string): Participation {
  const end = dossier.finishedAt ?? dossier.closedAt;
  const clock = dossier.clock;
  const late = endedLate(dossier) === true;
  return {
    kind: 'unit',
    key: unit,
    role: 'lead',
    openedAt: dossier.receivedAt,
    closedAt: end,
    accountable: dossier.finishedAt !== null || dossier.closedAt === null || late,
    late,
    overdueFrom: overdueFrom(end, late, clock?.state === 'stopped' ? null : (clock?.due.lateFrom ?? null)),
    withoutDue: false,
  };
}

function ownRow(dossier: Dossier, { kind, key, tasks }: Holding): Participation | null {
  const open = tasks.filter((task) => task.finishedAt === null);
  const finished = tasks.filter((task) => task.finishedAt !== null);
  // An unassigned task that somebody took up later is theirs alone; a task stepped over unheld, or put by mistake, is nobody's.
  const nobodys = ({ end, late }: Task) => (end === 'passed' || end === 'redirected') && !late;
  if (open.length === 0 && finished.every(nobodys)) return null;
  const lateTasks = finished.filter((task) => task.late);
  const closedAt = open.length > 0 ? null : latest(finished);
  const late = closedAt !== null && lateTasks.length > 0;
  const crossed = late
    ? earliestOverdue(lateTasks)
    : earliestOverdue(open.filter((task) => task.clock?.state === 'running'));
  const withdrawnInTime = dossier.closedAt !== null && endedLate(dossier) === false;
  return {
    kind,
    key,
    role: kind === 'official' ? 'handler' : 'coordinator',
    openedAt: Math.min(...tasks.map((task) => task.openedAt)),
    closedAt,
    accountable: !withdrawnInTime,
    late,
    overdueFrom: crossed,
    withoutDue: false,
  };
}

const latest = (tasks: Task[]): Instant => Math.max(...tasks.map((task) => task.finishedAt ?? 0));

function earliestOverdue(tasks: Task[]): Instant | null {
  const instants = tasks.flatMap((task) => (task.clock ? [task.clock.due.lateFrom] : []));
  return instants.length === 0 ? null : Math.min(...instants);
}

function overdueFrom(end: Instant | null, late: boolean, running: Instant | null): Instant | null {
  return end === null || late ? running : null;
}
