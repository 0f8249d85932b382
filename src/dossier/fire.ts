import type { Instant } from '../calendar/index.js';
import { apply } from './decide.js';
import { leadership } from './measures/measure.js';
import type { Setting } from './setting.js';
import { dueTimers, recorded, type Timer, type TimerKind } from './timers.js';
import { type Actor, byMachine, type Decision, type Dossier, type DossierEvent, type Role } from './types.js';

/** The office itself, where nobody's hand is needed. */
export const SYSTEM: Actor = { id: 'system', name: 'Hệ thống', kind: 'machine', roles: [], scopes: [] };

/** A timer that told somebody something, and did nothing else. */
export const TIMER_FIRED = 'timerFired';
/** The office changed its set points: nothing was due, and the dossier is looked at again by the new ones. */
export const REMINDERS_MOVED = 'remindersMoved';

/** What fired, as the event keeps it under `timer`: about which step in whose hands, and whom it is meant for. */
export type Notice = {
  id: string;
  kind: TimerKind;
  /** When it fell due; the event says when it fired. */
  due: Instant;
  step: string | null;
  unit: string;
  official: string | null;
  to: { role: Role; unit: string };
};

/** Nothing is due: somebody else was sooner, or it is too early. */
export class NotDueError extends Error {
  readonly code = 'dossier.notDue';
}

/**
 * The earliest thing due befalls the dossier: one event. Whether it is due, and has not fired, is asked here, inside the
 * ledger's transaction, so that it fires once however many ask and never early, whatever a clock says.
 * @throws NotDueError
 */
export function fire(dossier: Dossier, setting: Setting): Decision {
  const office = { ...setting, actor: SYSTEM };
  const [timer] = dueTimers(dossier, setting.now, setting);
  if (timer !== undefined) return carryOut(dossier, timer, office);
  if (dossier.wakeAt === null || dossier.wakeAt > setting.now)
    throw new NotDueError(`Nothing of dossier ${dossier.code} is due.`);
  return told(dossier, { type: REMINDERS_MOVED }, office);
}

/** A fired timer as the history tells it. */
export function replayFired(
  dossier: Dossier,
  event: DossierEvent,
  setting: Omit<Setting, 'actor' | 'staff'>,
): Dossier {
  const { timer } = event.payload as { timer?: Notice };
  const fired = timer === undefined ? {} : { fired: [...(dossier.fired ?? []), timer.id] };
  return recorded({ ...dossier, ...fired }, event.at, setting);
}

function carryOut(dossier: Dossier, timer: Timer, office: Setting): Decision {
  const notice = noticeOf(dossier, timer, office);
  if (timer.kind === 'silence') {
    const silent = { type: 'recordSilence', step: notice.step! } as const;
    return marked(apply(dossier, silent, timer.task!, office), notice);
  }
  if (timer.kind === 'supplementUnanswered')
    return marked(apply(dossier, { type: 'stop' }, null, office), notice);
  return told(dossier, { type: TIMER_FIRED, timer: notice }, office);
}

const marked = ({ dossier, event }: Decision, timer: Notice): Decision => ({
  dossier,
  event: { ...event, payload: { ...event.payload, timer } },
});

function told(
  dossier: Dossier,
  { type, ...what }: { type: string; timer?: Notice },
  office: Setting,
): Decision {
  const at = Math.max(office.now, dossier.changedAt);
  const event = { type, at, actor: SYSTEM.id, payload: { ...what, ...byMachine(SYSTEM) } };
  return { dossier: replayFired(dossier, event, office), event };
}

function noticeOf(dossier: Dossier, { id, kind, at, task: no }: Timer, setting: Setting): Notice {
  const task = dossier.tasks.find((one) => one.no === no);
  return {
    id,
    kind,
    due: at,
    step: task?.step ?? null,
    unit: task?.unit ?? (OF_DESK.has(kind) ? dossier.routing.desk : dossier.routing.lead),
    official: task?.official ?? null,
    to: addressee(dossier, kind, task, setting),
  };
}

const OF_DESK: ReadonlySet<TimerKind> = new Set<TimerKind>([
  'uncollected',
  'receptionOverdue',
  'transferOverdue',
]);
const OF_HOLDER: ReadonlySet<TimerKind> = new Set<TimerKind>([
  'taskDueSoon',
  'meetingInvitation',
  'meetingCalledOff',
]);

/** Whoever holds a step is warned, whoever leads its agency hears that its term is over; the desk hears of its own. */
function addressee(
  dossier: Dossier,
  kind: TimerKind,
  task: Dossier['tasks'][number] | undefined,
  { tree }: Pick<Setting, 'tree'>,
): Notice['to'] {
  if (OF_DESK.has(kind)) return { role: 'clerk', unit: dossier.routing.desk };
  if (task === undefined || kind === 'opinionDiffers')
    return { role: 'leader', unit: leadership(dossier, { tree }) };
  if (OF_HOLDER.has(kind)) return { role: task.role, unit: task.unit };
  return { role: 'leader', unit: tree.department(tree.agencyOf(task.unit), 'leadership') };
}
