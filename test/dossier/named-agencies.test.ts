import t from 'tap';
import { formatInstant, parseInstant } from '../../src/calendar/index.js';
import { changeProcedure, procedureChange } from '../../src/dossier/change-procedure.js';
import {
  type Command,
  decide,
  type Decision,
  type Dossier,
  type DossierEvent,
  type Opening,
  participationsOf,
  reopen,
  type Reopening,
  replay,
} from '../../src/dossier/index.js';
import { courseHolds } from '../support/course-holds.js';
import { canonicalJson } from '../../src/ledger/index.js';
import { createCatalogue, type Procedure } from '../../src/procedure/index.js';
import {
  act,
  actorOf,
  calendar,
  catalogue,
  opening,
  openTask,
  receiveAt,
  registry,
  settingAt,
  refusal,
} from '../support/khanh-hoa.js';

/** Received at 22366; the citizen lived in 22390 before. */
const CLERK = '22366.clerk1';
const MARRIAGE = '1.000894';
const NOW = '2026-03-02T10:00';

type Asked = Partial<Opening> & { agencies?: Record<string, string> };
const marriage = (more: Asked = {}): Opening => ({ ...opening(MARRIAGE, 'withCheck'), ...more }) as Opening;
const without = ({ agencies: _, ...rest }: Opening): Opening => rest;
const received = (more: Asked = {}): Decision => receiveAt(NOW, marriage(more), CLERK);

const give = (dossier: Dossier, command: Command, by = CLERK, now = NOW): Decision =>
  decide(dossier, command, settingAt(now, actorOf(by)));

const OTHER_COMMUNE: Command = { type: 'correct', reason: 'x', agencies: { formerResidence: '22333' } };

/** As the books would tell it: through JSON, with nothing but the history. */
function recounted(...decisions: Decision[]): Dossier {
  const history = JSON.parse(canonicalJson(decisions.map(({ event }) => event))) as DossierEvent[];
  return replay(history, { tree: registry.tree, catalogue, calendarOf: () => calendar });
}

/** From the desk to the question put to the other commune. */
function asked({ dossier }: Decision): Dossier {
  return (['handOff', 'handOff'] as const).reduce(
    (at, type) => act(at, '2026-03-03T08:00', { type }),
    dossier,
  );
}

t.test(
  'given a marriage whose check is asked of another commune, when it is handled, then that very commune is asked and answers for its own step',
  async (t) => {
    const first = received();
    t.same(first.dossier.routing.named, { formerResidence: '22390' });
    const question = asked(first);
    t.match(openTask(question), { step: 'askingOtherCommune', unit: '22390.room', role: 'specialist' });
    const rows = participationsOf(question, registry.tree);
    t.match(
      rows.find(({ key }) => key === '22390'),
      { kind: 'unit', role: 'coordinator', closedAt: null },
    );
    const answer: Command = { type: 'answer', answer: 'agree' };
    t.equal(
      refusal(() => give(question, answer, '22333.specialist1')),
      'dossier.notYourStep',
    );
    const answered = give(question, answer, '22390.specialist1', '2026-03-04T08:00').dossier;
    t.match(openTask(answered), { step: 'recording', unit: '22366.room' });
    t.same(recounted(first), first.dossier);
  },
);

t.test('given an agency named wrongly, then each way of being wrong has its own word', async (t) => {
  const opened = (more: Asked) => refusal(() => received(more));
  t.equal(
    refusal(() => receiveAt(NOW, without(marriage()), CLERK)),
    'dossier.agencyMissing',
  );
  t.equal(opened({ agencies: {} }), 'dossier.agencyMissing');
  t.equal(opened({ agencies: { birthplace: '22390' } }), 'dossier.unknownAgencyName');
  t.equal(opened({ agencies: { constructor: '22390' } }), 'dossier.unknownAgencyName');
  t.equal(opened({ case: 'sameDay' }), 'dossier.unknownAgencyName', 'nobody is asked in that case');
  t.equal(opened({ agencies: { formerResidence: 'X' } }), 'dossier.unknownUnit');
  t.equal(opened({ agencies: { formerResidence: 'SNV' } }), 'dossier.unfitAgency', 'a provincial agency');
  t.equal(opened({ agencies: { formerResidence: '22390.room' } }), 'dossier.unfitAgency', 'a department');
  t.equal(
    opened({ agencies: { formerResidence: '22366' } }),
    'dossier.agencyIsLead',
    'nobody asks themselves',
  );
  t.equal(opened({ competentUnit: '22390' }), 'dossier.agencyIsLead', 'nor when another commune decides');
  t.equal(opened({ competentUnit: '22333', agencies: { formerResidence: '22366' } }), null);
  t.equal(
    refusal(() => receiveAt(NOW, { ...opening('1.012994'), agencies: { formerResidence: '22390' } }, CLERK)),
    'dossier.unknownAgencyName',
    'a procedure that asks for none',
  );
  t.equal(opened({ case: 'none' }), 'dossier.unknownCase');
});

t.test(
  'given a case that asks for no agency, when it is received, then its dossier has none and goes on as ever',
  async (t) => {
    const first = receiveAt(NOW, opening(MARRIAGE, 'sameDay'), CLERK);
    t.notOk('named' in first.dossier.routing);
    t.notOk('otherCommune' in first.dossier.routing.parties);
    t.same(recounted(first), first.dossier);
    const done = (['handOff', 'submit', 'approve'] as const).reduce(
      (at, type) => act(at, '2026-03-02T11:00', { type }),
      first.dossier,
    );
    t.match(openTask(done), { step: 'issuing', unit: '22366.clerical' });
  },
);

t.test(
  'given what came in online, then the agency may be named when it is received, and what was named before stays',
  async (t) => {
    const register = { ...marriage(), type: 'register' } as Opening;
    const bare = receiveAt(NOW, without(register), CLERK);
    const receive: Command = { type: 'receive', handedIn: [] };
    t.equal(
      refusal(() => give(bare.dossier, receive)),
      'dossier.agencyMissing',
    );
    const told = give(bare.dossier, { ...receive, agencies: { formerResidence: '22333' } });
    t.equal(told.dossier.routing.parties['otherCommune'], '22333.room');
    t.same(recounted(bare, told), told.dossier);

    const named = receiveAt(NOW, register, CLERK);
    t.equal(give(named.dossier, receive).dossier.routing.named?.['formerResidence'], '22390');
    const plain = receiveAt(NOW, { ...without(register), case: 'sameDay' }, CLERK);
    const other = { ...receive, case: 'withCheck', agencies: { formerResidence: '22333' } } as const;
    t.match(give(plain.dossier, other).dossier.routing.named, { formerResidence: '22333' });
    t.equal(
      refusal(() => give(plain.dossier, { ...receive, case: 'withCheck' })),
      'dossier.agencyMissing',
      'another case asks anew',
    );
    const simpler = give(named.dossier, { ...receive, case: 'sameDay' }).dossier;
    const back = give(simpler, { type: 'correct', reason: 'x', case: 'withCheck' }).dossier;
    t.match(back.routing.named, { formerResidence: '22390' }, 'kept through a case that does not ask');
    t.equal(
      refusal(() => receiveAt(NOW, { ...register, agencies: { formerResidence: 'SNV' } }, CLERK)),
      'dossier.unfitAgency',
    );
    const refused = receiveAt(NOW, { ...without(marriage()), type: 'refuseAtDesk', reason: 'x' }, CLERK);
    t.equal(refused.dossier.outcome, 'notReceived', 'what is refused goes nowhere');
  },
);

t.test(
  'given a wrongly named agency, when the desk corrects it, then the question goes to the right one, and the rest stays',
  async (t) => {
    const first = received();
    const correct = (more: object, at = first.dossier) =>
      give(at, { type: 'correct', reason: 'Ghi nhầm xã', ...more }, CLERK, '2026-03-02T11:00');
    const right = correct({ agencies: { formerResidence: '22333' } });
    t.equal(right.event.type, 'corrected');
    t.match(openTask(asked(right)), { unit: '22333.room' });
    t.same(right.dossier.appointment, first.dossier.appointment);
    t.same(recounted(first, right), right.dossier);
    t.equal(
      correct({ receivedAt: '2026-03-02T09:00' }).dossier.routing.named?.['formerResidence'],
      '22390',
      'what was not said to be wrong stays',
    );
    t.equal(
      refusal(() => correct({ agencies: { formerResidence: '22366' } })),
      'dossier.agencyIsLead',
    );
    t.equal(
      refusal(() => correct({ competentUnit: '22390' })),
      'dossier.agencyIsLead',
    );
    const handedOff = give(first.dossier, { type: 'handOff' }, CLERK, '2026-03-02T10:30');
    const worked = handedOff.dossier;
    const late = correct({ agencies: { formerResidence: '22333' } }, worked);
    t.same(
      { ...late.dossier, routing: worked.routing, version: worked.version, changedAt: 0, wakeAt: 0 },
      { ...worked, changedAt: 0, wakeAt: 0 },
      'until it is asked it can be put right, and nothing else moves',
    );
    t.match(openTask(act(late.dossier, '2026-03-03T08:00', { type: 'handOff' })), { unit: '22333.room' });
    t.same(recounted(first, handedOff, late), late.dossier);
    t.equal(
      refusal(() => correct({ agencies: { formerResidence: 'SNV' } }, worked)),
      'dossier.unfitAgency',
    );
    const both = { agencies: { formerResidence: '22333' }, case: 'withCheck' };
    t.equal(
      refusal(() => correct(both, worked)),
      'dossier.correctedTooLate',
    );
    const question = asked(first);
    const answered = act(question, '2026-03-04T08:00', { type: 'answer', answer: 'agree' });
    t.equal(
      refusal(() => give(answered, OTHER_COMMUNE, CLERK, '2026-03-04T09:00')),
      'dossier.correctedTooLate',
      'what was answered stays',
    );
    const status = { procedure: '1.004873', case: 'withCheck', handedIn: opening('1.004873').handedIn };
    t.equal(
      refusal(() => correct(status)),
      'dossier.agencyMissing',
      'a name means what its procedure asks',
    );
    const other = correct({ ...status, agencies: { formerResidence: '22333' } }).dossier;
    t.equal(other.routing.parties['otherCommune'], '22333.room');
  },
);

t.test(
  'given a commune asked by mistake, when another is named, then the question goes there with its whole term, and the first has no part in it',
  async (t) => {
    const course: Decision[] = [received()];
    const on = (now: string, command: Command, by: string) => {
      course.push(give(course.at(-1)!.dossier, command, by, now));
      return course.at(-1)!.dossier;
    };
    on('2026-03-03T08:00', { type: 'handOff' }, CLERK);
    on('2026-03-03T08:00', { type: 'handOff' }, '22366.specialist1');
    on('2026-03-03T14:00', { type: 'takeUp' }, '22390.specialist1');
    on('2026-03-04T08:00', { type: 'suspend', ground: 'Luật X', reason: 'x' } as Command, '22366.leader1');
    const moved = on('2026-03-05T08:00', OTHER_COMMUNE, CLERK);
    t.match(
      moved.tasks.slice(-2).map(({ unit, official, end, late }) => ({ unit, official, end, late })),
      [
        { unit: '22390.room', official: '22390.specialist1', end: 'redirected', late: false },
        { unit: '22333.room', official: null, end: null },
      ],
    );
    t.equal(openTask(moved).clock?.state, 'stopped', 'it stands still with the dossier');
    on('2026-03-06T08:00', { type: 'resume' }, '22366.leader1');
    const { due } = openTask(course.at(-1)!.dossier).clock!;
    t.equal(formatInstant(due.at), '2026-03-11T08:00:00+07:00', 'three working days from the resumption');
    on('2026-03-06T09:00', { type: 'answer', answer: 'agree' }, '22333.specialist1');
    const { dossier } = course.at(-1)!;
    const parts = participationsOf(dossier, registry.tree).map(({ key }) => key);
    t.notOk(parts.some((key) => key.startsWith('22390')));
    t.ok(parts.includes('22333') && parts.includes('22333.specialist1'));
    t.equal(
      dossier.clock?.due.at,
      moved.clock!.due.at + 2 * 86_400_000,
      'only the suspension moved the promise',
    );
    courseHolds(course, parseInstant('2026-03-06T09:00'));
    t.same(recounted(...course), dossier);
  },
);

t.test(
  'given a commune asked by mistake that let its term run out, when another is named, then its lateness stays (R8)',
  async (t) => {
    const late = give(asked(received()), OTHER_COMMUNE, CLERK, '2026-03-20T08:00').dossier;
    const row = participationsOf(late, registry.tree).find(({ key }) => key === '22390');
    t.match(row, { late: true, role: 'coordinator' });
  },
);

t.test(
  'given a complaint, when the marriage is handled again, then the same commune is asked unless the order names another',
  async (t) => {
    let { dossier } = received();
    for (const type of ['handOff', 'handOff', 'answer', 'submit', 'approve', 'finishProcessing'] as const) {
      const fields = { answer: { answer: 'agree' }, finishProcessing: { result: 'Giấy' } } as Record<
        string,
        object
      >;
      dossier = act(dossier, '2026-03-03T08:00', { type, ...fields[type] } as Command);
    }
    const order: Reopening = { type: 'reopen', of: dossier.code, decision: '1/QĐ', reason: 'khiếu nại' };
    const setting = settingAt('2026-05-04T08:00', actorOf('22366.leader1'));
    const again = reopen(order, dossier, null, 'x-1', setting);
    t.equal(again.dossier.routing.parties['otherCommune'], '22390.room');
    t.same(recounted(again), again.dossier);
    const named = reopen({ ...order, agencies: { formerResidence: '22333' } }, dossier, null, 'x-1', setting);
    t.equal(named.dossier.routing.parties['otherCommune'], '22333.room');
  },
);

t.test(
  'given a dossier of a version that asked a fixed unit, when it is moved to one that has it named, then it keeps whom it had, and one that has nobody stays',
  async (t) => {
    const anew = catalogue.inForce(MARRIAGE, '2026-03-02');
    const version = (name: string, from: string, parties: Procedure['facts']['parties']): Procedure => {
      const { namedAgencies, ...facts } = anew.facts;
      const asks = Object.values(parties).some(
        ({ agency }) => typeof agency === 'object' && 'named' in agency,
      );
      const own = { ...facts, parties, version: name, effectiveFrom: from, effectiveTo: null };
      return { ...anew, facts: asks && namedAgencies ? { ...own, namedAgencies } : own };
    };
    const { otherCommune: _, ...nobody } = anew.facts.parties;
    const fixed = {
      ...anew.facts.parties,
      otherCommune: { agency: { unit: 'TTPVHCC' }, function: 'room' },
    } as const;
    for (const [parties, kept] of [
      [fixed, 'TTPVHCC.room'],
      [nobody as typeof anew.facts.parties, null],
    ] as const) {
      const old = { ...version('1', '2026-01-01', parties) };
      const there = version('2', '2026-04-01', anew.facts.parties);
      const laws = createCatalogue([{ ...old, facts: { ...old.facts, effectiveTo: '2026-03-31' } }, there]);
      const setting = { ...settingAt(NOW, actorOf(CLERK)), catalogue: laws };
      const { dossier } = received();
      const { named: __, ...routing } = dossier.routing;
      const { otherCommune: ___, ...others } = routing.parties;
      const units = kept === null ? others : { ...others, otherCommune: kept };
      const before = {
        ...dossier,
        procedure: { code: MARRIAGE, version: '1' },
        routing: { ...routing, parties: units },
      };
      const { obstacles } = procedureChange(before, '2', setting);
      t.same(obstacles, kept === null ? ['It names no agency as formerResidence.'] : []);
      if (kept !== null)
        t.equal(changeProcedure(before, '2', setting).dossier.routing.parties['otherCommune'], kept);
    }
  },
);
