import { localDateOf, startOfDay } from '../calendar/index.js';
import type { Instant, LocalDate } from '../calendar/types.js';
import { type Actor, holdsRole, type OfficialId, type Role, type UnitId } from '../dossier/index.js';
import { STEP_ROLES, type StepRole } from '../procedure/index.js';
import type { Registry } from './registry.js';
import { createStandIns, type Delegation, endOf } from './stand-ins.js';

export type DelegationCode =
  | 'delegation.unknown'
  | 'delegation.unknownOfficial'
  | 'delegation.toSelf'
  | 'delegation.roleNotGiven'
  | 'delegation.roleNotHeld'
  | 'delegation.otherAgency'
  | 'delegation.badDates'
  | 'delegation.notYours'
  | 'delegation.overlaps'
  | 'delegation.circle'
  | 'delegation.over';

/** Why nobody can stand in like that; the message says what to do. */
export class DelegationError extends Error {
  constructor(
    readonly code: DelegationCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** What a leader orders: who stands in for whom, as what, from the first to the last local day. */
export type DelegationOrder = {
  from: OfficialId;
  to: OfficialId;
  unit: UnitId;
  role: Role;
  startsOn: LocalDate;
  endsOn: LocalDate;
  reason: string;
};

/** Who decides and when. The administrator may decide anywhere. */
export type Deciding = { by: Actor; now: Instant; id: string };

/**
 * The delegation an order makes in a register, or why it cannot be.
 * @throws DelegationError, RefusedError `dossier.unknownUnit`
 */
export function newDelegation(order: DelegationOrder, register: Registry, deciding: Deciding): Delegation {
  register.tree.path(order.unit);
  checkOfficials(order, register);
  const role = stepRole(order.role);
  mayDecide(deciding.by, { ...order, role }, register);
  const delegation = { ...order, role, ...daysOf(order, deciding.now) };
  checkRoles(delegation, register);
  const { startsOn: _first, endsOn: _last, ...kept } = delegation;
  const { by, now, id } = deciding;
  const made: Delegation = { ...kept, id, decidedBy: by.id, decidedAt: now, revokedAt: null };
  checkOverlap(made, register);
  checkCircle(made, register);
  return made;
}

/**
 * The delegation ended now. Revoked already it stays as it is.
 * @throws DelegationError `delegation.unknown`, `delegation.notYours`, `delegation.over`
 */
export function revokedDelegation(
  id: string,
  register: Registry,
  { by, now }: Omit<Deciding, 'id'>,
): Delegation {
  const delegation = register.delegations.find((one) => one.id === id);
  if (delegation === undefined) {
    const message = `There is no delegation ${id}. List the delegations to see their ids.`;
    throw new DelegationError('delegation.unknown', message, { id });
  }
  mayDecide(by, delegation, register);
  if (delegation.revokedAt !== null) return delegation;
  if (delegation.endsAt > now) return { ...delegation, revokedAt: now };
  const ended = lastDayOf(delegation);
  throw new DelegationError('delegation.over', `It ended with ${ended}; there is nothing to revoke.`, {
    ended,
  });
}

/** The last local day on which a delegation holds, as it was ordered. */
export const lastDayOf = ({ endsAt }: Pick<Delegation, 'endsAt'>): LocalDate => localDateOf(endsAt - 1);

function checkOfficials({ from, to }: DelegationOrder, register: Registry): void {
  const stranger = [from, to].find((id) => register.official(id) === null);
  if (stranger !== undefined) {
    const message = `There is no official ${stranger}. Ask GET /api/v1/officials who there is.`;
    throw new DelegationError('delegation.unknownOfficial', message, { official: stranger });
  }
  if (from !== to) return;
  const message = `${from} cannot stand in for themselves. Name somebody else of the agency as "to".`;
  throw new DelegationError('delegation.toSelf', message, { official: from });
}

/** Roles that hold steps; supervision and administration are nobody's to give away. */
function stepRole(role: Role): StepRole {
  const found = STEP_ROLES.find((known) => known === role);
  if (found) return found;
  throw new DelegationError(
    'delegation.roleNotGiven',
    `The role ${role} holds no steps and cannot be given to a stand-in. Name one of ${STEP_ROLES.join(', ')}.`,
    { role, roles: [...STEP_ROLES] },
  );
}

/** Leaders decide for their agency, heads of a room for it below the leader, the administrator for everybody. */
function mayDecide(by: Actor, { unit, role }: { unit: UnitId; role: StepRole }, { tree }: Registry): void {
  if (by.scopes.includes('admin')) return;
  const leadership = tree.department(tree.agencyOf(unit), 'leadership');
  const leads = [unit, leadership].some((of) => holdsRole(by, ['leader'], of, { tree }));
  if (leads || (role !== 'leader' && holdsRole(by, ['roomLeader'], unit, { tree }))) return;
  throw new DelegationError(
    'delegation.notYours',
    `Who stands in for a ${role} of ${unit} is decided by a leader of ${leadership}${role === 'leader' ? '' : ` or the head of ${unit}`}. Ask them.`,
    { unit, role, leadership },
  );
}

function daysOf(
  { startsOn, endsOn }: DelegationOrder,
  now: Instant,
): Pick<Delegation, 'startsAt' | 'endsAt'> {
  const today = localDateOf(now);
  if (startsOn < today) throw badDates(`${startsOn} is over; begin today (${today}) or later`);
  if (endsOn < startsOn) throw badDates(`it would end on ${endsOn}, before it begins on ${startsOn}`);
  return { startsAt: startOfDay(startsOn), endsAt: startOfDay(endsOn) + DAY };
}

const DAY = 86_400_000;

function badDates(why: string): DelegationError {
  return new DelegationError(
    'delegation.badDates',
    `These dates cannot be: ${why}. Give the first and the last day.`,
    {
      why,
    },
  );
}

/** Who is away has the role there, and whoever stands in works in the same agency. */
function checkRoles(
  { from, to, role, unit }: Pick<Delegation, 'from' | 'to' | 'role' | 'unit'>,
  register: Registry,
): void {
  const { tree } = register;
  const holds = register.rolesOf(from).some((held) => held.role === role && tree.isWithin(unit, held.unit));
  if (!holds) {
    const message = `${from} is no ${role} of ${unit}, so nobody can be it for them. See their roles at GET /api/v1/officials.`;
    throw new DelegationError('delegation.roleNotHeld', message, { official: from, role, unit });
  }
  const agency = tree.agencyOf(unit);
  if (register.rolesOf(to).some((held) => tree.isWithin(held.unit, agency))) return;
  throw new DelegationError(
    'delegation.otherAgency',
    `${to} has no role in ${agency}. Name somebody of that agency: GET /api/v1/officials?unit=${agency}.`,
    { official: to, agency },
  );
}

function checkOverlap(made: Delegation, { delegations }: Registry): void {
  const standing = delegations.find(
    (one) =>
      one.from === made.from &&
      one.unit === made.unit &&
      one.role === made.role &&
      one.startsAt < made.endsAt &&
      made.startsAt < endOf(one),
  );
  if (standing === undefined) return;
  const { id, to } = standing;
  const [first, last] = [localDateOf(standing.startsAt), lastDayOf(standing)];
  throw new DelegationError(
    'delegation.overlaps',
    `${to} stands in for ${made.from} from ${first} to ${last} already (${id}). Revoke that one first, or choose other days.`,
    { standing: { id, to, startsOn: first, endsOn: last } },
  );
}

/** On no day may a chain of stand-ins come back to somebody who is away. */
function checkCircle(made: Delegation, register: Registry): void {
  const all = [...register.delegations, made];
  const standIns = createStandIns(all, register.tree, (...role) => register.holds(...role));
  const changes = all.flatMap((one) => [one.startsAt, endOf(one)]);
  const circles = changes
    .filter((at) => made.startsAt <= at && at < made.endsAt)
    .map((at) => ({ at, way: standIns.circleAt(at) }));
  const found = circles.find(({ way }) => way !== null);
  if (!found) return;
  const day = localDateOf(found.at);
  throw new DelegationError(
    'delegation.circle',
    `On ${day} everybody would be away: ${found.way!.join(' → ')}. Name somebody who is there.`,
    { day, officials: found.way },
  );
}
