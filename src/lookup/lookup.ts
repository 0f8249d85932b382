import { type Instant, localDateOf } from '../calendar/index.js';
import { RefusedError, type Role, type UnitId } from '../dossier/index.js';
import { type Catalogue, type Procedure, UnknownProcedureError } from '../procedure/index.js';
import type { Official, Registry, Unit } from '../registry/index.js';

/** A version of a procedure and whether it is the one in force. */
export type ListedProcedure = { procedure: Procedure; inForce: boolean };

export function listProcedures(catalogue: Catalogue, now: Instant): ListedProcedure[] {
  const today = localDateOf(now);
  return catalogue.all().map((procedure) => ({ procedure, inForce: isInForce(procedure, today) }));
}

/** Every version of a procedure, the oldest first. @throws UnknownProcedureError */
export function versionsOf(catalogue: Catalogue, code: string, now: Instant): ListedProcedure[] {
  const versions = listProcedures(catalogue, now).filter(({ procedure }) => procedure.facts.code === code);
  if (versions.length > 0) return versions;
  throw new UnknownProcedureError(
    `No procedure has the code ${code}. Ask GET /api/v1/procedures for the codes there are.`,
  );
}

function isInForce({ facts }: Procedure, today: string): boolean {
  return facts.effectiveFrom <= today && (facts.effectiveTo === null || today <= facts.effectiveTo);
}

export function listUnits(registry: Registry): readonly Unit[] {
  return registry.units;
}

export type ListedOfficial = Official & { roles: { role: Role; unit: UnitId }[] };

/** Officials with the roles they hold; with a unit, those who hold one in it or below. @throws RefusedError */
export function listOfficials(registry: Registry, unit: UnitId | undefined): ListedOfficial[] {
  if (unit !== undefined && !registry.tree.has(unit)) {
    throw new RefusedError(
      'dossier.unknownUnit',
      `There is no unit ${unit}. Ask GET /api/v1/units for the units there are.`,
      { unit },
    );
  }
  return registry.officials.flatMap((official) => {
    const roles = registry.rolesOf(official.id).map((held) => ({ role: held.role, unit: held.unit }));
    const there = unit === undefined || roles.some((held) => registry.tree.isWithin(held.unit, unit));
    return there ? [{ ...official, roles }] : [];
  });
}
