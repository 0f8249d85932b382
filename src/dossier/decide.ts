import { changeTerm, type Clock, finishClock, resumeClock, stopClock } from '../calendar/index.js';
import {
  advance,
  type EventFacts,
  type MachineCommand,
  MACHINE_COMMANDS,
  type Procedure,
  type View,
  view,
} from '../procedure/index.js';
import { accessible, allowedCommands } from './allowed.js';
import {
  isLateAnswer,
  isOnPaper,
  keepLateAnswer,
  LATE_ANSWER_KEPT,
  lateAnswerTo,
  mayTypeAnswer,
} from './answers.js';
import { authorize, isDossierCommand } from './authority.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import { authorizeMeasure, isMeasure, type MeasureCommand, MEASURES, takeMeasure } from './measures/index.js';
import { stoppedUnanswered } from './measures/stop.js';
import type { Setting } from './setting.js';
import { portalStatus } from './status.js';
import { askedOfCitizen, officeTerm, silenceEnds } from './waiting.js';
import { followSteps, giveTask, stopGround, type TaskSetting } from './tasks.js';
import { recorded } from './timers.js';
import {
  byMachine,
  type Decision,
  type Dossier,
  type HandedIn,
  type OfficialId,
  type Task,
} from './types.js';

/**
 * What a command makes of a dossier, or why not. Pure and synchronous: it runs inside the ledger's transaction.
 * @throws RefusedError; nothing has changed then
 */
export function decide(dossier: Dossier, command: Command, setting: Setting): Decision {
  if (isMeasure(command)) {
    authorizeMeasure(command, dossier, setting);
    return apply(dossier, command, null, setting);
  }
  const late = command.type === 'answer' ? lateAnswerTo(dossier, command, setting) : null;
  if (late !== null) return apply(dossier, command, late.no, setting);
  if (!accessible(dossier, command.type)) throw notAllowed(dossier, command, setting);
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const before = view(procedure, dossier.position);
  const task = addressedTask(dossier, command, setting);
  const typed = isOnPaper(command) && task !== null && mayTypeAnswer(dossier, task, setting);
  if (!typed) authorize(dossier, command.type, task, before, setting);
  return apply(dossier, command, task?.no ?? null, setting);
}

/**
 * The change itself, without asking who may: `decide` asks first, the recount replays history that was authorised when it
 * happened. `taskNo` is the number of the task the command addresses.
 */
export function apply(dossier: Dossier, command: Command, taskNo: number | null, setting: Setting): Decision {
  const at = Math.max(setting.now, dossier.changedAt);
  const task = dossier.tasks.find((candidate) => candidate.no === taskNo) ?? null;
  const [type, next] = change(dossier, command, task, at, setting);
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
        ...(isOnPaper(command) ? { typedFor: task?.unit ?? null } : {}),
        ...officeTerm(dossier, command, setting),
        ...byMachine(setting.actor),
      },
    },
  };
}

/** What happened, and the dossier after it. */
function change(
  dossier: Dossier,
  command: Command,
  task: Task | null,
  at: number,
  setting: Setting,
): [event: string, next: Dossier] {
  if (isMeasure(command)) return [MEASURES[command.type].event, takeMeasure(command, dossier, at, setting)];
  if (!isLateAnswer(command, task))
    return [EVENT_OF[command.type], move(dossier, command, task, at, setting)];
  const { answer, note = null, paper = null } = command;
  const kept = { at, by: setting.actor.id, answer, note, paper };
  return [LATE_ANSWER_KEPT, keepLateAnswer(dossier, task!.no, kept)];
}

type MoveCommand = Exclude<Command, MeasureCommand>;

function move(
  dossier: Dossier,
  command: MoveCommand,
  task: Task | null,
  at: number,
  setting: Setting,
): Dossier {
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const named = namedOfficial(command);
  const taskSetting: TaskSetting = {
    at,
    calendarOf: setting.calendarOf,
    unitOf: (party) => dossier.routing.parties[party] ?? dossier.routing.lead,
    nextOfficial: null,
  };
  if (command.type === 'takeUp' && task?.official === null) {
    return { ...dossier, tasks: giveTask(dossier.tasks, task.no, setting.actor.id, taskSetting) };
  }
  const position = isMachineCommand(command.type)
    ? advance(procedure, dossier.position, command.type, factsOf(command, task, at))
    : null;
  if (position === null) {
    // A head may give an open step to somebody without the machine moving on.
    if (
      command.type === 'assign' &&
      task &&
      canBeGiven(dossier, task, command.official, procedure, setting)
    ) {
      return { ...dossier, tasks: giveTask(dossier.tasks, task.no, command.official, taskSetting) };
    }
    throw notAllowed(dossier, command, setting);
  }
  const after = view(procedure, position);
  // What an agency said on paper is nobody's doing here: whoever typed it in held nothing.
  const held = isOnPaper(command) ? dossier.tasks : heldByActor(dossier.tasks, task, setting);
  const opened = assignOpened(followSteps(held, after, taskSetting), dossier.tasks.length, named, setting);
  const tasks = command.type === 'recordSilence' ? silenceEnds(opened, task, dossier, procedure) : opened;
  const waiting =
    command.type === 'requestSupplement' ? { waiting: askedOfCitizen(dossier, command, at, setting) } : {};
  return settle(
    { ...dossier, ...waiting, position, tasks, handedIn: withMore(dossier.handedIn, command) },
    procedure,
    after,
    at,
    setting,
  );
}

/** Brings the dossier's clock, dates and status in line with where the machine stands now. */
function settle(dossier: Dossier, procedure: Procedure, after: View, at: number, setting: Setting): Dossier {
  const finishedAt = dossier.finishedAt ?? (after.tags.has('clock.ended') ? at : null);
  // A suspended dossier moves only to its end.
  const { suspension: _over, waiting, ...going } = dossier;
  const settled = {
    ...going,
    ...(waiting !== undefined && stopGround(after) === 'supplement' ? { waiting } : {}),
    clock: dossier.clock === null ? null : followClock(dossier, dossier.clock, procedure, after, at, setting),
    outcome: after.outcome,
    finishedAt,
    closedAt: dossier.closedAt ?? (after.done && finishedAt === null ? at : null),
    returnedAt: dossier.returnedAt ?? (after.tags.has('returned') ? at : null),
  };
  return { ...settled, status: portalStatus(after, settled) };
}

function followClock(
  dossier: Dossier,
  clock: Clock,
  procedure: Procedure,
  after: View,
  at: number,
  setting: Setting,
): Clock {
  const calendar = setting.calendarOf(dossier.routing.lead);
  if (clock.state === 'finished') return clock;
  const judged = refusedSooner(dossier, clock, procedure, after, setting);
  if (after.done || after.tags.has('clock.ended')) return finishClock(judged, at);
  const ground = stopGround(after);
  if (ground !== null && judged.state === 'running') return stopClock(calendar, judged, at, ground);
  if (ground === null && judged.state === 'stopped') return resumeClock(calendar, judged, at);
  return judged;
}

/** Where the law gives a refusal a shorter term, a refused dossier is judged by that one (1.014199). */
function refusedSooner(
  dossier: Dossier,
  clock: Clock,
  { facts }: Procedure,
  after: View,
  setting: Setting,
): Clock {
  const chosen = facts.cases.find((candidate) => candidate.key === dossier.caseKey);
  if (after.outcome !== 'refused' || dossier.outcome === 'refused' || chosen?.termWhenRefused === undefined)
    return clock;
  return changeTerm(setting.calendarOf(dossier.routing.lead), clock, chosen.termWhenRefused);
}

function addressedTask(dossier: Dossier, command: Command, setting: Setting): Task | null {
  if (isDossierCommand(command.type)) return null;
  const open = dossier.tasks.filter((task) => task.finishedAt === null);
  const asked = 'step' in command ? command.step : undefined;
  if (asked !== undefined) {
    const task = open.find((candidate) => candidate.step === asked);
    if (task) return task;
    throw new RefusedError(
      'dossier.unknownStep',
      `Step "${asked}" is not open; open steps: ${open.map((one) => one.step).join(', ') || 'none'}.`,
      {
        open: open.map((one) => one.step),
      },
    );
  }
  const fitting = open.length < 2 ? open : open.filter((task) => accepts(dossier, command, task, setting));
  if (fitting.length === 1) return fitting[0]!;
  if (fitting.length === 0) throw notAllowed(dossier, command, setting);
  throw new RefusedError(
    'dossier.stepAmbiguous',
    `Several open steps accept "${command.type}": ${fitting.map((one) => one.step).join(', ')}. Say which as "step".`,
    {
      steps: fitting.map((one) => one.step),
    },
  );
}

function accepts(dossier: Dossier, command: Command, task: Task, setting: Setting): boolean {
  if (!isMachineCommand(command.type)) return true;
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  return advance(procedure, dossier.position, command.type, factsOf(command, task, setting.now)) !== null;
}

function factsOf(command: Command, task: Task | null, at: number): EventFacts {
  const clock = task?.clock ?? null;
  return {
    step: task?.step ?? null,
    termPassed: clock !== null && clock.state === 'running' && at >= clock.due.lateFrom,
    wholeChecklist: true,
    answer: command.type === 'answer' ? command.answer : null,
  };
}

/** Whoever acts on a step nobody took up has held it: its whole time is theirs (R8). */
function heldByActor(tasks: readonly Task[], task: Task | null, { actor }: Setting): Task[] {
  if (task === null || task.official !== null || actor.kind !== 'official') return [...tasks];
  return tasks.map((other) => (other.no === task.no ? { ...other, official: actor.id } : other));
}

function assignOpened(tasks: Task[], opened: number, official: OfficialId | null, setting: Setting): Task[] {
  if (official === null) return tasks;
  return tasks.map((task) => {
    if (task.no <= opened) return task;
    requireStaff(official, task, setting);
    return { ...task, official };
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
  if (staff.holds(official, task.role, task.unit)) return;
  throw new RefusedError(
    'dossier.unknownOfficial',
    `${official} is no ${task.role} of ${task.unit}. Ask GET /api/v1/officials?unit=${task.unit} who is.`,
    { official, unit: task.unit, role: task.role },
  );
}

function withMore(handedIn: HandedIn[], command: Command): HandedIn[] {
  return command.type === 'receiveSupplement' ? [...handedIn, ...command.handedIn] : handedIn;
}

function namedOfficial(command: Command): OfficialId | null {
  if (command.type === 'assign') return command.official;
  return 'nextOfficial' in command ? (command.nextOfficial ?? null) : null;
}

function notAllowed(dossier: Dossier, command: Command, setting: Setting): RefusedError {
  if (command.type === 'receiveSupplement' && dossier.closedAt !== null && dossier.outcome === 'stopped')
    return stoppedUnanswered(dossier);
  if (command.type === 'withdraw' && hasResult(dossier, setting)) return resultExists(dossier);
  const allowed = allowedCommands(dossier, setting);
  return new RefusedError(
    'dossier.commandNotAllowed',
    `"${command.type}" is not possible as dossier ${dossier.code} stands now. Possible for you: ${allowed.map((one) => one.type).join(', ') || 'nothing'}.`,
    { allowed },
  );
}

function hasResult({ procedure: { code, version }, position }: Dossier, { catalogue }: Setting): boolean {
  return view(catalogue.version(code, version), position).tags.has('resultExists');
}

function resultExists({ code }: Dossier): RefusedError {
  const rule = 'Thông tư 03/2025/TT-VPCP Điều 7; Nghị định 118/2025/NĐ-CP Điều 21';
  return new RefusedError(
    'dossier.resultExists',
    `There is a decision on dossier ${code}, so it can no longer be stopped on request (${rule}). Hand the result over.`,
    { rule },
  );
}

function isMachineCommand(type: string): type is MachineCommand {
  return (MACHINE_COMMANDS as readonly string[]).includes(type);
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
};
