import type { Instant } from '../calendar/types.js';

/**
 * How dossiers of an older system enter the books. Reading knows no SQL and the store knows no file format; between them
 * is this port.
 */

/** A dossier as an older system had it (R11): one task of one official and one unit. */
export type ImportedDossier = {
  code: string;
  procedure: string;
  channel: string;
  /** Null: nobody was assigned (R14). */
  unit: string | null;
  official: string | null;
  receivedAt: Instant;
  dueAt: Instant | null;
  /** First instant at which it is late; null without a due date (R14). */
  lateFrom: Instant | null;
  /** May lie before `receivedAt`: kept as given (R14). */
  finishedAt: Instant | null;
  /** Canonical JSON of what was read, the payload of its one event. */
  payload: string;
};

/**
 * What became of a dossier: `alreadyThere` came with an earlier import (or an earlier part of a killed one);
 * `repeated` stood already in this file; `taken` is the code of a dossier that was not imported.
 */
export type ImportOutcome = 'imported' | 'alreadyThere' | 'repeated' | 'taken';

export interface ImportStore {
  /** Starts one run. `origin` marks every row it brings, e.g. `import:log.csv`; `at` is when it is entered. */
  start(run: { origin: string; at: Instant }): ImportRun;
}

export interface ImportRun {
  /**
   * Writes all of them or, if it fails, none. The outcomes stand in the order of the dossiers. The next are handed over
   * when these are written.
   */
  write(dossiers: readonly ImportedDossier[]): Promise<ImportOutcome[]>;
  /** A place outside memory for rows that have to be brought together by dossier. */
  openPile(): Pile;
  /** Ends the run. What was written stays. */
  close(): Promise<void>;
}

/** One row set aside. `text` means something only to who put it there. */
export type PiledRow = { line: number; text: string };

/** Rows set aside per dossier, kept on disk while the run lasts and gone afterwards. */
export interface Pile {
  add(dossier: string, row: PiledRow): void;
  /** The rows of one dossier, in the order they were added. They count as taken from then on. */
  take(dossier: string): PiledRow[];
  /** Every dossier with its rows, in the order in which the dossiers first appeared. */
  groups(): IterableIterator<{ dossier: string; rows: PiledRow[] }>;
  /** The rows of dossiers that were never asked for with `take`. */
  left(): IterableIterator<{ dossier: string; line: number; text: string }>;
  close(): void;
}
