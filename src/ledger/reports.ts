import type { Instant } from '../calendar/index.js';
import type { Dossier, Notice, OfficialId, TimerKind, UnitId } from '../dossier/index.js';

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
  /** Only those whose result waits at the desk to be collected. */
  uncollected?: boolean | undefined;
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
  /** Units whose dossiers the caller may see; null means all. */
  within: readonly UnitId[] | null;
  /** Whose lateness: a unit's or an official's own (R8, R9). The province's own is every dossier once (R17). */
  of: { kind: 'unit' | 'official'; key: string };
  procedure?: string | undefined;
  /** Only those still open at `asOf`, or only those resolved by then. */
  standing?: 'overdue' | 'resolvedLate' | undefined;
  asOf: Instant;
  after?: string | undefined;
  limit: number;
};

/** A timed step as it stood at the instant asked for: what it had used of its allowance is seen from its term. */
export type LateTask = {
  /** Null where an older system knew of no steps. */
  step: string | null;
  unit: UnitId | null;
  official: OfficialId | null;
  openedAt: Instant;
  lateFrom: Instant | null;
  finishedAt: Instant | null;
};

/** A dossier that is overdue at `asOf`, or was resolved late by then. `closedAt` is null while it was open at `asOf`. */
export type LateLine = DossierLine & {
  overdueFrom: Instant;
  closedAt: Instant | null;
  /** Steps opened by `asOf`, oldest first; an older system's dossier is one step of whoever was responsible (R11). */
  tasks: LateTask[];
};

/**
 * Which overdue dossiers of a lead unit to look at: open and overdue at `asOf`, or resolved late within the period and by
 * then. Dossiers of an older system are left out: whether anybody apologised is not known of them.
 */
export type ApologyFilter = {
  /** A unit at any level; the province's own is every dossier once (R17). */
  unit: UnitId;
  period: { from: Instant; to: Instant };
  asOf: Instant;
};

/** A dossier that is owed an apology and has none. `closedAt` is null while it was open at `asOf`. */
export type ApologyLine = DossierLine & { overdueFrom: Instant; closedAt: Instant | null };

export type NoticeFilter = {
  /** Units whose dossiers the caller may see; null means all. */
  within: readonly UnitId[] | null;
  /** Only what is about, or meant for, one of these units. */
  units?: readonly UnitId[] | undefined;
  official?: OfficialId | undefined;
  kind?: TimerKind | undefined;
  /** Fired at this instant or later. */
  since?: Instant | undefined;
  after?: string | undefined;
  limit: number;
};

/** Something that befell a dossier by itself: `at` is when it fired, `event` its number in the history. */
export type NoticeLine = Notice & {
  dossier: string;
  procedure: string;
  procedureVersion: string;
  event: number;
  at: Instant;
};

/** `next` is the cursor of the page after, null on the last one. */
export type Page<L> = { lines: L[]; next: string | null };

/** The cursor was not given out by this list. */
export class CursorError extends Error {
  readonly code = 'reports.unknownCursor';
}

export interface Reports {
  dossiers(filter: DossierFilter): Page<DossierLine>;
  lateDossiers(filter: LateFilter): Page<LateLine>;
  /** Overdue dossiers nobody re-appointed with an apology by `asOf`, the longest overdue first. */
  missingApologies(filter: ApologyFilter & { after?: string | undefined; limit: number }): Page<ApologyLine>;
  /** How many were owed an apology, and how many had one by `asOf`. */
  apologies(filter: ApologyFilter): { owed: number; given: number };
  /** What fired, newest first. */
  notices(filter: NoticeFilter): Page<NoticeLine>;
  /** Any dossier's line, also one of an older system. */
  line(code: string): DossierLine | null;
  /** The units that have or had to do with a dossier, what visibility is judged by; null when there is no such dossier. */
  touched(code: string): UnitId[] | null;
  dossier(code: string): Dossier | null;
}
