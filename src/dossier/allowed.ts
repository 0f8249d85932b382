import { offers, type Procedure, view } from '../procedure/index.js';
import { mayGive } from './authority.js';
import type { CommandType } from './commands.js';
import { measuresFor } from './measures/index.js';
import type { Setting } from './setting.js';
import { stopGround } from './tasks.js';
import type { Dossier, Task } from './types.js';

export type AllowedCommand = { type: CommandType; step: string | null };

/** What this caller may do with the dossier now: what the machine accepts, less what belongs to others. */
export function allowedCommands(dossier: Dossier, setting: Setting): AllowedCommand[] {
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const after = view(procedure, dossier.position);
  const open = dossier.tasks.filter((task) => task.finishedAt === null);
  const possible = [
    ...ofMachine(dossier, procedure, open, setting),
    ...(stopGround(after) === null ? ofOffice(open, setting) : []),
  ].filter(({ type }) => accessible(dossier, type));
  const theirs = possible.filter(({ type, step }, index) => {
    const task = open.find((candidate) => candidate.step === step) ?? null;
    const repeated = possible.findIndex((other) => other.type === type && other.step === step) < index;
    return !repeated && mayGive(dossier, type, task, after, setting);
  });
  const measures = measuresFor(dossier, after, setting);
  return [...theirs, ...measures.map((type) => ({ type, step: null }))];
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
  const passed = open.filter(
    (task) => task.clock?.state === 'running' && setting.now >= task.clock.due.lateFrom,
  );
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
