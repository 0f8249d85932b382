import type { Actor, Opening, Reopening } from '../dossier/index.js';
import type { Committed, Engine, RunOptions } from '../ledger/index.js';

/**
 * A dossier begins: the desk receives, refuses or registers it (Mẫu 01, Mẫu 03), or a leader has one handled again after
 * a complaint. Who may, and what is missing, is decided by the rules.
 * @throws RefusedError, LedgerError, UnknownProcedureError
 */
export function beginDossier(
  { engine }: { engine: Engine },
  order: Opening | Reopening,
  actor: Actor,
  options: RunOptions,
): Promise<Committed> {
  return order.type === 'reopen'
    ? engine.reopen(order, actor, options)
    : engine.receive(order, actor, options);
}
