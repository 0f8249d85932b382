import type { LocalDate } from '../calendar/types.js';
import { overlap, succession } from './check-office.js';
import type { Procedure } from './contract.js';

/** No procedure, or no version of it in force; the message says which codes there are. */
export class UnknownProcedureError extends Error {
  readonly code = 'procedure.unknown';
}

/** The procedures an office runs (danh mục thủ tục hành chính), found by code and date or by code and version. */
export type Catalogue = {
  /** The version in force on a local date. @throws UnknownProcedureError */
  inForce(code: string, on: LocalDate): Procedure;
  /** One version, in force or not: a dossier stays on the version it was received under. @throws UnknownProcedureError */
  version(code: string, version: string): Procedure;
  /** Every version, by code and then date of effect. */
  all(): readonly Procedure[];
};

/** @throws Error when two versions of one procedure are in force on one day, or share a version name. */
export function createCatalogue(procedures: readonly Procedure[]): Catalogue {
  const byCode = new Map<string, Procedure[]>();
  const versions = succession(procedures);
  for (const procedure of versions) {
    const others = byCode.get(procedure.facts.code) ?? [];
    for (const other of others) refuseOverlap(procedure, other);
    byCode.set(procedure.facts.code, [...others, procedure]);
  }
  const all = [...versions].sort((a, b) => sortKey(a).localeCompare(sortKey(b), 'en'));
  const versionsOf = (code: string): Procedure[] => {
    const versions = byCode.get(code);
    if (versions) return versions;
    throw new UnknownProcedureError(
      `No procedure has the code ${code}. Ask for one of: ${[...byCode.keys()].join(', ')}.`,
    );
  };
  return {
    inForce(code, on) {
      const found = versionsOf(code).find((procedure) => isInForce(procedure, on));
      if (found) return found;
      throw new UnknownProcedureError(
        `Procedure ${code} has no version in force on ${on}; publish one first.`,
      );
    },
    version(code, version) {
      const found = versionsOf(code).find((procedure) => procedure.facts.version === version);
      if (found) return found;
      throw new UnknownProcedureError(
        `Procedure ${code} has no version ${version}; restore it: running dossiers need it.`,
      );
    },
    all: () => all,
  };
}

function isInForce({ facts }: Procedure, on: LocalDate): boolean {
  return facts.effectiveFrom <= on && (facts.effectiveTo === null || on <= facts.effectiveTo);
}

function refuseOverlap(a: Procedure, b: Procedure): void {
  if (overlap(a.facts, b.facts) || a.facts.version === b.facts.version) {
    throw new Error(
      `Procedure ${a.facts.code}: versions ${a.facts.version} and ${b.facts.version} are in force on one day or share a name. ` +
        'End the older one the day before the newer takes effect.',
    );
  }
}

const sortKey = ({ facts }: Procedure): string => `${facts.code} ${facts.effectiveFrom}`;
