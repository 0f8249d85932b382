import type { Clock, Instant } from '../../src/calendar/index.js';
import { type Dossier, type Participation, participationsOf, type Task } from '../../src/dossier/index.js';
import { endOf } from './course.js';
import { Broken } from './invariants.js';
import { registry } from './khanh-hoa.js';
import { minutesBetween } from './minutes.js';

/**
 * Who has to answer for a dossier, read once more from R7, R8, R9 and R16 alone: for every unit and every official by
 * itself, from the tasks they had, with their minutes counted one by one.
 */
export function participationsAsTheLawSays(dossier: Dossier): void {
  const line = (row: Participation): string => JSON.stringify(Object.entries(row).sort());
  const [is, should] = [participationsOf(dossier, registry.tree), participationsBy(dossier)];
  const [kept, read] = [is.map(line).sort(), should.map(line).sort()];
  const wrong = kept.filter((row) => !read.includes(row));
  const missing = read.filter((row) => !kept.includes(row));
  if (wrong.length + missing.length > 0 || kept.length !== read.length)
    throw new Broken(
      `participations: ${wrong.join(' ') || 'none'} instead of ${missing.join(' ') || 'none'}`,
    );
}

const parents = new Map(registry.units.map(({ id, parent }) => [id, parent]));

function selfAndAbove(unit: string): string[] {
  const parent = parents.get(unit) ?? null;
  return parent === null ? [unit] : [unit, ...selfAndAbove(parent)];
}

function participationsBy(dossier: Dossier): Participation[] {
  if (dossier.clock === null) return [];
  const leads = selfAndAbove(dossier.routing.lead);
  const timed = dossier.tasks.filter(({ clock }) => clock !== null);
  const others = new Set(
    timed.flatMap(({ unit }) => selfAndAbove(unit)).filter((unit) => !leads.includes(unit)),
  );
  const officials = new Set(timed.map(({ official }) => official));
  return [
    ...leads.map((unit) => leading(dossier, dossier.clock!, unit)),
    ...[...others].flatMap((unit) =>
      taking(
        dossier,
        'unit',
        unit,
        timed.filter((task) => selfAndAbove(task.unit).includes(unit)),
      ),
    ),
    ...[...officials].flatMap((official) =>
      taking(
        dossier,
        'official',
        official ?? 'unassigned',
        timed.filter((task) => task.official === official),
      ),
    ),
  ];
}

/** R9: who leads stands and falls with the dossier; R7: one that ended without a result counts only when it was late. */
function leading(dossier: Dossier, clock: Clock, unit: string): Participation {
  const end = endOf(dossier);
  const late = brokenPromise(dossier);
  const runs = clock.state !== 'stopped';
  return {
    kind: 'unit',
    key: unit,
    role: 'lead',
    openedAt: dossier.receivedAt,
    closedAt: end,
    accountable: dossier.closedAt === null || late,
    late,
    overdueFrom: late || (end === null && runs) ? clock.due.lateFrom : null,
    withoutDue: false,
  };
}

/** R5, R6: late by the instant at which it ended, or stood still for good. */
function brokenPromise(dossier: Dossier): boolean {
  const end = endOf(dossier);
  const last = dossier.clock!.intervals.at(-1)!;
  return end !== null && (last.kind === 'stopped' ? last.from : end) >= dossier.clock!.due.lateFrom;
}

/** Stepped over, or put to them by mistake: nothing they have to answer for. */
const NOBODYS: ReadonlySet<Task['end']> = new Set(['passed', 'redirected'] as const);

/** R8, R16: whoever held tasks finishes with the last of them and is late with any of them. */
function taking(dossier: Dossier, kind: 'unit' | 'official', key: string, tasks: Task[]): Participation[] {
  const open = tasks.filter(({ finishedAt }) => finishedAt === null);
  const late = tasks.filter(tookTooLong);
  if (open.length === 0 && late.length === 0 && tasks.every(({ end }) => NOBODYS.has(end))) return [];
  const closedAt = open.length > 0 ? null : Math.max(...tasks.map(({ finishedAt }) => finishedAt!));
  const overdue = closedAt === null ? open.filter(({ clock }) => clock!.state === 'running') : late;
  const ended = dossier.closedAt !== null;
  return [
    {
      kind,
      key,
      role: kind === 'unit' ? 'coordinator' : 'handler',
      openedAt: Math.min(...tasks.map(({ openedAt }) => openedAt)),
      closedAt,
      accountable: !ended || brokenPromise(dossier),
      late: closedAt !== null && late.length > 0,
      overdueFrom: first(overdue.map(({ clock }) => clock!.due.lateFrom)),
      withoutDue: false,
    },
  ];
}

const first = (instants: number[]): Instant | null => (instants.length === 0 ? null : Math.min(...instants));

/** R8: the minute that was too much passed between the task's beginning and its end, in the hands of this holder. */
function tookTooLong({ clock, openedAt, finishedAt }: Task): boolean {
  if (finishedAt === null || clock?.term.unit !== 'workingMinutes') return false;
  return ranBy(clock, finishedAt) > clock.term.count && ranBy(clock, openedAt) <= clock.term.count;
}

function ranBy({ intervals }: Clock, at: Instant): number {
  const ran = intervals.filter(({ kind, from }) => kind === 'running' && from < at);
  return ran.reduce((all, { from, to }) => all + minutesBetween(from, Math.min(to ?? at, at)), 0);
}
