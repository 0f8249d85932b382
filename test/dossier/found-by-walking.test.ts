import t from 'tap';
import {
  allowedCommands,
  type Command,
  type Dossier,
  dueTimers,
  fire,
  participationsOf,
  SYSTEM,
} from '../../src/dossier/index.js';
import { act, actorOf, opening, openTask, receiveAt, registry, settingAt } from '../support/khanh-hoa.js';

/** What the walks of walks.test.ts found, on the shortest way that shows it. */
const received = (procedure: string): Dossier =>
  receiveAt('2026-03-02T08:00', opening(procedure), '22366.clerk1').dossier;

const course = (from: Dossier, ...commands: [now: string, command: Command][]): Dossier =>
  commands.reduce((dossier, [now, command]) => act(dossier, now, command), from);

const supplement: Command = { type: 'requestSupplement', items: ['giấy tờ'], reason: 'thiếu' };

t.test(
  'given a step past its allowance, when its holder has the clock stopped and it never runs again, then it stays late (R8)',
  async (t) => {
    const examining = course(
      received('2.002621'),
      ['2026-03-02T08:10', { type: 'handOff' }],
      ['2026-03-04T08:00', supplement],
      ['2026-03-05T08:00', { type: 'withdraw', reason: 'xin rút' }],
    );
    const held = examining.tasks.at(-1)!;
    t.match(held, { step: 'registering', end: 'passed', late: true });
    const theirs = participationsOf(examining, registry.tree).filter(({ key }) => key === held.official);
    t.match(theirs, [{ late: true, overdueFrom: held.clock!.due.lateFrom }]);
    const [inTime] = received('2.002621').tasks;
    t.match(inTime, { late: false });
  },
);

const asked = (): Dossier =>
  course(
    received('1.013225'),
    ['2026-03-02T08:10', { type: 'handOff' }],
    ['2026-03-02T08:20', { type: 'assign', official: '22366.specialist1' }],
    ['2026-03-02T08:30', { type: 'handOff' }],
  );

const SILENT = { type: 'recordSilence', step: 'askingLand' } as const;

const offered = (dossier: Dossier, now: string, by: string): boolean =>
  allowedCommands(dossier, settingAt(now, actorOf(by))).some(
    ({ type, step }) => type === SILENT.type && step === SILENT.step,
  );

t.test(
  'given a clock set back, when silence is past its term by what happened last, then it is offered as it is accepted',
  async (t) => {
    const late = course(asked(), ['2026-05-04T08:00', { type: 'recordSilence', step: 'askingPlanning' }]);
    const holder = 'SNNMT.specialist1';
    t.ok(offered(late, '2026-03-02T08:31', holder));
    t.match(act(late, '2026-03-02T08:31', SILENT, holder), {
      version: late.version + 1,
      changedAt: late.changedAt,
    });
  },
);

t.test(
  'given a consultation past its term, when it is given to somebody else, then its silence still speaks, by hand and by itself',
  async (t) => {
    const given = course(
      asked(),
      ['2026-03-02T09:00', { type: 'takeUp', step: 'askingLand' }],
      ['2026-05-04T08:00', { type: 'recordSilence', step: 'askingPlanning' }],
    );
    const head = 'SNNMT.roomLeader1';
    const other: Command = { type: 'assign', step: 'askingLand', official: 'SNNMT.specialist2' };
    const passedOn = act(given, '2026-05-04T09:00', other, head);
    t.match(openTask(passedOn, 'askingLand'), { official: 'SNNMT.specialist2', clock: null });
    t.ok(offered(passedOn, '2026-05-04T09:01', 'SNNMT.specialist2'));
    t.equal(passedOn.wakeAt !== null && passedOn.wakeAt <= passedOn.changedAt, true);
    const office = settingAt('2026-05-04T09:01', SYSTEM);
    const due = dueTimers(passedOn, office.now, office);
    const fired = due.reduce((dossier) => fire(dossier, office).dossier, passedOn);
    t.ok(openTask(fired, 'askingLandSuperior'));
  },
);

t.test(
  'given a holder who has the citizen pay, when the next step goes on after it, then theirs was done and counts for them (R8)',
  async (t) => {
    const clerk = 'TTPVHCC.clerk1';
    let dossier = receiveAt('2026-03-02T08:00', opening('1.013831'), clerk).dossier;
    const now = '2026-03-02T09:00';
    const specialist = `${dossier.routing.lead}.specialist1`;
    dossier = course(
      dossier,
      [now, { type: 'handOff' }],
      [now, { type: 'assign', official: specialist }],
      [now, { type: 'handOff' }],
      [now, { type: 'answer', answer: 'agree' }],
    );
    const { unit } = openTask(dossier, 'notifyingDuty');
    const other = `${unit.split('.')[0]}.specialist2`;
    dossier = act(dossier, now, { type: 'assign', official: other }, `${unit.split('.')[0]}.roomLeader1`);
    dossier = act(dossier, now, { type: 'requireFinancialDuty', amount: 100_000, reason: 'lệ phí' });
    dossier = act(dossier, '2026-03-09T09:00', { type: 'confirmFinancialDuty', evidence: 'biên lai' }, clerk);
    t.match(
      dossier.tasks.findLast(({ official }) => official === other),
      { step: 'notifyingDuty', end: 'done', late: false },
    );
    const theirs = participationsOf(dossier, registry.tree).filter(({ key }) => key === other);
    t.match(theirs, [{ late: false, accountable: true }]);
    t.equal(theirs.length, 1);
  },
);
