import { type Actor, UNASSIGNED } from '../dossier/index.js';
import type { NoticeFilter, NoticeLine, Page, Reports } from '../ledger/index.js';
import { type Registry, type RegistryStore, unitsInSight } from '../registry/index.js';
import { supervisedUnit, unknownOfficial } from './supervised-unit.js';

export type NoticeQuery = Omit<NoticeFilter, 'within' | 'units'> & { unit?: string | undefined };

/**
 * What befell dossiers by itself: warnings, escalations, silences and stops, newest first, of dossiers the caller may
 * see. `unit` asks for what is about it, meant for it, or below it.
 * @throws SupervisionError, RefusedError `dossier.unknownUnit`, CursorError
 */
export function notices(
  { reports, registry }: { reports: Reports; registry: RegistryStore },
  { unit, ...query }: NoticeQuery,
  actor: Actor,
): Page<NoticeLine> {
  const register = registry.current();
  const { official } = query;
  if (official !== undefined && official !== UNASSIGNED && register.official(official) === null)
    throw unknownOfficial(official);
  const within = unitsInSight(actor, register);
  const top = unit === undefined ? null : supervisedUnit(unit, actor, register);
  return reports.notices({ ...query, within, units: top === null ? undefined : below(top, register) });
}

const below = (top: string, { tree, units }: Registry): string[] =>
  units.map(({ id }) => id).filter((id) => tree.isWithin(id, top));
