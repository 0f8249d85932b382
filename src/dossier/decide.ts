import { advance, type Procedure, view } from '../procedure/index.js';
import { addressedTask, factsOf, isMachineCommand } from './addressed.js';
import { accessible } from './allowed.js';
import {
  isLateAnswer,
  isOnPaper,
  keepLateAnswer,
  LATE_ANSWER_KEPT,
  lateAnswerTo,
  mayTypeAnswer,
} from './answers.js';
import { authorize, behalfOf } from './authority.js';
import type { Command } from './commands.js';
import { checkCollection, ofResult, unitOfParty } from './delivery.js';
import { RefusedError } from './errors.js';
import { foundAtCorrection } from './measures/correction.js';
import {
  authorizeMeasure,
  isMeasure,
  measureBehalf,
  type MeasureCommand,
  measureEvent,
  takeMeasure,
} from './measures/index.js';
import { checkAtMeeting, saidAtMeeting } from './meetings.js';
import { awaitsReception, foundAtReception, takeIn } from './receive.js';
import { checkGround, notAllowed } from './refusals.js';
import { keptForScans, scansAwaited } from './scans.js';
import { type Found, notBefore, type Setting } from './setting.js';
import { namedOfficial, officialAway, standInNamed, takenOver } from './standing-in.js';
import { settle } from './settle.js';
import { recorded } from './timers.js';
import { askedOfCitizen, officeTerm, silenceEnds } from './waiting.js';
import { followSteps, giveTask, heldBy, stopGround, type TaskSetting } from './tasks.js';
import { checkArrival, clearedByArrival, splitAtArrival } from './paper-arrival.js';
import {
  type Behalf,
  byMachine,
  type Decision,
  type Dossier,
  type HandedIn,
  type OfficialId,
  onBehalf,
  type Task,
} from './types.js';

/**
 * What a command makes of a dossier, or why not. Pure and synchronous: it runs inside the ledger's transaction.
 * @throws RefusedError; nothing has changed then
 */
export function decide(dossier: Dossier, command: Command, asked: Setting): Decision {
  const setting = notBefore(dossier, asked);
  if (isMeasure(command)) {
    const task = authorizeMeasure(command, dossier, setting);
    const behalf = measureBehalf(command, task, dossier, setting);
    return apply(dossier, command, task?.no ?? null, setting, behalf);
  }
  const late = command.type === 'answer' ? lateAnswerTo(dossier, command, setting) : null;
  if (late !== null) {
    checkAnswer(dossier, command, late, setting);
    return apply(dossier, command, late.no, setting);
  }
  if (!accessible(dossier, command.type)) throw notAllowed(dossier, command, setting);
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const before = view(procedure, dossier.position);
  const task = addressedTask(dossier, command, setting);
  const typed = isOnPaper(command) && task !== null && mayTypeAnswer(dossier, task, setting);
  if (!typed) authorize(dossier, command.type, task, before, setting);
  checkAnswer(dossier, command, task, setting);
  if (keptForScans(dossier, command.type, task, setting)) throw scansAwaited(dossier);
  const behalf = typed ? null : behalfOf(dossier, command.type, task, before, setting);
  const decision = apply(dossier, command, task?.no ?? null, setting, behalf);
  checkGround(dossier, command);
  checkCollection(command, setting);
  return decision;
}

/** What an answer says of itself: when its paper came in, and that it was given at a meeting. */
function checkAnswer(dossier: Dossier, command: Command, task: Task | null, setting: Setting): void {
  if (command.type !== 'answer' || task === null) return;
  checkArrival(dossier, command, task, setting);
  checkAtMeeting(dossier, command, task, setting.now);
}

/**
 * The change itself, without asking who may: `decide` asks first, the recount replays history that was authorised when it
 * happened. `taskNo` is the number of the task the command addresses, `behalf` whose place the caller took.
 */
export function apply(
  dossier: Dossier,
  command: Command,
  taskNo: number | null,
  setting: Setting,
  behalf: Behalf | null = null,
): Decision {
  const at = Math.max(setting.now, dossier.changedAt);
  const task = dossier.tasks.find((candidate) => candidate.no === taskNo) ?? null;
  const found = setting.found ?? foundFor(dossier, command, at, setting);
  const known = found === null ? setting : { ...setting, found };
  const [type, next] = change(dossier, command, task, at, known, behalf);
  return {
    dossier: recorded(next, at, setting),
    event: {
      type,
      at,
      actor: setting.actor.id,
      payload: {
        command,
        task: taskNo,
        step: task?.step ?? null,
        ...(found === null ? null : { ...found, due: next.appointment }),
        ...onBehalf(behalf),
        ...standInNamed(dossier, next, command),
        ...(isOnPaper(command) ? { typedFor: task?.unit ?? null } : {}),
        ...officeTerm(dossier, command, setting),
        ...byMachine(setting.actor),
      },
    },
  };
}

/** What the office is like when a dossier begins, or begins anew; null for every other command. */
function foundFor(dossier: Dossier, command: Command, at: number, setting: Setting): Found | null {
  if (command.type === 'correct') return foundAtCorrection(dossier, command, at, setting);
  return command.type === 'receive' && awaitsReception(dossier)
    ? foundAtReception(dossier, command, at, setting)
    : null;
}

/** What happened, and the dossier after it. */
function change(
  dossier: Dossier,
  command: Command,
  task: Task | null,
  at: number,
  setting: Setting,
  behalf: Behalf | null,
): [event: string, next: Dossier] {
  if (isMeasure(command)) return [measureEvent(command), takeMeasure(command, task, dossier, at, setting)];
  if (!isLateAnswer(command, task))
    return [EVENT_OF[command.type], move(dossier, command, task, at, setting, behalf)];
  const { answer, note = null, paper = null } = command;
  const kept = { at, by: setting.actor.id, answer, note, paper };
  const tasks = clearedByArrival(dossier, task!, command, setting);
  return [LATE_ANSWER_KEPT, keepLateAnswer({ ...dossier, tasks }, task!.no, kept)];
}

type MoveCommand = Exclude<Command, MeasureCommand>;

function move(
  dossier: Dossier,
  command: MoveCommand,
  task: Task | null,
  at: number,
  setting: Setting,
  behalf: Behalf | null,
): Dossier {
  if (command.type === 'receive' && setting.found !== undefined)
    return takeIn(dossier, command, at, setting, behalf);
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const named = namedOfficial(command);
  const taskSetting: TaskSetting = {
    at,
    calendarOf: setting.calendarOf,
    unitOf: (party) => dossier.routing.parties[party] ?? dossier.routing.lead,
    nextOfficial: null,
  };
  if (command.type === 'takeUp' && task?.official === null) {
    return { ...dossier, tasks: giveTask(dossier.tasks, task.no, setting.actor.id, taskSetting, behalf) };
  }
  const position = isMachineCommand(command.type)
    ? advance(procedure, dossier.position, command.type, factsOf(dossier, command, task, at))
    : null;
  if (position === null) {
    // A head may give an open step to somebody without the machine moving on.
    if (
      command.type === 'assign' &&
      task &&
      canBeGiven(dossier, task, command.official, procedure, setting)
    ) {
      const standing = setting.staff.standsFor(command.official, task.role, task.unit);
      return { ...dossier, tasks: giveTask(dossier.tasks, task.no, command.official, taskSetting, standing) };
    }
    throw notAllowed(dossier, command, setting);
  }
  const after = view(procedure, position);
  // What an agency said on paper is nobody's doing here: whoever typed it in held nothing.
  const taken =
    command.type === 'answer' && isOnPaper(command)
      ? splitAtArrival(dossier, task!, command, setting)
      : heldByActor(takenOver(dossier.tasks, task, behalf, taskSetting, setting), task, behalf, setting);
  const followed = followSteps(taken, after, { ...taskSetting, unitOf: unitOfParty(dossier, after) });
  const said = saidAtMeeting(followed, command, dossier, task, at);
  const opened = assignOpened(said, taken.length, named, setting);
  const tasks = command.type === 'recordSilence' ? silenceEnds(opened, task, dossier, procedure) : opened;
  const handedIn = withMore(dossier.handedIn, command);
  const waiting =
    command.type === 'requestSupplement' ? { waiting: askedOfCitizen(dossier, command, at, setting) } : {};
  return settle(
    { ...dossier, ...waiting, position, tasks, handedIn, ...ofResult(dossier, command) },
    procedure,
    after,
    at,
    setting,
  );
}

/** Whoever acts on a step nobody took up has held it: its whole time is theirs (R8). */
function heldByActor(
  tasks: readonly Task[],
  task: Task | null,
  behalf: Behalf | null,
  { actor }: Setting,
): Task[] {
  if (task === null || task.official !== null || actor.kind !== 'official') return [...tasks];
  return tasks.map((other) => (other.no === task.no ? heldBy(other, actor.id, behalf) : other));
}

function assignOpened(tasks: Task[], opened: number, official: OfficialId | null, setting: Setting): Task[] {
  if (official === null) return tasks;
  return tasks.map((task) => {
    if (task.no <= opened) return task;
    requireStaff(official, task, setting);
    return heldBy(task, official, setting.staff.standsFor(official, task.role, task.unit));
  });
}

function canBeGiven(
  dossier: Dossier,
  task: Task,
  official: OfficialId,
  procedure: Procedure,
  setting: Setting,
): boolean {
  if (task.finishedAt !== null || stopGround(view(procedure, dossier.position)) !== null) return false;
  requireStaff(official, task, setting);
  return true;
}

function requireStaff(official: OfficialId, task: Task, { staff }: Setting): void {
  if (staff.holds(official, task.role, task.unit)) {
    const standing = staff.standIn(official, task.role, task.unit);
    if (standing !== null) throw officialAway(official, standing);
    return;
  }
  throw new RefusedError(
    'dossier.unknownOfficial',
    `${official} is no ${task.role} of ${task.unit}. Ask GET /api/v1/officials?unit=${task.unit} who is.`,
    { official, unit: task.unit, role: task.role },
  );
}

function withMore(handedIn: HandedIn[], command: Command): HandedIn[] {
  return command.type === 'receiveSupplement' ? [...handedIn, ...command.handedIn] : handedIn;
}

/** Commands are orders, events are history. */
const EVENT_OF: Record<MoveCommand['type'], string> = {
  takeUp: 'takenUp',
  assign: 'assigned',
  finishTask: 'taskFinished',
  sendBack: 'sentBack',
  handOff: 'handedOff',
  answer: 'answered',
  recordSilence: 'silenceRecorded',
  submit: 'submitted',
  approve: 'approved',
  refuse: 'refused',
  requestSupplement: 'supplementRequested',
  receiveSupplement: 'supplementReceived',
  requireFinancialDuty: 'financialDutyRequired',
  confirmFinancialDuty: 'financialDutyConfirmed',
  finishProcessing: 'processingFinished',
  returnResult: 'resultReturned',
  withdraw: 'withdrawn',
  receive: 'received',
  refuseAtDesk: 'refusedAtDesk',
};
