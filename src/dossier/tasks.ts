import {
  finishClock,
  type Instant,
  lateFromOf,
  resumeClock,
  startClock,
  stopClock,
  type StopGround,
  usedMinutes,
  type WorkCalendar,
} from '../calendar/index.js';
import type { Step, View } from '../procedure/index.js';
import {
  type Behalf,
  type Dossier,
  type OfficialId,
  onBehalf,
  type Task,
  type TaskEnd,
  type UnitId,
} from './types.js';

type Moment = { at: Instant; calendarOf: (unit: UnitId) => WorkCalendar };

/** What moving tasks needs to know. */
export type TaskSetting = Moment & {
  unitOf: (party: string) => UnitId;
  /** Who is to hold the steps this move opens, if it was said. */
  nextOfficial: OfficialId | null;
};

/**
 * Follows the machine: steps entered open tasks, steps left close them. A step left for a state whose tags stop the clock
 * is not finished: its task's clock stands still and runs on when the same step is entered again, with what remained of
 * its allowance (R6).
 */
export function followSteps(tasks: readonly Task[], after: View, setting: TaskSetting): Task[] {
  const stopped = stopGround(after);
  const followed = tasks.map((task) => {
    if (task.finishedAt !== null) return task;
    const open = after.steps.has(task.step);
    if (open) return stopped === null ? runOn(task, setting) : standStill(task, stopped, setting);
    if (stopped !== null) return standStill(task, stopped, setting);
    return closeTask(task, endOf(after), setting);
  });
  for (const [key, step] of after.steps) {
    if (followed.some((task) => task.finishedAt === null && task.step === key)) continue;
    followed.push(openTask(followed.length + 1, key, step, setting));
  }
  return followed;
}

/** The ground on which a position's clock stands still, or null while it runs or has ended. */
export function stopGround(view: View): StopGround | null {
  for (const tag of view.tags) {
    if (tag.startsWith('clock.stopped.')) return tag.slice('clock.stopped.'.length) as StopGround;
  }
  return null;
}

/**
 * The minutes a task took since it was opened, and whether its allowance ran out while it was held (R8). The second half
 * of a task that changed hands shares the clock of the first.
 */
export function closeTask(task: Task, end: TaskEnd, { at, calendarOf }: Moment): Task {
  if (task.clock === null) return { ...task, finishedAt: at, end, usedMinutes: null, late: false };
  const calendar = calendarOf(task.unit);
  const clock = finishClock(task.clock, at);
  // Standing still is never late (R6), but an allowance that had run out before the stop is not mended by it.
  const lateFrom = lateFromOf(clock);
  const late = lateFrom !== null && at >= lateFrom;
  const used = usedMinutes(calendar, clock, at) - usedMinutes(calendar, clock, task.openedAt);
  return { ...task, finishedAt: at, end, clock, usedMinutes: used, late };
}

/**
 * Gives an open task to an official. From one official to another the task is split, and the clock runs on: whoever holds
 * it at the minute the allowance runs out is late; one who gets it when it is already over has nothing to answer for.
 */
export function giveTask(
  tasks: readonly Task[],
  no: number,
  official: OfficialId,
  setting: TaskSetting,
  behalf: Behalf | null = null,
): Task[] {
  const task = tasks.find((candidate) => candidate.no === no);
  if (task === undefined || task.official === official) return [...tasks];
  if (task.official === null) {
    return tasks.map((other) => (other.no === no ? heldBy(other, official, behalf) : other));
  }
  const closed = closeTask(task, 'reassigned', setting);
  const clock = closed.late ? null : task.clock;
  return followedBy(tasks, closed, { ...heldBy(task, official, behalf), openedAt: setting.at, clock });
}

/** The tasks with one that ended, and last what follows it in other hands, under a number of its own. */
export function followedBy(tasks: readonly Task[], ended: Task, next: Task): Task[] {
  return [...tasks.map((one) => (one.no === ended.no ? ended : one)), { ...next, no: tasks.length + 1 }];
}

/** The task in an official's hands, in their own right or on somebody's behalf. */
export function heldBy(task: Task, official: OfficialId, behalf: Behalf | null): Task {
  const { onBehalfOf: _before, ...plain } = task;
  return { ...plain, official, ...onBehalf(behalf) };
}

/** A step as it begins, held by whoever the setting names. */
export function openTask(
  no: number,
  key: string,
  step: Step,
  { at, calendarOf, unitOf, nextOfficial }: TaskSetting,
): Task {
  const unit = unitOf(step.party);
  return {
    no,
    step: key,
    stepNo: step.no,
    kind: step.kind,
    unit,
    role: step.role,
    official: nextOfficial,
    openedAt: at,
    finishedAt: null,
    end: null,
    clock: step.allowance === null ? null : startClock(calendarOf(unit), step.allowance, at, 'allowance'),
    usedMinutes: null,
    late: false,
  };
}

/**
 * The instant from which the term of an open task's step is over. Whoever was given it when it was over already has no
 * clock to answer for, but the step's term is that of the holder before. Null while it stands still, and for untimed steps.
 */
export function termOver(task: Task, { tasks, clock }: Pick<Dossier, 'tasks' | 'clock'>): Instant | null {
  if (clock?.state === 'stopped') return null;
  if (task.clock !== null) return task.clock.state === 'running' ? task.clock.due.lateFrom : null;
  const before = tasks.findLast(
    ({ no, step, end }) => no < task.no && step === task.step && end === 'reassigned',
  );
  if (before === undefined || before.finishedAt !== task.openedAt) return null;
  return before.clock === null ? termOver(before, { tasks, clock }) : before.clock.due.lateFrom;
}

/** The task in which a question, step or work is held now that began in task `no`: who it was given to since, if anybody. */
export function heldNow(tasks: readonly Task[], no: number): Task {
  const task = tasks[no - 1]!;
  if (task.end !== 'reassigned') return task;
  return heldNow(tasks, tasks.find((later) => later.no > no && later.step === task.step)!.no);
}

/** The task's clock stands still, if it has one that runs. */
export function standStill(task: Task, ground: StopGround, { at, calendarOf }: Moment): Task {
  if (task.clock === null || task.clock.state === 'stopped') return task;
  return { ...task, clock: stopClock(calendarOf(task.unit), task.clock, at, ground) };
}

/** The task's clock runs on with what was left of its allowance. */
export function runOn(task: Task, { at, calendarOf }: Moment): Task {
  if (task.clock === null || task.clock.state === 'running') return task;
  return { ...task, clock: resumeClock(calendarOf(task.unit), task.clock, at) };
}

/** A step left through a stop (the citizen pays, then the next step goes on) was done by whoever held it. */
function endOf(after: View): TaskEnd {
  return after.outcome === 'withdrawn' || after.outcome === 'stopped' ? 'passed' : 'done';
}
