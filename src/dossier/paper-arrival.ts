import { clockAsOf, formatInstant, type Instant, localDateOf, parseInstant } from '../calendar/index.js';
import { type Answer, mayTypeAnswer } from './answers.js';
import { RefusedError } from './errors.js';
import type { Setting } from './setting.js';
import { closeTask, followedBy } from './tasks.js';
import type { Dossier, PaperAnswer, Task, UnitId } from './types.js';

/**
 * Answers on paper that lay before somebody typed them in (văn bản đến). The agency that was asked answers for its time up
 * to the arrival of its paper; from then on the step was in the hands of whoever had the paper (R8, R9).
 */
type PaperArrival = NonNullable<PaperAnswer['arrived']>;

/**
 * Checks what is said of the arrival of a paper: not after now, not before the question, not before the paper was written.
 * Only the office that got it says so: an agency does not date its own answer back.
 * @throws RefusedError `dossier.paperArrival`, `dossier.notYourPaper`
 */
export function checkArrival(dossier: Dossier, { paper }: Answer, task: Task, setting: Setting): void {
  if (paper?.arrived === undefined) return;
  if (!mayTypeAnswer(dossier, task, setting)) throw notYours(dossier);
  const at = parseInstant(paper.arrived.at);
  const asked = askedAt(dossier, task);
  const wrong =
    at > setting.now
      ? 'which has not come yet'
      : at < asked
        ? `before the agency was asked on ${formatInstant(asked)}`
        : paper.date > localDateOf(at)
          ? `before the paper was written on ${paper.date}`
          : null;
  if (wrong === null) return;
  throw new RefusedError(
    'dossier.paperArrival',
    `The paper cannot have come in at ${formatInstant(at)}, ${wrong}. Give the time of arrival as the book of incoming papers has it.`,
    { at: formatInstant(at), asked: formatInstant(asked), date: paper.date },
  );
}

/** When the question reached the agency, whoever there was given it since. */
function askedAt({ tasks }: Dossier, task: Task): Instant {
  let first = task;
  for (const before of tasks.slice(0, task.no).reverse()) {
    const gaveIt = before.end === 'reassigned' && before.finishedAt === first.openedAt;
    if (before.step === first.step && gaveIt) first = before;
  }
  return first.openedAt;
}

function notYours({ routing: { desk, lead } }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.notYourPaper',
    `Only ${desk} and ${lead} say when a paper reached them. Answer without "arrived", or have it typed in there.`,
    { desk, lead },
  );
}

type Ground = Pick<Setting, 'calendarOf'>;

/**
 * The tasks with an open one split at the arrival of its answer: the agency's part ends there, the rest lay at the office,
 * in nobody's name. The clock runs on as when a step is given to somebody else: whoever had it at the minute the
 * allowance ran out is late.
 */
export function splitAtArrival(dossier: Dossier, task: Task, { paper }: Answer, ground: Ground): Task[] {
  const { tasks } = dossier;
  if (paper?.arrived === undefined) return [...tasks];
  const arrived = arrivalWithin(task, paper.arrived);
  const theirs = endedAt(task, arrived, ground);
  const lay: Task = {
    ...layAt(dossier, task, paper, arrived),
    clock: theirs.late ? null : task.clock,
  };
  return followedBy(tasks, theirs, lay);
}

/**
 * The same for a consultation whose silence was counted as consent although the answer had come in before: the consent
 * stands (domain 1.6), but the agency was not silent, and is not late for it.
 */
export function clearedByArrival(dossier: Dossier, task: Task, { paper }: Answer, ground: Ground): Task[] {
  const { tasks } = dossier;
  const ended = task.finishedAt!;
  if (paper?.arrived === undefined || parseInstant(paper.arrived.at) >= ended) return [...tasks];
  const arrived = arrivalWithin(task, paper.arrived);
  const theirs = { ...endedAt(task, arrived, ground), end: task.end };
  const { usedMinutes: used } = task;
  const lay: Task = {
    ...layAt(dossier, task, paper, arrived),
    finishedAt: ended,
    end: 'done',
    usedMinutes: used === null ? null : used - theirs.usedMinutes!,
    late: task.late && !theirs.late,
  };
  return followedBy(tasks, theirs, lay);
}

/** A step that changed hands at the agency after the paper had come in was not in the second hands before they had it. */
const arrivalWithin = ({ openedAt }: Task, { at }: PaperArrival): Instant =>
  Math.max(parseInstant(at), openedAt);

/** The task as it would have ended, had its answer been typed in on arrival. */
function endedAt(task: Task, at: Instant, { calendarOf }: Ground): Task {
  const clock = task.clock && clockAsOf(calendarOf(task.unit), task.clock, at);
  return closeTask({ ...task, clock }, 'done', { at, calendarOf });
}

function layAt({ routing }: Dossier, task: Task, paper: PaperAnswer, at: Instant): Task {
  const { onBehalfOf: _nobody, ...plain } = task;
  const [unit, role]: [UnitId, Task['role']] =
    paper.arrived!.with === 'desk' ? [routing.desk, 'clerk'] : [routing.lead, 'specialist'];
  return { ...plain, kind: 'task', unit, role, official: null, openedAt: at, laidIn: paper };
}
