import type { Actor, Opening } from '../dossier/index.js';
import type { Committed, Engine, RunOptions } from '../ledger/index.js';

/**
 * The desk receives a dossier or refuses it (Mẫu 01, Mẫu 03). Who may, and what is missing, is decided by the rules.
 * @throws RefusedError, LedgerError, UnknownProcedureError
 */
export function receiveDossier(
  { engine }: { engine: Engine },
  opening: Opening,
  actor: Actor,
  options: RunOptions,
): Promise<Committed> {
  return engine.receive(opening, actor, options);
}
