import type { Dossier, Participation } from '../src/dossier/index.js';
import type { LedgerRow } from './ledger-statements.js';

/** A dossier's rows as the ledger last left them, with its state already read. */
export type HotDossier = Pick<LedgerRow, 'id' | 'version' | 'head' | 'events'> & {
  dossier: Dossier;
  participations: readonly Participation[];
};

/** About 10 MB of dossiers in work; a province's desks work on fewer at any one time. */
const MOST = 2000;

/**
 * Dossiers lately changed, so that the next command need not read and parse them again. Right only while this process is
 * the only writer: `forget` whenever another one wrote, or a commit failed. Values are never changed in place.
 */
export class HotDossiers {
  readonly #byCode = new Map<string, HotDossier>();

  get(code: string): HotDossier | undefined {
    return this.#byCode.get(code);
  }

  put(code: string, hot: HotDossier): void {
    this.#byCode.delete(code);
    // Nothing more happens to a dossier that was returned or closed.
    if (hot.dossier.position.done) return;
    this.#byCode.set(code, hot);
    if (this.#byCode.size > MOST) {
      const oldest = this.#byCode.keys().next();
      if (!oldest.done) this.#byCode.delete(oldest.value);
    }
  }

  forget(): void {
    this.#byCode.clear();
  }
}
