import {
  advance,
  begin,
  type ConsultationAnswer,
  type MachineCommand,
  offers,
  type Position,
  type Procedure,
  view,
} from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';

export { LINES, type Line } from '../../scripts/demo/lines.js';

/** One of the shipped procedures by its code. */
export function procedureWith(code: string): Procedure {
  const found = procedures.find(({ facts }) => facts.code === code);
  if (!found) throw new Error(`No shipped procedure has the code ${code}.`);
  return found;
}

/**
 * Follows a line of commands such as `handOff atDesk` or `answer askingLand disagree`, each only if it is offered, and
 * takes the position through JSON between any two, as the store would.
 */
export function follow(procedure: Procedure, commands: readonly string[], caseKey?: string): Position {
  const input = {
    caseKey: caseKey ?? procedure.facts.cases[0].key,
    channel: 'desk',
    supplementLimit: procedure.facts.supplementLimit,
  } as const;
  return commands.reduce((position, command) => give(procedure, position, command), begin(procedure, input));
}

/** Gives one command; the step of `recordSilence` counts as past its term. */
export function give(procedure: Procedure, position: Position, line: string): Position {
  const [type, step = null, answer = null] = line.split(' ') as [
    MachineCommand,
    string?,
    ConsultationAnswer?,
  ];
  const termPassed = type === 'recordSilence';
  if (!offered(procedure, position, termPassed).includes([type, step].filter(Boolean).join(' '))) {
    throw new Error(
      `${line} is not offered at ${JSON.stringify(position.value)}: ${offered(procedure, position).join(', ')}`,
    );
  }
  const spoken = answer ?? (type === 'answer' ? 'agree' : null);
  const next = advance(procedure, position, type, { step, termPassed, wholeChecklist: true, answer: spoken });
  if (!next) throw new Error(`${line} was offered and not accepted.`);
  return JSON.parse(JSON.stringify(next)) as Position;
}

/** What a position offers, as lines; `termPassed` says whether every open step is past its term. */
export function offered(procedure: Procedure, position: Position, termPassed = false): string[] {
  const late = new Set(termPassed ? view(procedure, position).steps.keys() : []);
  return offers(procedure, position, late).map(({ type, step }) =>
    step === null ? type : `${type} ${step}`,
  );
}

/** The keys of the open steps. */
export const openSteps = (procedure: Procedure, position: Position): string[] => [
  ...view(procedure, position).steps.keys(),
];

export const tagsOf = (procedure: Procedure, position: Position): string[] =>
  [...view(procedure, position).tags].sort();
