import t from 'tap';
import { checkOffice, checkProcedure, remedyOf, step, type StateNode } from '../../src/procedure/index.js';
import { soundFacts, soundSteps, specimen } from './specimen.js';

t.test(
  'given a register without a named unit, when the office is asked, then the unit is found',
  async (t) => {
    t.same(checkOffice(specimen(), { units: new Set(['THUE']) }), []);
    t.match(checkOffice(specimen(), { units: new Set(['SXD']) }), [
      { rule: 'unit', about: { fact: ['parties', 'tax', 'agency'] } },
    ]);
    const [competent] = checkOffice(specimen({ facts: { competentByDefault: 'NONE' } }), {
      units: new Set(['THUE']),
    });
    t.match(competent, { rule: 'unit', about: { fact: ['competentByDefault'] } });
  },
);

t.test(
  'given other versions, when one is in force on the same day, then it is found; one after another is sound',
  async (t) => {
    const first = specimen({ facts: { effectiveTo: '2026-06-30' } });
    const second = (effectiveFrom: string, version = '2') => specimen({ facts: { effectiveFrom, version } });
    t.same(checkOffice(second('2026-07-01'), { others: [first] }), []);
    t.match(checkOffice(second('2026-06-30'), { others: [first] }), [
      { rule: 'versions', message: /both be in force on 2026-06-30/ },
    ]);
    t.match(checkOffice(second('2026-07-01', '1'), { others: [first] }), [
      { rule: 'versions', message: /exists already/ },
    ]);
    t.same(checkOffice(second('2026-01-01'), { others: [specimen({ facts: { code: '9.000009' } })] }), []);
  },
);

t.test(
  'given a fee below zero in a machine written by hand, when it is proved, then it is found',
  async (t) => {
    const fee = { name: { vi: 'Phí', en: 'Fee' }, source: 'test', verified: false };
    for (const amount of [-1, 0.5, Number.NaN]) {
      const found = checkProcedure(specimen({ facts: { fees: [{ ...fee, amount }] } }));
      t.match(found, [{ rule: 'fee', about: { fact: ['fees', 0, 'amount'] } }]);
    }
    t.same(checkProcedure(specimen({ facts: { ...soundFacts, fees: [{ ...fee, amount: 0 }] } })), []);
  },
);

t.test(
  'given a step without an allowance while the clock runs, when it is proved, then the way to it is shown',
  async (t) => {
    const examining = soundSteps.examining.meta!.step!;
    const untimed: StateNode = step(
      {
        no: 2,
        vi: 'Thẩm định',
        en: 'Examine',
        by: { party: examining.party, role: examining.role },
        allowance: null,
      },
      soundSteps.examining.on!,
    );
    const found = checkProcedure(specimen({ steps: { examining: untimed } })).find(
      ({ rule }) => rule === 'untimed',
    );
    t.match(found, { path: ['receive', 'handOff atDesk'], about: { state: 'examining' } });
  },
);

t.test('given any rule, when its remedy is asked for, then there is one', async (t) => {
  t.match(remedyOf('allowances'), 'term');
  t.ok(remedyOf('whatever').length > 10);
});
