import type { Instant } from '../calendar/types.js';
import type { OfficialId, Participation, UnitId } from './types.js';
import { UNASSIGNED } from './types.js';

/** What of an imported dossier decides who answers for it and how they stand. */
export type ImportedFacts = {
  official: OfficialId | null;
  receivedAt: Instant;
  lateFrom: Instant | null;
  finishedAt: Instant | null;
};

/** Whether it finished late: the rule of every other dossier, and never without a due date (R5, R14). */
export function importedLate({ finishedAt, lateFrom }: ImportedFacts): boolean {
  return finishedAt !== null && lateFrom !== null && finishedAt >= lateFrom;
}

/**
 * Who answers for a dossier of an older system (R11): the one unit with every unit above it, and the one official.
 * `leads` is that path, province last, with `UNASSIGNED` in the place of a unit nobody named (R14).
 * A dossier finished before it was received opens when it finished, so that it is never counted as closed but not opened.
 */
export function importedParticipations(dossier: ImportedFacts, leads: readonly UnitId[]): Participation[] {
  const { receivedAt, lateFrom, finishedAt } = dossier;
  const late = importedLate(dossier);
  const standing = {
    openedAt: finishedAt === null ? receivedAt : Math.min(receivedAt, finishedAt),
    closedAt: finishedAt,
    accountable: true,
    late,
    overdueFrom: finishedAt === null || late ? lateFrom : null,
    withoutDue: lateFrom === null,
  };
  const rows: Participation[] = leads.map((key) => ({ kind: 'unit', key, role: 'lead', ...standing }));
  rows.push({ kind: 'official', key: dossier.official ?? UNASSIGNED, role: 'handler', ...standing });
  return rows;
}
