import { advance, type EventFacts, type MachineCommand, MACHINE_COMMANDS } from '../procedure/index.js';
import { isDossierCommand } from './authority.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import { notAllowed } from './refusals.js';
import type { Setting } from './setting.js';
import { termOver } from './tasks.js';
import type { Dossier, Task } from './types.js';

/**
 * The open step a command is about: the one it names, or the only one that accepts it. Null for the whole dossier.
 * @throws RefusedError `dossier.unknownStep`, `dossier.stepAmbiguous`, or why no step accepts it
 */
export function addressedTask(dossier: Dossier, command: Command, setting: Setting): Task | null {
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
  return (
    advance(procedure, dossier.position, command.type, factsOf(dossier, command, task, setting.now)) !== null
  );
}

/** What the machine's guards may know of a command. */
export function factsOf(dossier: Dossier, command: Command, task: Task | null, at: number): EventFacts {
  const over = task && termOver(task, dossier);
  return {
    step: task?.step ?? null,
    termPassed: over !== null && at >= over,
    wholeChecklist: true,
    answer: command.type === 'answer' ? command.answer : null,
  };
}

export function isMachineCommand(type: string): type is MachineCommand {
  return (MACHINE_COMMANDS as readonly string[]).includes(type);
}
