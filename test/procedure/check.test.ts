import t from 'tap';
import {
  arrived,
  checkProcedure,
  concluding,
  deskClerk,
  type Finding,
  granted,
  held,
  hours,
  leader,
  type Procedure,
  procedureSetup,
  type StateNode,
  specialist,
  startContext,
  step,
  workingDays,
} from '../../src/procedure/index.js';
import { soundFacts, soundStates, soundSteps, specimen } from './specimen.js';

const tax = held('tax', 'specialist');
const words = { no: 2, vi: 'Bước', en: 'Step', allowance: hours(1) };
const ruleOf = (procedure: Procedure, rule: string): Finding | undefined =>
  checkProcedure(procedure).find((finding) => finding.rule === rule);
/** What the types would not let anybody write, but a compiled or hand-made machine may hold. */
const wrong = (node: unknown): StateNode => node as StateNode;

const examineOnly = (on: Parameters<typeof step>[1], more: object = {}): StateNode => ({
  ...step({ ...words, by: specialist }, on),
  ...more,
});

t.test('given a sound procedure, when it is proved, then nothing is found', async (t) => {
  t.same(checkProcedure(specimen()), []);
});

const brokenFacts: [title: string, rule: string, facts: Parameters<typeof specimen>[0]][] = [
  ['an impossible date', 'effectiveDates', { facts: { effectiveFrom: '2026-02-30' } }],
  ['an end before the beginning', 'effectiveDates', { facts: { effectiveTo: '2025-12-31' } }],
  ['half a supplement', 'supplementLimit', { facts: { supplementLimit: 0.5 } }],
  ['a hundred supplements', 'supplementLimit', { facts: { supplementLimit: 100 } }],
  ['a lead that takes no part', 'party', { facts: { lead: 'nobody' } }],
  ['two cases of one key', 'uniqueKey', { facts: { cases: [soundFacts.cases[0], soundFacts.cases[0]] } }],
  [
    'a step without a number',
    'stepNumber',
    { steps: { atDesk: step({ ...words, no: 0, by: deskClerk }, { handOff: '#examining' }) } },
  ],
  [
    'a step without an English title',
    'stepTitle',
    { steps: { atDesk: step({ ...words, en: ' ', by: deskClerk }, { handOff: '#examining' }) } },
  ],
  [
    'a step of a stranger',
    'party',
    { steps: { atDesk: step({ ...words, by: held('stranger', 'clerk') }, { handOff: '#examining' }) } },
  ],
  [
    'a waiting of a stranger',
    'party',
    { states: { arrived: { ...arrived, meta: { waiting: held('stranger', 'clerk') } } } },
  ],
  [
    'a consultation without a word on silence',
    'silence',
    { steps: { atDesk: step({ ...words, by: deskClerk, kind: 'consultation' }, { handOff: '#examining' }) } },
  ],
  [
    'a guard nobody knows',
    'unknownWord',
    {
      steps: {
        atDesk: wrong({
          ...soundSteps.atDesk,
          on: { handOff: { target: '#examining', guard: 'isFullMoon' } },
        }),
      },
    },
  ],
  [
    'an unnamed action',
    'unknownWord',
    { steps: { atDesk: wrong({ ...soundSteps.atDesk, entry: () => undefined }) } },
  ],
  ['a timer', 'timer', { steps: { atDesk: wrong({ ...soundSteps.atDesk, after: { 1000: '#examining' } }) } }],
];

for (const [title, rule, broken] of brokenFacts) {
  t.test(`given ${title}, when the procedure is proved, then ${rule} is found`, async (t) => {
    t.ok(ruleOf(specimen(broken), rule));
  });
}

const brokenMoves: [title: string, rule: string, path: string[], parts: Parameters<typeof specimen>[0]][] = [
  [
    'a state that cannot leave',
    'stuck',
    ['receive', 'handOff atDesk'],
    {
      steps: { examining: examineOnly({}) },
      states: {
        processing: {
          tags: 'clock.running',
          initial: 'atDesk',
          states: { ...soundSteps, examining: examineOnly({}) },
        },
      },
    },
  ],
  [
    'a step no command addresses',
    'stuckStep',
    ['receive', 'handOff atDesk'],
    { steps: { examining: examineOnly({}) } },
  ],
  [
    'a loop without an end',
    'noEnd',
    ['receive'],
    {
      states: {
        processing: {
          tags: 'clock.running',
          initial: 'atDesk',
          states: { ...soundSteps, examining: examineOnly({ submit: '#atDesk' }) },
        },
      },
    },
  ],
  [
    'a stop of the clock without a way back',
    'clockStop',
    ['receive', 'handOff atDesk', 'requestSupplement examining'],
    {
      states: {
        awaitingSupplement: {
          tags: ['clock.stopped.supplement', 'withCitizen'],
          meta: { waiting: deskClerk },
          on: { withdraw: granted('#issuing') },
        },
        concluding: { ...soundStates.concluding, tags: ['clock.ended', 'resultExists'] },
      },
    },
  ],
  [
    'a waiting nobody owns',
    'owner',
    ['receive', 'handOff atDesk', 'requestSupplement examining'],
    {
      states: {
        awaitingSupplement: { tags: ['clock.stopped.supplement'], on: { receiveSupplement: '#examining' } },
      },
    },
  ],
  [
    'a state without a clock',
    'clock',
    ['receive'],
    { states: { processing: { initial: 'atDesk', states: soundSteps } } },
  ],
  [
    'a decision that is no result',
    'result',
    ['receive', 'handOff atDesk', 'submit examining', 'approve approving'],
    { states: { concluding: { ...soundStates.concluding, tags: 'clock.running' } } },
  ],
  [
    'a withdrawal after the result',
    'withdraw',
    ['receive', 'handOff atDesk', 'submit examining', 'approve approving'],
    { states: { concluding: { ...soundStates.concluding, on: { withdraw: '#withdrawn' } } } },
  ],
  [
    'supplements without end',
    'supplementLimit',
    [
      'receive',
      'handOff atDesk',
      'requestSupplement examining',
      'receiveSupplement',
      'requestSupplement examining',
    ],
    {
      steps: {
        examining: examineOnly({
          submit: '#approving',
          requestSupplement: { target: '#awaitingSupplement', actions: 'countSupplement' },
        }),
      },
    },
  ],
  [
    'an end without an outcome',
    'throws',
    ['receive', 'withdraw'],
    { states: { processing: { ...soundStates.processing, on: { withdraw: '#withdrawn' } } } },
  ],
  ['an end without its tag', 'ending', ['refuseAtDesk'], { states: { notReceived: { type: 'final' } } }],
  [
    'a handoff that never returns',
    'handoff',
    ['receive', 'handOff atDesk'],
    {
      steps: {
        examining: step({ ...words, by: tax, kind: 'handoff' }, { approve: granted('#returned') }),
        approving: step({ ...words, by: tax, kind: 'handoff' }, { approve: granted('#returned') }),
      },
    },
  ],
  [
    'steps longer than the term',
    'allowances',
    ['receive', 'handOff atDesk', 'submit examining', 'approve approving', 'finishProcessing issuing'],
    {
      steps: {
        approving: step(
          { ...words, by: leader, allowance: hours(4.5) },
          { approve: granted('#issuing'), sendBack: '#examining' },
        ),
      },
    },
  ],
  [
    'a refusal later than its own term',
    'allowances',
    ['receive', 'handOff atDesk', 'submit examining', 'refuse approving', 'finishProcessing issuing'],
    { facts: { cases: [{ ...soundFacts.cases[0], termWhenRefused: workingDays(2) }] } },
  ],
  [
    'a state no way leads to',
    'unreachable',
    [],
    { steps: { forgotten: examineOnly({ submit: '#approving' }) } },
  ],
];

for (const [title, rule, path, parts] of brokenMoves) {
  t.test(`given ${title}, when the procedure is proved, then ${rule} is found with its path`, async (t) => {
    const finding = ruleOf(specimen(parts), rule);
    t.ok(finding, JSON.stringify(checkProcedure(specimen(parts))));
    t.same(finding?.path, path);
  });
}

t.test(
  'given a machine of another hand that ends without an outcome, when it is proved, then outcome is found',
  async (t) => {
    const machine = procedureSetup.createMachine({
      context: startContext,
      initial: 'open',
      states: {
        open: { tags: 'new', meta: { waiting: deskClerk }, on: { receive: 'closed' } },
        closed: { type: 'final', tags: 'returned' },
      },
    });
    t.same(ruleOf({ facts: soundFacts, machine }, 'outcome')?.path, ['receive']);
  },
);

t.test('given two steps of one name, when the procedure is proved, then stepKey is found', async (t) => {
  const same = { meta: { step: { ...soundSteps.atDesk.meta!.step! } }, on: { answer: 'done' } } as const;
  const machine = procedureSetup.createMachine({
    context: startContext,
    initial: 'both',
    states: {
      both: {
        type: 'parallel',
        tags: 'clock.running',
        states: {
          one: { initial: 'asking', states: { asking: same, done: { type: 'final' } } },
          two: { initial: 'asking', states: { asking: same, done: { type: 'final' } } },
        },
      },
    },
  });
  t.ok(ruleOf({ facts: soundFacts, machine }, 'stepKey'));
});

t.test('given two states of one name, when a procedure is made of them, then it is refused', async (t) => {
  t.throws(
    () => specimen({ states: { concluding: concluding({ atDesk: soundSteps.atDesk }) } }),
    /Two states are called atDesk/,
  );
});
