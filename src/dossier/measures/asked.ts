import { mayTypeAnswer } from '../answers.js';
import { behalfInRole, holdsRole } from '../authority.js';
import type { Command, CommandType } from '../commands.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import type { Behalf, Dossier, Task } from '../types.js';
import { declineMeeting, differ } from './invited.js';
import type { AskedMeasure } from './measure.js';

/** Every measure about one question an agency was asked, by its command. */
export const ASKED_MEASURES = { declineMeeting, differ } as const;

type AskedType = keyof typeof ASKED_MEASURES;
type AskedCommand = Extract<Command, { type: AskedType }>;

const ASKED_TYPES = Object.keys(ASKED_MEASURES) as AskedType[];

export function isAsked(command: Command): command is AskedCommand {
  return command.type in ASKED_MEASURES;
}

/** The table is exact; a single type for all of its entries is what the compiler cannot follow. */
export function askedMeasureOf(type: AskedType): AskedMeasure<CommandType> {
  return ASKED_MEASURES[type] as unknown as AskedMeasure<CommandType>;
}

/** What a caller may do about which step: in their own words, or only typing in what the agency wrote. */
export function askedFor(
  dossier: Dossier,
  setting: Setting,
): { type: AskedType; step: string; onPaper?: true }[] {
  return ASKED_TYPES.flatMap((type) =>
    askedMeasureOf(type)
      .tasks(dossier, setting)
      .flatMap((task): { type: AskedType; step: string; onPaper?: true }[] => {
        const { step } = task;
        if (speaksFor(task, setting)) return [{ type, step }];
        return mayTypeAnswer(dossier, task, setting) ? [{ type, step, onPaper: true }] : [];
      }),
  );
}

/**
 * The consultation a command is about: the one it names, or the only one its caller may speak for.
 * @throws RefusedError why there is none, `dossier.notYourStep`, `dossier.stepAmbiguous`
 */
export function askedTask(command: AskedCommand, dossier: Dossier, setting: Setting): Task {
  const { type, step, paper } = command;
  const measure = askedMeasureOf(type);
  const possible = measure.tasks(dossier, setting).filter((task) => step === undefined || task.step === step);
  if (possible.length === 0) throw measure.obstacle(dossier, step, setting);
  const theirs = possible.filter(
    (task) => speaksFor(task, setting) || (paper !== undefined && mayTypeAnswer(dossier, task, setting)),
  );
  if (theirs.length === 0) throw notYours(type, possible[0]!);
  if (theirs.length > 1) throw ambiguous(type, theirs);
  return theirs[0]!;
}

/** On whose behalf the caller speaks for the agency; null in their own right, and for whoever types in its paper. */
export function askedBehalf({ role, unit }: Task, setting: Setting): Behalf | null {
  return behalfInRole(setting.actor, [role], unit, setting);
}

const speaksFor = ({ role, unit }: Task, setting: Setting): boolean =>
  holdsRole(setting.actor, [role], unit, setting);

function notYours(command: string, { step, role, unit }: Task): RefusedError {
  return new RefusedError(
    'dossier.notYourStep',
    `"${command}" belongs to the ${role} of ${unit}; desk and lead may type in its paper, named as "paper".`,
    { step, unit, role },
  );
}

function ambiguous(command: string, tasks: readonly Task[]): RefusedError {
  const steps = tasks.map(({ step }) => step);
  return new RefusedError(
    'dossier.stepAmbiguous',
    `"${command}" may be about several steps: ${steps.join(', ')}. Say which as "step".`,
    { steps },
  );
}
