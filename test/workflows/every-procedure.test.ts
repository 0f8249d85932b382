import t from 'tap';
import {
  advance,
  begin,
  checkOffice,
  checkProcedure,
  createCatalogue,
  view,
} from '../../src/procedure/index.js';
import { shippedTexts } from '../../workflows/documents.js';
import { procedures } from '../../workflows/index.js';
import { registry } from '../support/khanh-hoa.js';
import { follow, give, LINES, offered, openSteps, procedureWith, tagsOf } from './course.js';

t.test(
  'given the shipped procedures, when they are counted, then at least 26 cover at least eight fields, some in TypeScript',
  async (t) => {
    t.ok(procedures.length >= 26);
    t.ok(new Set(procedures.map(({ facts }) => facts.field.key)).size >= 8);
    t.ok(procedures.length > shippedTexts().length);
    t.ok(LINES.every(({ code }) => procedures.some(({ facts }) => facts.code === code)));
    t.equal(createCatalogue(procedures).all().length, procedures.length);
  },
);

t.test('given the shipped procedures, when they are proved, then nothing is found within 10 s', async (t) => {
  const started = performance.now();
  for (const procedure of procedures) t.same(checkProcedure(procedure), [], procedure.facts.code);
  const took = performance.now() - started;
  t.comment(`${procedures.length} procedures proved in ${Math.round(took)} ms`);
  t.ok(took < 10_000);
});

t.test(
  'given the shipped procedures, when they are read in an office, then it has every unit they name',
  async (t) => {
    const units = new Set(registry.units.map(({ id }) => id));
    for (const procedure of procedures)
      t.same(
        checkOffice(procedure, { units, others: procedures.filter((other) => other !== procedure) }),
        [],
      );
  },
);

t.test(
  'given the land procedures of one province, when they are looked up, then all 31 are shipped, each unverified and with its source',
  async (t) => {
    const land = procedures.filter(({ facts }) => ['land', 'securedTransactions'].includes(facts.field.key));
    const compiled = land.filter(({ facts }) => facts.source.includes('TTHC-2228'));
    t.equal(compiled.length, 31);
    for (const { facts } of compiled) t.notOk(facts.verified || facts.cases.some(({ verified }) => verified));
  },
);

t.test(
  'given terms that depend on the area, when the cases are read, then each area has its own',
  async (t) => {
    const { facts } = procedureWith('1.013978');
    t.same(
      facts.cases.map(({ key, term }) => [key, term]),
      [
        ['register', { unit: 'workingDays', count: 17 }],
        ['registerRemote', { unit: 'workingDays', count: 27 }],
        ['certificate', { unit: 'workingDays', count: 20 }],
        ['certificateRemote', { unit: 'workingDays', count: 30 }],
      ],
    );
  },
);

t.test(
  'given published facts, when they are read, then each names its source and both languages',
  async (t) => {
    for (const { facts } of procedures) {
      for (const sourced of [facts, ...facts.cases, ...facts.fees])
        t.ok(sourced.source.length > 10, facts.code);
      for (const { name } of [facts, ...facts.cases, ...facts.checklist, ...facts.fees]) {
        t.ok(name.vi && name.en, `${facts.code} ${name.vi}`);
      }
      for (const { amount } of facts.fees) t.ok(Number.isInteger(amount) && amount >= 0);
    }
  },
);

for (const { code, case: caseKey, granted, refused, supplement } of LINES) {
  const procedure = procedureWith(code);
  const followed = (commands: readonly string[]) => follow(procedure, commands, caseKey);

  t.test(`given ${code}, when every step is done, then it is returned as granted`, async (t) => {
    const atDesk = followed(granted.slice(0, -1));
    t.same(tagsOf(procedure, atDesk), ['clock.ended', 'resultExists']);
    t.same(openSteps(procedure, atDesk), ['returning']);
    t.equal(view(procedure, atDesk).steps.get('returning')?.allowance, null);
    const end = followed(granted);
    t.match(view(procedure, end), { done: true, outcome: 'granted' });
    t.same(tagsOf(procedure, end), ['returned']);
    t.same(offered(procedure, end), []);
  });

  t.test(`given ${code}, when it is refused after examination, then the refusal is returned`, async (t) => {
    t.match(view(procedure, followed(refused)), { done: true, outcome: 'refused' });
  });

  t.test(`given ${code}, when the desk refuses it, then it ends as never received`, async (t) => {
    const end = followed(['refuseAtDesk']);
    t.match(view(procedure, end), { done: true, outcome: 'notReceived' });
    t.same(tagsOf(procedure, end), ['notReceived']);
  });

  t.test(`given ${code}, when the citizen withdraws, then only before a result exists`, async (t) => {
    const decision = granted.findIndex((command) => command.startsWith('approve'));
    for (let done = 1; done < granted.length; done += 1) {
      const position = followed(granted.slice(0, done));
      const mayWithdraw = offered(procedure, position).includes('withdraw');
      t.equal(mayWithdraw, done <= decision, `after ${granted.slice(0, done).join(', ')}`);
      t.equal(view(procedure, position).tags.has('resultExists'), done > decision);
    }
    const end = give(procedure, followed(granted.slice(0, 2)), 'withdraw');
    t.match(view(procedure, end), { done: true, outcome: 'withdrawn' });
  });

  t.test(`given ${code}, when it is in hand, then somebody holds it at every moment`, async (t) => {
    for (let done = 0; done < granted.length; done += 1) {
      const { steps, waiting } = view(procedure, followed(granted.slice(0, done)));
      t.ok(steps.size > 0 || waiting !== null, granted.slice(0, done).join(', '));
    }
  });

  if (supplement === null) continue;
  t.test(
    `given ${code}, when a supplement is asked, then the clock stops, once, and the same step goes on`,
    async (t) => {
      const before = followed(supplement.before);
      const asked = give(procedure, before, supplement.ask);
      t.same(tagsOf(procedure, asked), ['clock.stopped.supplement', 'withCitizen']);
      t.same(view(procedure, asked).waiting, { party: 'desk', role: 'clerk' });
      t.same(offered(procedure, asked), ['receiveSupplement', 'withdraw']);
      const back = give(procedure, asked, 'receiveSupplement');
      t.same(back.value, before.value);
      t.same(openSteps(procedure, back), openSteps(procedure, before));
      t.notOk(offered(procedure, back).includes(supplement.ask), 'no second time');
      t.match(view(procedure, give(procedure, asked, 'withdraw')), { done: true, outcome: 'withdrawn' });
    },
  );
}

t.test('given a checklist with gaps, when it is handed in, then the desk may not receive it', async (t) => {
  for (const procedure of procedures) {
    const start = begin(procedure, {
      caseKey: procedure.facts.cases[0].key,
      channel: 'desk',
      supplementLimit: 1,
    });
    const facts = { step: null, termPassed: false, wholeChecklist: false, answer: null };
    t.equal(advance(procedure, start, 'receive', facts), null);
    t.ok(advance(procedure, start, 'receive', { ...facts, wholeChecklist: true }));
  }
});
