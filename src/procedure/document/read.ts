import { isMap, isSeq, LineCounter, parseDocument, type ParsedNode } from 'yaml';
import type { Fault, Place, Problem } from './problem.js';
import { pathText } from './problem.js';
import { checkReferences } from './references.js';
import { type ProcedureDocument, procedureDocument } from './schema.js';
import { shapeProblems } from './shape.js';

/** A text as read: the document when its shape and references hold, or every fault with its line. */
export type Reading = {
  document: ProcedureDocument | null;
  faults: Fault[];
  /** Gives a problem found later (by proving the machine) its line in this text. */
  faultOf: (problem: Problem) => Fault;
};

/** Far beyond any procedure; a larger text is no document but a mistake or an attack. */
const MOST_CHARACTERS = 1_000_000;

/** Reads a procedure document from YAML or JSON (which is YAML). Never throws; all faults are told at once. */
export function readDocument(text: string): Reading {
  const lines = new LineCounter();
  if (text.length > MOST_CHARACTERS)
    return unreadable(lines, 'The text is longer than 1,000,000 characters.');
  const parsed = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const faultOf = (problem: Problem) => located(problem, placeOf(parsed.contents, problem.at), lines);
  const reading = (problems: Problem[], document: ProcedureDocument | null): Reading => ({
    document: problems.length > 0 ? null : document,
    faults: problems.map(faultOf).sort((a, b) => a.line - b.line || a.column - b.column),
    faultOf,
  });
  if (parsed.errors.length > 0) {
    const faults = parsed.errors.map(({ message, pos }) => located(syntax(message), pos[0], lines));
    return { document: null, faults, faultOf };
  }
  let raw: unknown;
  try {
    raw = parsed.toJS({ maxAliasCount: 20 });
  } catch (error) {
    return unreadable(lines, (error as Error).message);
  }
  const shaped = procedureDocument.safeParse(raw);
  if (!shaped.success) return reading(shapeProblems(shaped.error.issues, raw), null);
  return reading(checkReferences(shaped.data), shaped.data);
}

const syntax = (message: string): Problem => ({
  rule: 'syntax',
  at: [],
  message: `The text is no YAML or JSON: ${message.split('\n')[0]}.`.replace('..', '.'),
  remedy: 'Mend the indentation, the quotes or the brackets there.',
});

function unreadable(lines: LineCounter, message: string): Reading {
  const faultOf = (problem: Problem) => located(problem, 0, lines);
  return { document: null, faults: [faultOf(syntax(message))], faultOf };
}

function located({ at, commands = [], ...problem }: Problem, offset: number, lines: LineCounter): Fault {
  const { line, col } = lines.linePos(offset);
  return { ...problem, line: Math.max(line, 1), column: Math.max(col, 1), path: pathText(at), commands };
}

/** Offset of the deepest node on the way that exists: what is missing is shown where it should stand. */
function placeOf(contents: ParsedNode | null, at: Place): number {
  let node: ParsedNode | null = contents;
  let offset = contents?.range[0] ?? 0;
  for (const part of at) {
    if (isMap<ParsedNode, ParsedNode | null>(node)) {
      const pair = node.items.find(({ key }) => 'value' in key && String(key.value) === String(part));
      if (!pair) break;
      offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq<ParsedNode>(node) && typeof part === 'number' && node.items[part]) {
      node = node.items[part];
      offset = node.range[0];
    } else break;
  }
  return offset;
}
