import t from 'tap';
import { parseInstant, startOfDay } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  type Decision,
  decide,
  type Dossier,
  handOver,
  RefusedError,
  replay,
} from '../../src/dossier/index.js';
import { createRegistry, type Delegation, type Registry } from '../../src/registry/index.js';
import { actorOf, opening, receiveAt, registry, settingAt } from '../support/khanh-hoa.js';
import { replaySetting } from '../support/ledger.js';

const [A, B, C] = ['22366.specialist1', '22366.specialist2', '22366.specialist3'];
const ROOM = '22366.room';
const LEADER = '22366.leader1';

let made = 0;
const away = (
  from: string,
  to: string,
  days: [first: string, last: string],
  more: Partial<Delegation> = {},
) => ({
  id: `d${++made}`,
  from,
  to,
  unit: ROOM,
  role: 'specialist' as const,
  startsAt: startOfDay(days[0]),
  endsAt: startOfDay(days[1]) + 86_400_000,
  reason: 'nghỉ phép',
  decidedBy: LEADER,
  decidedAt: 0,
  revokedAt: null,
  ...more,
});

const withDelegations = (...delegations: Delegation[]): Registry =>
  createRegistry(registry.units, registry.officials, registry.roles, delegations);

/** A history written as the books would, by whoever the register then lets. */
function course(): {
  run(now: string, by: string, command: Command, register?: Registry): Decision;
  all: Decision[];
} {
  const all = [receiveAt('2026-03-02T08:00', opening('1.012994'), '22366.clerk1')];
  return {
    all,
    run: (now, by, command, register = registry) => {
      const next = decide(all.at(-1)!.dossier, command, settingAt(now, actorOf(by), register));
      all.push(next);
      return next;
    },
  };
}

/** 1.012994 with its examination (14 working days) held by A since 2 March, 8:20. */
function heldByA() {
  const history = course();
  history.run('2026-03-02T08:10', '22366.clerk1', { type: 'handOff' });
  history.run('2026-03-02T08:20', '22366.roomLeader1', { type: 'assign', official: A });
  return history;
}

function refusal(dossier: Dossier, command: Command, now: string, by: string, register: Registry) {
  try {
    decide(dossier, command, settingAt(now, actorOf(by), register));
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

const holders = ({ tasks }: Dossier) =>
  tasks.filter(({ step }) => step === tasks.at(-1)!.step).map(({ official, end }) => [official, end]);

t.test(
  'given somebody away, when the stand-in acts on their step, then it is handed over first, and told',
  async (t) => {
    const register = withDelegations(away(A, '22366.clerk2', ['2026-03-04', '2026-03-06']));
    const history = heldByA();
    const { dossier } = history.all.at(-1)!;
    const standIn = '22366.clerk2';
    const refused = refusal(dossier, { type: 'submit' }, '2026-03-03T17:00', standIn, register);
    t.equal(refused?.code, 'dossier.notYourStep', 'not before the first day');
    const offered = allowedCommands(dossier, settingAt('2026-03-04T08:00', actorOf(standIn), register));
    t.ok(offered.some(({ type, step }) => type === 'submit' && step === dossier.tasks.at(-1)!.step));
    t.equal(
      refusal(dossier, { type: 'submit' }, '2026-03-07T00:00', standIn, register)?.code,
      'dossier.notYourStep',
    );

    const { event, dossier: after } = history.run('2026-03-04T09:00', standIn, { type: 'submit' }, register);
    t.match(event, {
      actor: standIn,
      payload: { onBehalfOf: { official: A, delegation: register.delegations[0]!.id } },
    });
    const examined = after.tasks.filter(({ step }) => step === dossier.tasks.at(-1)!.step);
    t.match(examined, [
      { official: A, end: 'reassigned', late: false },
      { official: standIn, end: 'done', usedMinutes: 0 },
    ]);
    const events = history.all.map((one) => one.event);
    t.same(replay(events, replaySetting), after, 'replayed without any register of today');
  },
);

t.test(
  'given steps of somebody away, when the pass runs, then they go over once, and stay after the return',
  async (t) => {
    const register = withDelegations(away(A, B, ['2026-03-04', '2026-03-06']));
    const history = heldByA();
    const at = (now: string) => settingAt(now, actorOf(LEADER), register);
    const { dossier } = history.all.at(-1)!;
    t.equal(handOver(dossier, at('2026-03-03T23:59')), null, 'not yet away');
    const pass = handOver(dossier, at('2026-03-04T00:00'))!;
    history.all.push(pass);
    t.match(pass.event, { type: 'stepsHandedOver', payload: { handed: [{ from: A, to: B }] } });
    t.same(holders(pass.dossier), [
      [A, 'reassigned'],
      [B, null],
    ]);
    t.equal(handOver(pass.dossier, at('2026-03-04T00:01')), null, 'twice is once');
    t.equal(handOver(pass.dossier, at('2026-03-09T08:00')), null);
    t.equal(
      refusal(pass.dossier, { type: 'submit' }, '2026-03-09T08:00', A, register)?.code,
      'dossier.notYourStep',
      'it stays with whoever stood in',
    );
    t.same(
      replay(
        history.all.map((one) => one.event),
        replaySetting,
      ),
      pass.dossier,
    );
  },
);

t.test(
  'given a step that stands still, when the pass runs, then it is left until it runs again',
  async (t) => {
    const register = withDelegations(away(A, B, ['2026-03-04', '2026-03-06']));
    const history = heldByA();
    const { dossier } = history.run('2026-03-03T08:00', LEADER, { type: 'suspend', ground: 'căn cứ' });
    t.equal(handOver(dossier, settingAt('2026-03-04T08:00', actorOf(LEADER), register)), null);
    const resumed = history.run('2026-03-05T08:00', LEADER, { type: 'resume' }).dossier;
    t.not(handOver(resumed, settingAt('2026-03-05T08:01', actorOf(LEADER), register)), null);
  },
);

t.test(
  'given an allowance that ran out, when the step is handed over, then whoever held it is late, not the stand-in',
  async (t) => {
    const register = withDelegations(away(A, B, ['2026-04-20', '2026-04-24']));
    const { dossier } = heldByA().all.at(-1)!;
    const pass = handOver(dossier, settingAt('2026-04-20T08:00', actorOf(LEADER), register))!;
    const [mine, theirs] = pass.dossier.tasks.slice(-2);
    t.match(
      [mine, theirs],
      [
        { official: A, late: true },
        { official: B, clock: null },
      ],
    );
  },
);

t.test(
  'given somebody away, when a step is given to them, then it says until when and who stands in',
  async (t) => {
    const register = withDelegations(
      away(A, B, ['2026-03-02', '2026-03-06']),
      away(B, C, ['2026-03-02', '2026-03-03']),
    );
    const history = course();
    history.run('2026-03-02T08:10', '22366.clerk1', { type: 'handOff' });
    const { dossier } = history.all.at(-1)!;
    const give = (now: string, official: string) =>
      refusal(dossier, { type: 'assign', official }, now, '22366.roomLeader1', register);
    t.match(give('2026-03-02T08:20', A), {
      code: 'dossier.officialAway',
      facts: { official: A, until: '2026-03-06', standsIn: C },
      message: /22366\.specialist3 stands in/,
    });
    t.equal(give('2026-03-04T08:20', A)?.facts['standsIn'], B, 'who stands in is asked for the day');
    t.equal(give('2026-03-04T08:20', B), null);
    t.equal(give('2026-03-07T08:20', A), null, 'back again');
  },
);

t.test(
  'given a leader away, when the stand-in takes a measure, then they may, and the event says for whom',
  async (t) => {
    const register = withDelegations(
      away(LEADER, '22366.roomLeader1', ['2026-03-04', '2026-03-06'], {
        unit: '22366.leadership',
        role: 'leader',
      }),
    );
    const history = heldByA();
    const order: Command = { type: 'suspend', ground: 'căn cứ' };
    const { dossier } = history.all.at(-1)!;
    t.equal(
      refusal(dossier, order, '2026-03-03T08:00', '22366.roomLeader1', register)?.code,
      'dossier.notYourDesk',
    );
    const { event } = history.run('2026-03-04T08:00', '22366.roomLeader1', order, register);
    t.match(event.payload, { onBehalfOf: { official: LEADER } });
    const own = decide(dossier, order, settingAt('2026-03-04T08:00', actorOf(LEADER), register));
    t.notOk('onBehalfOf' in own.event.payload, 'in their own right nobody is named');
  },
);

t.test(
  'given chains and revocations, when asked who stands in, then whoever is there that day',
  async (t) => {
    const head = '22366.roomLeader1';
    const register = withDelegations(
      away(A, head, ['2026-03-02', '2026-03-10']),
      away(head, B, ['2026-03-04', '2026-03-06'], { role: 'roomLeader' }),
      away(C, B, ['2026-03-02', '2026-03-10'], { revokedAt: parseInstant('2026-03-05T12:00') }),
    );
    const at = (time: string) => register.staffAt(parseInstant(time));
    t.equal(at('2026-03-03T08:00').standIn(A, 'specialist', ROOM)?.official, head);
    t.equal(at('2026-03-05T08:00').standIn(A, 'specialist', ROOM)?.official, B, 'the head is away too');
    t.equal(at('2026-03-05T11:59').standIn(C, 'specialist', ROOM)?.official, B);
    t.equal(at('2026-03-05T12:00').standIn(C, 'specialist', ROOM), null, 'revoked');
    t.ok(at('2026-03-03T08:00').holds(head, 'specialist', ROOM));
    t.notOk(at('2026-03-05T08:00').holds(head, 'specialist', ROOM), 'away themselves');
    t.ok(at('2026-03-05T08:00').holds(B, 'roomLeader', ROOM));
    t.notOk(at('2026-03-11T08:00').holds(head, 'specialist', ROOM));
    t.equal(at('2026-03-05T08:00').standIn(A, 'specialist', '22390.room'), null, 'nor in another unit');
  },
);
