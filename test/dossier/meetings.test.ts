import t from 'tap';
import { formatInstant } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  decide,
  type Dossier,
  fire,
  type Notice,
  NotDueError,
  type RefusalCode,
  RefusedError,
  SYSTEM,
} from '../../src/dossier/index.js';
import { act, actorOf, catalogue, opening, receiveAt, settingAt } from '../support/khanh-hoa.js';

const [CLERK, LEAD, LAND, PLANNING] = [
  '22366.clerk1',
  'VPDKDD.specialist1',
  'SNNMT.specialist1',
  'SXD.specialist1',
];

/** Two agencies are asked since Monday 2026-03-02 10:00, each within five working days. */
function asked(): Dossier {
  let dossier = receiveAt('2026-03-02T08:00', opening('LC.000001'), CLERK).dossier;
  dossier = act(dossier, '2026-03-02T09:00', { type: 'handOff' });
  return act(dossier, '2026-03-02T10:00', { type: 'handOff' }, LEAD);
}

const convening = (at: string, more: object = {}): Command => ({
  type: 'convene',
  at,
  place: 'Phòng họp số 2',
  ...more,
});
const AT = '2026-03-05T08:00';
/** Convened on Monday, three working days before Thursday. */
const convened = (): Dossier => act(asked(), '2026-03-02T11:00', convening(AT), LEAD);

const spoken = (step: string, more: object = {}): Command => ({
  type: 'answer',
  step,
  answer: 'agree',
  atMeeting: { representative: 'Lê Thị Cử' },
  ...more,
});
const differing: Command = { type: 'differ', answer: 'disagree', note: 'đất có tranh chấp' };

function refused(dossier: Dossier, now: string, command: Command, by: string): RefusedError | null {
  try {
    decide(dossier, command, settingAt(now, actorOf(by)));
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}
const refusal = (...asking: Parameters<typeof refused>): RefusalCode | null =>
  refused(...asking)?.code ?? null;

const may = (dossier: Dossier, now: string, by: string): string[] =>
  allowedCommands(dossier, settingAt(now, actorOf(by))).map(
    ({ type, step, onPaper }) => `${type}${step === null ? '' : ` ${step}`}${onPaper ? ' on paper' : ''}`,
  );

function sweep(dossier: Dossier, now: string): { told: Notice[]; dossier: Dossier } {
  const told: Notice[] = [];
  for (;;) {
    try {
      const { event, dossier: next } = fire(dossier, settingAt(now, SYSTEM));
      told.push(event.payload['timer'] as Notice);
      dossier = next;
    } catch (error) {
      if (error instanceof NotDueError) return { told, dossier };
      throw error;
    }
  }
}

t.test(
  'given questions under a meeting rule, then the lead convenes with the papers sent three working days before',
  async (t) => {
    const dossier = asked();
    t.ok(may(dossier, '2026-03-02T11:00', LEAD).includes('convene'));
    t.ok(may(dossier, '2026-03-02T11:00', 'VPDKDD.leader1').includes('convene'));
    t.notOk(may(dossier, '2026-03-02T11:00', LAND).includes('convene'));
    t.equal(refusal(dossier, '2026-03-02T11:00', convening(AT), LAND), 'dossier.notYourDesk');
    const soon = refused(dossier, '2026-03-02T11:00', convening('2026-03-04T16:00'), LEAD);
    t.match(soon, { code: 'dossier.badMeeting', facts: { earliest: '2026-03-05', rule: /Lai Châu/ } });
    t.equal(
      refusal(dossier, '2026-03-02T11:00', convening('2026-03-01T08:00'), LEAD),
      'dossier.badMeeting',
      'past',
    );
    const saturday = refused(dossier, '2026-03-07T09:00', convening('2026-03-11T08:00'), LEAD);
    t.match(saturday, { facts: { earliest: '2026-03-12' } }, 'sent on a Saturday, they go out on Monday');
    t.match(refused(dossier, '2026-03-02T11:00', convening(AT, { invite: ['examining'] }), LEAD), {
      code: 'dossier.badMeeting',
      facts: { steps: ['askingPlanning', 'askingLand'] },
    });
    const one = act(dossier, '2026-03-02T11:00', convening(AT, { invite: ['askingLand'] }), LEAD);
    t.match(one.meetings, [{ place: 'Phòng họp số 2', by: LEAD, invited: [{ step: 'askingLand' }] }]);
    const { meetings } = convened();
    t.match(meetings, [{ invited: [{ step: 'askingPlanning', unit: 'SXD.room' }, { step: 'askingLand' }] }]);
    t.equal(formatInstant(meetings![0]!.invited[0]!.differBy.at).slice(0, 16), '2026-03-06T17:30');
    t.same(convened().clock, dossier.clock, 'no clock stops');
    t.same(convened().tasks, dossier.tasks, 'and no term changes');
  },
);

t.test('given a procedure without such a rule, then nobody is convened', async (t) => {
  let dossier = receiveAt('2026-03-02T08:00', opening('1.013225'), CLERK).dossier;
  dossier = act(dossier, '2026-03-02T09:00', { type: 'handOff' });
  dossier = act(dossier, '2026-03-02T09:30', { type: 'assign', official: '22366.specialist1' });
  dossier = act(dossier, '2026-03-02T10:30', { type: 'handOff' });
  t.equal(refusal(dossier, '2026-03-02T11:00', convening(AT), '22366.specialist1'), 'dossier.noMeetingRule');
  t.equal(
    refusal(dossier, '2026-03-02T11:00', { type: 'callOffMeeting', reason: 'x' }, '22366.specialist1'),
    'dossier.noMeeting',
  );
});

t.test(
  'given a meeting convened, then another is only after it was held or called off, and who was told hears of it',
  async (t) => {
    const { told, dossier } = sweep(convened(), '2026-03-02T11:05');
    t.match(told, [
      { kind: 'meetingInvitation', step: 'askingPlanning', to: { role: 'specialist', unit: 'SXD.room' } },
      { kind: 'meetingInvitation', step: 'askingLand', to: { role: 'specialist', unit: 'SNNMT.room' } },
    ]);
    t.equal(
      refusal(dossier, '2026-03-02T12:00', convening('2026-03-06T08:00'), LEAD),
      'dossier.meetingConvened',
    );
    const off = act(dossier, '2026-03-03T08:00', { type: 'callOffMeeting', reason: 'trùng lịch' }, LEAD);
    t.match(sweep(off, '2026-03-03T08:01').told, [
      { kind: 'meetingCalledOff' },
      { kind: 'meetingCalledOff' },
    ]);
    t.match(
      sweep(
        act(convened(), '2026-03-03T08:00', { type: 'callOffMeeting', reason: 'x' }, LEAD),
        '2026-03-03T08:01',
      ).told,
      [],
      'whoever heard of nothing is told nothing',
    );
    t.equal(
      refusal(off, '2026-03-05T09:00', spoken('askingLand'), LAND),
      'dossier.notAtMeeting',
      'it was not held',
    );
    t.equal(act(off, '2026-03-03T08:30', convening('2026-03-06T08:00'), LEAD).meetings!.length, 2);
    t.equal(
      act(dossier, '2026-03-05T08:00', convening('2026-03-10T08:00'), LEAD).meetings!.length,
      2,
      'held',
    );
  },
);

t.test(
  'given an invited agency, then it declines once, in writing, and its question stays open',
  async (t) => {
    const decline: Command = { type: 'declineMeeting', reason: 'không bố trí được cán bộ' };
    t.ok(may(convened(), '2026-03-03T08:00', LAND).includes('declineMeeting askingLand'));
    t.equal(refusal(asked(), '2026-03-02T11:00', decline, LAND), 'dossier.notInvited');
    t.equal(
      refusal(convened(), '2026-03-03T08:00', decline, CLERK),
      'dossier.notYourStep',
      'not without its paper',
    );
    const paper = { number: '12/SXD', date: '2026-03-03' };
    const typed = decide(
      convened(),
      { ...decline, step: 'askingPlanning', paper },
      settingAt('2026-03-03T08:00', actorOf(CLERK)),
    );
    t.match(typed.event, {
      type: 'meetingDeclined',
      payload: { typedFor: 'SXD.room', step: 'askingPlanning' },
    });
    const declined = act(typed.dossier, '2026-03-03T09:00', decline, LAND);
    t.match(declined.meetings![0]!.invited, [
      { declined: { by: CLERK, paper } },
      { declined: { by: LAND, reason: 'không bố trí được cán bộ', paper: null } },
    ]);
    t.match(refused(declined, '2026-03-03T10:00', decline, LAND), {
      code: 'dossier.declinedAlready',
      facts: { step: /asking/ },
    });
    t.equal(
      refusal(declined, '2026-03-05T09:00', spoken('askingLand'), LAND),
      'dossier.notAtMeeting',
      'it did not come',
    );
    t.equal(
      refusal(convened(), '2026-03-05T08:00', decline, LAND),
      'dossier.notInvited',
      'the meeting is over',
    );
    t.equal(
      refusal(declined, '2026-03-05T09:00', { type: 'answer', step: 'askingLand', answer: 'agree' }, LAND),
      null,
    );
  },
);

t.test(
  'given a meeting held, then what whom an agency sent says is its answer, and it may differ once, in time',
  async (t) => {
    t.equal(
      refusal(convened(), '2026-03-05T07:59', spoken('askingLand'), LAND),
      'dossier.notAtMeeting',
      'not before',
    );
    t.equal(refusal(asked(), '2026-03-05T09:00', spoken('askingLand'), LAND), 'dossier.notAtMeeting');
    const answered = act(convened(), '2026-03-05T09:00', spoken('askingLand'), LAND);
    t.match(
      answered.tasks.find(({ step }) => step === 'askingLand'),
      {
        end: 'done',
        atMeeting: { meeting: 1, representative: 'Lê Thị Cử', answer: 'agree' },
      },
    );
    t.equal(answered.position.context.answers['askingLand'], 'agree');
    t.same(may(answered, '2026-03-05T10:00', LAND), ['differ askingLand']);
    t.ok(may(answered, '2026-03-05T10:00', LEAD).includes('differ askingLand on paper'));
    t.equal(refusal(answered, '2026-03-05T10:00', differing, PLANNING), 'dossier.notYourStep');
    t.equal(refusal(convened(), '2026-03-05T10:00', differing, LAND), 'dossier.notAtMeeting');

    const differed = act(answered, '2026-03-06T23:59', differing, LAND);
    t.match(differed.tasks.find(({ step }) => step === 'askingLand')!.differing, {
      answer: 'disagree',
      by: LAND,
    });
    t.same(differed.position, answered.position, 'the machine remembers what was answered');
    const { told } = sweep(differed, '2026-03-06T23:59');
    t.match(
      told.find(({ kind }) => kind === 'opinionDiffers'),
      {
        step: 'askingLand',
        to: { role: 'leader', unit: 'VPDKDD.leadership' },
      },
    );
    t.equal(refusal(differed, '2026-03-06T23:59', differing, LAND), 'dossier.differedAlready');
    t.match(refused(answered, '2026-03-07T00:00', differing, LAND), {
      code: 'dossier.differTooLate',
      facts: { rule: 'QĐ 88/2025/QĐ-UBND Lai Châu' },
    });
  },
);

t.test(
  'given what was said at a meeting typed in from a paper that lay, then its agency may still differ in time',
  async (t) => {
    const arrived = { at: '2026-03-05T09:00', with: 'lead' } as const;
    const paper = { number: '9/BB', date: '2026-03-05', arrived };
    const answered = act(convened(), '2026-03-05T15:00', spoken('askingLand', { paper }), LEAD);
    t.match(
      answered.tasks.filter(({ step }) => step === 'askingLand'),
      [{ end: 'done', atMeeting: { meeting: 1 } }, { laidIn: paper }],
    );
    t.same(may(answered, '2026-03-05T16:00', LAND), ['differ askingLand']);
    t.equal(refusal(answered, '2026-03-05T16:00', differing, LAND), null);
  },
);

t.test(
  'given an answer at a meeting by whoever stands in or got the step since, then it is the invited agency that spoke',
  async (t) => {
    const given = act(
      convened(),
      '2026-03-03T08:00',
      { type: 'assign', step: 'askingLand', official: 'SNNMT.specialist2' },
      'SNNMT.roomLeader1',
    );
    const again = act(
      given,
      '2026-03-04T08:00',
      { type: 'assign', step: 'askingLand', official: 'SNNMT.specialist3' },
      'SNNMT.roomLeader1',
    );
    const answered = act(again, '2026-03-05T09:00', spoken('askingLand'), 'SNNMT.specialist3');
    t.match(answered.tasks.at(-1), { official: 'SNNMT.specialist3', end: 'done', atMeeting: { meeting: 1 } });
    t.same(answered.tasks.filter(({ atMeeting }) => atMeeting).length, 1);
    t.equal(
      refusal(answered, '2026-03-05T10:00', differing, LAND),
      null,
      'anybody who speaks for the agency',
    );
  },
);

t.test(
  'given the questions of a dossier whose handling ended, then nothing of a meeting is taken any more',
  async (t) => {
    let dossier = act(convened(), '2026-03-05T09:00', spoken('askingLand'), LAND);
    dossier = act(dossier, '2026-03-05T09:10', spoken('askingPlanning'), PLANNING);
    t.ok(
      may(dossier, '2026-03-05T10:00', LAND).includes('differ askingLand'),
      'past the join, it is still kept',
    );
    dossier = act(dossier, '2026-03-05T09:20', { type: 'submit' }, LEAD);
    dossier = act(dossier, '2026-03-05T09:30', { type: 'approve' });
    t.equal(refusal(dossier, '2026-03-05T10:00', differing, LAND), 'dossier.closed');
    t.equal(
      refusal(dossier, '2026-03-05T10:00', { type: 'callOffMeeting', reason: 'x' }, LEAD),
      'dossier.closed',
    );
    const { facts } = catalogue.all().find((one) => one.facts.code === 'LC.000001')!;
    t.equal(facts.verified, false, "the rule of another province is nobody's constant");
  },
);
