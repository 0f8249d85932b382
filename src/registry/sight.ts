import { type Actor, sightOf, type UnitId } from '../dossier/index.js';
import type { Registry } from './registry.js';

/**
 * The units whose dossiers a caller may see: those they hold a role in, and everything below. Null means the whole
 * province. The same rule as `maySee`, as a list for reports.
 */
export function unitsInSight(actor: Actor, registry: Registry): UnitId[] | null {
  const held = heldUnits(actor, registry);
  if (registry.root !== null && held.includes(registry.root.id)) return null;
  return registry.units
    .map((unit) => unit.id)
    .filter((id) => held.some((top) => registry.tree.isWithin(id, top)));
}

/** The highest units a caller holds a role in. */
export function topUnits(actor: Actor, registry: Registry): UnitId[] {
  const held = heldUnits(actor, registry);
  return held.filter((id) => !held.some((other) => other !== id && registry.tree.isWithin(id, other)));
}

function heldUnits(actor: Actor, { tree }: Registry): UnitId[] {
  return [...new Set(actor.roles.map((held) => sightOf(held, tree)))].filter((unit) => tree.has(unit));
}
