/**
 * The line each shipped procedure takes from reception to the citizen's hand, as commands `type step`. The demo drives
 * dossiers along them; the tests walk them.
 */
export type Line = {
  code: string;
  /** The case it is of, where that is not the first. */
  case?: string;
  granted: readonly string[];
  /** From reception to a refusal, returned. */
  refused: readonly string[];
  /** The command that asks for a supplement, and the line up to the step that may; null where none may be asked. */
  supplement: { ask: string; before: readonly string[] } | null;
  /** The answer of an agency whose silence counts as consent, where one is asked. */
  silent?: string;
};

const upTo = (last: string, line: readonly string[]): string[] => line.slice(0, line.indexOf(last) + 1);

function line(
  code: string,
  beforeAsking: readonly string[],
  asking: string | null,
  beforeDecision: readonly string[],
  decided: { step: string; granted: readonly string[]; refused?: readonly string[] },
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
  {
    ...line(
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
    silent: 'answer askingPlanning',
  },
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
  {
    // Another commune, where the citizen lived before, checks the marital status.
    ...line(
      '1.000894',
      ['handOff atDesk'],
      'examining',
      ['handOff examining', 'answer askingOtherCommune', 'submit recording'],
      { step: 'approving', granted: issued },
    ),
    case: 'withCheck',
  },
];
