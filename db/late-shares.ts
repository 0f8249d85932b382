import {
  PROVINCE_RULES,
  type Rated,
  type RuleSet,
  type ShareQuery,
  type ShareTable,
  shareTable,
} from '../src/rating/index.js';
import { lateShares } from './late-shares-spans.js';
import { perStore } from './late-shares-store.js';
import type { Store } from './open.js';

export { type Tally, TallyDeltas } from './late-shares-deltas.js';
export { rebuildTallies, recountTallies, type TallyDifference } from './late-shares-recount.js';
export { lateSharesByScan } from './late-shares-scan.js';
export { lateShares } from './late-shares-spans.js';

/**
 * The late shares of every unit, or every official, with names and flags under a rule set (R1, R2, R3, R17).
 * @throws PeriodError when the period is not whole local days
 */
export function lateShareTable(store: Store, query: ShareQuery, rules: RuleSet = PROVINCE_RULES): ShareTable {
  return shareTable(query, lateShares(store, query), registered(store, query.by), rules);
}

type UnitRow = [id: string, name: string, rated: number, root: number];

const readers = perStore((driver) => ({
  units: driver
    .prepare<[], UnitRow>("select id, name, rated, parent is null and function = 'province' from units")
    .raw(),
  officials: driver.prepare<[], [id: string, name: string]>('select id, name from officials').raw(),
}));

/** Everybody who can have a share. The province is the unit of that function at the top of the tree. */
function registered(store: Store, by: ShareQuery['by']): Rated[] {
  if (by === 'official') {
    return readers(store)
      .officials.all()
      .map(([key, name]) => ({ key, name, rated: true, root: false }));
  }
  return readers(store)
    .units.all()
    .map(([key, name, rated, root]) => ({ key, name, rated: rated === 1, root: root === 1 }));
}
