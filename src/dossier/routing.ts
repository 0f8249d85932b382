import type { AgencyRef, ProcedureFacts } from '../procedure/index.js';
import { RefusedError } from './errors.js';
import type { Routing, UnitId, UnitTree } from './types.js';

/**
 * Which units hold the steps of a dossier: each party of the procedure becomes a department of its agency.
 * @param competent the competent agency when it is not the receiving desk's own (phi địa giới, NĐ 118/2025 Điều 14)
 * @throws RefusedError `dossier.unknownUnit` when the province lacks a unit the procedure names
 */
export function route(
  facts: ProcedureFacts,
  desk: UnitId,
  competent: UnitId | null,
  tree: UnitTree,
): Routing {
  const receiving = tree.agencyOf(desk);
  const agencyOf = (ref: AgencyRef): UnitId => {
    if (ref === 'receiving') return receiving;
    if (ref === 'competent') return competent ?? facts.competentByDefault ?? receiving;
    return ref.unit;
  };
  const parties: Record<string, UnitId> = {};
  for (const [name, party] of Object.entries(facts.parties)) {
    const agency = agencyOf(party.agency);
    if (!tree.has(agency)) throw unknownUnit(agency, `procedure ${facts.code} sends steps to it`);
    parties[name] = tree.department(agency, party.function);
  }
  const lead = facts.parties[facts.lead];
  if (lead === undefined) throw new Error(`Procedure ${facts.code} names no lead party "${facts.lead}".`);
  return { desk, lead: agencyOf(lead.agency), parties: { ...parties, desk } };
}

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
