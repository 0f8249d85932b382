import { type Office, checkOffice } from '../check-office.js';
import { checkProcedure } from '../check.js';
import type { Procedure } from '../contract.js';
import type { About, Finding } from '../finding.js';
import { remedyOf } from '../remedies.js';
import { compileDocument } from './compile.js';
import type { Fault, Place, Problem } from './problem.js';
import { readDocument } from './read.js';
import type { ProcedureDocument } from './schema.js';

/** A text proved: the document and its procedure when sound, or every fault. */
export type Proof =
  | { sound: true; document: ProcedureDocument; procedure: Procedure; faults: readonly [] }
  | { sound: false; faults: readonly Fault[] };

/**
 * Proves a procedure document before it may be published: shape, references, then the machine it makes, walked in every
 * case, and what it says of this office. Each fault has its line, a remedy and the shortest commands that show it.
 */
export function proveDocument(text: string, office: Office = {}): Proof {
  const { document, faults, faultOf } = readDocument(text);
  if (document === null) return { sound: false, faults };
  const procedure = compileDocument(document);
  const findings = [...checkProcedure(procedure), ...checkOffice(procedure, office)];
  if (findings.length > 0) {
    return { sound: false, faults: findings.map((finding) => faultOf(problemOf(finding, document))) };
  }
  return { sound: true, document, procedure, faults: [] };
}

function problemOf({ rule, message, path, about }: Finding, document: ProcedureDocument): Problem {
  const place = about ? placeOf(about, document) : [];
  const at = rule === 'meeting' ? [...place, 'meeting'] : place;
  return { rule, message, remedy: remedyOf(rule), at, commands: path };
}

function placeOf(about: About, document: ProcedureDocument): Place {
  if ('fact' in about) return about.fact[0] === 'supplementLimit' ? ['supplement', 'limit'] : about.fact;
  const { state } = about;
  if (Object.hasOwn(document.waits, state)) return ['waits', state];
  for (const list of ['steps', 'afterDecision'] as const) {
    for (const [index, entry] of document[list].entries()) {
      if (entry.key === state) return [list, index];
      if (entry.kind !== 'together') continue;
      const part = entry.parts.findIndex(({ key, branch }) =>
        [key, `${key}Superior`, branch].includes(state),
      );
      if (part >= 0) return [list, index, 'parts', part];
    }
  }
  return [];
}
