import type { z } from 'zod';
import type { Place, Problem } from './problem.js';

type Issue = z.core.$ZodIssue;

/** What is wrong with a document's shape, each with a remedy an author without a programmer can follow. */
export function shapeProblems(issues: readonly Issue[], raw: unknown): Problem[] {
  return issues.flatMap((issue) => problemsOf(issue, raw));
}

function problemsOf(issue: Issue, raw: unknown): Problem[] {
  const at = issue.path as Place;
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownField([...at, key]));
  if (issue.code === 'invalid_union' && valueAt(raw, at) !== undefined) {
    const meant = alternativeMeant(issue.errors);
    if (meant) return meant.flatMap((inner) => problemsOf({ ...inner, path: [...at, ...inner.path] }, raw));
  }
  const field = fieldOf(at);
  const rule = RULE_OF_FIELD[field] ?? 'shape';
  if (valueAt(raw, at) === undefined) {
    return [{ rule, at, message: `${field} is missing.`, remedy: remedyFor(field, `Add ${field}.`) }];
  }
  if (issue.code === 'custom') {
    const remedy = (issue.params as { remedy?: string } | undefined)?.remedy ?? remedyFor(field);
    return [{ rule, at, message: issue.message, remedy }];
  }
  return [{ rule, at, message: messageOf(issue, field, valueAt(raw, at)), remedy: remedyFor(field) }];
}

/**
 * Of a field that may be written in several ways, the way that was meant: the only one of that kind of value. What is
 * wrong inside it is told there. Undefined where several or none are of that kind.
 */
function alternativeMeant(alternatives: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const meant = alternatives.filter((issues) => !issues.some(isOfAnotherKind));
  return meant.length === 1 ? meant[0] : undefined;
}

const isOfAnotherKind = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_value');

const unknownField = (at: Place): Problem => ({
  rule: 'unknownField',
  at,
  message: `There is no field ${String(at.at(-1))} here.`,
  remedy: 'Take it out or correct its name; the JSON Schema of procedure documents lists the fields.',
});

function messageOf(issue: Issue, field: string, value: unknown): string {
  const shown = ['string', 'number', 'boolean'].includes(typeof value) ? ` (${String(value)})` : '';
  switch (issue.code) {
    case 'invalid_type':
      return `${field} must be ${issue.expected === 'int' ? 'a whole number' : `a ${issue.expected}`}${shown}.`;
    case 'invalid_value':
      return `${field} must be one of ${issue.values.map(String).join(', ')}${shown}.`;
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `${field} is below ${issue.minimum}${shown}.`
        : `${field} is empty.`;
    case 'too_big':
      return `${field} is above ${issue.maximum}${shown}.`;
    case 'invalid_union':
      return `${field} cannot be read${shown}.`;
    default:
      return `${field} is not written as it must be${shown}.`;
  }
}

/** The last name on the way; an item of a list is called by its list. */
const fieldOf = (at: Place): string => {
  const names = at.filter((part) => typeof part === 'string');
  return names.at(-1) ?? 'document';
};

function valueAt(raw: unknown, at: Place): unknown {
  return at.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    raw,
  );
}

const RULE_OF_FIELD: Record<string, string> = {
  amount: 'fee',
  silence: 'silence',
  backTo: 'clockStop',
  effectiveFrom: 'effectiveDates',
  effectiveTo: 'effectiveDates',
};

const REMEDY_OF_FIELD: Record<string, string> = {
  code: 'Write the code in quotes, e.g. "1.014199" (unquoted, 1.013990 would lose its last zero).',
  version: 'Write the version in quotes, e.g. "2025-07-01".',
  replaces: 'Write in quotes the name of the version this one takes the place of.',
  effectiveFrom: 'Write the first day of effect as YYYY-MM-DD.',
  effectiveTo: 'Write the last day of effect as YYYY-MM-DD, or leave it out.',
  amount: 'Give the fee in whole đồng, 0 or more, without a unit, e.g. 50000.',
  silence: 'Say what silence past the term means: deemedConsent, escalate or hold.',
  backTo: 'Name the step the dossier returns to when the citizen has answered or paid.',
  term: 'Write e.g. "10 ngày làm việc", "30 ngày" or "trong ngày".',
  allowance:
    'Write working hours or days, e.g. "4 giờ làm việc" or "0,25 ngày làm việc", or by case: { default: …, cases: { <case>: … } }.',
  agency: 'Write receiving, competent, { unit: <id> }, or { named: <name under namedAgencies> }.',
  question: 'Write in both languages what is asked.',
  sets: 'Write how many sets: { count: 1, source: …, verified: false }; leave it out where no source says.',
  moves: 'Name the commands of the step and where each leads, e.g. { submit: approving }.',
  oneStop: 'Write true, or false for what another agency receives by itself, without the one-stop desk.',
  verified: 'Write true only if somebody has read the source, false otherwise.',
  source: 'Say where it was read: decision, article, page.',
  kind: 'Write task, handoff or together for a step; handoff or consultation for a part.',
  legalBasis: 'Name the provision that gives it, e.g. Luật Xây dựng 2014 Điều 102.',
  cases: 'Give at least one case (trường hợp) with its term.',
  vi: 'Give the text in Vietnamese.',
  en: 'Give the text in English.',
  key: 'Use letters and digits, beginning with a small letter.',
};

const remedyFor = (
  field: string,
  otherwise = 'Correct it; the JSON Schema of procedure documents says how.',
): string => REMEDY_OF_FIELD[field] ?? otherwise;
