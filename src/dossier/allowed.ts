import { offers, type Procedure, view } from '../procedure/index.js';
import { lateAnswerable, mayTypeAnswer } from './answers.js';
import { holdsRole, mayGive } from './authority.js';
import type { CommandType } from './commands.js';
import { measuresFor } from './measures/index.js';
import { keptForScans } from './scans.js';
import { notBefore, type Setting } from './setting.js';
import { stopGround, termOver } from './tasks.js';
import type { Dossier, Task } from './types.js';

/** `onPaper`: only to type in what the asked agency wrote on paper (`paper`). */
export type AllowedCommand = { type: CommandType; step: string | null; onPaper?: true };

/** What this caller may do with the dossier now: what the machine accepts, less what belongs to others. */
export function allowedCommands(dossier: Dossier, asked: Setting): AllowedCommand[] {
  const setting = notBefore(dossier, asked);
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const after = view(procedure, dossier.position);
  const open = dossier.tasks.filter((task) => task.finishedAt === null);
  const possible = [
    ...ofMachine(dossier, procedure, open, setting),
    ...(stopGround(after) === null ? ofOffice(open, setting) : []),
  ].filter(({ type }) => accessible(dossier, type));
  const theirs = possible.flatMap(({ type, step }, index): AllowedCommand[] => {
    const task = open.find((candidate) => candidate.step === step) ?? null;
    const repeated = possible.findIndex((other) => other.type === type && other.step === step) < index;
    if (repeated || keptForScans(dossier, type, task, setting)) return [];
    if (mayGive(dossier, type, task, after, setting)) return [{ type, step }];
    const typed = type === 'answer' && task !== null && mayTypeAnswer(dossier, task, setting);
    return typed ? [{ type, step, onPaper: true }] : [];
  });
  const measures = measuresFor(dossier, after, setting);
  return [...theirs, ...lateAnswers(dossier, setting), ...measures];
}

/** An agency whose silence counted as consent may still be heard, once; nothing follows from it. */
function lateAnswers(dossier: Dossier, setting: Setting): AllowedCommand[] {
  return lateAnswerable(dossier).flatMap((task): AllowedCommand[] => {
    if (holdsRole(setting.actor, [task.role], task.unit, setting))
      return [{ type: 'answer', step: task.step }];
    return mayTypeAnswer(dossier, task, setting) ? [{ type: 'answer', step: task.step, onPaper: true }] : [];
  });
}

/**
 * Whether the machine may be asked at all: nothing moves a dossier that left the books, and while one is suspended the
 * citizen may withdraw it (TT 03/2025 Điều 7) and nothing else happens.
 */
export function accessible({ closedAt, suspension }: Dossier, type: CommandType): boolean {
  if (closedAt !== null) return false;
  return suspension === undefined || type === 'withdraw';
}

function ofMachine(dossier: Dossier, procedure: Procedure, open: Task[], setting: Setting): AllowedCommand[] {
  const passed = open.filter((task) => {
    const over = termOver(task, dossier);
    return over !== null && setting.now >= over;
  });
  return [...offers(procedure, dossier.position, new Set(passed.map((task) => task.step)))];
}

/** Taking up and giving out steps is the office's own business; the machine does not move. */
function ofOffice(open: Task[], { actor }: Setting): AllowedCommand[] {
  return open.flatMap((task) => [
    ...(task.official === null && actor.kind === 'official'
      ? [{ type: 'takeUp', step: task.step } as const]
      : []),
    { type: 'assign', step: task.step } as const,
  ]);
}
