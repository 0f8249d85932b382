import type { Procedure, ProcedureCase } from '../procedure/index.js';
import { RefusedError } from './errors.js';
import type { HandedIn } from './types.js';

/** The case (trường hợp) meant; the only one there is may be left out. @throws RefusedError `dossier.unknownCase` */
export function caseOf({ facts }: Procedure, key: string | undefined): ProcedureCase {
  const found =
    key === undefined && facts.cases.length === 1
      ? facts.cases[0]
      : facts.cases.find((candidate) => candidate.key === key);
  if (found) return found;
  const keys = facts.cases.map((candidate) => candidate.key);
  throw new RefusedError(
    'dossier.unknownCase',
    `Procedure ${facts.code} has the cases ${keys.join(', ')}: say which as "case".`,
    { cases: keys },
  );
}

/** @throws RefusedError `dossier.unknownChecklistItem` for papers the procedure does not ask for */
export function checkItems({ facts }: Procedure, handedIn: readonly HandedIn[]): void {
  const known = new Set(facts.checklist.map((item) => item.key));
  const unknown = handedIn.map((item) => item.key).filter((key) => !known.has(key));
  if (unknown.length === 0) return;
  throw new RefusedError(
    'dossier.unknownChecklistItem',
    `The checklist of ${facts.code} has no ${unknown.join(', ')}; its items are ${[...known].join(', ')}.`,
    { unknown, items: [...known] },
  );
}

/** @throws RefusedError `dossier.unknownChecklistItem`, `dossier.checklistIncomplete` with what is missing */
export function checkWhole(procedure: Procedure, handedIn: readonly HandedIn[]): void {
  checkItems(procedure, handedIn);
  const missing = missingItems(procedure, handedIn);
  if (missing.length > 0) throw incomplete(missing);
}

type MissingItem = { key: string; name: { vi: string; en: string }; originals: number; copies: number };

function missingItems({ facts }: Procedure, handedIn: readonly HandedIn[]): MissingItem[] {
  return facts.checklist.flatMap((item) => {
    const given = handedIn.filter((candidate) => candidate.key === item.key);
    const originals = item.originals - given.reduce((sum, part) => sum + part.originals, 0);
    const copies = item.copies - given.reduce((sum, part) => sum + part.copies, 0);
    if (!item.required || (originals <= 0 && copies <= 0)) return [];
    return [
      { key: item.key, name: item.name, originals: Math.max(0, originals), copies: Math.max(0, copies) },
    ];
  });
}

function incomplete(missing: MissingItem[]): RefusedError {
  return new RefusedError(
    'dossier.checklistIncomplete',
    `Missing: ${missing.map((item) => item.name.vi).join('; ')}. Register the dossier and guide the applicant once, in writing, for all of it (Mẫu 02), or refuse with a reason (Mẫu 03).`,
    { missing },
  );
}
