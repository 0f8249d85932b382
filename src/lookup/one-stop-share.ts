import { type Instant, type LocalDate, localDateOf } from '../calendar/index.js';
import { RefusedError, type UnitId } from '../dossier/index.js';
import { type Catalogue, namedLead, type ProcedureFacts, throughOneStop } from '../procedure/index.js';
import { partReaches, PROVINCE_RULES, type Threshold } from '../rating/index.js';
import type { Registry, Unit } from '../registry/index.js';
import { listProcedures } from './lookup.js';

/**
 * How many of the procedures a unit has published go through the one-stop desk: an exact fraction, with the rule that asks
 * for it. `reached` is null when the unit has published nothing: then there is no share, neither 0 % nor 100 %.
 */
export type OneStopShare = {
  unit: Unit;
  oneStop: number;
  total: number;
  reached: boolean | null;
  /** The procedures that are counted, by code, and whether each goes through the one-stop. */
  procedures: { facts: ProcedureFacts; oneStop: boolean }[];
};

/** The shares of a day and the rule set they are judged by. */
export type OneStopShares = {
  on: LocalDate;
  ruleSet: { id: string; version: string };
  rule: Threshold;
  rows: OneStopShare[];
};

type Ports = { catalogue: Catalogue; registry: Registry; now: Instant };

/**
 * The share of one unit, or of every rated one, over the procedures in force today. A unit has published those that an
 * agency in it or below may lead: the one the procedure names, or any agency of its level where it names none. A province's
 * total is a union: each procedure once (R17). A department is asked about as its agency.
 * @throws RefusedError `dossier.unknownUnit`
 */
export function oneStopShares({ catalogue, registry, now }: Ports, id?: UnitId): OneStopShares {
  const { id: set, version, oneStopShare: rule } = PROVINCE_RULES;
  const inForce = listProcedures(catalogue, now)
    .filter((listed) => listed.inForce)
    .map(({ procedure }) => procedure.facts);
  const units = id === undefined ? registry.units.filter(({ rated }) => rated) : [agencyOf(id, registry)];
  return {
    on: localDateOf(now),
    ruleSet: { id: set, version },
    rule,
    rows: units.map((unit) => shareOf(unit, inForce, registry, rule)),
  };
}

function agencyOf(id: UnitId, registry: Registry): Unit {
  const { tree } = registry;
  const found = tree.has(id) ? registry.unit(tree.agencyOf(id)) : null;
  if (found !== null) return found;
  throw new RefusedError(
    'dossier.unknownUnit',
    `There is no unit ${id}. Ask GET /api/v1/units for the units there are.`,
    { unit: id },
  );
}

function shareOf(
  unit: Unit,
  inForce: readonly ProcedureFacts[],
  registry: Registry,
  rule: Threshold,
): OneStopShare {
  const agencies = registry.units.filter(
    (one) => one.function === 'agency' && registry.tree.isWithin(one.id, unit.id),
  );
  const procedures = inForce
    .filter((facts) => agencies.some((agency) => mayLead(agency, facts)))
    .map((facts) => ({ facts, oneStop: throughOneStop(facts) }));
  const oneStop = procedures.filter((one) => one.oneStop).length;
  const total = procedures.length;
  return {
    unit,
    oneStop,
    total,
    reached: total === 0 ? null : partReaches(oneStop, total, rule),
    procedures,
  };
}

function mayLead({ id, level }: Unit, facts: ProcedureFacts): boolean {
  const named = namedLead(facts);
  return named === null ? level === facts.level : named === id;
}
