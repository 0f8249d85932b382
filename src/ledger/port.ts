import type { LocalDate } from '../calendar/types.js';
import type { Decision, Dossier, DossierEvent, UnitId } from '../dossier/types.js';

/**
 * The ledger (sổ): the one way a dossier changes. A decision is a pure function of the dossier as it stands; the ledger
 * runs it inside its own transaction and keeps everything it says, or nothing, before it answers.
 */

/** A dossier as committed; `head` is the hash of its last event. */
export type Committed = { dossier: Dossier; head: string; replayed: boolean };

/** Same key and same request: the same answer, once. Same key and another request: `ledger.keyReused`. */
export type Idempotency = { actor: string; key: string; request: string };

export type RunOptions = {
  idempotency?: Idempotency | undefined;
  /** Version the caller saw (If-Match); another one is refused with `ledger.staleVersion`. */
  expectedVersion?: number | undefined;
  /** Whether the caller may see the dossier, asked before anything else: what one may not see is not there. */
  visible?: ((dossier: Dossier) => boolean) | undefined;
};

export interface Ledger {
  /**
   * Opens a dossier. `decide` gets the next number of that desk's day; the number is used up only if the decision commits.
   */
  open(
    key: { desk: UnitId; day: LocalDate },
    decide: (sequence: number) => Decision,
    options?: RunOptions,
  ): Promise<Committed>;

  /**
   * Changes a dossier. Concurrent commands on one dossier follow one another; each sees what the one before it left.
   * @throws LedgerError `ledger.unknownDossier`, `ledger.staleVersion`, `ledger.keyReused`; whatever `decide` throws
   */
  run(code: string, decide: (dossier: Dossier) => Decision, options?: RunOptions): Promise<Committed>;

  /** The dossier as it stands, or null. Dossiers of an older system have no inner state and are not found here. */
  find(code: string): Dossier | null;

  /** The dossiers that take up this one again, oldest first, and whether each is still being handled. */
  following(code: string): Following[];

  /** The history, oldest first, or null when there is no such dossier. */
  history(code: string): HistoryEntry[] | null;
}

export type Following = { code: string; open: boolean };

export type HistoryEntry = DossierEvent & { no: number; hash: string };

export class LedgerError extends Error {
  constructor(
    readonly code: 'ledger.unknownDossier' | 'ledger.staleVersion' | 'ledger.keyReused' | 'ledger.closed',
    message: string,
    /** Facts the caller needs to act, e.g. the current version. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export function unknownDossier(code: string): LedgerError {
  return new LedgerError(
    'ledger.unknownDossier',
    `There is no dossier ${code}. Check the code on the receipt.`,
    {
      dossier: code,
    },
  );
}
