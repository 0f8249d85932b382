import type { AnyStateMachine } from 'xstate';
import type { Allowance, Procedure, Step, StateMeta } from './contract.js';
import { extendTerm, formatTerm } from '../calendar/term.js';
import type { Term } from '../calendar/types.js';
import { type ProcedureFacts, termsOf } from './facts.js';
import { checkNamedAgencies } from './check-named.js';
import type { Finding } from './finding.js';
import { isByCase, stepIn } from './step-card.js';
import { MINUTES_A_DAY } from './words.js';

/** What can be seen wrong without moving the machine: its facts, its step cards and the names it uses. */
export function checkWords({ facts, machine }: Procedure): Finding[] {
  return [...checkFacts(facts), ...checkSteps(facts, machine), ...checkNames(machine)];
}

/** More than this many supplements is no limit at all; the law's own default is one (domain 1.4). */
const MOST_SUPPLEMENTS = 5;

function checkFacts(facts: ProcedureFacts): Finding[] {
  return [
    ...checkDates(facts),
    ...checkParties(facts),
    ...checkNamedAgencies(facts),
    ...checkKeys(facts),
    ...checkFees(facts),
    ...checkExtension(facts),
  ];
}

function checkDates({ effectiveFrom, effectiveTo, supplementLimit }: ProcedureFacts): Finding[] {
  const found: Finding[] = [];
  const say = (rule: string, fact: string, message: string) =>
    found.push({ rule, message, path: [], about: { fact: [fact] } });
  for (const [fact, date] of Object.entries({ effectiveFrom, effectiveTo })) {
    if (date !== null && !isDate(date)) say('effectiveDates', fact, `${date} is no date; write YYYY-MM-DD.`);
  }
  if (effectiveTo !== null && effectiveTo < effectiveFrom) {
    const message = `The version ends on ${effectiveTo}, before it begins on ${effectiveFrom}.`;
    say('effectiveDates', 'effectiveTo', message);
  }
  if (!Number.isInteger(supplementLimit) || supplementLimit < 0 || supplementLimit > MOST_SUPPLEMENTS) {
    const message = `supplementLimit is ${supplementLimit}; give a whole number from 0 to ${MOST_SUPPLEMENTS}.`;
    say('supplementLimit', 'supplementLimit', message);
  }
  return found;
}

function checkParties({ parties, lead }: ProcedureFacts): Finding[] {
  return Object.entries({ parties: 'desk', lead })
    .filter(([, party]) => !Object.hasOwn(parties, party))
    .map(([fact, party]) => ({
      rule: 'party',
      message: `The facts name no party ${party}; add it to parties.`,
      path: [],
      about: { fact: [fact] },
    }));
}

function checkKeys({ cases, checklist }: ProcedureFacts): Finding[] {
  return Object.entries({ cases, checklist }).flatMap(([fact, items]) =>
    [...repeated(items.map(({ key }) => key))].map((key) => ({
      rule: 'uniqueKey',
      message: `Two ${fact === 'cases' ? 'cases' : 'papers'} have the key ${key}.`,
      path: [],
      about: { fact: [fact, items.findLastIndex((item) => item.key === key), 'key'] },
    })),
  );
}

/** The cases it names exist, and each term it may extend is one it can be added to. */
function checkExtension({ extension, cases }: ProcedureFacts): Finding[] {
  if (extension === undefined) return [];
  const { term: by, cases: named = cases.map(({ key }) => key) } = extension;
  const strangers = named.filter((name) => !cases.some(({ key }) => key === name));
  const extended = cases.filter(({ key }) => named.includes(key));
  const odd = extended.flatMap((one) => termsOf(one)).find((one) => extendTerm(one, by) === null);
  return [
    ...strangers.map((name) => extensionFinding('cases', `There is no case ${name} to extend.`)),
    ...(odd === undefined ? [] : [extensionFinding('term', cannotExtend(odd, by))]),
  ];
}

const extensionFinding = (fact: 'term' | 'cases', message: string): Finding => ({
  rule: 'extension',
  message,
  path: [],
  about: { fact: ['extension', fact] },
});

const cannotExtend = (term: Term, by: Term): string =>
  `An extension of ${formatTerm(by).vi} cannot be added to a term of ${formatTerm(term).vi}.`;

/** Fees are whole đồng; nobody is paid for handing in a dossier. */
function checkFees({ fees }: ProcedureFacts): Finding[] {
  return fees.flatMap(({ amount, name }, index) =>
    Number.isSafeInteger(amount) && amount >= 0
      ? []
      : [
          {
            rule: 'fee',
            message: `The fee "${name.vi}" is ${amount}; give whole đồng, 0 or more.`,
            path: [],
            about: { fact: ['fees', index, 'amount'] },
          },
        ],
  );
}

function checkSteps(facts: ProcedureFacts, machine: AnyStateMachine): Finding[] {
  const found: Finding[] = [];
  const say = (rule: string, state: string, message: string) =>
    found.push({ rule, message, path: [], about: { state } });
  const cards = statesOf(machine).flatMap(({ key, meta }) => (meta?.step ? [{ key, step: meta.step }] : []));
  for (const key of repeated(cards.map((card) => card.key))) {
    say('stepKey', key, `Two steps are called ${key}; tasks are kept by that name, so it must be one's own.`);
  }
  for (const { key, step } of cards) {
    if (!Number.isInteger(step.no) || step.no < 1)
      say('stepNumber', key, `Step ${key} has no number (bước số).`);
    if (isBlank(step.title.vi) || isBlank(step.title.en)) {
      say('stepTitle', key, `Step ${key} lacks a title in Vietnamese or English.`);
    }
    for (const stranger of strangeCases(step.allowance, facts))
      say(
        'case',
        key,
        `Step ${key} has an allowance for the case ${stranger}, which the procedure does not have.`,
      );
    if ((step.kind === 'consultation') !== (step.silence !== undefined)) {
      say('silence', key, `Step ${key}: a consultation, and nothing else, says what silence means.`);
    }
    const unfit = facts.cases.map((one) => unfitMeeting(stepIn(step, one.key))).find((why) => why !== null);
    if (unfit) say('meeting', key, `Step ${key}: ${unfit}`);
  }
  for (const { key, meta } of statesOf(machine)) {
    for (const holder of [meta?.step, meta?.waiting]) {
      if (holder && !Object.hasOwn(facts.parties, holder.party)) {
        say('party', key, `State ${key} is held by ${holder.party}, which is no party of the procedure.`);
      }
    }
  }
  return found;
}

function strangeCases(allowance: Allowance, { cases }: ProcedureFacts): string[] {
  if (!isByCase(allowance)) return [];
  return Object.keys(allowance.cases).filter((name) => !cases.some(({ key }) => key === name));
}

/** Why a meeting could not be held as the card says; null when it can, or when there is none. */
function unfitMeeting({ kind, meeting, silence, allowance }: Step): string | null {
  if (meeting === undefined) return null;
  if (kind !== 'consultation') return 'only a consultation can be held at a meeting.';
  const { papersBefore, differWithin } = meeting;
  if (papersBefore.unit !== 'workingDays') return 'papersBefore is no number of working days.';
  if (differWithin.unit === 'sameDay') return 'differWithin is no length of time.';
  const left = allowance?.unit === 'workingMinutes' ? allowance.count : Infinity;
  return silence === 'hold' || left > papersBefore.count * MINUTES_A_DAY
    ? null
    : 'silence ends the consultation before a meeting could be held; papers go out too long before it.';
}

function checkNames(machine: AnyStateMachine): Finding[] {
  const { guards, actions } = machine.implementations;
  const found: Finding[] = [];
  for (const [where, words] of wordsIn(machine.config)) {
    const known = where === 'guard' ? guards : actions;
    for (const word of Array.isArray(words) ? (words as unknown[]) : [words]) {
      const name = nameOf(word);
      if (name === null || !Object.hasOwn(known, name)) {
        const message = `${where} ${name ?? '(unnamed)'} is no word of the kit; name one that is.`;
        found.push({ rule: 'unknownWord', message, path: [] });
      }
    }
  }
  for (const { key, config } of statesOf(machine)) {
    if (config.after || config.invoke) {
      const message = `State ${key} has a timer or a child; waits are rows with a due instant.`;
      found.push({ rule: 'timer', message, path: [], about: { state: key } });
    }
  }
  return found;
}

const ACTION_PLACES = new Set(['actions', 'entry', 'exit']);

/** Every guard and action a configuration mentions. Meta is data of the procedure and holds neither. */
function* wordsIn(config: unknown): Generator<['guard' | 'action', unknown]> {
  if (typeof config !== 'object' || config === null) return;
  for (const [key, value] of Object.entries(config) as [string, unknown][]) {
    if (key === 'guard') yield ['guard', value];
    else if (ACTION_PLACES.has(key)) yield ['action', value];
    else if (key !== 'meta') yield* wordsIn(value);
  }
}

function nameOf(word: unknown): string | null {
  if (typeof word === 'string') return word;
  if (typeof word !== 'object' || word === null || !('type' in word)) return null;
  return typeof word.type === 'string' ? word.type : null;
}

/** The little of XState's state node the checks read. */
export type StateNodeView = {
  key: string;
  path: string[];
  type: string;
  meta?: StateMeta;
  config: { after?: unknown; invoke?: unknown };
  states: Record<string, StateNodeView>;
};

/** Every state below the root. */
export function statesOf(machine: AnyStateMachine): StateNodeView[] {
  const below = (node: StateNodeView): StateNodeView[] =>
    Object.values(node.states).flatMap((child) => [child, ...below(child)]);
  return below(machine.root);
}

const repeated = (keys: readonly string[]): Set<string> =>
  new Set(keys.filter((key, index) => keys.indexOf(key) !== index));

const isBlank = (text: string): boolean => text.trim() === '';

function isDate(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}
