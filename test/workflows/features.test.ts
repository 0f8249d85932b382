import t from 'tap';
import {
  advance,
  longestCourses,
  type Outcome,
  type Procedure,
  view,
  walk,
} from '../../src/procedure/index.js';
import { follow, give, LINES, offered, openSteps, procedureWith, tagsOf } from './course.js';

/** The hours each step of a line allows, in the order in which they open. */
function allowances(procedure: Procedure, commands: readonly string[], caseKey?: string) {
  const seen = new Map<string, { party: string; hours: number | null }>();
  for (let done = 0; done < commands.length; done += 1) {
    for (const [key, step] of view(procedure, follow(procedure, commands.slice(0, done), caseKey)).steps) {
      const minutes = step.allowance?.unit === 'workingMinutes' ? step.allowance.count : null;
      seen.set(key, { party: step.party, hours: minutes === null ? null : minutes / 60 });
    }
  }
  return [...seen.values()];
}

const hoursOf = (code: string) =>
  allowances(procedureWith(code), LINES.find((line) => line.code === code)!.granted).map(
    ({ hours }) => hours,
  );

const sum = (numbers: readonly (number | null)[]): number =>
  numbers.reduce<number>((all, n) => all + (n ?? 0), 0);

function longest(code: string, outcome: Outcome, caseKey?: string): number | undefined {
  const procedure = procedureWith(code);
  const courses = longestCourses(walk(procedure, caseKey ?? procedure.facts.cases[0].key));
  const course = courses?.find((each) => each.outcome === outcome);
  return course && course.minutes / 60;
}

t.test(
  'given 2.002755, when its steps are added, then the commune has 40 h, Sở Nội vụ 56 h, together 96 h',
  async (t) => {
    const commune = [4, 4, 20, 4, 4, 4];
    const department = [4, 4, 12, 16, 8, 4, 4, 4];
    t.same(hoursOf('2.002755'), [...commune, ...department, null]);
    t.equal(sum(commune), 40);
    t.equal(sum(department), 56);
    t.equal(longest('2.002755', 'granted'), 96);
    t.same(procedureWith('2.002755').facts.cases[0].term, { unit: 'workingDays', count: 12 });
  },
);

t.test(
  'given 2.002755 at Sở Nội vụ, when papers are missing, then its own examining step goes on, and only once in all',
  async (t) => {
    const procedure = procedureWith('2.002755');
    const line = LINES.find(({ code }) => code === '2.002755')!.granted;
    const before = line.slice(0, line.indexOf('assign departmentAssigning') + 1);
    const asked = give(procedure, follow(procedure, before), 'requestSupplement departmentExamining');
    t.same(openSteps(procedure, give(procedure, asked, 'receiveSupplement')), ['departmentExamining']);
    const afterCommune = ['requestSupplement examining', 'receiveSupplement'];
    const late = follow(procedure, [...before.slice(0, 3), ...afterCommune, ...before.slice(3)]);
    t.notOk(offered(procedure, late).includes('requestSupplement departmentExamining'));
  },
);

t.test(
  'given 1.012994, when its steps are added, then they are the 168 h of the internal process',
  async (t) => {
    t.same(hoursOf('1.012994'), [4, 4, 112, 24, 16, 8, null]);
    t.equal(longest('1.012994', 'granted'), 168);
    t.same(procedureWith('1.012994').facts.cases[0].term, { unit: 'workingDays', count: 21 });
  },
);

t.test(
  'given 1.001806 and 1.000987, when their steps are added, then they are the days of the internal process',
  async (t) => {
    t.same(
      hoursOf('1.001806').map((h) => h && h / 8),
      [0.5, 0.5, 7, 0.5, 1, 0.5, null],
    );
    t.equal(longest('1.001806', 'granted'), 80);
    t.same(
      hoursOf('1.000987').map((h) => h && h / 8),
      [0.25, 0.5, 8.25, 1.5, 0.5, 0.5, 5.5, null],
    );
    t.equal(longest('1.000987', 'granted'), 17 * 8);
  },
);

t.test(
  'given 2.000815, when its term is read, then it is the same day until 15:00 and its steps fit what is left of that day',
  async (t) => {
    t.same(procedureWith('2.000815').facts.cases[0].term, { unit: 'sameDay', cutoffMinute: 900 });
    t.ok(longest('2.000815', 'granted')! <= 2);
  },
);

t.test(
  'given the birth chain, when police and insurance answer in either order, then it goes on after both',
  async (t) => {
    const procedure = procedureWith('2.002621');
    const line = LINES.find(({ code }) => code === '2.002621')!.granted;
    const registered = follow(procedure, line.slice(0, line.indexOf('approve approving') + 1));
    t.same(openSteps(procedure, registered).sort(), ['issuingHealthCard', 'registeringResidence']);
    t.same(tagsOf(procedure, registered), ['clock.running', 'resultExists']);
    for (const [first, second] of [
      ['registeringResidence', 'issuingHealthCard'],
      ['issuingHealthCard', 'registeringResidence'],
    ] as const) {
      const half = give(procedure, registered, `answer ${first}`);
      t.same(openSteps(procedure, half), [second]);
      t.same(offered(procedure, half), [`answer ${second}`]);
      t.same(openSteps(procedure, give(procedure, half, `answer ${second}`)), ['collecting']);
    }
    t.equal(longest('2.002621', 'granted'), 24, 'three working days, the longer branch counted once');
  },
);

t.test(
  'given 1.013831, when a duty is owed, then the clock stands still until it is confirmed',
  async (t) => {
    const procedure = procedureWith('1.013831');
    const notified = [
      'receive',
      'handOff atDesk',
      'assign assigning',
      'handOff examining',
      'answer assessingTax',
    ];
    const owing = follow(procedure, [...notified, 'requireFinancialDuty notifyingDuty']);
    t.same(tagsOf(procedure, owing), ['clock.stopped.financialDuty', 'withCitizen']);
    t.same(view(procedure, owing).waiting, { party: 'desk', role: 'clerk' });
    const paid = give(procedure, owing, 'confirmFinancialDuty');
    t.same(tagsOf(procedure, paid), ['clock.running']);
    t.same(openSteps(procedure, paid), ['updating']);
    t.same(
      openSteps(procedure, follow(procedure, [...notified, 'finishTask notifyingDuty'])),
      ['updating'],
      'no duty',
    );
  },
);

t.test('given 1.013831, when it is a lease, then tax has no part and four days hold its steps', async (t) => {
  const procedure = procedureWith('1.013831');
  const examining = follow(procedure, ['receive', 'handOff atDesk', 'assign assigning'], 'lease');
  t.notOk(offered(procedure, examining).includes('handOff examining'));
  t.same(openSteps(procedure, give(procedure, examining, 'finishTask examining')), ['updating']);
  t.ok(longest('1.013831', 'granted', 'lease')! <= 32);
  t.equal(longest('1.013831', 'granted', 'transfer'), 64);
});

t.test(
  'given 1.014199, when it is refused, then the steps fit three working days, and a grant ten',
  async (t) => {
    const [only] = procedureWith('1.014199').facts.cases;
    t.same(
      [only.term, only.termWhenRefused],
      [
        { unit: 'workingDays', count: 10 },
        { unit: 'workingDays', count: 3 },
      ],
    );
    t.equal(longest('1.014199', 'refused'), 24);
    t.equal(longest('1.014199', 'granted'), 80);
  },
);

const consulting = ['receive', 'handOff atDesk', 'assign assigning', 'handOff examining'];

t.test(
  'given a building permit under consultation, when a term has not passed, then no silence can be recorded',
  async (t) => {
    const procedure = procedureWith('1.013225');
    const asked = follow(procedure, consulting);
    t.same(openSteps(procedure, asked).sort(), ['askingFireSafety', 'askingLand', 'askingPlanning']);
    t.notOk(offered(procedure, asked).some((command) => command.startsWith('recordSilence')));
    t.same(
      offered(procedure, asked, true)
        .filter((command) => command.startsWith('recordSilence'))
        .sort(),
      ['recordSilence askingLand', 'recordSilence askingPlanning'],
      'under hold only a real answer ends it',
    );
  },
);

t.test(
  'given deemed consent, when the agency is silent past its term, then it counts as consent',
  async (t) => {
    const procedure = procedureWith('1.013225');
    const silent = follow(procedure, [...consulting, 'recordSilence askingPlanning']);
    t.same(silent.context.answers, { askingPlanning: 'deemedConsent' });
    t.notOk(openSteps(procedure, silent).includes('askingPlanning'));
  },
);

t.test(
  'given escalation, when the agency is silent past its term, then its leader holds the question and must answer',
  async (t) => {
    const procedure = procedureWith('1.013225');
    const silent = follow(procedure, [...consulting, 'recordSilence askingLand']);
    t.match(view(procedure, silent).steps.get('askingLandSuperior'), {
      party: 'landLeadership',
      role: 'leader',
      silence: 'hold',
    });
    t.same(silent.context.answers, {});
    t.notOk(offered(procedure, silent, true).includes('recordSilence askingLandSuperior'));
    const answered = give(procedure, silent, 'answer askingLandSuperior disagree');
    t.same(answered.context.answers, { askingLand: 'disagree' });
  },
);

t.test('given a question to one agency, when another answers, then only its own region ends', async (t) => {
  const procedure = procedureWith('1.013225');
  const asked = follow(procedure, consulting);
  const stranger = { step: 'examining', termPassed: true, wholeChecklist: true, answer: 'agree' } as const;
  t.equal(advance(procedure, asked, 'answer', stranger), null);
  const one = give(procedure, asked, 'answer askingFireSafety');
  t.same(openSteps(procedure, one).sort(), ['askingLand', 'askingPlanning']);
  const all = follow(procedure, [
    ...consulting,
    'recordSilence askingLand',
    'answer askingFireSafety disagree',
    'recordSilence askingPlanning',
    'answer askingLandSuperior',
  ]);
  t.same(openSteps(procedure, all), ['drafting']);
  t.same(all.context.answers, {
    askingFireSafety: 'disagree',
    askingPlanning: 'deemedConsent',
    askingLand: 'agree',
  });
});

t.test(
  'given conditions that are not met, when a refusal is proposed, then no agency is asked and nothing can be granted',
  async (t) => {
    for (const [code, before] of [
      ['1.001612', ['receive', 'handOff atDesk']],
      ['1.013831', ['receive', 'handOff atDesk', 'assign assigning']],
    ] as const) {
      const procedure = procedureWith(code);
      const proposed = follow(procedure, [...before, 'submit examining']);
      t.same(offered(procedure, proposed), ['sendBack refusing', 'refuse refusing', 'withdraw']);
    }
  },
);

t.test('given a draft, when the leader sends it back, then the earlier step is open again', async (t) => {
  const procedure = procedureWith('1.001806');
  const back = follow(procedure, [
    'receive',
    'handOff atDesk',
    'assign assigning',
    'submit examining',
    'submit reviewing',
    'sendBack approving',
    'sendBack reviewing',
  ]);
  t.same(openSteps(procedure, back), ['examining']);
});
