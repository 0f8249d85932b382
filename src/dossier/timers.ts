import { dueDayOf, epochDayOfDate, type Instant, type WorkCalendar } from '../calendar/index.js';
import { type Step, view } from '../procedure/index.js';
import type { Setting, TimerSetting } from './setting.js';
import { heldNow, termOver } from './tasks.js';
import { transferOverdueFrom } from './transfer.js';
import type { Dossier, Meeting, Task } from './types.js';

/**
 * What befalls a dossier by itself (việc đến hạn tự động), in the order in which things due at one instant are done: first
 * people are told, then what has to happen happens.
 */
export const TIMER_KINDS = [
  'dueSoon',
  'overdue',
  'taskDueSoon',
  'taskOverdue',
  'suspensionEnds',
  'uncollected',
  'receptionOverdue',
  'transferOverdue',
  'meetingInvitation',
  'meetingCalledOff',
  'opinionDiffers',
  'silence',
  'supplementUnanswered',
] as const;
export type TimerKind = (typeof TIMER_KINDS)[number];

/** `id` is the timer's for ever: what fired under it never fires again. `task` is the number of the task it is about. */
export type Timer = { id: string; kind: TimerKind; at: Instant; task?: number };

/** A working day and two hours before the end of an allowance; one, two and three months of a result left lying. */
export const DEFAULT_TIMERS: TimerSetting = {
  warnBefore: [480, 120],
  remindUncollected: [30, 60, 90],
  supplementAnswerWithin: null,
};

/** What timers are derived with. */
export type TimerGround = Pick<Setting, 'catalogue' | 'calendarOf' | 'timers'>;

/**
 * Everything that will befall a dossier by itself if nobody touches it, derived whole from how it stands, less what has
 * fired. Nothing is kept of a timer before it fires, so none can outlive its reason.
 */
export function timersOf(dossier: Dossier, ground: TimerGround): Timer[] {
  if (dossier.closedAt !== null || dossier.returnedAt !== null) return [];
  const timers: Timer[] = [];
  promised(dossier, ground, timers);
  for (const task of dossier.tasks) held(dossier, task, ground, timers);
  awaited(dossier, ground, timers);
  arrived(dossier, timers);
  goesOn(dossier, timers);
  if (dossier.meetings !== undefined) met(dossier, dossier.meetings, timers);
  const { fired } = dossier;
  return fired === undefined ? timers : timers.filter(({ id }) => !fired.includes(id));
}

/** Those due at an instant, in the order in which they are to fire. */
export function dueTimers(dossier: Dossier, now: Instant, ground: TimerGround): Timer[] {
  const rank = ({ kind }: Timer): number => TIMER_KINDS.indexOf(kind);
  return timersOf(dossier, ground)
    .filter(({ at }) => at <= now)
    .sort((a, b) => a.at - b.at || rank(a) - rank(b));
}

/** When a dossier next has to be looked at. */
export function nextWake(dossier: Dossier, ground: TimerGround): Instant | null {
  let first: Instant | null = null;
  for (const { at } of timersOf(dossier, ground)) if (first === null || at < first) first = at;
  return first;
}

/** A dossier as a change leaves it: one version on, and with the instant it next has to be looked at. */
export function recorded(dossier: Dossier, at: Instant, ground: TimerGround): Dossier {
  return {
    ...dossier,
    version: dossier.version + 1,
    changedAt: at,
    wakeAt: nextWake(dossier, ground),
  };
}

/** What was registered waits for the desk's first word until its deadline. */
function arrived({ status, arrival, guidance }: Dossier, timers: Timer[]): void {
  if (status !== 1 || arrival === undefined || guidance !== undefined) return;
  const at = arrival.deadline.lateFrom;
  timers.push({ id: `receptionOverdue:${arrival.at}`, kind: 'receptionOverdue', at });
}

/** What was received should be with the competent agency, file and papers; the desk is told once. */
function goesOn(dossier: Dossier, timers: Timer[]): void {
  const at = transferOverdueFrom(dossier);
  if (at !== null) timers.push({ id: `transferOverdue:${dossier.receivedAt}`, kind: 'transferOverdue', at });
}

/** Invited agencies hear of the meeting, and those who heard that it is off; the lead hears of a differing opinion. */
function met(dossier: Dossier, meetings: readonly Meeting[], timers: Timer[]): void {
  const { tasks, fired } = dossier;
  for (const [index, { convenedAt, invited, calledOff }] of meetings.entries()) {
    for (const { task: first } of invited) {
      const id = `meetingInvitation:${index + 1}:${first}`;
      const { no: task, finishedAt } = heldNow(tasks, first);
      if (calledOff === undefined && finishedAt === null)
        timers.push({ id, kind: 'meetingInvitation', at: convenedAt, task });
      if (calledOff !== undefined && fired?.includes(id))
        timers.push({
          id: `meetingCalledOff:${index + 1}:${first}`,
          kind: 'meetingCalledOff',
          at: calledOff.at,
          task,
        });
    }
  }
  for (const { no: task, differing } of tasks)
    if (differing)
      timers.push({ id: `opinionDiffers:${task}`, kind: 'opinionDiffers', at: differing.at, task });
}

/** The promised day, while its clock runs and it was not put off already: the day before, and once it is broken (K3). */
function promised(dossier: Dossier, { calendarOf }: TimerGround, timers: Timer[]): void {
  const { clock, reappointment, routing } = dossier;
  if (clock?.state !== 'running' || reappointment !== undefined) return;
  const { due } = clock;
  const calendar = calendarOf(routing.lead);
  const dayBefore = calendar.openingOf(calendar.workingDayBefore(dueDayOf(due)));
  // A promise moved by a stop is another one: it is warned of and broken anew.
  if (dayBefore > clock.startedAt) timers.push({ id: `dueSoon:${due.at}`, kind: 'dueSoon', at: dayBefore });
  timers.push({ id: `overdue:${due.at}`, kind: 'overdue', at: due.lateFrom });
}

/** A step in somebody's hands: before its allowance ends, when it has, and what silence then means. */
function held(dossier: Dossier, task: Task, ground: TimerGround, timers: Timer[]): void {
  const { clock, no } = task;
  if (task.finishedAt !== null) return;
  if (task.kind === 'consultation') silent(dossier, task, ground, timers);
  if (clock?.state !== 'running') return;
  const calendar = ground.calendarOf(task.unit);
  for (const minutes of (ground.timers ?? DEFAULT_TIMERS).warnBefore) {
    const at = calendar.minutesAhead(clock.due.at, minutes);
    // Whoever takes a step over is warned of what still lies before them.
    if (at > task.openedAt)
      timers.push({ id: `taskDueSoon:${no}:${minutes}`, kind: 'taskDueSoon', at, task: no });
  }
  timers.push({ id: `taskOverdue:${no}`, kind: 'taskOverdue', at: clock.due.lateFrom, task: no });
}

/** A consultation nobody answered, whoever was given it meanwhile. */
function silent(dossier: Dossier, task: Task, ground: TimerGround, timers: Timer[]): void {
  const at = termOver(task, dossier);
  if (at === null || !speaksForItself(stepOf(dossier, task, ground))) return;
  timers.push({ id: `silence:${task.no}`, kind: 'silence', at, task: task.no });
}

/** Whether silence past the term moves the dossier on: under `hold` the office waits for an answer all the same. */
const speaksForItself = (step: Step | undefined): boolean =>
  step?.silence === 'deemedConsent' || step?.silence === 'escalate';

function stepOf(
  { procedure, position }: Dossier,
  { step }: Task,
  { catalogue }: TimerGround,
): Step | undefined {
  return view(catalogue.version(procedure.code, procedure.version), position).steps.get(step);
}

const DAY_MS = 86_400_000;

/** What the office waits for: the citizen's papers, the end of a suspension, somebody to collect the result. */
function awaited(dossier: Dossier, { calendarOf, timers: own }: TimerGround, timers: Timer[]): void {
  const { waiting, suspension, finishedAt, routing } = dossier;
  if (waiting?.answerBy) {
    const id = `supplementUnanswered:${waiting.since}`;
    timers.push({ id, kind: 'supplementUnanswered', at: waiting.answerBy.lateFrom });
  }
  if (suspension?.until) {
    const at = openingOn(calendarOf(routing.lead), epochDayOfDate(suspension.until));
    timers.push({ id: `suspensionEnds:${suspension.since}`, kind: 'suspensionEnds', at });
  }
  if (finishedAt === null) return;
  for (const days of (own ?? DEFAULT_TIMERS).remindUncollected)
    timers.push({ id: `uncollected:${days}`, kind: 'uncollected', at: finishedAt + days * DAY_MS });
}

/** When the office opens on a day, or next after it. */
function openingOn(calendar: WorkCalendar, day: number): Instant {
  return calendar.openingOf(calendar.nextWorkingDayOnOrAfter(day));
}
