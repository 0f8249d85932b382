import t from 'tap';
import { localDateOf, parseInstant } from '../../src/calendar/index.js';
import { allowedCommands, decide, type Dossier, endedLate, RefusedError } from '../../src/dossier/index.js';
import { act, actorOf, opening, openTask, receiveAt, settingAt } from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
const SPECIALIST = '22366.specialist1';

function received(procedure = '1.012994', at = '2026-03-02T08:00'): Dossier {
  return receiveAt(at, opening(procedure), CLERK).dossier;
}

function refusal(run: () => unknown): RefusedError {
  try {
    run();
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
  throw new Error('It should have been refused.');
}

t.test(
  "given a whole checklist, when the desk receives it, then the promise is 21 working days and the first step is the clerk's",
  async (t) => {
    const dossier = received();
    t.equal(localDateOf(dossier.appointment!.at), '2026-03-31');
    t.equal(dossier.status, 2);
    t.match(openTask(dossier), { step: 'atDesk', unit: '22366.desk', official: CLERK });
    t.equal(dossier.code, '22366.desk-260302-0001');
  },
);

t.test(
  'given a missing paper, when received, then it is refused with what is missing, and refusing at the desk is possible',
  async (t) => {
    const { handedIn, ...rest } = opening('1.012994');
    const error = refusal(() =>
      receiveAt('2026-03-02T08:00', { ...rest, handedIn: handedIn.slice(1) }, CLERK),
    );
    t.equal(error.code, 'dossier.checklistIncomplete');
    t.equal((error.facts['missing'] as unknown[]).length, 1);
    const { dossier } = receiveAt(
      '2026-03-02T08:00',
      { ...rest, type: 'refuseAtDesk', handedIn: [], reason: 'Không thuộc thẩm quyền' },
      CLERK,
    );
    t.match(dossier, { status: 3, clock: null, appointment: null, outcome: 'notReceived' });
    t.strictSame(dossier.tasks, []);
  },
);

t.test(
  'given the internal process of 1.012994, when each step is done, then the result reaches the desk and is returned',
  async (t) => {
    let dossier = received();
    dossier = act(dossier, '2026-03-02T10:00', { type: 'handOff' });
    dossier = act(dossier, '2026-03-02T14:00', { type: 'assign', official: SPECIALIST });
    t.match(openTask(dossier), { step: 'examining', official: SPECIALIST, unit: '22366.room' });
    dossier = act(dossier, '2026-03-05T10:00', { type: 'submit' });
    dossier = act(dossier, '2026-03-06T10:00', { type: 'sendBack', reason: 'Thiếu căn cứ' });
    dossier = act(dossier, '2026-03-09T10:00', { type: 'submit' }, SPECIALIST);
    dossier = act(dossier, '2026-03-09T11:00', { type: 'submit' });
    dossier = act(dossier, '2026-03-10T11:00', { type: 'approve' });
    t.equal(
      refusal(() => act(dossier, '2026-03-10T12:00', { type: 'withdraw', reason: 'x' })).code,
      'dossier.resultExists',
    );
    dossier = act(dossier, '2026-03-10T15:00', { type: 'finishProcessing', result: 'Quyết định 12/QĐ-UBND' });
    t.match(dossier, {
      status: 9,
      finishedAt: parseInstant('2026-03-10T15:00'),
      returnedAt: null,
      outcome: 'granted',
    });
    dossier = act(dossier, '2026-04-20T15:00', { type: 'returnResult', to: 'Nguyễn Thị Mẫu' });
    t.match(dossier, { status: 10, closedAt: null, returnedAt: parseInstant('2026-04-20T15:00') });
    t.equal(dossier.tasks.find((task) => task.step === 'returning')?.clock, null, 'returning is untimed');
    t.equal(allowedCommands(dossier, settingAt('2026-04-21T08:00', actorOf(CLERK))).length, 0);
  },
);

t.test(
  'given an examination of 112 hours, when it takes one minute more, then that task is late and no other',
  async (t) => {
    const start = act(received(), '2026-03-02T10:00', { type: 'handOff' });
    const examining = act(start, '2026-03-02T14:00', { type: 'assign', official: SPECIALIST });
    const due = openTask(examining).clock!.due;
    const onTime = act(examining, due.lateFrom - 1, { type: 'submit' });
    const late = act(examining, due.lateFrom, { type: 'submit' });
    t.match(onTime.tasks[2], { step: 'examining', late: false, usedMinutes: 112 * 60 });
    t.match(late.tasks[2], { step: 'examining', late: true, usedMinutes: 112 * 60 + 1 });
    t.notOk(late.tasks[1]!.late);
  },
);

t.test(
  'given a supplement is asked for, when it comes, then task and dossier run on with what remained, and a second is refused',
  async (t) => {
    let dossier = act(received(), '2026-03-02T10:00', { type: 'handOff' });
    dossier = act(dossier, '2026-03-02T14:00', { type: 'assign', official: SPECIALIST });
    const before = dossier.clock!.due;
    dossier = act(dossier, '2026-03-04T08:30', {
      type: 'requestSupplement',
      items: ['Bản chính'],
      reason: 'Mờ',
    });
    t.match(dossier, { status: 5, clock: { state: 'stopped' } });
    t.match(openTask(dossier).clock, { state: 'stopped' }, "the specialist's own clock stands still too");
    t.equal(
      refusal(() => act(dossier, '2026-03-05T08:00', { type: 'submit' })).code,
      'dossier.commandNotAllowed',
    );
    dossier = act(dossier, '2026-03-11T08:30', { type: 'receiveSupplement', handedIn: [] });
    t.equal(localDateOf(before.at), '2026-03-31');
    t.equal(
      localDateOf(dossier.clock!.due.at),
      '2026-04-07',
      'five working days waited, five more to the promise',
    );
    t.equal(localDateOf(dossier.appointment!.at), '2026-03-31', 'the first promise is kept for ever');
    t.equal(dossier.tasks.filter((task) => task.step === 'examining').length, 1);
    t.equal(
      refusal(() =>
        act(dossier, '2026-03-12T08:30', { type: 'requestSupplement', items: ['x'], reason: 'x' }),
      ).code,
      'dossier.supplementAskedAlready',
    );
  },
);

t.test('given 1.014199, when it is refused, then the shorter term of a refusal judges it', async (t) => {
  let dossier = receiveAt('2026-03-02T08:00', opening('1.014199'), 'TTPVHCC.clerk1').dossier;
  t.equal(localDateOf(dossier.clock!.due.at), '2026-03-16');
  dossier = act(dossier, '2026-03-02T09:00', { type: 'handOff' });
  dossier = act(dossier, '2026-03-02T10:00', { type: 'assign', official: 'SNV.specialist1' });
  dossier = act(dossier, '2026-03-04T10:00', { type: 'submit' });
  dossier = act(dossier, '2026-03-05T10:00', { type: 'submit' });
  dossier = act(dossier, '2026-03-05T14:00', { type: 'refuse', reason: 'Không đủ điều kiện' });
  dossier = act(dossier, '2026-03-06T08:00', { type: 'finishProcessing', result: 'Văn bản từ chối' });
  t.equal(dossier.outcome, 'refused');
  t.equal(localDateOf(dossier.clock!.due.at), '2026-03-05', 'three working days from reception');
  t.equal(localDateOf(dossier.appointment!.at), '2026-03-16', 'what was promised stays on record');
  t.equal(endedLate(dossier), true, 'the fourth day is late for a refusal, though not for a grant');
});

t.test(
  'given a step of a colleague, another unit or an unknown official, when acted on, then it is refused by name',
  async (t) => {
    let dossier = act(received(), '2026-03-02T10:00', { type: 'handOff' });
    t.equal(
      refusal(() => act(dossier, '2026-03-02T14:00', { type: 'assign', official: '22390.specialist1' })).code,
      'dossier.unknownOfficial',
    );
    t.equal(
      refusal(() =>
        act(dossier, '2026-03-02T14:00', { type: 'assign', official: SPECIALIST }, '22390.roomLeader1'),
      ).code,
      'dossier.notYourStep',
    );
    dossier = act(dossier, '2026-03-02T14:00', { type: 'assign', official: SPECIALIST });
    t.equal(
      refusal(() => act(dossier, '2026-03-03T14:00', { type: 'submit' }, '22366.specialist2')).code,
      'dossier.notYourStep',
    );
    const given = act(
      dossier,
      '2026-03-04T14:00',
      { type: 'assign', official: '22366.specialist2' },
      '22366.roomLeader1',
    );
    t.match(
      given.tasks.filter((task) => task.step === 'examining'),
      [
        { official: SPECIALIST, end: 'reassigned', usedMinutes: 2 * 480 },
        {
          official: '22366.specialist2',
          finishedAt: null,
          clock: { startedAt: parseInstant('2026-03-02T14:00') },
        },
      ],
    );
    t.equal(
      refusal(() => act(dossier, '2026-03-04T14:00', { type: 'withdraw', reason: 'x' }, '22390.clerk1')).code,
      'dossier.notYourDesk',
    );
  },
);

t.test(
  'given what allowedCommands lists for a caller, when anything else is tried, then it is refused',
  async (t) => {
    const dossier = act(received(), '2026-03-02T10:00', { type: 'handOff' });
    const leader = settingAt('2026-03-02T11:00', actorOf('22366.roomLeader1'));
    t.same(allowedCommands(dossier, leader), [
      { type: 'assign', step: 'assigning' },
      { type: 'takeUp', step: 'assigning' },
    ]);
    const error = refusal(() => decide(dossier, { type: 'approve' }, leader));
    t.equal(error.code, 'dossier.commandNotAllowed');
    t.match(error.facts['allowed'], [{ type: 'assign' }, { type: 'takeUp' }]);
  },
);
