import type { Store } from '../../db/open.js';
import { type Proof, verifyBooks } from '../../db/verify.js';
import { createRegistry, type Unit } from '../../src/registry/index.js';
import { calendar, catalogue } from './khanh-hoa.js';

/**
 * Proves books as `motcua verify` does, with the units they hold themselves: what was imported names units of no other
 * register. Compare it with `t.same`: to `t.match` an empty list is like any list.
 */
export function proofOf(store: Store): Proof {
  const units = store.driver.prepare('select id, parent, name, function from units').all() as Unit[];
  const { tree } = createRegistry(units, [], []);
  return verifyBooks(store, { tree, catalogue, calendarOf: () => calendar });
}

/** Everything the proof finds; empty when the books prove themselves. */
export function faultsOf(store: Store): unknown[] {
  const { faults, tallies } = proofOf(store);
  return [...faults, ...tallies];
}
