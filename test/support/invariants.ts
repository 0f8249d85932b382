import {
  type Clock,
  type Instant,
  remainingMinutes,
  type Term,
  usedMinutes,
} from '../../src/calendar/index.js';
import { type Dossier, type Task, timersOf } from '../../src/dossier/index.js';
import { view } from '../../src/procedure/index.js';
import { naiveDue } from '../calendar/naive-oracle.js';
import { type Course, endOf, type Segment, segmentsOf } from './course.js';
import { calendar, catalogue } from './khanh-hoa.js';
import { minutesBetween, office } from './minutes.js';

/**
 * What must be true of every dossier at every time, however it came there. Each function throws an error that says what
 * differs; whoever walks adds on which way.
 */
export class Broken extends Error {}

function equal(actual: unknown, expected: unknown, what: string): void {
  if (actual !== expected) throw new Broken(`${what}: ${String(actual)}, not ${String(expected)}`);
}

function holds(condition: boolean, what: string): void {
  if (!condition) throw new Broken(what);
}

/** Budget = used + remaining, of the dossier's clock and of every task's, at the instants given. */
export function budgetsAreWhole(dossier: Dossier, instants: readonly Instant[]): void {
  for (const [name, clock] of clocksOf(dossier)) {
    for (const at of instants.filter((one) => one >= dossier.changedAt)) {
      const used = usedMinutes(calendar, clock, at);
      equal(used, ranUntil(clock, at), `${name} used at ${at}`);
      equal(used + remainingMinutes(calendar, clock, at), budgetOf(clock), `${name} used and left at ${at}`);
    }
  }
}

function clocksOf({ clock, tasks }: Dossier): [name: string, clock: Clock][] {
  const ofTasks = tasks.map(({ no, step, clock: own }): [string, Clock | null] => [
    `task ${no} ${step}`,
    own,
  ]);
  return [['the clock', clock] as [string, Clock | null], ...ofTasks].filter(
    (named): named is [string, Clock] => named[1] !== null,
  );
}

/** Working minutes in which a clock ran before an instant. */
function ranUntil({ intervals }: Clock, at: Instant): number {
  const ran = intervals.filter(({ kind, from }) => kind === 'running' && from < at);
  return sum(ran.map(({ from, to }) => minutesBetween(from, Math.min(to ?? at, at))));
}

const budgets = new Map<string, number>();

/**
 * What the law granted. Working terms: the minutes up to their first due, which no stop changes. Calendar terms grant days,
 * not minutes: up to the due as promised now, less what stood still meanwhile.
 */
function budgetOf({ term, measure, startedAt, due, intervals }: Clock): number {
  if (term.unit === 'workingMinutes') return term.count;
  if (isWorkingTerm(term)) {
    const key = JSON.stringify([term, startedAt]);
    const known = budgets.get(key);
    const budget = known ?? minutesBetween(startedAt, naiveDue(office, startedAt, term, measure).at);
    budgets.set(key, budget);
    return budget;
  }
  const ended = intervals.slice(0, -1).filter(({ kind }) => kind === 'stopped');
  return minutesBetween(startedAt, due.at) - sum(ended.map(({ from, to }) => minutesBetween(from, to!)));
}

const isWorkingTerm = ({ unit }: Term): boolean => unit === 'workingDays' || unit === 'sameDay';

/** The stretches of every clock meet: no overlap, no gap, running and standing by turns, open exactly while it is. */
export function stretchesMeet(dossier: Dossier): void {
  if (dossier.clock) equal(dossier.clock.startedAt, dossier.receivedAt, 'the clock starts');
  for (const [name, { startedAt, state, intervals }] of clocksOf(dossier)) {
    let [end, before]: [Instant | null, string] = [startedAt, 'stopped'];
    for (const { kind, from, to } of intervals) {
      equal(from, end, `${name} has a gap or an overlap`);
      holds(kind !== before, `${name} is ${kind} twice running`);
      holds(to === null || to >= from, `${name} runs backwards at ${from}`);
      [end, before] = [to, kind];
    }
    equal(end === null, state !== 'finished', `${name} is open`);
    if (state !== 'finished') equal(before, state, `${name} stands`);
  }
}

/** Tasks are numbered in the order in which they opened, one open task a step, and what was closed stays closed. */
export function tasksGrow(before: Dossier | null, { tasks }: Dossier): void {
  equal(tasks.map(({ no }) => no).join(), tasks.map((_, index) => index + 1).join(), 'numbers of tasks');
  const open = tasks.filter(isOpen).map(({ step }) => step);
  equal(new Set(open).size, open.length, `steps open once (${open.join()})`);
  for (const task of tasks) equal(task.finishedAt === null, task.end === null, `task ${task.no} ended how`);
  if (before === null) return;
  holds(tasks.length >= before.tasks.length, 'a task is gone');
  for (const [index, was] of before.tasks.entries()) staysClosed(was, tasks[index]!, tasks);
}

/**
 * Of a closed task nothing changes but that an answer too late, or one that differs from it, is kept; one that had come in time and lay splits the task,
 * and its two stretches are the one before.
 */
function staysClosed(was: Task, is: Task, tasks: readonly Task[]): void {
  equal(is.step, was.step, `task ${was.no} is of step`);
  if (was.finishedAt === null || was === is) return;
  const lay = tasks.find(
    ({ step, openedAt, laidIn }) => laidIn && step === is.step && openedAt === is.finishedAt,
  );
  if (lay && is.finishedAt! < was.finishedAt) {
    equal(lay.finishedAt, was.finishedAt, `task ${was.no} and what lay end`);
    equal(is.usedMinutes! + lay.usedMinutes!, was.usedMinutes, `task ${was.no} and what lay used`);
    equal(is.late || lay.late, was.late, `task ${was.no} or what lay is late`);
    return;
  }
  const { lateAnswer: _, differing: _no, ...before } = was;
  const { lateAnswer: _kept, differing: _other, ...after } = is;
  equal(JSON.stringify(after), JSON.stringify(before), `task ${was.no}, closed twice`);
}

const isOpen = ({ finishedAt }: Task): boolean => finishedAt === null;

/** Once handling ended no timed step is open and the clock is finished; once nothing is left to do, no step at all. */
export function endIsEnd(dossier: Dossier): void {
  const open = dossier.tasks.filter(isOpen);
  if (dossier.closedAt !== null || dossier.returnedAt !== null || dossier.position.done)
    equal(open.map(({ step }) => step).join(), '', 'open steps after the end');
  if (endOf(dossier) === null) return;
  if (dossier.clock) equal(dossier.clock.state, 'finished', 'the clock after the end is');
  equal(open.filter(({ clock }) => clock).length, 0, 'timed steps open after the result');
}

/**
 * Minutes of all tasks and stops add up to the working minutes elapsed between reception and end (or `until`):
 * - every working minute is either stood still or in at least one open step, never both, never neither;
 * - the dossier's clock ran exactly in the minutes that were not stood still;
 * - each step's tasks together used exactly the minutes in which the machine had that step open and time ran;
 * - so where no two steps were open at once, used + stood = elapsed; parallel stretches count once in the union.
 */
export function minutesAddUp(course: Course, until: Instant): void {
  const { dossier } = course.at(-1)!;
  if (dossier.clock === null) return;
  const end = endOf(dossier) ?? until;
  const segments = segmentsOf(course, end);
  const elapsed = minutesBetween(dossier.receivedAt, end);
  const stood = sum(segments.filter(({ stopped }) => stopped).map(({ minutes }) => minutes));
  const stops = dossier.clock.intervals.filter(({ kind }) => kind === 'stopped').map(stretch(end));
  const steps = dossier.tasks.map(({ openedAt, finishedAt }) =>
    stretch(end)({ from: openedAt, to: finishedAt }),
  );
  equal(sum(stops.map(minutesOf)), stood, 'minutes stood still');
  equal(usedMinutes(calendar, dossier.clock, end), elapsed - stood, 'minutes the clock ran');
  equal(union([...stops, ...steps]), elapsed, 'minutes of all stops and steps');
  equal(union(dossier.tasks.flatMap(ranOf(dossier, end))), elapsed - stood, 'minutes some step ran');
  stepsUsed(dossier, segments, end);
  if (segments.every(({ steps: open }) => open.length < 2))
    equal(
      sum(dossier.tasks.map(spent(dossier, end))) + stood,
      elapsed,
      'minutes of steps one after another, and stops',
    );
}

/** Each step by itself: what its holders used together is how long the machine had it open while time ran. */
function stepsUsed(dossier: Dossier, segments: readonly Segment[], end: Instant): void {
  for (const step of new Set(dossier.tasks.map((task) => task.step))) {
    const ran = segments.filter(({ stopped, steps }) => !stopped && steps.includes(step));
    const own = dossier.tasks.filter((task) => task.step === step);
    equal(
      sum(own.map(spent(dossier, end))),
      sum(ran.map(({ minutes }) => minutes)),
      `minutes used in ${step}`,
    );
  }
}

type Stretch = { from: Instant; to: Instant };

const stretch =
  (end: Instant) =>
  ({ from, to }: { from: Instant; to: Instant | null }): Stretch => ({ from, to: Math.min(to ?? end, end) });

const minutesOf = ({ from, to }: Stretch): number => (to > from ? minutesBetween(from, to) : 0);

/** When time ran for a task while its holder had it; what was given away when it was over has no clock of its own. */
const ranOf =
  (dossier: Dossier, end: Instant) =>
  ({ clock, openedAt, finishedAt }: Task): Stretch[] => {
    const held = stretch(end)({ from: openedAt, to: finishedAt });
    const running = (clock ?? dossier.clock!).intervals.filter(({ kind }) => kind === 'running');
    return running
      .map(stretch(end))
      .map(({ from, to }) => ({ from: Math.max(from, held.from), to: Math.min(to, held.to) }))
      .filter(({ from, to }) => from < to);
  };

/** Minutes a task took: as recorded once it is closed, as its clock says while it is open. */
const spent =
  (dossier: Dossier, end: Instant) =>
  (task: Task): number =>
    task.usedMinutes ?? sum(ranOf(dossier, end)(task).map(minutesOf));

/** Working minutes covered by at least one stretch: cut at every end of any, and asked piece by piece. */
function union(stretches: readonly Stretch[]): number {
  const cuts = [...new Set(stretches.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b);
  return sum(
    cuts.slice(1).map((to, index) => {
      const from = cuts[index]!;
      return stretches.some((one) => one.from <= from && to <= one.to) ? minutesBetween(from, to) : 0;
    }),
  );
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

/** Under `deemedConsent` and `escalate` an unanswered question always has an end, whoever holds it: by itself at the latest. */
export function silenceSpeaks(dossier: Dossier): void {
  if (dossier.clock?.state !== 'running') return;
  const { code, version } = dossier.procedure;
  const { steps } = view(catalogue.version(code, version), dossier.position);
  const timers = timersOf(dossier, { catalogue, calendarOf: () => calendar }).filter(
    ({ kind }) => kind === 'silence',
  );
  for (const task of dossier.tasks.filter(isOpen)) {
    const silence = steps.get(task.step)?.silence ?? 'hold';
    if (dossier.fired?.includes(`silence:${task.no}`)) continue;
    equal(
      timers.some((timer) => timer.task === task.no),
      silence !== 'hold',
      `silence of ${task.step} ends it`,
    );
  }
}
