import { type Actor, RefusedError, UNASSIGNED, type UnitId } from '../dossier/index.js';
import { type Registry, topUnits, unitsInSight } from '../registry/index.js';

export type SupervisionCode =
  | 'supervision.outOfSight'
  | 'supervision.unknownOfficial'
  | 'supervision.sayUnit';

export class SupervisionError extends Error {
  constructor(
    readonly code: SupervisionCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/**
 * The unit a supervisor asks about: the one named when it lies in their sight, else their own; null when they have none.
 * @throws SupervisionError, RefusedError `dossier.unknownUnit`
 */
export function supervisedUnit(unit: string | undefined, actor: Actor, registry: Registry): string | null {
  if (unit === undefined) return ownUnit(actor, registry);
  if (unit !== UNASSIGNED && !registry.tree.has(unit)) throw unknownUnit(unit);
  const seen = unitsInSight(actor, registry);
  if (seen !== null && !seen.includes(unit)) throw outOfSight(unit);
  return unit;
}

function ownUnit(actor: Actor, registry: Registry): string | null {
  const tops = topUnits(actor, registry);
  if (tops.length > 1) {
    throw new SupervisionError('supervision.sayUnit', `You see ${tops.join(', ')}: say which as "unit".`, {
      units: tops,
    });
  }
  return tops[0] ?? null;
}

function outOfSight(unit: UnitId): SupervisionError {
  return new SupervisionError(
    'supervision.outOfSight',
    `${unit} is not below a unit you supervise. Ask for your own unit, or ask whoever supervises ${unit}.`,
    { unit },
  );
}

function unknownUnit(unit: UnitId): RefusedError {
  return new RefusedError(
    'dossier.unknownUnit',
    `There is no unit ${unit}. Ask GET /api/v1/units for the units there are.`,
    { unit },
  );
}

export function unknownOfficial(official: string): SupervisionError {
  return new SupervisionError(
    'supervision.unknownOfficial',
    `There is no official ${official}. Ask GET /api/v1/officials for the officials there are.`,
    { official },
  );
}
