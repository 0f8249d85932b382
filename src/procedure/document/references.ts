import type { Allowance } from '../contract.js';
import { isByCase } from '../step-card.js';
import type { Place, Problem } from './problem.js';
import type {
  DocumentEntry,
  DocumentMoves,
  DocumentStep,
  DocumentTarget,
  ProcedureDocument,
} from './schema.js';
import { branchOf } from './compile.js';

/** What one part of a document says of another: every name it uses exists and means what it is used for. */
export function checkReferences(document: ProcedureDocument): Problem[] {
  const names = namesOf(document);
  return [
    ...checkNamesOnce(names),
    ...checkHolders(document),
    ...checkMoves(document, names),
    ...checkAllowances(document),
    ...checkWaits(document),
    ...checkSuperiors(document),
  ];
}

type Name = { key: string; at: Place };
const entriesOf = (document: ProcedureDocument): [entry: DocumentEntry, at: Place][] =>
  (['steps', 'afterDecision'] as const).flatMap((list) =>
    document[list].map((entry, index) => [entry, [list, index]] as [DocumentEntry, Place]),
  );

/** State names every procedure has; a step may lead to `returning` and may bear none of them. */
const TAKEN = ['arrived', 'processing', 'concluding', 'returning', 'returned', 'withdrawn', 'notReceived'];

function namesOf(document: ProcedureDocument): Name[] {
  return [
    ...entriesOf(document).flatMap(([entry, at]) => [
      { key: entry.key, at: [...at, 'key'] },
      ...partNames(entry, at),
    ]),
    ...Object.keys(document.waits).map((key) => ({ key, at: ['waits', key] })),
  ];
}

/** A part brings the names of its region and of what the kit makes in it. */
function partNames(entry: DocumentEntry, at: Place): Name[] {
  if (entry.kind !== 'together') return [];
  return entry.parts.flatMap((part, index) => {
    const made = [part.key, branchOf(part), `${part.key}Answered`];
    if (part.kind === 'consultation' && part.superior) made.push(`${part.key}Superior`);
    return made.map((key) => ({ key, at: [...at, 'parts', index, 'key'] }));
  });
}

function checkNamesOnce(names: readonly Name[]): Problem[] {
  const seen = new Set(TAKEN);
  const found: Problem[] = [];
  for (const { key, at } of names) {
    if (seen.has(key))
      found.push({
        rule: 'stepKey',
        at,
        message: `The name ${key} is taken.`,
        remedy: 'Give it another; steps, waits and parts share their names.',
      });
    seen.add(key);
  }
  return found;
}

function checkHolders(document: ProcedureDocument): Problem[] {
  const used: [party: string, at: Place][] = [
    ['desk', ['parties']],
    [document.lead, ['lead']],
    ...entriesOf(document).flatMap(([entry, at]) => holdersOf(entry, at)),
  ];
  return used
    .filter(([party]) => !Object.hasOwn(document.parties, party))
    .map(([party, at]) => ({
      rule: 'party',
      at,
      message: `There is no party ${party}.`,
      remedy: `Add it under parties, or name one of: ${Object.keys(document.parties).join(', ')}.`,
    }));
}

function holdersOf(entry: DocumentEntry, at: Place): [party: string, at: Place][] {
  if (entry.kind !== 'together') return [[entry.by.party, [...at, 'by', 'party']]];
  return entry.parts.flatMap((part, index) => {
    const own: [string, Place] = [part.by.party, [...at, 'parts', index, 'by', 'party']];
    if (part.kind === 'handoff' || !part.superior) return [own];
    return [own, [part.superior.by.party, [...at, 'parts', index, 'superior', 'by', 'party']]];
  });
}

/** Commands that stop the clock, and the wait each leads to. */
const STOPS: Partial<Record<keyof DocumentMoves, 'supplement' | 'financialDuty'>> = {
  requestSupplement: 'supplement',
  requireFinancialDuty: 'financialDuty',
};

function checkMoves(document: ProcedureDocument, names: readonly Name[]): Problem[] {
  const waits = new Set(Object.keys(document.waits));
  const steps = new Set(entriesOf(document).map(([entry]) => entry.key));
  const places = [...names.map(({ key }) => key), 'returning'].filter(
    (key) => steps.has(key) || key === 'returning',
  );
  const found: Problem[] = [];
  const leadsTo = (key: string, at: Place, stop?: 'supplement' | 'financialDuty') => {
    if (stop) {
      if (document.waits[key]?.for !== stop || !waits.has(key)) found.push(noWait(key, at, stop));
    } else if (!places.includes(key)) {
      found.push({
        rule: 'target',
        at,
        message: `There is no step ${key} to lead to.`,
        remedy: anyOf(places),
      });
    }
  };
  for (const [entry, at] of entriesOf(document)) {
    if (entry.kind === 'together') leadsTo(entry.next, [...at, 'next']);
    else found.push(...checkCases(document, entry, at));
    for (const [command, to] of entry.kind === 'together' ? [] : movesOf(entry)) {
      for (const target of [to].flat())
        leadsTo(typeof target === 'string' ? target : target.to, [...at, 'moves', command], STOPS[command]);
    }
  }
  return found;
}

const movesOf = ({ moves }: DocumentStep) =>
  Object.entries(moves) as [keyof DocumentMoves, DocumentTarget | DocumentTarget[]][];

const noWait = (key: string, at: Place, stop: string): Problem => ({
  rule: 'target',
  at,
  message: `There is no wait ${key} for ${stop === 'supplement' ? 'a supplement' : 'a financial duty'}.`,
  remedy: `Write under waits: ${key}: { for: ${stop}, backTo: … }.`,
});

const anyOf = (names: readonly string[]): string => `Name one of: ${names.join(', ')}.`;

function checkCases(document: ProcedureDocument, step: DocumentStep, at: Place): Problem[] {
  const known = document.cases.map(({ key }) => key);
  return movesOf(step).flatMap(([command, to]) =>
    [to].flat().flatMap((target) => {
      const strangers =
        typeof target === 'string' ? [] : target.cases.filter((name) => !known.includes(name));
      return strangers.map((name) => ({
        rule: 'case',
        at: [...at, 'moves', command],
        message: `There is no case ${name}.`,
        remedy: anyOf(known),
      }));
    }),
  );
}

/** Cases that an allowance is given for are cases of the procedure. */
function checkAllowances(document: ProcedureDocument): Problem[] {
  const known = document.cases.map(({ key }) => key);
  return entriesOf(document)
    .flatMap(([entry, at]) => allowancesIn(entry, at))
    .flatMap(([allowance, at]) =>
      (isByCase(allowance) ? Object.keys(allowance.cases) : [])
        .filter((name) => !known.includes(name))
        .map((name) => ({
          rule: 'case',
          at: [...at, 'cases', name],
          message: `There is no case ${name}.`,
          remedy: anyOf(known),
        })),
    );
}

function allowancesIn(entry: DocumentEntry, at: Place): [allowance: Allowance, at: Place][] {
  if (entry.kind !== 'together') return [[entry.allowance, [...at, 'allowance']]];
  return entry.parts.flatMap((part, index): [Allowance, Place][] => {
    const here = [...at, 'parts', index];
    const own: [Allowance, Place] = [part.allowance, [...here, 'allowance']];
    if (part.kind === 'handoff' || !part.superior) return [own];
    return [own, [part.superior.allowance, [...here, 'superior', 'allowance']]];
  });
}

/** A stop of the clock returns to a step before the decision, where the clock runs. */
function checkWaits({ waits, steps }: ProcedureDocument): Problem[] {
  const known = steps.map(({ key }) => key);
  return Object.entries(waits)
    .filter(([, { backTo }]) => !known.includes(backTo))
    .map(([key, { backTo }]) => ({
      rule: 'clockStop',
      at: ['waits', key, 'backTo'],
      message: `The stop ${key} returns to ${backTo}, which is no step before the decision.`,
      remedy: anyOf(known),
    }));
}

/** Whoever answers for the silence is named exactly when silence goes to them. */
function checkSuperiors(document: ProcedureDocument): Problem[] {
  return entriesOf(document).flatMap(([entry, at]) =>
    entry.kind !== 'together'
      ? []
      : entry.parts.flatMap((part, index) => {
          if (part.kind === 'handoff' || (part.silence === 'escalate') === (part.superior !== undefined))
            return [];
          return [
            {
              rule: 'silence',
              at: [...at, 'parts', index, 'silence'],
              message: `Consultation ${part.key}: a superior is named if and only if silence is escalate.`,
              remedy: 'Add superior: { by, allowance }, or choose deemedConsent or hold.',
            },
          ];
        }),
  );
}
