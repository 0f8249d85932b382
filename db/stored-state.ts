import type { Clock, ClockInterval, Due, Term } from '../src/calendar/index.js';
import type { Dossier, Task } from '../src/dossier/index.js';

/**
 * The stored form of a dossier: the JSON of the dossier as the rules know it, with its tasks and their clocks written as
 * rows of values (below) instead of objects. A dossier has many of them, and said with its keys each would take three
 * times the room on every page the log carries. `readState(writeState(dossier))` is the dossier.
 *
 * Parts of a dossier are never changed in place, so the text of a part that a command left alone is written once and
 * used again.
 */
const texts = new WeakMap<object, string>();

export function writeState(dossier: Dossier): string {
  let text = '';
  for (const key in dossier) {
    const value = dossier[key as keyof Dossier];
    if (value === undefined) continue;
    text += `${text === '' ? '{' : ','}"${key}":${key === 'tasks' ? tasksText(dossier.tasks) : textOf(value)}`;
  }
  return `${text}}`;
}

export function readState(text: string): Dossier {
  const stored = JSON.parse(text) as Omit<Dossier, 'tasks'> & { tasks: TaskRow[] };
  return { ...stored, tasks: stored.tasks.map(taskOf) };
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return remembered(value, JSON.stringify);
}

function tasksText(tasks: readonly Task[]): string {
  return `[${tasks.map((task) => remembered(task, (one) => JSON.stringify(rowOf(one)))).join(',')}]`;
}

function remembered<T extends object>(part: T, write: (part: T) => string): string {
  let text = texts.get(part);
  if (text === undefined) {
    text = write(part);
    texts.set(part, text);
  }
  return text;
}

type TaskRow = [
  no: number,
  step: string,
  stepNo: number,
  kind: Task['kind'],
  unit: string,
  role: Task['role'],
  official: string | null,
  openedAt: number,
  finishedAt: number | null,
  end: Task['end'],
  clock: ClockRow | null,
  usedMinutes: number | null,
  late: boolean,
  /** What few tasks ever have. */
  lateAnswer?: Task['lateAnswer'],
];

type ClockRow = [
  term: Term,
  measure: Clock['measure'],
  calendarVersion: string,
  startedAt: number,
  state: Clock['state'],
  due: DueRow,
  intervals: IntervalRow[],
];

type DueRow = [at: number, lateFrom: number, comparison: Due['comparison'], provisional: boolean];

/** A stretch that ran has no ground. */
type IntervalRow = [
  from: number,
  to: number | null,
  ground?: Extract<ClockInterval, { kind: 'stopped' }>['ground'],
];

function rowOf(task: Task): TaskRow {
  const { no, step, stepNo, kind, unit, role, official, openedAt, finishedAt, end, clock, lateAnswer } = task;
  const time = clock === null ? null : clockRow(clock);
  const { usedMinutes, late } = task;
  const held = [no, step, stepNo, kind, unit, role, official, openedAt] as const;
  const row: TaskRow = [...held, finishedAt, end, time, usedMinutes, late];
  if (lateAnswer !== undefined) row[13] = lateAnswer;
  return row;
}

function taskOf(row: TaskRow): Task {
  const [no, step, stepNo, kind, unit, role, official, openedAt, finishedAt, end, clock, ...rest] = row;
  const [usedMinutes, late, lateAnswer] = rest;
  return {
    no,
    step,
    stepNo,
    kind,
    unit,
    role,
    official,
    openedAt,
    finishedAt,
    end,
    clock: clock === null ? null : clockOf(clock),
    usedMinutes,
    late,
    ...(lateAnswer === undefined ? {} : { lateAnswer }),
  };
}

function clockRow({ term, measure, calendarVersion, startedAt, state, due, intervals }: Clock): ClockRow {
  const promised: DueRow = [due.at, due.lateFrom, due.comparison, due.provisional];
  return [term, measure, calendarVersion, startedAt, state, promised, intervals.map(intervalRow)];
}

function clockOf([term, measure, calendarVersion, startedAt, state, due, intervals]: ClockRow): Clock {
  const [at, lateFrom, comparison, provisional] = due;
  return {
    term,
    measure,
    calendarVersion,
    startedAt,
    state,
    due: { at, lateFrom, comparison, provisional },
    intervals: intervals.map(intervalOf),
  };
}

function intervalRow(interval: ClockInterval): IntervalRow {
  const { from, to } = interval;
  return interval.kind === 'running' ? [from, to] : [from, to, interval.ground];
}

function intervalOf([from, to, ground]: IntervalRow): ClockInterval {
  return ground === undefined ? { kind: 'running', from, to } : { kind: 'stopped', from, to, ground };
}
