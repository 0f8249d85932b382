import { localDateOf } from '../calendar/index.js';
import { holdsRole } from './authority.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import type { Setting } from './setting.js';
import type { Dossier, LateAnswer, Task } from './types.js';

/**
 * Answers of asked agencies that are not the ordinary ones: typed in from paper by somebody else, or come after silence
 * had counted as consent (domain 1.6).
 */
export type Answer = Extract<Command, { type: 'answer' }>;

/** What the history calls an answer that changes nothing. */
export const LATE_ANSWER_KEPT = 'lateAnswerKept';

/**
 * Whether a caller may type in what another agency answered on paper: a clerk of the receiving desk, or a specialist or
 * head of room of the agency that leads.
 */
export function mayTypeAnswer({ routing }: Dossier, task: Task, { actor, tree }: Setting): boolean {
  const { desk, lead } = routing;
  if (task.kind === 'task' || (tree.has(task.unit) && tree.isWithin(task.unit, lead))) return false;
  return actor.roles.some(({ role, unit }) => {
    if (role === 'clerk') return tree.isWithin(desk, unit);
    const inLead = tree.isWithin(unit, lead) || tree.isWithin(lead, unit);
    return (role === 'specialist' || role === 'roomLeader') && inLead;
  });
}

/** The consultations a late answer may still be kept for: silence counted as consent, and nothing has come since. */
export function lateAnswerable(dossier: Dossier): Task[] {
  if (hasEnded(dossier) || dossier.suspension !== undefined) return [];
  const asked = dossier.tasks.filter((task) => task.end === 'deemedConsent' && task.lateAnswer === undefined);
  return asked.filter(({ step, no }) => !dossier.tasks.some((later) => later.step === step && later.no > no));
}

/**
 * The consultation a late answer is about; null when the answer is an ordinary one.
 * @throws RefusedError `dossier.closed`, `dossier.answeredAlready`, `dossier.stepAmbiguous`
 */
export function lateAnswerTo(dossier: Dossier, command: Answer, setting: Setting): Task | null {
  if (hasEnded(dossier)) throw ended(dossier);
  const theirs = dossier.tasks.filter(
    (task) =>
      (command.step === undefined || task.step === command.step) &&
      mayAnswer(dossier, task, command, setting),
  );
  const asked = theirs.filter((task) => task.kind !== 'task');
  if (dossier.suspension !== undefined || asked.length === 0) return null;
  if (theirs.some((task) => task.finishedAt === null)) return null;
  const late = lateAnswerable(dossier).filter((task) => asked.includes(task));
  if (late.length === 1) return late[0]!;
  throw late.length === 0 ? answeredAlready(dossier, asked.at(-1)!) : ambiguous(late);
}

/** Whether what an agency wrote on paper is typed in for it. */
export const isOnPaper = (command: Command): boolean => 'paper' in command && command.paper !== undefined;

/** Whether a command, addressed to a task, is a late answer: what `lateAnswerTo` let through, as the replay sees it. */
export function isLateAnswer(command: Command, task: Task | null): command is Answer {
  return command.type === 'answer' && task?.end === 'deemedConsent';
}

/** The dossier with a late answer kept on its consultation; nothing else moves. */
export function keepLateAnswer(dossier: Dossier, no: number, answer: LateAnswer): Dossier {
  return {
    ...dossier,
    tasks: dossier.tasks.map((task) => (task.no === no ? { ...task, lateAnswer: answer } : task)),
  };
}

function mayAnswer(dossier: Dossier, task: Task, { paper }: Answer, setting: Setting): boolean {
  if (holdsRole(setting.actor, [task.role], task.unit, setting)) return true;
  return paper !== undefined && mayTypeAnswer(dossier, task, setting);
}

const hasEnded = ({ finishedAt, closedAt }: Dossier): boolean => finishedAt !== null || closedAt !== null;

const RULE = 'Cơ quan được hỏi trả lời một lần, trong thời hạn lấy ý kiến (NĐ 31/2021/NĐ-CP Điều 6.2)';

function answeredAlready({ code }: Dossier, { step, finishedAt, lateAnswer }: Task): RefusedError {
  const on = localDateOf(lateAnswer?.at ?? finishedAt!);
  return new RefusedError(
    'dossier.answeredAlready',
    `What was asked in step "${step}" of ${code} was settled on ${on}; a further answer is not kept (${RULE}). Write to the agency that leads.`,
    { rule: RULE, step, on },
  );
}

function ended({ code, finishedAt, closedAt }: Dossier): RefusedError {
  const on = localDateOf((finishedAt ?? closedAt)!);
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} ended on ${on}; an answer can change nothing any more (${RULE}).`,
    { rule: RULE, on },
  );
}

function ambiguous(tasks: Task[]): RefusedError {
  const steps = tasks.map(({ step }) => step);
  return new RefusedError(
    'dossier.stepAmbiguous',
    `Several consultations wait for nothing but a late answer: ${steps.join(', ')}. Say which as "step".`,
    { steps },
  );
}
