import type { AgencyRef, ProcedureFacts } from '../procedure/index.js';
import { RefusedError } from './errors.js';
import type { NamedUnits, Routing, UnitId, UnitTree } from './types.js';

/**
 * Which units hold the steps of a dossier: each party of the procedure becomes a department of its agency.
 * @param competent the competent agency when it is not the receiving desk's own (phi địa giới, NĐ 118/2025 Điều 14)
 * @param named the agencies named with this dossier; a party of one that is not named has no unit, and no case that comes
 *   to its steps may be received without it (named-agencies.ts)
 * @throws RefusedError `dossier.unknownUnit` when the province lacks a unit the procedure names
 */
export function route(
  facts: ProcedureFacts,
  desk: UnitId,
  competent: UnitId | null,
  tree: UnitTree,
  named?: NamedUnits,
): Routing {
  const receiving = tree.agencyOf(desk);
  const agencyOf = (ref: AgencyRef): UnitId | undefined => {
    if (ref === 'receiving') return receiving;
    if (ref === 'competent') return competent ?? facts.competentByDefault ?? receiving;
    return 'unit' in ref ? ref.unit : namedUnit(named, ref.named);
  };
  const parties: Record<string, UnitId> = {};
  for (const [name, party] of Object.entries(facts.parties)) {
    const agency = agencyOf(party.agency);
    if (agency === undefined) continue;
    if (!tree.has(agency)) throw unknownUnit(agency, `procedure ${facts.code} sends steps to it`);
    parties[name] = tree.department(agency, party.function);
  }
  const lead = facts.parties[facts.lead];
  const leads = lead && agencyOf(lead.agency);
  if (leads === undefined) throw new Error(`Procedure ${facts.code} names no lead party "${facts.lead}".`);
  return { desk, lead: leads, parties: { ...parties, desk }, ...(named === undefined ? {} : { named }) };
}

/** The unit named under a name, which may be a word every object knows. */
export const namedUnit = (named: NamedUnits | undefined, name: string): UnitId | undefined =>
  named !== undefined && Object.hasOwn(named, name) ? named[name] : undefined;

export function unknownUnit(unit: UnitId, why: string): RefusedError {
  return new RefusedError(
    'dossier.unknownUnit',
    `There is no unit ${unit} (${why}). Ask GET /api/v1/units for the units there are, or have it added.`,
    { unit },
  );
}

/** The competent agency a dossier was given when it was not the ordinary one; the other way round from `route`. */
export function competentOf(facts: ProcedureFacts, routing: Routing, tree: UnitTree): UnitId | null {
  const [name] = Object.entries(facts.parties).find(([, { agency }]) => agency === 'competent') ?? [];
  const held = name === undefined ? undefined : routing.parties[name];
  if (held === undefined || !tree.has(held)) return null;
  const agency = tree.agencyOf(held);
  return agency === (facts.competentByDefault ?? tree.agencyOf(routing.desk)) ? null : agency;
}
