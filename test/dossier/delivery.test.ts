import t from 'tap';
import { type Command, decide, type Dossier } from '../../src/dossier/index.js';
import { act, holderOf, opening, openTask, receiveAt, settingAt, refusal } from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
const NOW = '2026-03-03T08:00';

/** Given to the specialist, submitted, approved; then the result goes to the desk. */
const WAY: Command[] = [
  { type: 'handOff' },
  { type: 'assign', official: '22366.specialist1' },
  { type: 'submit' },
  { type: 'submit' },
  { type: 'approve' },
];

const receivedWith = (delivery: Parameters<typeof withDelivery>[0]): Dossier =>
  WAY.reduce(
    (dossier, command) => act(dossier, NOW, command),
    receiveAt('2026-03-02T08:00', withDelivery(delivery), CLERK).dossier,
  );

const withDelivery = (delivery: NonNullable<Dossier['delivery']>) => ({
  ...opening('1.012994'),
  delivery,
});

t.test(
  'given another place of return, when the result is there, then that desk holds the return and says how it went out',
  async (t) => {
    const ready = receivedWith({ by: 'post', at: '22390.desk', address: '12 Lê Lợi', copies: 2 });
    t.equal(ready.routing.desk, '22366.desk', 'until then the receiving desk has to do with it');
    const finished = act(ready, NOW, {
      type: 'finishProcessing',
      result: 'QĐ 1',
      copies: 3,
      electronic: true,
    });
    t.match(openTask(finished), { unit: '22390.desk', role: 'clerk', official: null, clock: null });
    t.same(finished.result, { copies: 3, electronic: true });
    t.equal(
      refusal(() => act(finished, NOW, { type: 'returnResult', to: 'x' }, CLERK)),
      'dossier.notYourStep',
    );
    const command = { type: 'returnResult', to: 'Nguyễn Thị Mẫu', tracking: 'EB123VN' } as const;
    const returned = act(finished, NOW, command, '22390.clerk1');
    t.same(returned.returned, { to: 'Nguyễn Thị Mẫu', by: 'post', copies: 3, tracking: 'EB123VN' });
    t.equal(returned.status, 10);
    t.equal(
      refusal(() => act(finished, NOW, { type: 'requestSupplement', items: ['x'], reason: 'y' })),
      'dossier.closed',
      'only the return is left',
    );
  },
);

t.test('given a place that returns nothing, or no address for the post, then it is refused', async (t) => {
  const refused = (delivery: NonNullable<Dossier['delivery']>) =>
    refusal(() => receiveAt(NOW, withDelivery(delivery), CLERK));
  t.equal(refused({ by: 'desk', at: 'NONE' }), 'dossier.unknownUnit');
  t.equal(refused({ by: 'desk', at: '22390.room' }), 'dossier.badDelivery');
  t.equal(refused({ by: 'desk', at: '22390' }), 'dossier.badDelivery', 'an agency that has a desk');
  t.equal(refused({ by: 'post' }), 'dossier.badDelivery');
});

const otherwise = (delivery: NonNullable<Dossier['delivery']>): Command => ({
  type: 'correct',
  reason: 'Chủ hồ sơ đổi nơi nhận',
  delivery,
});

t.test(
  'given a delivery noted wrongly, when the desk corrects it, then only that differs, whoever works on it meanwhile',
  async (t) => {
    const ready = receivedWith({ by: 'desk', copies: 2 });
    const post = { by: 'post', address: '12 Lê Lợi', at: '22390.desk' } as const;
    const corrected = act(ready, NOW, otherwise(post));
    t.same({ ...corrected, delivery: ready.delivery, version: ready.version }, { ...ready });
    t.same(corrected.delivery, post, 'the whole of it is said anew');
    const finished = act(corrected, NOW, { type: 'finishProcessing', result: 'QĐ 1' });
    t.match(openTask(finished), { unit: '22390.desk' });
    const refused = (command: Command, dossier = ready) => refusal(() => act(dossier, NOW, command, CLERK));
    t.equal(refused(otherwise({ by: 'post' })), 'dossier.badDelivery');
    t.equal(refused(otherwise({ by: 'desk', at: '22390.room' })), 'dossier.badDelivery');
    t.equal(refused(otherwise({ by: 'desk', at: 'NONE' })), 'dossier.unknownUnit');
    const both = { ...otherwise(post), applicant: { name: 'x' } } as Command;
    t.equal(refused(both), 'dossier.correctedTooLate', 'the applicant stays once there is a decision');
    const waiting = receiveAt(NOW, { ...withDelivery({ by: 'desk' }), type: 'register' }, CLERK).dossier;
    t.same(act(waiting, NOW, otherwise(post)).delivery, post);
  },
);

t.test(
  'given a result that waits at one desk, when it is wanted at another, then the return is that desk’s, until it is returned',
  async (t) => {
    const there = { by: 'desk', at: '22390.desk' } as const;
    const ready = act(receivedWith(there), NOW, { type: 'finishProcessing', result: 'QĐ 1' });
    const taken = act(ready, NOW, { type: 'takeUp' }, '22390.clerk1');
    const moved = act(taken, '2026-03-04T08:00', otherwise({ by: 'post', address: '12 Lê Lợi' }), CLERK);
    const [left, now] = moved.tasks.slice(-2);
    t.match(left, { unit: '22390.desk', official: '22390.clerk1', end: 'reassigned', late: false });
    t.match(now, { unit: '22366.desk', official: null, finishedAt: null, clock: null, step: left!.step });
    const returned = act(moved, '2026-03-04T09:00', { type: 'returnResult', to: 'x' });
    t.same(returned.returned, { to: 'x', by: 'post', copies: 1, tracking: null });
    t.equal(
      refusal(() => act(returned, '2026-03-04T10:00', otherwise(there), CLERK)),
      'dossier.correctedTooLate',
    );
  },
);

t.test(
  'given somebody else or a lost slip, then the result is handed over on papers that are named, and kept so',
  async (t) => {
    const ready = act(receivedWith({ by: 'desk' }), NOW, { type: 'finishProcessing', result: 'QĐ 1' });
    type Collector = NonNullable<Extract<Command, { type: 'returnResult' }>['collector']>;
    const by = (collector: Collector) => act(ready, NOW, { type: 'returnResult', to: 'x', collector });
    const refused = (collector: Collector) => refusal(() => by(collector));
    const lost = { identity: 'Căn cước 056000000001', undertaking: 'Cam kết ngày 3/3/2026' };
    t.equal(refused({ who: 'applicant', lostSlip: {} }), 'dossier.collectionIncomplete');
    t.throws(() => by({ who: 'applicant', lostSlip: { identity: lost.identity } }), {
      code: 'dossier.collectionIncomplete',
      facts: { missing: ['lostSlip.undertaking'] },
    });
    t.throws(() => by({ who: 'authorised', name: 'Lê Văn Hộ' }), {
      code: 'dossier.collectionIncomplete',
      facts: { missing: ['idNumber', 'authorisation'] },
    });
    const lenient = { lostSlipNeeds: ['identity'] } as const;
    const setting = { ...settingAt(NOW, holderOf(openTask(ready))), ...lenient };
    const collector: Collector = { who: 'applicant', lostSlip: { identity: lost.identity } };
    t.ok(decide(ready, { type: 'returnResult', to: 'x', collector }, setting), 'an office may ask for less');
    t.same(by({ who: 'applicant', lostSlip: lost }).returned?.collector, {
      who: 'applicant',
      lostSlip: lost,
    });
    t.notOk('collector' in act(ready, NOW, { type: 'returnResult', to: 'x' }).returned!, 'as before');
  },
);
