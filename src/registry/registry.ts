import type { Instant, OfficeHours } from '../calendar/types.js';
import {
  type Behalf,
  type HeldRole,
  RefusedError,
  type OfficialId,
  type Role,
  type Staff,
  type UnitId,
  type UnitTree,
} from '../dossier/index.js';
import { groupBy } from './group-by.js';
import { createStandIns, type Delegation, type StandIns } from './stand-ins.js';

/** A unit of the province (cơ quan, đơn vị); departments hang under agencies, agencies under the province. */
export type Unit = {
  id: UnitId;
  parent: UnitId | null;
  name: string;
  nameEn: string | null;
  level: 'province' | 'commune';
  function: 'province' | 'agency' | 'desk' | 'room' | 'leadership' | 'clerical';
  identifier: string | null;
  rated: boolean;
  officeHours: OfficeHours | null;
  origin: string;
};

export type Official = { id: OfficialId; name: string; origin: string };
export type RoleHeld = { official: OfficialId; unit: UnitId; role: Role };

/** The register of units and officials as one value; the rules read it as a tree and as staff. */
export type Registry = {
  tree: UnitTree;
  /** The officials as they are at an instant, with whoever stands in for others then. */
  staffAt(now: Instant): Staff;
  /** Whether an official has a role in a unit or above it in their own right. */
  holds(official: OfficialId, role: Role, unit: UnitId): boolean;
  standIns: StandIns;
  unit(id: UnitId): Unit | null;
  official(id: OfficialId): Official | null;
  rolesOf(official: OfficialId): readonly RoleHeld[];
  units: readonly Unit[];
  officials: readonly Official[];
  roles: readonly RoleHeld[];
  /** All there ever were, the oldest first. */
  delegations: readonly Delegation[];
  root: Unit | null;
};

/** @throws Error when the units are no tree: two roots, a missing parent, a cycle */
export function createRegistry(
  units: readonly Unit[],
  officials: readonly Official[],
  roles: readonly RoleHeld[],
  delegations: readonly Delegation[] = [],
): Registry {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const officialById = new Map(officials.map((official) => [official.id, official]));
  const rolesByOfficial = groupBy(roles, (role) => role.official);
  const tree = createTree(byId);
  const holds: Registry['holds'] = (official, role, unit) =>
    has(rolesByOfficial.get(official) ?? [], role, unit, tree);
  const standIns = createStandIns(delegations, tree, holds);
  const roots = units.filter((unit) => unit.parent === null);
  if (roots.length > 1)
    throw new Error(
      `The register has ${roots.length} roots (${roots.map((one) => one.id).join(', ')}); a province has one.`,
    );
  return {
    tree,
    staffAt: (now) => ({
      holds: (official, role, unit) =>
        holds(official, role, unit) || has(standIns.rolesOf(official, now), role, unit, tree),
      standIn: (official, role, unit) => standIns.of(official, role, unit, now),
      standsFor: (official, role, unit) =>
        holds(official, role, unit) ? null : behalfOf(standIns.rolesOf(official, now), role, unit, tree),
    }),
    holds,
    standIns,
    unit: (id) => byId.get(id) ?? null,
    official: (id) => officialById.get(id) ?? null,
    rolesOf: (official) => rolesByOfficial.get(official) ?? [],
    units,
    officials,
    roles,
    delegations,
    root: roots[0] ?? null,
  };
}

function behalfOf(held: readonly HeldRole[], role: Role, unit: UnitId, tree: UnitTree): Behalf | null {
  return held.find((one) => one.role === role && tree.isWithin(unit, one.unit))?.onBehalfOf ?? null;
}

function has(held: readonly HeldRole[], role: Role, unit: UnitId, tree: UnitTree): boolean {
  return held.some((one) => one.role === role && tree.isWithin(unit, one.unit));
}

function createTree(byId: ReadonlyMap<UnitId, Unit>): UnitTree {
  const paths = new Map<UnitId, UnitId[]>();
  const children = groupBy([...byId.values()], (unit) => unit.parent ?? '');
  const pathOf = (id: UnitId, below: readonly UnitId[] = []): UnitId[] => {
    const known = paths.get(id);
    if (known) return known;
    const unit = byId.get(id);
    if (unit === undefined) {
      throw new RefusedError('dossier.unknownUnit', `There is no unit ${id}; add it to the register first.`, {
        unit: id,
      });
    }
    if (below.includes(id))
      throw new Error(`Units ${[...below, id].join(' > ')} form a cycle; mend their parents.`);
    const path = unit.parent === null ? [id] : [id, ...pathOf(unit.parent, [...below, id])];
    paths.set(id, path);
    return path;
  };
  for (const id of byId.keys()) pathOf(id);
  const isAgency = (id: UnitId): boolean => ['agency', 'province'].includes(byId.get(id)?.function ?? '');
  const departments = new Map([...children].map(([parent, units]) => [parent, byFunction(units)]));
  const department = (agency: UnitId, fn: string): UnitId => departments.get(agency)?.get(fn) ?? agency;
  return {
    path: (id) => pathOf(id),
    has: (id) => byId.has(id),
    isWithin: (id, ancestor) => pathOf(id).includes(ancestor),
    agencyOf: (id) => pathOf(id).find(isAgency) ?? id,
    department,
    levelOf: (id) => byId.get(pathOf(id)[0]!)!.level,
    isDesk: (id) =>
      byId.get(id)?.function === 'desk' ||
      (byId.get(id)?.function === 'agency' && department(id, 'desk') === id),
  };
}

/** The first unit of each function. */
function byFunction(units: readonly Unit[]): Map<string, UnitId> {
  const first = new Map<string, UnitId>();
  for (const unit of units) if (!first.has(unit.function)) first.set(unit.function, unit.id);
  return first;
}
