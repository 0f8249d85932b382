import t from 'tap';
import { procedureDot } from '../../src/procedure/diagram/index.js';
import {
  advance,
  allowancesOf,
  begin,
  byCase,
  checkProcedure,
  deskClerk,
  hours,
  machineIdentity,
  type Procedure,
  specialist,
  step,
  view,
  workingDays,
} from '../../src/procedure/index.js';
import { act, opening, openTask, receiveAt } from '../support/khanh-hoa.js';
import { soundFacts, soundSteps, specimen } from './specimen.js';

const name = { vi: 'Mẫu', en: 'Sample' };
/** Two cases; the second has twice the term. `version` is a word for people elsewhere and a case here. */
const cases = [
  { key: 'short', name: { vi: 'Ngắn', en: 'Short' }, term: workingDays(3), source: 'test', verified: false },
  { key: 'version', name, term: workingDays(6), source: 'test', verified: false },
] as const;

const examining = (allowance: Parameters<typeof step>[0]['allowance']): Procedure =>
  specimen({
    facts: { cases },
    steps: {
      examining: step(
        { no: 2, vi: 'Thẩm định', en: 'Examine', by: specialist, allowance },
        soundSteps.examining.on!,
      ),
    },
  });

const longer = examining(byCase(hours(12), { version: hours(36) }));

/** What the step may take in a case, as whoever opens its task reads it. */
function opened(procedure: Procedure, caseKey: string) {
  const facts = { wholeChecklist: true, termPassed: false, answer: null };
  const start = begin(procedure, { caseKey, channel: 'desk', supplementLimit: 1 });
  const atDesk = advance(procedure, start, 'receive', { ...facts, step: null })!;
  const there = advance(procedure, atDesk, 'handOff', { ...facts, step: 'atDesk' })!;
  return view(procedure, there).steps.get('examining')?.allowance;
}

t.test('given an allowance by case, when the step is entered, then it is that of the case', async (t) => {
  t.same(opened(longer, 'short'), hours(12));
  t.same(opened(longer, 'version'), hours(36));
  t.same(checkProcedure(longer), [], '24 hours of 3 days, 48 of 6');
});

t.test('given each case has its own sum, when one is beyond its term, then that case is named', async (t) => {
  const over = examining(byCase(hours(12), { version: hours(36.25) }));
  t.match(
    checkProcedure(over).filter(({ rule }) => rule === 'allowances'),
    [
      { message: /^Case version: the steps until granted take 2895 working minutes, the term allows 2880/ },
      { message: /until refused/ },
    ],
  );
  t.match(
    checkProcedure(examining(hours(36))).map(({ message }) => message),
    [/^Case short/, /^Case short/],
    'one for all is held to the shorter',
  );
});

t.test('given a case without time, or one that nobody has, then it is told', async (t) => {
  const untimed = examining(byCase(hours(12), { version: null }));
  t.match(checkProcedure(untimed), [{ rule: 'untimed', about: { state: 'examining' } }]);
  const stranger = examining(byCase(hours(12), { long: hours(36) }));
  t.match(checkProcedure(stranger), [{ rule: 'case', message: /case long/, about: { state: 'examining' } }]);
});

t.test('given two machines, when one case has another allowance, then they are two', async (t) => {
  const identity = (allowance: Parameters<typeof examining>[0]) =>
    machineIdentity(examining(allowance).machine);
  t.not(
    identity(byCase(hours(12), { version: hours(36) })),
    identity(byCase(hours(12), { version: hours(35) })),
  );
  t.not(identity(byCase(hours(12), { version: hours(36) })), identity(hours(12)));
  t.equal(identity(byCase(hours(12), { version: hours(36) })), machineIdentity(longer.machine));
});

t.test(
  'given an allowance by case, when the procedure is drawn, then each time stands with its cases',
  async (t) => {
    t.match(procedureDot(longer), '• 12 giờ làm việc: Ngắn\\n• 36 giờ làm việc: Mẫu');
    t.match(procedureDot(examining(hours(12))), 'Phòng chuyên môn · 12 giờ làm việc');
    const same = step(
      { no: 1, vi: 'x', en: 'x', by: deskClerk, allowance: byCase(hours(2), { short: hours(2) }) },
      {},
    ).meta!.step!;
    t.match(
      allowancesOf(same, { ...soundFacts, cases }),
      [{ allowance: hours(2), cases: [{}, {}] }],
      'equal ones are one',
    );
  },
);

t.test('given a building permit, when it is for works, then its tasks have the longer time', async (t) => {
  const minutes = (caseKey: string) => {
    const { dossier } = receiveAt('2026-03-02T08:00', opening('1.013225', caseKey), '22366.clerk1');
    const assigning = act(dossier, '2026-03-02T08:10', { type: 'handOff' });
    return openTask(assigning).clock?.term;
  };
  t.same(minutes('house'), hours(2));
  t.same(minutes('works'), hours(6));
});
