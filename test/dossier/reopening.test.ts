import t from 'tap';
import { parseInstant } from '../../src/calendar/index.js';
import {
  type Command,
  type Decision,
  decide,
  type Dossier,
  type DossierEvent,
  type Opening,
  reopen,
  type Reopening,
  replay,
} from '../../src/dossier/index.js';
import { canonicalJson } from '../../src/ledger/index.js';
import { act, actorOf, opening, receiveAt, settingAt, refusal } from '../support/khanh-hoa.js';
import { replaySetting } from '../support/ledger.js';

const CLERK = '22366.clerk1';
const LEADER = '22366.leader1';
const NOW = '2026-03-03T08:00';
const LATER = '2026-06-02T08:00';

/** Given to the specialist, submitted, approved; then the result goes to the desk. */
const WAY: Command[] = [
  { type: 'handOff' },
  { type: 'assign', official: '22366.specialist1' },
  { type: 'submit' },
  { type: 'submit' },
  { type: 'approve' },
];

const given = (order: Opening, ...commands: Command[]): Dossier =>
  commands.reduce(
    (dossier, command) => act(dossier, NOW, command),
    receiveAt('2026-03-02T08:00', order, CLERK).dossier,
  );

const withDelivery = (delivery: NonNullable<Dossier['delivery']>): Opening => ({
  ...opening('1.012994'),
  delivery,
});

const orderFor = ({ code }: Dossier, more: Partial<Reopening> = {}): Reopening => ({
  type: 'reopen',
  of: code,
  decision: 'số 5/QĐ ngày 1/6/2026',
  reason: 'Khiếu nại đúng',
  ...more,
});

const reopened = (old: Dossier, more: Partial<Reopening> = {}, by = LEADER, open: string | null = null) =>
  reopen(orderFor(old, more), old, open, 'N', settingAt(LATER, actorOf(by)));

const replayed = (...decisions: Decision[]): Dossier =>
  replay(JSON.parse(canonicalJson(decisions.map(({ event }) => event))) as DossierEvent[], replaySetting);

t.test(
  'given a finished dossier, when the leader reopens it, then a new one begins at the old desk and the old one stays',
  async (t) => {
    const ready = given(withDelivery({ by: 'desk', at: '22390.desk' }), ...WAY);
    t.equal(
      refusal(() => reopened(ready)),
      'dossier.stillHandled',
    );
    const old = act(ready, NOW, { type: 'finishProcessing', result: 'QĐ 1' });
    t.equal(
      refusal(() => reopened(old, {}, CLERK)),
      'dossier.notYourDesk',
    );
    t.equal(
      refusal(() => reopened(old, {}, LEADER, 'M')),
      'dossier.reopenedAlready',
    );
    const { dossier, event } = reopened(old);
    const meant = receiveAt(LATER, withDelivery(old.delivery!), CLERK).dossier;
    const [task, ...rest] = meant.tasks;
    t.same(dossier, {
      ...meant,
      code: 'N',
      receivedBy: LEADER,
      follows: old.code,
      tasks: [{ ...task, official: null }, ...rest],
    });
    t.match(event, { type: 'reopened', payload: { reopening: orderFor(old) } });
  },
);

t.test(
  'given a stop for want of a supplement, when the complaint is upheld, then a new dossier runs with the papers found',
  async (t) => {
    const ask: Command = { type: 'requestSupplement', items: ['Bản đồ'], reason: 'Còn thiếu' };
    const waiting = given(opening('1.012994'), ...WAY.slice(0, 2), ask);
    const stop = settingAt('2026-04-20T08:00', actorOf(LEADER));
    const old = decide(waiting, { type: 'stop' }, stop).dossier;
    t.equal(old.outcome, 'stopped');
    const [paper] = old.handedIn;
    const found = [{ key: paper!.key, originals: 0, copies: 1 }];
    const decision = reopened(old, { handedIn: found });
    t.match(decision.dossier, {
      follows: old.code,
      status: 2,
      receivedAt: parseInstant(LATER),
      handedIn: [...old.handedIn, ...found],
      tasks: [{ official: null, unit: '22366.desk' }],
      clock: { state: 'running' },
      waiting: undefined,
    });
    t.same(replayed(decision), decision.dossier);
    t.equal(
      refusal(() => reopened(old, { handedIn: [{ key: 'poem', originals: 1, copies: 0 }] })),
      'dossier.unknownChecklistItem',
    );
  },
);

t.test(
  'given a refusal at the desk, when the complaint is upheld, then the new one waits for the papers that were given back',
  async (t) => {
    const refused = (channel: Opening['channel']): Dossier =>
      given({ ...opening('1.004222'), channel, type: 'refuseAtDesk', reason: 'Không thuộc thẩm quyền' });
    const old = refused('desk');
    t.equal(
      refusal(() => reopened(old, {}, 'CAT.leader1')),
      'dossier.notYourDesk',
      'the lead has not refused anything',
    );
    const decision = reopened(old);
    t.match(decision, {
      dossier: { follows: old.code, status: 1, clock: null, handedIn: [], tasks: [] },
      event: { type: 'reopened' },
    });
    t.equal(decision.dossier.arrival?.deadline.at, parseInstant('2026-06-03T08:00'));
    t.same(replayed(decision), decision.dossier);
    t.equal(
      refusal(() => act(decision.dossier, LATER, { type: 'receive', handedIn: [] }, CLERK)),
      'dossier.checklistIncomplete',
    );
    const { handedIn } = opening('1.004222');
    const received = act(decision.dossier, LATER, { type: 'receive', handedIn }, CLERK);
    t.match(received, { status: 2, clock: { state: 'running' }, handedIn });
    t.same(reopened(refused('online')).dossier.handedIn, handedIn, 'what came in online is still here');
    t.same(reopened(old, { handedIn }).dossier.handedIn, handedIn, 'brought again with the complaint');
  },
);

t.test('given a withdrawal, then nothing is reopened, and the answer says why', async (t) => {
  const old = given(opening('1.012994'), { type: 'withdraw', reason: 'Thôi' });
  t.throws(() => reopened(old), {
    code: 'dossier.withdrawnByApplicant',
    message: /withdrew .* on 2026-03-03/,
  });
});
