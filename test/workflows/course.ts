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

const upTo = (last: string, line: readonly string[]): string[] => line.slice(0, line.indexOf(last) + 1);

/** The line of each procedure from reception to the result in the citizen's hand, and where it forks. */
export type Line = {
  code: string;
  granted: string[];
  /** From reception to a refusal, returned. */
  refused: string[];
  /** The command that asks for a supplement, and the line up to the step that may. */
  supplement: { ask: string; before: string[] } | null;
};

function line(
  code: string,
  beforeAsking: string[],
  asking: string | null,
  beforeDecision: string[],
  decided: { step: string; granted: string[]; refused?: string[] },
): Line {
  const start = ['receive', ...beforeAsking];
  const until = [...start, ...beforeDecision];
  const end = 'returnResult returning';
  return {
    code,
    granted: [...until, `approve ${decided.step}`, ...decided.granted, end],
    refused: [...until, `refuse ${decided.step}`, ...(decided.refused ?? decided.granted), end],
    supplement: asking === null ? null : { ask: `requestSupplement ${asking}`, before: start },
  };
}

const issued = ['finishProcessing issuing'];
const toExamining = ['handOff atDesk', 'assign assigning'];

const workPermitGrant = line(
  '1.014199',
  toExamining,
  'screening',
  ['finishTask screening', 'submit examining', 'submit reviewing'],
  { step: 'approving', granted: issued },
);

export const LINES: readonly Line[] = [
  line('2.000815', [], null, ['handOff atDesk', 'submit comparing'], { step: 'signing', granted: issued }),
  line(
    '1.013831',
    toExamining,
    'examining',
    [
      'handOff examining',
      'answer assessingTax',
      'requireFinancialDuty notifyingDuty',
      'confirmFinancialDuty',
      'submit updating',
      'submit reviewing',
    ],
    { step: 'approving', granted: issued },
  ),
  line(
    '2.002755',
    toExamining,
    'examining',
    [
      'submit examining',
      'submit reviewing',
      'finishTask signing',
      'handOff forwarding',
      'handOff atProvincialCentre',
      'assign departmentAssigning',
      'handOff departmentExamining',
      'answer atProvincialOffice',
      'submit drafting',
      'submit departmentReviewing',
    ],
    { step: 'departmentApproving', granted: issued },
  ),
  line('2.002621', ['handOff atDesk'], 'registering', ['submit registering'], {
    step: 'approving',
    granted: ['answer registeringResidence', 'answer issuingHealthCard', 'finishProcessing collecting'],
    refused: ['finishProcessing issuingRefusal'],
  }),
  line(
    '1.013225',
    toExamining,
    'examining',
    [
      'handOff examining',
      'answer askingPlanning',
      'answer askingFireSafety',
      'answer askingLand',
      'submit drafting',
      'submit reviewing',
    ],
    { step: 'approving', granted: issued },
  ),
  {
    ...workPermitGrant,
    refused: [
      ...upTo('assign assigning', workPermitGrant.granted),
      'submit screening',
      'submit reviewingRefusal',
      'refuse refusing',
      'finishProcessing issuingRefusal',
      'returnResult returning',
    ],
  },
  line('1.012994', toExamining, 'examining', ['submit examining', 'submit reviewing'], {
    step: 'approving',
    granted: issued,
  }),
  line('1.001806', toExamining, 'examining', ['submit examining', 'submit reviewing'], {
    step: 'approving',
    granted: issued,
  }),
  line(
    '1.000987',
    toExamining,
    'examining',
    ['submit examining', 'submit reviewing', 'finishTask signing', 'handOff forwarding'],
    { step: 'approving', granted: [] },
  ),
  line(
    '1.001612',
    ['handOff atDesk'],
    'examining',
    ['handOff examining', 'answer assigningTaxCode', 'submit drafting'],
    { step: 'approving', granted: issued },
  ),
];
