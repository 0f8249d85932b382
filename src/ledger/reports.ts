import type { Instant } from '../calendar/index.js';
import type { Dossier, OfficialId, UnitId } from '../dossier/index.js';

/** What the books can be asked. Reads only; rows are plain values. */

export type DossierFilter = {
  /** Units whose dossiers the caller may see (desk, lead or a task within them); null means all. */
  within: readonly UnitId[] | null;
  desk?: UnitId | undefined;
  procedure?: string | undefined;
  status?: number | undefined;
  /** Only dossiers with an open task of this unit or official. */
  taskUnit?: UnitId | undefined;
  taskOfficial?: OfficialId | undefined;
  /** Opaque cursor of the page before. */
  after?: string | undefined;
  limit: number;
};

/** One line of a list; what a list needs and no more. */
export type DossierLine = {
  code: string;
  procedure: string;
  status: number;
  desk: UnitId | null;
  lead: UnitId | null;
  applicantName: string | null;
  receivedAt: Instant;
  dueAt: Instant | null;
  lateFrom: Instant | null;
  finishedAt: Instant | null;
  returnedAt: Instant | null;
  origin: string;
  version: number;
};

export type LateFilter = {
  within: readonly UnitId[] | null;
  unit?: UnitId | undefined;
  official?: OfficialId | undefined;
  procedure?: string | undefined;
  asOf: Instant;
  after?: string | undefined;
  limit: number;
};

/**
 * A dossier that is overdue at `asOf`, or was resolved late by then. With a unit or official asked for, it is their own
 * participation that is late (R8, R9); otherwise the dossier as a whole.
 */
export type LateLine = DossierLine & {
  overdueFrom: Instant;
  closedAt: Instant | null;
  /** Who holds it now: open tasks' units and officials; for older systems' data the responsible ones. */
  holders: { unit: UnitId | null; official: OfficialId | null; step: string | null }[];
};

export interface Reports {
  dossiers(filter: DossierFilter): { lines: DossierLine[]; next: string | null };
  lateDossiers(filter: LateFilter): { lines: LateLine[]; next: string | null };
  /** Any dossier's line, also one of an older system. */
  line(code: string): DossierLine | null;
  dossier(code: string): Dossier | null;
}
