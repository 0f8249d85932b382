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

/** How everybody who answers for a dossier stands: all of its participations alike (R11). */
export type ImportedStanding = Omit<Participation, 'kind' | 'key' | 'role'>;

/**
 * Judges a dossier of an older system. One finished before it was received opens when it finished, so that it is never
 * counted as closed but not opened.
 */
export function importedStanding({ receivedAt, lateFrom, finishedAt }: ImportedFacts): ImportedStanding {
  // Late by the rule of every other dossier, and never without a due date (R5, R14).
  const late = finishedAt !== null && lateFrom !== null && finishedAt >= lateFrom;
  return {
    openedAt: finishedAt === null ? receivedAt : Math.min(receivedAt, finishedAt),
    closedAt: finishedAt,
    accountable: true,
    late,
    overdueFrom: finishedAt === null || late ? lateFrom : null,
    withoutDue: lateFrom === null,
  };
}

type Answerable = Pick<Participation, 'kind' | 'key' | 'role'>;

/**
 * Who answers for a dossier of an older system (R11): the one official, and the one unit with every unit above it.
 * `leads` is that path, with `UNASSIGNED` in the place of a unit nobody named (R14).
 */
export function importedAnswerable(official: OfficialId | null, leads: readonly UnitId[]): Answerable[] {
  const units = leads.map((key): Answerable => ({ kind: 'unit', key, role: 'lead' }));
  return [{ kind: 'official', key: official ?? UNASSIGNED, role: 'handler' }, ...units];
}

export function importedParticipations(dossier: ImportedFacts, leads: readonly UnitId[]): Participation[] {
  const standing = importedStanding(dossier);
  return importedAnswerable(dossier.official, leads).map((who) => ({ ...who, ...standing }));
}
