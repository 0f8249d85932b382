import type { Instant } from '../calendar/types.js';
import type { Actor, HeldRole, OfficialId, StandIn, UnitId, UnitTree } from '../dossier/index.js';
import type { StepRole } from '../procedure/index.js';
import { groupBy } from './group-by.js';

/**
 * One official's role in a unit, held by another while they are away (ủy quyền, giao thay khi vắng mặt). Whole local days:
 * from `startsAt` until before `endsAt`, or until it is revoked. Never edited: what was done under it stays explained.
 */
export type Delegation = {
  id: string;
  /** Who is away. */
  from: OfficialId;
  /** Who stands in. */
  to: OfficialId;
  unit: UnitId;
  role: StepRole;
  startsAt: Instant;
  endsAt: Instant;
  reason: string;
  decidedBy: OfficialId;
  decidedAt: Instant;
  revokedAt: Instant | null;
};

/** The delegations of a register, found by the officials they name; asking about anybody else is one look-up. */
export type StandIns = {
  of(official: OfficialId, role: StepRole, unit: UnitId, at: Instant): StandIn | null;
  /** The roles an official has for others at an instant. */
  rolesOf(official: OfficialId, at: Instant): readonly HeldRole[];
  /** The officials of a chain of delegations at an instant that comes back to where it began; null when none does. */
  circleAt(at: Instant): OfficialId[] | null;
};

/** The first instant at which a delegation holds no more. */
export function endOf({ startsAt, endsAt, revokedAt }: Delegation): Instant {
  return revokedAt === null ? endsAt : Math.min(endsAt, Math.max(startsAt, revokedAt));
}

export function inForce(delegation: Delegation, at: Instant): boolean {
  return delegation.startsAt <= at && at < endOf(delegation);
}

type OwnRole = (official: OfficialId, role: StepRole, unit: UnitId) => boolean;

const NONE: readonly HeldRole[] = [];

/** @param holds whether an official has a role in their own right */
export function createStandIns(delegations: readonly Delegation[], tree: UnitTree, holds: OwnRole): StandIns {
  const byAbsent = groupBy(delegations, ({ from }) => from);
  const byStandIn = groupBy(delegations, ({ to }) => to);

  /** What keeps an official from a role: their own delegation of it; of what they do for others, any of theirs there. */
  function awayBy(official: OfficialId, role: StepRole, unit: UnitId, at: Instant): Delegation | null {
    const theirs = byAbsent.get(official);
    if (theirs === undefined) return null;
    const there = theirs.filter((one) => inForce(one, at) && tree.isWithin(unit, one.unit));
    const exact = there.filter((one) => one.role === role);
    if (exact.length > 0) return nearest(exact, tree);
    return there.length === 0 || holds(official, role, unit) ? null : nearest(there, tree);
  }

  /** Everybody on the way from a delegation to whoever is there; the last one is met twice when it is a circle. */
  function wayOf({ from, to, role, unit }: Delegation, at: Instant): OfficialId[] {
    const way = [from];
    for (let next: OfficialId | undefined = to; next !== undefined; ) {
      const met = way.includes(next);
      way.push(next);
      next = met ? undefined : awayBy(next, role, unit, at)?.to;
    }
    return way;
  }

  /** Delegations to an official, and those to whom they stand in for. */
  function leadingTo(official: OfficialId, at: Instant, seen: Set<Delegation>): Delegation[] {
    const direct = (byStandIn.get(official) ?? []).filter((one) => inForce(one, at) && !seen.has(one));
    for (const one of direct) seen.add(one);
    return [...direct, ...direct.flatMap(({ from }) => leadingTo(from, at, seen))];
  }

  return {
    of(official, role, unit, at) {
      const first = awayBy(official, role, unit, at);
      if (first === null) return null;
      const last = wayOf({ ...first, role, unit }, at).at(-1)!;
      return last === official ? null : { official: last, until: endOf(first), delegation: first.id };
    },
    rolesOf(official, at) {
      if (!byStandIn.has(official)) return NONE;
      return leadingTo(official, at, new Set())
        .filter((one) => wayOf(one, at).at(-1) === official)
        .map(({ id, from, role, unit }) => ({ role, unit, onBehalfOf: { official: from, delegation: id } }));
    },
    circleAt: (at) =>
      delegations
        .filter((one) => inForce(one, at))
        .map((one) => wayOf(one, at))
        .find((way) => new Set(way).size < way.length) ?? null,
  };
}

/** Of several the one for the unit itself, before those for units above it. */
function nearest(delegations: readonly Delegation[], tree: UnitTree): Delegation {
  return delegations.reduce((best, one) =>
    tree.path(one.unit).length > tree.path(best.unit).length ? one : best,
  );
}

/** A caller with the roles of those they stand in for at an instant; their own stay first. */
export function actingAt(actor: Actor, standIns: StandIns, at: Instant): Actor {
  if (actor.kind === 'machine') return actor;
  const more = standIns
    .rolesOf(actor.id, at)
    .filter((one) => !actor.roles.some(({ role, unit }) => role === one.role && unit === one.unit));
  return more.length === 0 ? actor : { ...actor, roles: [...actor.roles, ...more] };
}
