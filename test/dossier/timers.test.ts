import t from 'tap';
import { formatInstant, type Instant, parseInstant } from '../../src/calendar/index.js';
import {
  type Actor,
  allowedCommands,
  type Command,
  decide,
  type Dossier,
  DEFAULT_TIMERS,
  fire,
  type Notice,
  NotDueError,
  participationsOf,
  type RefusalCode,
  RefusedError,
  SYSTEM,
  timersOf,
} from '../../src/dossier/index.js';
import { act, actorOf, opening, openTask, receiveAt, registry, settingAt } from '../support/khanh-hoa.js';

const LEADER = '22366.leader1';
/** 1.012994 at Phường Nha Trang: 21 working days from 2026-03-02, due 2026-03-31; its first step has four hours. */
const received = (): Dossier => receiveAt('2026-03-02T08:00', opening('1.012994'), '22366.clerk1').dossier;

const due = (dossier: Dossier, now: Instant | string): string[] =>
  timersOf(dossier, settingAt(now, SYSTEM)).map(
    ({ kind, at }) => `${kind} ${formatInstant(at).slice(0, 16)}`,
  );

/** Fires everything due; what fired, and the dossier after it. */
function sweep(dossier: Dossier, now: string): { fired: Notice[]; dossier: Dossier; events: string[] } {
  const [fired, events]: [Notice[], string[]] = [[], []];
  for (;;) {
    try {
      const decision = fire(dossier, settingAt(now, SYSTEM));
      fired.push(decision.event.payload['timer'] as Notice);
      events.push(decision.event.type);
      dossier = decision.dossier;
    } catch (error) {
      if (error instanceof NotDueError) return { fired, dossier, events };
      throw error;
    }
  }
}

function refusal(dossier: Dossier, now: string, command: Command, by: Actor | string): RefusalCode | null {
  try {
    decide(dossier, command, settingAt(now, typeof by === 'string' ? actorOf(by) : by));
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

const kinds = (fired: Notice[]): string[] => fired.map(({ kind }) => kind);

t.test('given a received dossier, then it says what will befall it, and does so in order', async (t) => {
  const dossier = received();
  t.same(due(dossier, '2026-03-02T08:00'), [
    'dueSoon 2026-03-30T07:30',
    'overdue 2026-04-01T00:00',
    'taskDueSoon 2026-03-02T10:00',
    'taskOverdue 2026-03-02T14:01',
  ]);
  t.equal(dossier.wakeAt, parseInstant('2026-03-02T10:00'));
  t.same(sweep(dossier, '2026-03-02T09:59').fired, [], 'nothing fires early');

  const late = sweep(dossier, '2026-04-02T08:00');
  t.same(kinds(late.fired), ['taskDueSoon', 'taskOverdue', 'dueSoon', 'overdue']);
  t.match(late.fired, [
    {
      step: 'atDesk',
      unit: '22366.desk',
      official: '22366.clerk1',
      to: { role: 'clerk', unit: '22366.desk' },
    },
    { step: 'atDesk', to: { role: 'leader', unit: '22366.leadership' } },
    { step: null, unit: '22366', to: { role: 'leader', unit: '22366.leadership' } },
    { step: null, unit: '22366' },
  ]);
  t.equal(late.dossier.wakeAt, null);
  t.same(sweep(late.dossier, '2026-05-02T08:00').fired, [], 'a second look finds nothing');
  const handed = act(late.dossier, '2026-04-02T09:00', { type: 'handOff' });
  t.equal(handed.fired?.length, 4, 'what fired stays fired');
});

t.test('given a promise put off or a dossier standing still, then nobody is warned of it', async (t) => {
  const reappoint: Command = { type: 'reappoint', newDue: '2026-04-08', reason: 'chờ đo đạc' };
  const promised = act(received(), '2026-03-10T08:00', reappoint, LEADER);
  t.notMatch(due(promised, '2026-03-10T08:00').join(), /ueSoon 2026-03-30|overdue/);

  const suspend: Command = { type: 'suspend', ground: 'căn cứ', until: '2026-03-08' };
  const suspended = act(received(), '2026-03-03T08:00', suspend, LEADER);
  t.same(
    due(suspended, '2026-03-03T08:00'),
    ['suspensionEnds 2026-03-09T07:30'],
    'Sunday: when it opens next',
  );
  const { fired, dossier } = sweep(suspended, '2026-03-09T07:30');
  t.match(fired, [{ kind: 'suspensionEnds', to: { role: 'leader', unit: '22366.leadership' } }]);
  t.ok(dossier.suspension, 'it reminds and ends nothing');
  const resumed = act(dossier, '2026-03-10T08:00', { type: 'resume' }, LEADER);
  t.ok(due(resumed, '2026-03-10T08:00').includes('dueSoon 2026-04-06T07:30'), 'the promise that moved');
});

t.test('given a step taken over, then its new holder is warned of what still lies ahead', async (t) => {
  let dossier = act(received(), '2026-03-02T09:00', { type: 'handOff' });
  dossier = act(dossier, '2026-03-02T09:30', { type: 'assign', official: '22366.specialist1' });
  t.equal(openTask(dossier).step, 'examining');
  const ofStep = (one: Dossier, now: string) => due(one, now).filter((line) => line.startsWith('task'));
  t.same(ofStep(dossier, '2026-03-02T09:30'), [
    'taskDueSoon 2026-03-19T09:30',
    'taskDueSoon 2026-03-20T07:30',
    'taskOverdue 2026-03-20T09:31',
  ]);
  const { dossier: warned } = sweep(dossier, '2026-03-19T10:00');
  const next: Command = { type: 'assign', official: '22366.specialist2' };
  const given = act(warned, '2026-03-19T10:00', next, '22366.roomLeader1');
  t.same(ofStep(given, '2026-03-19T10:00'), ['taskDueSoon 2026-03-20T07:30', 'taskOverdue 2026-03-20T09:31']);
});

/** The building permit, with its three agencies asked at 2026-03-02T10:30. */
function consulting(): Dossier {
  let dossier = receiveAt('2026-03-02T08:00', opening('1.013225'), '22366.clerk1').dossier;
  dossier = act(dossier, '2026-03-02T09:00', { type: 'handOff' });
  dossier = act(dossier, '2026-03-02T09:30', { type: 'assign', official: '22366.specialist1' });
  return act(dossier, '2026-03-02T10:30', { type: 'handOff' });
}

const PAPER = { number: '128/SXD-QH', date: '2026-03-12' };
const answer = (step: string, more: object = {}): Command => ({
  type: 'answer',
  step,
  answer: 'disagree',
  ...more,
});

t.test(
  'given three agencies that stay silent, then each silence means what its policy says, by itself',
  async (t) => {
    const asked = consulting();
    const before = sweep(asked, '2026-03-09T10:30').dossier;
    t.equal(
      before.tasks.find(({ step }) => step === 'askingPlanning')?.end,
      null,
      'its term has one minute left',
    );
    const { dossier, events } = sweep(asked, '2026-03-16T08:00');
    const ends = Object.fromEntries(dossier.tasks.map(({ step, end }) => [step, end]));
    t.match(ends, {
      askingPlanning: 'deemedConsent',
      askingFireSafety: null,
      askingLand: 'escalated',
      askingLandSuperior: null,
    });
    t.equal(events.filter((type) => type === 'silenceRecorded').length, 2);
    t.equal(dossier.position.context.answers['askingPlanning'], 'deemedConsent');
  },
);

t.test('given deemed consent, then an answer that comes late is kept once and changes nothing', async (t) => {
  const { dossier } = sweep(consulting(), '2026-03-16T08:00');
  const now = '2026-03-17T08:00';
  const asked = dossier.tasks.find(({ step }) => step === 'askingPlanning')!;
  const agency: Actor = {
    id: 'so-xay-dung',
    name: 'Hệ thống Sở Xây dựng',
    kind: 'machine',
    roles: [{ role: asked.role, unit: asked.unit }],
    scopes: ['casework'],
  };
  const offered = (one: Dossier, by: Actor) =>
    allowedCommands(one, settingAt(now, by)).filter(({ type }) => type === 'answer');
  t.same(offered(dossier, agency), [{ type: 'answer', step: 'askingPlanning' }]);
  const late = decide(
    dossier,
    { type: 'answer', answer: 'disagree', note: 'vướng quy hoạch' },
    settingAt(now, agency),
  );
  t.equal(late.event.type, 'lateAnswerKept');
  t.same(late.dossier.position, dossier.position);
  t.same(participationsOf(late.dossier, registry.tree), participationsOf(dossier, registry.tree));
  t.match(late.dossier.tasks.find(({ no }) => no === asked.no)?.lateAnswer, {
    by: 'so-xay-dung',
    answer: 'disagree',
  });
  t.same(offered(late.dossier, agency), []);
  t.equal(refusal(late.dossier, now, answer('askingPlanning'), agency), 'dossier.answeredAlready');
  t.equal(
    refusal(late.dossier, now, answer('askingPlanning', { paper: PAPER }), '22366.clerk1'),
    'dossier.answeredAlready',
  );
  const withdrawn = act(dossier, now, { type: 'withdraw', reason: 'xin rút' });
  t.equal(refusal(withdrawn, now, answer('askingPlanning'), agency), 'dossier.closed');
});

t.test(
  'given an answer on paper, then the desk or the lead may type it in for the agency that gave it',
  async (t) => {
    const dossier = consulting();
    const now = '2026-03-04T08:00';
    const [clerk, specialist] = ['22366.clerk1', '22366.specialist1'];
    t.equal(
      refusal(dossier, now, answer('askingFireSafety'), clerk),
      'dossier.notYourStep',
      'only with the paper',
    );
    t.equal(
      refusal(dossier, now, answer('askingFireSafety', { paper: PAPER }), '22390.clerk1'),
      'dossier.notYourStep',
    );
    for (const by of [clerk, specialist]) {
      const offers = allowedCommands(dossier, settingAt(now, actorOf(by))).filter(
        ({ type }) => type === 'answer',
      );
      t.same(
        offers.map(({ step, onPaper }) => [step, onPaper]),
        [
          ['askingPlanning', true],
          ['askingFireSafety', true],
          ['askingLand', true],
        ],
      );
      const typed = decide(
        dossier,
        answer('askingFireSafety', { paper: PAPER }),
        settingAt(now, actorOf(by)),
      );
      const task = typed.dossier.tasks.find(({ step }) => step === 'askingFireSafety')!;
      t.match(task, { end: 'done', official: null }, 'whoever typed it in held nothing');
      t.match(typed.event, {
        type: 'answered',
        actor: by,
        payload: { typedFor: task.unit, command: { paper: PAPER } },
      });
      t.equal(
        refusal(typed.dossier, now, answer('askingFireSafety', { paper: PAPER }), by),
        'dossier.answeredAlready',
      );
    }
  },
);

/** The specialist asked for papers on 2026-03-03; the office gives ten working days, to 2026-03-17. */
function asking(): Dossier {
  let dossier = act(
    receiveAt('2026-03-02T08:00', opening('1.013225'), '22366.clerk1').dossier,
    '2026-03-02T09:00',
    { type: 'handOff' },
  );
  dossier = act(dossier, '2026-03-02T09:30', { type: 'assign', official: '22366.specialist1' });
  return act(dossier, '2026-03-03T08:00', { type: 'requestSupplement', items: ['bản vẽ'], reason: 'thiếu' });
}

t.test(
  'given a supplement that does not come, then the dossier stops by itself when the term has passed',
  async (t) => {
    const dossier = asking();
    t.equal(dossier.waiting?.answerBy?.at, parseInstant('2026-03-17T17:30'));
    t.equal(refusal(dossier, '2026-03-17T23:59', { type: 'stop' }, LEADER), 'dossier.answerAwaited');
    t.same(sweep(dossier, '2026-03-17T23:59').fired, []);
    const { dossier: stopped, events, fired } = sweep(dossier, '2026-03-18T00:00');
    t.same([events, kinds(fired)], [['stopped'], ['supplementUnanswered']]);
    t.match(stopped, { outcome: 'stopped', status: 8, clock: { state: 'finished' }, wakeAt: null });
    t.equal(stopped.waiting, undefined);
    t.ok(
      stopped.tasks.every(({ end }) => end !== null),
      'no step stays open',
    );
    t.ok(
      participationsOf(stopped, registry.tree).every((row) => !row.accountable),
      'stopped in time (R7)',
    );
    const late: Command = { type: 'receiveSupplement', handedIn: [] };
    t.equal(refusal(stopped, '2026-03-18T08:00', late, '22366.clerk1'), 'dossier.stoppedUnanswered');

    t.equal(refusal(dossier, '2026-03-18T08:00', { type: 'stop' }, '22366.clerk1'), 'dossier.notYourDesk');
    const offered = allowedCommands(dossier, settingAt('2026-03-18T08:00', actorOf(LEADER)));
    t.ok(
      offered.some(({ type }) => type === 'stop'),
      'the leader may, once the term has passed',
    );
    const brought = act(dossier, '2026-03-10T08:00', late);
    t.equal(brought.waiting, undefined);
    t.notMatch(due(brought, '2026-03-10T08:00').join(), /supplement/);
    t.equal(refusal(brought, '2026-03-20T08:00', { type: 'stop' }, LEADER), 'dossier.notWaiting');
  },
);

t.test('given a result nobody collects, then the desk is reminded at each point once', async (t) => {
  let dossier = received();
  for (const type of ['handOff', 'assign', 'submit', 'submit', 'approve', 'finishProcessing'] as const) {
    const fields = { assign: { official: '22366.specialist1' }, finishProcessing: { result: 'Quyết định' } }[
      type as string
    ];
    dossier = act(dossier, '2026-03-03T08:00', { type, ...fields } as Command);
  }
  t.same(due(dossier, '2026-03-03T08:00'), [
    'uncollected 2026-04-02T08:00',
    'uncollected 2026-05-02T08:00',
    'uncollected 2026-06-01T08:00',
  ]);
  const { fired, dossier: reminded } = sweep(dossier, '2026-05-03T08:00');
  t.match(fired, [{ to: { role: 'clerk', unit: '22366.desk' } }, { kind: 'uncollected' }]);
  t.same(due(reminded, '2026-05-03T08:00'), ['uncollected 2026-06-01T08:00']);
  const returned = act(reminded, '2026-05-04T08:00', { type: 'returnResult', to: 'người nộp' });
  t.equal(returned.wakeAt, null);
});

t.test(
  'given set points an office has moved, then a dossier woken by the old ones is set by the new',
  async (t) => {
    const moved = {
      ...settingAt('2026-03-02T10:00', SYSTEM),
      timers: { ...DEFAULT_TIMERS, warnBefore: [60] },
    };
    const { dossier, event } = fire(received(), moved);
    t.equal(event.type, 'remindersMoved');
    t.equal(dossier.wakeAt, parseInstant('2026-03-02T11:00'));
    t.equal(dossier.fired, undefined);
  },
);

t.test(
  'given a dossier that waits for reception, then the desk is told once its deadline passed, unless it has answered',
  async (t) => {
    const order = { ...opening('1.012994'), type: 'register', channel: 'online' } as const;
    const waits = receiveAt('2026-03-02T16:00', order, '22366.clerk1').dossier;
    t.same(due(waits, '2026-03-02T16:00'), ['receptionOverdue 2026-03-03T16:01']);
    t.same(sweep(waits, '2026-03-03T16:00').fired, []);
    const { fired, dossier } = sweep(waits, '2026-03-03T16:01');
    t.match(fired, [{ kind: 'receptionOverdue', to: { role: 'clerk', unit: '22366.desk' } }]);
    t.same(sweep(dossier, '2026-03-09T16:01').fired, [], 'once');
    const guide: Command = { type: 'guide', items: ['Bản vẽ'], reason: 'Thiếu bản vẽ' };
    t.same(sweep(act(waits, '2026-03-03T08:00', guide, '22366.clerk1'), '2026-03-04T08:00').fired, []);
  },
);

t.test(
  'given a dossier corrected at the desk after a warning, then its new step warns for itself',
  async (t) => {
    const warned = sweep(received(), '2026-03-02T11:00');
    t.same(kinds(warned.fired), ['taskDueSoon']);
    const earlier: Command = { type: 'correct', reason: 'nhập muộn', receivedAt: '2026-03-02T07:40' };
    const corrected = act(warned.dossier, '2026-03-02T11:05', earlier, '22366.clerk1');
    t.same(kinds(sweep(corrected, '2026-03-02T11:05').fired), ['taskDueSoon']);
  },
);
