import { DOSSIER_COMMANDS, type MachineCommand, type StepRole, type View } from '../procedure/index.js';
import type { CommandType } from './commands.js';
import { RefusedError } from './errors.js';
import type { Setting } from './setting.js';
import type { Actor, Behalf, Dossier, Role, Task, UnitId, UnitTree } from './types.js';

/** Whether an actor holds one of the roles in a unit or above it. */
export function holdsRole(
  actor: Actor,
  roles: readonly Role[],
  unit: UnitId,
  { tree }: Pick<Setting, 'tree'>,
): boolean {
  return actor.roles.some((held) => roles.includes(held.role) && tree.isWithin(unit, held.unit));
}

/**
 * Whether a dossier exists for an actor at all: clerks see their desk's, everybody their units' and their subtree's, leaders their agency's.
 * What one may not see is answered as if it were not there.
 */
export function maySee(actor: Actor, dossier: Dossier, setting: Pick<Setting, 'tree'>): boolean {
  const { desk, lead } = dossier.routing;
  const touched = [desk, lead, ...dossier.tasks.map((task) => task.unit)];
  return (
    maySeeUnits(actor, touched, setting) || dossier.tasks.some((task) => keeps(task, { ...setting, actor }))
  );
}

/** `maySee` for a dossier of which only the units that have to do with it are known. */
export function maySeeUnits(
  actor: Actor,
  touched: readonly UnitId[],
  { tree }: Pick<Setting, 'tree'>,
): boolean {
  return actor.roles.some((held) => {
    const from = sightOf(held, tree);
    return touched.some((unit) => tree.has(unit) && tree.isWithin(unit, from));
  });
}

/**
 * Where a role's sight begins; what lies below is seen. Leaders sit in a department of their own and see their whole
 * agency: they answer for its promises.
 */
export function sightOf({ role, unit }: Actor['roles'][number], tree: UnitTree): UnitId {
  return role === 'leader' && tree.has(unit) ? tree.agencyOf(unit) : unit;
}

/**
 * The right to give a command: the holder of the step it addresses, or the desk (or whoever owns the waiting) for
 * commands on the whole dossier. Giving out a step is the business of the room's or the unit's head.
 * @throws RefusedError `dossier.notYourStep`, `dossier.notYourDesk`
 */
export function authorize(
  dossier: Dossier,
  command: CommandType,
  task: Task | null,
  view: View,
  setting: Setting,
): void {
  if (mayGive(dossier, command, task, view, setting)) return;
  if (task !== null) throw notYourStep(command, task, rolesFor(command, task));
  const { unit, role } = ownerOf(dossier, view);
  throw notYourDesk(command, unit, role);
}

/** The question `authorize` asks, as a question. */
export function mayGive(
  dossier: Dossier,
  command: CommandType,
  task: Task | null,
  view: View,
  setting: Setting,
): boolean {
  if (task === null) {
    const { unit, role } = ownerOf(dossier, view);
    return holdsRole(setting.actor, [role], unit, setting);
  }
  const theirs =
    task.official === null ||
    task.official === setting.actor.id ||
    command === 'assign' ||
    standsInFor(task, setting) !== null;
  if (theirs && holdsRole(setting.actor, rolesFor(command, task), task.unit, setting)) return true;
  return rolesFor(command, task).includes(task.role) && keeps(task, setting);
}

/**
 * What somebody got while standing in stays theirs to finish when the days are over, as long as they work in the agency:
 * a step must not be left with one who may not act on it.
 */
function keeps(task: Task, { actor, tree }: Pick<Setting, 'actor' | 'tree'>): boolean {
  if (task.finishedAt !== null || task.onBehalfOf === undefined || task.official !== actor.id) return false;
  const agency = tree.agencyOf(task.unit);
  return actor.roles.some(({ unit }) => tree.isWithin(unit, agency));
}

/** The holder of a step, when they are away and the caller stands in for them. */
function standsInFor({ official, role, unit }: Task, { actor, staff }: Setting): Behalf | null {
  if (official === null || official === actor.id) return null;
  const standing = staff.standIn(official, role, unit);
  return standing?.official === actor.id ? { official, delegation: standing.delegation } : null;
}

/**
 * On whose behalf the caller gives a command they may give: that of the step's holder who is away, or of whoever has the
 * role they act in. Null when they act in their own right. It goes into the event: replay never asks who was away.
 */
export function behalfOf(
  dossier: Dossier,
  command: CommandType,
  task: Task | null,
  view: View,
  setting: Setting,
): Behalf | null {
  if (task === null) {
    const { unit, role } = ownerOf(dossier, view);
    return behalfInRole(setting.actor, [role], unit, setting);
  }
  const roles = rolesFor(command, task);
  const theirs = roles.includes(task.role);
  const holders = theirs ? (standsInFor(task, setting) ?? keptFor(task, setting)) : null;
  return holders ?? behalfInRole(setting.actor, roles, task.unit, setting);
}

const keptFor = (task: Task, setting: Setting): Behalf | null =>
  keeps(task, setting) ? (task.onBehalfOf ?? null) : null;

/** Whose role an actor uses in a unit, when none of their own would do. */
export function behalfInRole(
  { roles: held }: Actor,
  roles: readonly Role[],
  unit: UnitId,
  { tree }: Pick<Setting, 'tree'>,
): Behalf | null {
  const fitting = held.filter(({ role, unit: of }) => roles.includes(role) && tree.isWithin(unit, of));
  if (fitting.some(({ onBehalfOf }) => onBehalfOf === undefined)) return null;
  return fitting[0]?.onBehalfOf ?? null;
}

/** Who gives commands on the whole dossier: whoever owns the waiting, else the receiving desk. */
function ownerOf({ routing }: Dossier, { waiting }: View): { unit: UnitId; role: StepRole } {
  if (waiting === null) return { unit: routing.desk, role: 'clerk' };
  return { unit: routing.parties[waiting.party] ?? routing.desk, role: waiting.role };
}

function rolesFor(command: CommandType, task: Task): readonly Role[] {
  if (command === 'assign') return ['roomLeader', 'leader'];
  return [task.role];
}

export function isDossierCommand(command: CommandType): boolean {
  return DOSSIER_COMMANDS.has(command as MachineCommand);
}

function notYourDesk(command: string, unit: UnitId, role: StepRole): RefusedError {
  return new RefusedError(
    'dossier.notYourDesk',
    `"${command}" belongs to the ${role} of ${unit}. Ask them, or sign in with that role.`,
    { unit, role },
  );
}

function notYourStep(command: string, task: Task, roles: readonly Role[]): RefusedError {
  const holder =
    task.official === null ? `a ${roles.join(' or ')} of ${task.unit}` : `${task.official} in ${task.unit}`;
  return new RefusedError(
    'dossier.notYourStep',
    `Step "${task.step}" is held by ${holder}, who may "${command}" it. A head of the unit can assign it to somebody else.`,
    { step: task.step, unit: task.unit, official: task.official, roles },
  );
}
