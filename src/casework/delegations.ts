import { randomUUID } from 'node:crypto';
import { type Instant, type LocalDate, startOfDay } from '../calendar/index.js';
import { type Actor, handOver, type OfficialId, type UnitId } from '../dossier/index.js';
import type { Engine, Ledger } from '../ledger/index.js';
import {
  type Delegation,
  type DelegationOrder,
  type DelegationStore,
  endOf,
  inForce,
  newDelegation,
  revokedDelegation,
  type RegistryStore,
  unitsInSight,
} from '../registry/index.js';

export type DelegationPorts = { registry: DelegationStore; now: () => Instant };

/** A leader orders who stands in for somebody away. @throws DelegationError, RefusedError `dossier.unknownUnit` */
export function delegate({ registry, now }: DelegationPorts, order: DelegationOrder, by: Actor): Delegation {
  const deciding = { by, now: now(), id: randomUUID() };
  return registry.delegate((register) => newDelegation(order, register, deciding));
}

/** Ends a delegation now; steps handed over stay where they are. Twice is once. @throws DelegationError */
export function revokeDelegation({ registry, now }: DelegationPorts, id: string, by: Actor): Delegation {
  return registry.delegate((register) => revokedDelegation(id, register, { by, now: now() }));
}

export type DelegationQuery = {
  unit?: UnitId | undefined;
  /** Away or standing in. */
  official?: OfficialId | undefined;
  /** In force at some time of this day. */
  on?: LocalDate | undefined;
};

/**
 * The delegations of the units a caller may see, and their own; an administrator sees all.
 * @throws RefusedError `dossier.unknownUnit`
 */
export function listDelegations(
  { registry }: { registry: RegistryStore },
  { unit, official, on }: DelegationQuery,
  actor: Actor,
): Delegation[] {
  const register = registry.current();
  if (unit !== undefined) register.tree.path(unit);
  const sight = actor.scopes.includes('admin') ? null : unitsInSight(actor, register);
  return register.delegations.filter(
    (one) =>
      (sight === null || sight.includes(one.unit) || names(one, actor.id)) &&
      (unit === undefined || register.tree.isWithin(one.unit, unit)) &&
      (official === undefined || names(one, official)) &&
      (on === undefined || holdsOn(one, on)),
  );
}

const names = ({ from, to }: Delegation, official: OfficialId): boolean => [from, to].includes(official);

const DAY = 86_400_000;

function holdsOn(delegation: Delegation, day: LocalDate): boolean {
  const start = startOfDay(day);
  return delegation.startsAt < start + DAY && start < endOf(delegation);
}

export type HandOverPorts = {
  registry: RegistryStore;
  engine: Engine;
  ledger: Ledger;
  now: () => Instant;
  heldBy: (official: OfficialId) => string[];
};

/** A dossier whose steps went to a stand-in. */
export type HandedOver = { dossier: string; version: number };

/**
 * Hands the open steps of everybody away now over to their stand-ins, each dossier through the ledger with an event of its
 * own. What is handed over already is left alone, so it may run at any time, twice, or in two processes.
 */
export async function applyDelegations(ports: HandOverPorts): Promise<HandedOver[]> {
  const { delegations } = ports.registry.current();
  const now = ports.now();
  const away = new Set(delegations.filter((one) => inForce(one, now)).map(({ from }) => from));
  const codes = new Set([...away].flatMap((official) => ports.heldBy(official)));
  const done: HandedOver[] = [];
  for (const part of partsOf([...codes])) {
    const handed = await Promise.all(part.map((code) => handOverOne(ports, code)));
    done.push(...handed.filter((one) => one !== null));
  }
  return done;
}

/** Commands that wait together share a commit; others' commands come between two parts. */
const PART = 32;

function partsOf(codes: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(codes.length / PART) }, (_, part) =>
    codes.slice(part * PART, (part + 1) * PART),
  );
}

/** Thrown out of a decision that has nothing to decide: nothing is written then. */
class NothingToHandOver extends Error {}

async function handOverOne({ engine, ledger }: HandOverPorts, code: string): Promise<HandedOver | null> {
  try {
    const { dossier } = await ledger.run(code, (was) => {
      const decision = handOver(was, engine.setting(STAND_IN_PASS));
      if (decision === null) throw new NothingToHandOver();
      return decision;
    });
    return { dossier: code, version: dossier.version };
  } catch (error) {
    if (error instanceof NothingToHandOver) return null;
    throw error;
  }
}

/** Who the history names for it: no person, and no roles. */
const STAND_IN_PASS: Actor = {
  id: 'delegations',
  name: 'Giao người làm thay',
  kind: 'machine',
  roles: [],
  scopes: [],
};
