import type { Procedure } from '../contract.js';
import type { ProcedureFacts } from '../facts.js';
import {
  answered,
  arrived,
  awaitingFinancialDuty,
  awaitingSupplement,
  concluding,
  consultationOf,
  endings,
  granted,
  handedTo,
  type Moves,
  procedureOf,
  processing,
  refused,
  returning,
  type StateNode,
  type States,
  step,
  supplementOnce,
  together,
} from '../steps.js';
import type {
  DocumentEntry,
  DocumentMoves,
  DocumentPart,
  DocumentStep,
  DocumentTarget,
  ProcedureDocument,
} from './schema.js';

/**
 * Makes a procedure of a document: the same states a programmer would write with the kit (src/procedure/steps.ts), so
 * that a document and a TypeScript machine that say the same are the same machine.
 * The document must have passed `checkReferences`; `checkProcedure` proves what comes out.
 */
export function compileDocument(document: ProcedureDocument): Procedure {
  return procedureOf(factsOf(document), {
    arrived,
    processing: processing(entriesOf(document.steps)),
    ...waitsOf(document),
    ...(document.afterDecision.length > 0
      ? { concluding: concluding(entriesOf(document.afterDecision)) }
      : {}),
    returning: returning(numberOfReturn(document)),
    ...endings,
  });
}

function factsOf(document: ProcedureDocument): ProcedureFacts {
  const { supplement, oneStop, steps: _steps, afterDecision: _after, waits: _waits, ...posted } = document;
  return {
    ...posted,
    // The schema asks for at least one case; the references check for the desk.
    cases: posted.cases as unknown as ProcedureFacts['cases'],
    parties: posted.parties as ProcedureFacts['parties'],
    // As in TypeScript: what goes through the one-stop, like nearly everything, does not say so.
    ...(oneStop ? {} : { oneStop }),
    supplementLimit: supplement.limit,
    ...(supplement.guidance === undefined ? {} : { guidanceLimit: supplement.guidance }),
    ...(supplement.answerWithin ? { supplementAnswerWithin: supplement.answerWithin } : {}),
  };
}

const entriesOf = (entries: readonly DocumentEntry[]): States =>
  Object.fromEntries(entries.map((entry) => [entry.key, entryOf(entry)]));

function entryOf(entry: DocumentEntry): StateNode {
  if (entry.kind !== 'together') return stepOf(entry);
  return together(
    `#${entry.next}`,
    Object.fromEntries(entry.parts.map((part) => [branchOf(part), partOf(part)])),
  );
}

/** The region of a part has a name of its own, which a document may leave to be made. */
export const branchOf = (part: DocumentPart): string => part.branch ?? `${part.key}Branch`;

function stepOf({ key, no, title, by, allowance, kind = 'task', moves }: DocumentStep): StateNode {
  return step({ no, ...title, by, allowance, kind }, movesOf(key, moves));
}

function partOf(part: DocumentPart): StateNode {
  const words = { no: part.no, ...part.title, by: part.by, allowance: part.allowance };
  if (part.kind === 'handoff') return handedTo(part.key, words);
  const { question, silence, superior, meeting } = part;
  return consultationOf(part.key, {
    ...words,
    question,
    silence,
    ...(superior ? { superior } : {}),
    ...(meeting ? { meeting } : {}),
  });
}

/** What each command does on the way to where the document sends it. */
function movesOf(key: string, moves: DocumentMoves): Moves {
  const ways = Object.entries(moves).map(([command, to]) => [command, wayOf(key, command, to)]);
  return Object.fromEntries(ways) as Moves;
}

function wayOf(key: string, command: string, to: DocumentTarget | DocumentTarget[]): unknown {
  const made = [to].flat().flatMap((target) => guardedWays(key, command, target));
  return made.length === 1 ? made[0] : made;
}

/** One way for every case it is open in; a way open in all of them asks nothing. */
function guardedWays(key: string, command: string, target: DocumentTarget): unknown[] {
  if (typeof target === 'string') return [plainWay(key, command, `#${target}`)];
  const way = plainWay(key, command, `#${target.to}`);
  const whole = typeof way === 'string' ? { target: way } : way;
  return target.cases.map((name) => ({ ...whole, guard: { type: 'isCase', params: { key: name } } }));
}

function plainWay(key: string, command: string, target: string): string | object {
  switch (command) {
    case 'approve':
      return granted(target);
    case 'refuse':
      return refused(target);
    case 'answer':
      return answered(key, target);
    case 'requestSupplement':
      return supplementOnce(target);
    default:
      return target;
  }
}

const waitsOf = ({ waits }: ProcedureDocument): States =>
  Object.fromEntries(
    Object.entries(waits).map(([key, { for: ground, backTo }]) => [
      key,
      ground === 'supplement' ? awaitingSupplement(`#${backTo}`) : awaitingFinancialDuty(`#${backTo}`),
    ]),
  );

/** The return is the last step: one more than the highest number before it. */
function numberOfReturn({ steps, afterDecision }: ProcedureDocument): number {
  const numbers = [...steps, ...afterDecision].flatMap((entry) =>
    entry.kind === 'together' ? entry.parts.map(({ no }) => no) : [entry.no],
  );
  return Math.max(...numbers) + 1;
}
