import t from 'tap';
import { parseInstant, usedMinutes } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  decide,
  type Dossier,
  participationsOf,
  reappointmentKept,
  type RefusalCode,
} from '../../src/dossier/index.js';
import {
  act,
  actorOf,
  calendar,
  opening,
  receiveAt,
  registry,
  settingAt,
  refusal as refusalOf,
} from '../support/khanh-hoa.js';

/** 1.012994 at Phường Nha Trang: 21 working days, seven steps. */
const received = (): Dossier => receiveAt('2026-03-02T08:00', opening('1.012994'), '22366.clerk1').dossier;
const LEADER = '22366.leader1';

function refusal(dossier: Dossier, now: string, command: Command, by: string): RefusalCode | null {
  return refusalOf(() => decide(dossier, command, settingAt(now, actorOf(by))));
}

const offered = (dossier: Dossier, now: string, by: string): string[] =>
  allowedCommands(dossier, settingAt(now, actorOf(by))).map(({ type }) => type);

t.test(
  'given a running dossier, when its leader suspends it for three working days, then nothing of it is used up',
  async (t) => {
    const before = received();
    const suspended = act(
      before,
      '2026-03-03T08:00',
      { type: 'suspend', ground: 'Luật Đất đai Điều 1' },
      LEADER,
    );
    t.equal(suspended.status, 8);
    t.equal(suspended.suspension?.approvedBy, LEADER);
    t.same(offered(suspended, '2026-03-04T08:00', LEADER), ['resume']);
    t.same(
      offered(suspended, '2026-03-04T08:00', '22366.clerk1'),
      ['withdraw', 'correct', 'recordScans'],
      'the citizen may still withdraw, a wrong name be put right, and papers be scanned',
    );

    const resumed = act(suspended, '2026-03-06T08:00', { type: 'resume' }, LEADER);
    t.equal(resumed.status, before.status);
    t.equal(resumed.suspension, undefined);
    t.equal(
      resumed.clock!.due.at,
      parseInstant('2026-04-03T17:30'),
      'three working days later than 2026-03-31',
    );
    const [task] = resumed.tasks;
    t.equal(
      usedMinutes(calendar, task!.clock!, parseInstant('2026-03-06T08:30')),
      510,
      'a day and half an hour',
    );
    t.equal(refusal(resumed, '2026-03-06T09:00', { type: 'resume' }, LEADER), 'dossier.notSuspended');
  },
);

t.test(
  'given a suspended dossier, then only its leader resumes it, no step moves, and it can be withdrawn',
  async (t) => {
    const suspended = act(received(), '2026-03-03T08:00', { type: 'suspend', ground: 'căn cứ' }, LEADER);
    const now = '2026-03-04T08:00';
    t.equal(refusal(suspended, now, { type: 'resume' }, '22366.clerk1'), 'dossier.notYourDesk');
    t.equal(refusal(suspended, now, { type: 'suspend', ground: 'lại' }, LEADER), 'dossier.clockStands');
    t.equal(refusal(suspended, now, { type: 'handOff' }, '22366.clerk1'), 'dossier.commandNotAllowed');
    const withdrawn = act(suspended, now, { type: 'withdraw', reason: 'xin rút' });
    t.equal(withdrawn.status, 7);
    t.equal(withdrawn.suspension, undefined);
    t.ok(
      participationsOf(withdrawn, registry.tree).every((row) => !row.accountable),
      'withdrawn in time (R7)',
    );
  },
);

t.test(
  'given an overdue dossier, when the leader re-appoints it, then once for ever, and it stays late',
  async (t) => {
    const dossier = received();
    const now = '2026-04-02T08:00';
    const order: Command = { type: 'reappoint', newDue: '2026-04-08', reason: 'chờ đo đạc' };
    t.equal(refusal(dossier, now, order, '22366.specialist1'), 'dossier.leaderOnly');
    t.equal(
      refusal(dossier, now, order, '22390.leader1'),
      'dossier.leaderOnly',
      'the leader of another agency',
    );
    for (const newDue of ['2026-04-05', '2026-04-01', '2026-03-31']) {
      t.equal(refusal(dossier, now, { ...order, newDue }, LEADER), 'dossier.badAppointment', newDue);
    }

    const promised = act(dossier, now, order, LEADER);
    t.equal(promised.reappointment?.newDue.at, parseInstant('2026-04-08T17:30'));
    t.same(promised.appointment, dossier.appointment, 'the first promise stays');
    t.same(promised.clock, dossier.clock);
    t.notOk(offered(promised, now, LEADER).includes('reappoint'));
    t.equal(refusal(promised, now, order, LEADER), 'dossier.reappointedAlready');
    t.equal(reappointmentKept(promised), null);
    t.same(participationsOf(promised, registry.tree), participationsOf(dossier, registry.tree), 'R4');
  },
);

t.test('given a result, then the citizen can no longer withdraw, and is told by which rule', async (t) => {
  let dossier = received();
  for (const command of ['handOff', 'assign', 'submit', 'submit', 'approve'] as const) {
    const official = '22366.specialist1';
    dossier = act(
      dossier,
      '2026-03-03T08:00',
      command === 'assign' ? { type: command, official } : { type: command },
    );
  }
  t.equal(
    refusal(dossier, '2026-03-03T09:00', { type: 'withdraw', reason: 'xin rút' }, '22366.clerk1'),
    'dossier.resultExists',
  );
});
