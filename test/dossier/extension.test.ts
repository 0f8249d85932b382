import t from 'tap';
import { explainClock, parseInstant } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  commandSchema,
  decide,
  type Dossier,
  endedLate,
  participationsOf,
  RefusedError,
  replay,
} from '../../src/dossier/index.js';
import { act, actorOf, calendar, opening, receiveAt, registry, settingAt } from '../support/khanh-hoa.js';
import { replaySetting } from '../support/ledger.js';

const LEADER = '22366.leader1';
const REASON = 'Cần xác minh thực địa';

/** 1.013225 (15 calendar days, extension up to 10) or 2.000815 (the same day, extension up to 2 working days). */
const received = (code: string, caseKey: string | undefined, at = '2026-03-02T08:00'): Dossier =>
  receiveAt(at, opening(code, caseKey), '22366.clerk1').dossier;

function refusal(
  dossier: Dossier,
  now: string,
  more: Partial<Command> = {},
  by = LEADER,
): RefusedError | null {
  try {
    decide(dossier, { type: 'extend', reason: REASON, ...more } as Command, settingAt(now, actorOf(by)));
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}

const extended = (dossier: Dossier, now: string, by?: string): Dossier =>
  act(dossier, now, { type: 'extend', reason: REASON, ...(by ? { by } : {}) }, LEADER);

const offers = (dossier: Dossier, now: string): boolean =>
  allowedCommands(dossier, settingAt(now, actorOf(LEADER))).some(({ type }) => type === 'extend');

t.test(
  'given a building permit, when its leader extends it, then the term is the longer one all along',
  async (t) => {
    const before = received('1.013225', 'house');
    t.equal(before.clock!.due.at, parseInstant('2026-03-17T17:30'));
    t.ok(offers(before, '2026-03-16T09:00'));
    const dossier = extended(before, '2026-03-16T09:00');
    t.same(dossier.clock!.term, { unit: 'days', count: 25 });
    t.equal(dossier.clock!.due.at, parseInstant('2026-03-27T17:30'));
    t.same(dossier.appointment, before.appointment, 'the first promise stays');
    t.match(dossier.extension, { by: LEADER, reason: REASON, term: { unit: 'days', count: 10 } });
    t.same(dossier.extension!.dueBefore, before.clock!.due);
    const lead = participationsOf(dossier, registry.tree).find(({ key }) => key === '22366');
    t.equal(lead?.overdueFrom, parseInstant('2026-03-28'), "lateness is judged by the law's term");

    const days = explainClock(calendar, dossier.clock!, dossier.extension);
    const noted = days.map(({ date, basis, note }) => `${date} ${note.en} | ${basis}`);
    t.match(noted[15], '2026-03-17 Day 15 of 25; due date before the extension');
    t.match(noted[16], /^2026-03-18 Day 16 of 25 \(by the extension\) \| Luật Xây dựng 2014 Điều 102; /);
    t.match(noted.at(-1), /^2026-03-27 Due date\. Day 25 of 25 \(by the extension\) \| Luật Xây dựng/);
  },
);

t.test('given less than the law gives, or more, or another unit, then only less is granted', async (t) => {
  const dossier = received('1.013225', 'house');
  const now = '2026-03-16T09:00';
  t.equal(
    extended(dossier, now, '4 ngày').clock!.due.at,
    parseInstant('2026-03-23T17:30'),
    'rolled to Monday',
  );
  for (const by of ['11 ngày', '2 ngày làm việc', '1 tháng']) {
    const error = refusal(dossier, now, { by });
    t.equal(error?.code, 'dossier.badExtension', by);
    t.equal(error?.facts['most'], '10 ngày');
  }
  for (const by of ['soon', 'trong ngày', '0 ngày', '10'])
    t.notOk(commandSchema.safeParse({ type: 'extend', by, reason: 'x' }).success, by);
});

t.test(
  'given who asks, when, and how often, then an extension is the leader’s, in time, and once',
  async (t) => {
    const dossier = received('1.013225', 'house');
    t.equal(refusal(dossier, '2026-03-03T09:00', {}, '22366.clerk1')?.code, 'dossier.notYourDesk');
    t.equal(refusal(dossier, '2026-03-03T09:00', {}, '22390.leader1')?.code, 'dossier.notYourDesk');
    t.equal(refusal(dossier, '2026-03-17T23:59'), null, 'the last day ends at 24:00');
    const late = refusal(dossier, '2026-03-18T00:00');
    t.equal(late?.code, 'dossier.duePassed');
    t.match(late?.message, 're-appointment');
    t.notOk(offers(dossier, '2026-03-18T00:00'));
    const once = extended(dossier, '2026-03-16T09:00', '1 ngày');
    t.equal(refusal(once, '2026-03-16T10:00')?.code, 'dossier.extendedAlready');
    const promised = act(
      dossier,
      '2026-03-16T09:00',
      { type: 'reappoint', newDue: '2026-03-20', reason: 'chậm' },
      LEADER,
    );
    t.equal(refusal(promised, '2026-03-16T10:00')?.code, 'dossier.duePassed');
    const none = received('1.012994', undefined);
    t.equal(refusal(none, '2026-03-03T09:00')?.code, 'dossier.noExtension');
    const other = received('2.000815', 'extended');
    t.equal(refusal(other, '2026-03-02T09:00')?.code, 'dossier.noExtension', 'a case that has none');
  },
);

t.test(
  'given a suspended dossier, when it is extended, then what was left runs on under the longer term',
  async (t) => {
    const dossier = received('1.013225', 'house');
    const stopped = act(dossier, '2026-03-10T09:00', { type: 'suspend', ground: 'căn cứ' }, LEADER);
    const longer = extended(stopped, '2026-03-25T09:00');
    t.equal(longer.clock!.state, 'stopped');
    const resumed = act(longer, '2026-03-26T09:00', { type: 'resume' }, LEADER);
    // Of 25 days 8 were used on 10/3; 17 are left on 26/3: 12/4 is a Sunday.
    t.equal(resumed.clock!.due.at, parseInstant('2026-04-13T17:30'));
    const overdue = act(dossier, '2026-03-19T09:00', { type: 'suspend', ground: 'căn cứ' }, LEADER);
    t.equal(refusal(overdue, '2026-03-20T09:00')?.code, 'dossier.duePassed');
  },
);

t.test(
  'given a same-day copy, when it is extended, then two working days count from the day it was due',
  async (t) => {
    const dossier = received('2.000815', 'sameDay', '2026-03-05T15:30');
    t.equal(dossier.clock!.due.at, parseInstant('2026-03-06T17:30'), 'after 15:00: Friday');
    const longer = extended(dossier, '2026-03-06T16:00');
    t.same(longer.clock!.term, { unit: 'sameDay', cutoffMinute: 900, thenWorkingDays: 2 });
    t.equal(longer.clock!.due.at, parseInstant('2026-03-10T17:30'), 'Tuesday');
    const days = explainClock(calendar, longer.clock!, longer.extension);
    t.same(
      days.map(({ date, status }) => `${date.slice(-2)} ${status}`),
      ['05 received', '06 counted', '07 weekend', '08 weekend', '09 counted', '10 due'],
    );
    t.match(days[1]!.note.vi, 'hạn trả trước khi gia hạn');
    t.match(days.at(-1), { basis: /^Nghị định 23\/2015/, note: { en: /Day 2 of 2 \(by the extension\)/ } });
    t.equal(endedLate({ ...longer, finishedAt: parseInstant('2026-03-10T23:00') }), false);
  },
);

t.test('given an extended dossier, when its history is replayed, then it is the same dossier', async (t) => {
  const order: Command = { type: 'extend', by: '5 ngày', reason: REASON };
  const first = receiveAt('2026-03-02T08:00', opening('1.013225', 'house'), '22366.clerk1');
  const second = decide(first.dossier, order, settingAt('2026-03-16T09:00', actorOf(LEADER)));
  t.equal(second.event.type, 'extended');
  t.same(replay([first.event, second.event], replaySetting), second.dossier);
});
