import { agenciesAskedIn, type Level, type Procedure, type ProcedureFacts } from '../procedure/index.js';
import { caseOf } from './checklist.js';
import { RefusedError } from './errors.js';
import { namedUnit, route, unknownUnit } from './routing.js';
import type { NamedUnits, Routing, UnitId, UnitTree } from './types.js';

/**
 * Agencies that a procedure has named with each dossier (cơ quan xác định theo hồ sơ): `given` by this command, and `before`
 * it. `whole`: the dossier is being received, so every one its case asks for must be known; what only waits for the desk,
 * or is refused by it, goes nowhere yet and may lack them, as it may lack papers.
 */
export type Naming = {
  given: NamedUnits | undefined;
  before?: NamedUnits | undefined;
  whole: boolean;
};

type Place = { desk: UnitId; competent: UnitId | null; tree: UnitTree };

/**
 * Routes a dossier with the agencies it names. What was named before stays as long as the procedure asks for it under that
 * name, also through a case that does not; what is named now takes its place.
 * @throws RefusedError `dossier.agencyMissing`, `dossier.unknownAgencyName`, `dossier.unknownUnit`, `dossier.unfitAgency`,
 *   `dossier.agencyIsLead`, and what a routing is refused for
 */
export function routeNaming(
  procedure: Procedure,
  caseKey: string | undefined,
  { given, before, whole }: Naming,
  { desk, competent, tree }: Place,
): Routing {
  const { facts } = procedure;
  if (facts.namedAgencies === undefined && given === undefined) return route(facts, desk, competent, tree);
  const { key } = caseOf(procedure, caseKey);
  const asked = agenciesAskedIn(facts, key);
  for (const name of Object.keys(given ?? {}))
    if (!asked.includes(name)) throw unknownName(facts, key, name, asked);
  const named = namesKept(facts, { ...before, ...given });
  // Also what was named before: the version now in force may ask for another level.
  for (const name of asked) checkFit(facts, name, namedUnit(named, name), tree);
  if (whole) checkWhole(facts, key, named);
  const routing = route(facts, desk, competent, tree, named);
  for (const name of asked) checkOther(facts, name, namedUnit(named, name), routing, tree);
  return routing;
}

/** Of the agencies named before, those the procedure still asks for under that name; undefined when there is none. */
export function namesKept(
  { namedAgencies = {} }: ProcedureFacts,
  before: NamedUnits | undefined,
): NamedUnits | undefined {
  const kept = Object.entries(before ?? {}).filter(([name]) => Object.hasOwn(namedAgencies, name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function checkFit(
  { namedAgencies }: ProcedureFacts,
  name: string,
  unit: UnitId | undefined,
  tree: UnitTree,
): void {
  if (unit === undefined) return;
  if (!tree.has(unit)) throw unknownUnit(unit, `named as "agencies.${name}"`);
  const { level } = namedAgencies![name]!;
  if (tree.agencyOf(unit) !== unit || (level !== undefined && tree.levelOf(unit) !== level))
    throw unfit(name, unit, level, tree);
}

function checkWhole(facts: ProcedureFacts, caseKey: string, named: NamedUnits | undefined): void {
  const missing = agenciesAskedIn(facts, caseKey).filter((name) => namedUnit(named, name) === undefined);
  if (missing.length > 0) throw agencyMissing(facts, caseKey, missing);
}

/** Nobody asks themselves, unless the procedure says that the lead may be meant. */
function checkOther(
  { namedAgencies }: ProcedureFacts,
  name: string,
  unit: UnitId | undefined,
  { lead }: Routing,
  tree: UnitTree,
): void {
  const { mayBeLead, question } = namedAgencies![name]!;
  if (unit === undefined || mayBeLead || unit !== tree.agencyOf(lead)) return;
  throw new RefusedError(
    'dossier.agencyIsLead',
    `${unit} handles this dossier itself, so it cannot be asked as "${name}" (${question.en}). Name the other agency; if there is none, choose another case.`,
    { name, unit, question },
  );
}

function agencyMissing(
  { code, namedAgencies }: ProcedureFacts,
  caseKey: string,
  names: string[],
): RefusedError {
  const missing = names.map((key) => ({ key, name: namedAgencies![key]!.question }));
  const questions = missing.map(({ key, name }) => `"${key}": ${name.vi} (${name.en})`).join('; ');
  return new RefusedError(
    'dossier.agencyMissing',
    `Case ${caseKey} of ${code} has to be told an agency: ${questions}. Give its unit id in "agencies"; GET /api/v1/units lists them.`,
    { case: caseKey, names, missing },
  );
}

function unknownName(facts: ProcedureFacts, caseKey: string, name: string, asked: string[]): RefusedError {
  return new RefusedError(
    'dossier.unknownAgencyName',
    `Case ${caseKey} of ${facts.code} asks for no agency "${name}"; it asks for: ${asked.join(', ') || 'none'}. Correct "agencies", or the case.`,
    { name, case: caseKey, asked },
  );
}

function unfit(name: string, unit: UnitId, level: Level | undefined, tree: UnitTree): RefusedError {
  const agency = tree.agencyOf(unit);
  const why =
    agency === unit ? `it is of the ${tree.levelOf(unit)} level` : `it is a department of ${agency}`;
  return new RefusedError(
    'dossier.unfitAgency',
    `${unit} cannot be "agencies.${name}": ${why}. Name an agency${level === undefined ? '' : ` of the ${level} level`}.`,
    { name, unit, level: level ?? null, agency },
  );
}
