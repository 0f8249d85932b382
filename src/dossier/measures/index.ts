import { type View, view } from '../../procedure/index.js';
import { behalfInRole, holdsRole } from '../authority.js';
import type { Command, CommandType } from '../commands.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import { portalStatus } from '../status.js';
import type { Behalf, Dossier } from '../types.js';
import { extend } from './extension.js';
import type { Measure } from './measure.js';
import { correct } from './correction.js';
import { guide } from './guidance.js';
import { reappoint } from './reappointment.js';
import { recordScans } from './scanning.js';
import { stop } from './stop.js';
import { resume, suspend } from './suspension.js';

/** Every measure by its command. */
export const MEASURES = { suspend, resume, reappoint, guide, correct, extend, stop, recordScans } as const;

export type MeasureType = keyof typeof MEASURES;
export type MeasureCommand = Extract<Command, { type: MeasureType }>;

const MEASURE_TYPES = Object.keys(MEASURES) as MeasureType[];

export function isMeasure(command: Command): command is MeasureCommand {
  return command.type in MEASURES;
}

/** The measures a caller may take now. */
export function measuresFor(dossier: Dossier, after: View, setting: Setting): MeasureType[] {
  return MEASURE_TYPES.filter(
    (type) => isTheirs(type, dossier, setting) && measureOf(type).obstacle(dossier, after, setting) === null,
  );
}

/** @throws RefusedError when the caller may not take it, or nobody can now */
export function authorizeMeasure(command: MeasureCommand, dossier: Dossier, setting: Setting): void {
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const now = view(procedure, dossier.position);
  const refusal = refusalOf(command.type, dossier, now, setting);
  if (refusal !== null) throw refusal;
  measureOf(command.type).check?.(dossier, command, now, setting);
}

/** On whose behalf the caller takes a measure they may take; null in their own right. */
export function measureBehalf({ type }: MeasureCommand, dossier: Dossier, setting: Setting): Behalf | null {
  const { roles, unit } = measureOf(type).by(dossier, setting);
  return behalfInRole(setting.actor, roles, unit, setting);
}

/** The dossier after a measure, with the status that goes with it. */
export function takeMeasure(
  command: MeasureCommand,
  dossier: Dossier,
  at: number,
  setting: Setting,
): Dossier {
  const taken = measureOf(command.type).take(dossier, command, at, setting);
  const procedure = setting.catalogue.version(taken.procedure.code, taken.procedure.version);
  return { ...taken, status: portalStatus(view(procedure, taken.position), taken) };
}

function refusalOf(type: MeasureType, dossier: Dossier, after: View, setting: Setting): RefusedError | null {
  const measure = measureOf(type);
  if (isTheirs(type, dossier, setting)) return measure.obstacle(dossier, after, setting);
  const { roles, unit } = measure.by(dossier, setting);
  return measure.notYours?.(dossier, setting) ?? notYours(type, roles, unit);
}

function isTheirs(type: MeasureType, dossier: Dossier, setting: Setting): boolean {
  const { roles, unit } = measureOf(type).by(dossier, setting);
  return holdsRole(setting.actor, roles, unit, setting);
}

/** The table is exact; a single type for all of its entries is what the compiler cannot follow. */
function measureOf(type: MeasureType): Measure<CommandType> {
  return MEASURES[type] as unknown as Measure<CommandType>;
}

function notYours(command: string, roles: readonly string[], unit: string): RefusedError {
  return new RefusedError(
    'dossier.notYourDesk',
    `"${command}" belongs to the ${roles.join(' or ')} of ${unit}. Ask them, or sign in with that role.`,
    { unit, roles },
  );
}
