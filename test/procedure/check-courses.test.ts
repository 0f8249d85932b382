import t from 'tap';
import {
  answered,
  arrived,
  checkProcedure,
  consultationOf,
  endings,
  type Finding,
  deskClerk,
  handedTo,
  held,
  hours,
  longestCourses,
  type Procedure,
  processing,
  returning,
  type States,
  step,
  together,
  walk,
  workingDays,
} from '../../src/procedure/index.js';
import { soundFacts, soundStates, soundSteps, specimen } from './specimen.js';

const tax = held('tax', 'specialist');
const words = { no: 2, vi: 'Bước', en: 'Step', allowance: hours(1) };
const ruleOf = (procedure: Procedure, rule: string): Finding | undefined =>
  checkProcedure(procedure).find((finding) => finding.rule === rule);

t.test(
  'given parallel steps, when their allowances are added, then only the longest branch counts',
  async (t) => {
    const parallel = (first: number, second: number) =>
      specimen({
        steps: {
          examining: together('#approving', {
            one: handedTo('askingOne', { ...words, by: tax, allowance: hours(first) }),
            two: consultationOf('askingTwo', {
              ...words,
              by: tax,
              allowance: hours(second),
              silence: 'escalate',
              superior: { by: tax, allowance: hours(4) },
            }),
          }),
          atDesk: step({ ...words, by: deskClerk, allowance: hours(2) }, { handOff: '#examining' }),
        },
        states: { awaitingSupplement: endings.withdrawn, withdrawn: endings.withdrawn },
      });
    const fits = (first: number, second: number) =>
      ruleOf(parallel(first, second), 'allowances') === undefined;
    t.ok(fits(12, 8), 'side by side, 8 + 4 for the superior');
    t.notOk(fits(12.25, 1), 'the first alone is too long');
    t.notOk(fits(1, 8.25), 'the second with its superior is too long');
  },
);

t.test(
  'given a consultation that is answered, when the procedure is proved, then the return is seen',
  async (t) => {
    const examining = step(
      { ...words, by: tax, kind: 'handoff' },
      { answer: answered('examining', '#approving') },
    );
    const procedure = specimen({ steps: { examining }, states: { awaitingSupplement: endings.withdrawn } });
    t.equal(ruleOf(procedure, 'handoff'), undefined);
  },
);

t.test(
  'given a term in calendar days, when steps are compared with it, then weekends are not theirs',
  async (t) => {
    const inDays = (count: number) =>
      specimen({ facts: { cases: [{ ...soundFacts.cases[0], term: { unit: 'days', count } }] } });
    t.ok(ruleOf(inDays(4), 'allowances'), 'four days may hold a weekend');
    t.equal(ruleOf(inDays(5), 'allowances'), undefined, 'five days hold three working days');
  },
);

t.test(
  'given a shorter term for one channel, when the steps fit only the other, then allowances is found',
  async (t) => {
    const only = { ...soundFacts.cases[0], termByChannel: { online: workingDays(2) } };
    t.ok(ruleOf(specimen({ facts: { cases: [only] } }), 'allowances'));
  },
);

t.test(
  'given a procedure beyond the bounds of the walk, when it is walked, then it says so instead of going on',
  async (t) => {
    t.match(walk(specimen(), 'only', 5).problem, { rule: 'tooLarge' });
    t.equal(longestCourses(walk(specimen(), 'only'), 5), null);
  },
);

t.test(
  'given a hold without answer, when the procedure is proved, then silence alone never ends it',
  async (t) => {
    const examining = together('#approving', {
      one: consultationOf('asking', { ...words, by: tax, silence: 'hold' }),
    });
    const states = {
      arrived,
      processing: processing({ examining, approving: soundSteps.approving }),
      concluding: soundStates.concluding,
      returning: returning(5),
      ...endings,
    };
    const procedure = specimen({ states: { ...states, awaitingSupplement: endings.withdrawn } });
    const places = walk(procedure, 'only').places.filter(({ view }) => view.steps.has('asking'));
    t.ok(places.length > 0);
    t.notOk(places.some(({ ways }) => ways.some(({ command }) => command === 'recordSilence')));
  },
);

t.test('given a machine that cannot even begin, when it is proved, then throws is found', async (t) => {
  const states = {
    arrived: { ...arrived, always: { target: '#processing', guard: 'isFullMoon' } },
  } as unknown as States;
  t.same(ruleOf(specimen({ states }), 'throws')?.path, []);
  t.match(ruleOf(specimen({ states }), 'throws')?.message, /isFullMoon/);
});
