import t from 'tap';
import { parseInstant } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  decide,
  type Decision,
  type Dossier,
  type DossierEvent,
  participationsOf,
  receive,
  receptionAnswer,
  replay,
  type Setting,
} from '../../src/dossier/index.js';
import { canonicalJson } from '../../src/ledger/index.js';
import { createCatalogue, type Procedure } from '../../src/procedure/index.js';
import {
  act,
  actorOf,
  calendar,
  catalogue,
  opening,
  receiveAt,
  registry,
  settingAt,
  refusal,
} from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
const GUIDE: Command = { type: 'guide', items: ['Bản vẽ'], reason: 'Thiếu bản vẽ' };
const CODE = '1.012994';

/** Came in online on a Monday at 16:00, with the papers given. */
const registered = (handedIn = opening(CODE).handedIn): Decision =>
  receiveAt('2026-03-02T16:00', { ...opening(CODE), type: 'register', channel: 'online', handedIn }, CLERK);

/** A catalogue in which 1.012994 has other facts from a day on; the law of the machine stays. */
function amended(changes: Partial<Procedure['facts']>): Pick<Setting, 'catalogue'> {
  const old = catalogue.inForce(CODE, '2026-03-02');
  const anew = { ...old, facts: { ...old.facts, ...changes } };
  const both = changes.version === undefined ? [anew] : [old, anew];
  return { catalogue: createCatalogue(both) };
}

t.test(
  'given a dossier that came in online, then it is in the books without a clock, and the desk has eight working hours',
  async (t) => {
    const { dossier, event } = registered();
    t.equal(event.type, 'registered');
    t.match(dossier, { status: 1, clock: null, appointment: null, tasks: [], outcome: null });
    t.match(dossier.arrival, { at: parseInstant('2026-03-02T16:00'), channel: 'online' });
    t.equal(dossier.arrival?.deadline.at, parseInstant('2026-03-03T16:00'));
    t.equal(receptionAnswer(dossier), null);
    t.same(participationsOf(dossier, registry.tree), [], 'nobody answers for it yet (R7)');
    const offered = allowedCommands(dossier, settingAt('2026-03-03T08:00', actorOf(CLERK)));
    t.same(
      offered.map(({ type }) => type),
      ['receive', 'refuseAtDesk', 'guide', 'correct'],
    );
    t.same(allowedCommands(dossier, settingAt('2026-03-03T08:00', actorOf('22390.clerk1'))), []);
    const two = receive({ ...opening(CODE), type: 'register' }, '22366.desk', 'x', {
      ...settingAt('2026-03-02T16:00', actorOf(CLERK)),
      receptionTerm: { unit: 'workingMinutes', count: 120 },
    });
    t.equal(two.dossier.arrival?.deadline.at, parseInstant('2026-03-03T08:00'), "the office's own term");
  },
);

t.test(
  'given a registered dossier, when its papers are whole, then the clock starts at that instant and not before',
  async (t) => {
    const [first, ...rest] = opening(CODE).handedIn;
    const { dossier } = registered(rest);
    const now = '2026-03-04T09:00';
    t.equal(
      refusal(() => act(dossier, now, { type: 'receive', handedIn: [] })),
      'dossier.checklistIncomplete',
    );
    const received = act(dossier, now, { type: 'receive', handedIn: [first!] }, '22366.clerk2');
    const atDesk = receiveAt(now, opening(CODE), '22366.clerk2').dossier;
    t.same(received.clock, atDesk.clock);
    t.same(received.appointment, atDesk.appointment);
    t.same(received.tasks, atDesk.tasks);
    t.match(received, { status: 2, receivedAt: parseInstant(now), receivedBy: '22366.clerk2' });
    t.equal(receptionAnswer(received), parseInstant(now), 'after the deadline of 3 March, 16:00');
    t.equal(
      refusal(() => act(received, now, { type: 'receive', handedIn: [] })),
      'dossier.commandNotAllowed',
    );

    const refused = act(dossier, now, { type: 'refuseAtDesk', reason: 'Không thuộc thẩm quyền' });
    t.match(refused, { status: 3, outcome: 'notReceived', clock: null, closedAt: parseInstant(now) });
    t.same(participationsOf(refused, registry.tree), [], 'never counted (R7)');
  },
);

t.test(
  'given another version came into force while a dossier waited, then it is received under that one, and history says so',
  async (t) => {
    const { dossier, event } = registered();
    const other = { ...catalogue.inForce(CODE, '2026-03-02').facts.cases[0], key: 'other' };
    const setting = settingAt('2026-03-04T08:00', actorOf(CLERK));
    const term = { unit: 'workingDays', count: 5 } as const;
    const next = amended({
      version: 'later',
      replaces: '2025-11-26',
      effectiveFrom: '2026-03-04',
      cases: [{ ...other, term }],
    });
    const law = { ...setting, ...next };
    t.equal(
      refusal(() => decide(dossier, { type: 'receive', handedIn: [] }, law)),
      'dossier.unknownCase',
    );
    const received = decide(dossier, { type: 'receive', handedIn: [], case: 'other' }, law);
    t.same(received.dossier.procedure, { code: CODE, version: 'later' });
    t.same(received.dossier.clock?.term, term);
    t.equal(received.event.payload['procedureVersion'], 'later');
    t.same(replayed([event, received.event], next), received.dossier);
  },
);

t.test(
  'given guidance was given once, then a second is refused by its rule unless the procedure allows it, and reception goes on',
  async (t) => {
    const guided = act(registered([]).dossier, '2026-03-03T09:00', GUIDE);
    t.match(guided, { status: 1, guidance: [{ by: CLERK, items: ['Bản vẽ'] }] });
    t.equal(receptionAnswer(guided), parseInstant('2026-03-03T09:00'), 'in time');
    t.equal(
      refusal(() => act(guided, '2026-03-04T09:00', GUIDE)),
      'dossier.guidedAlready',
    );
    const allowing = { ...settingAt('2026-03-04T09:00', actorOf(CLERK)), ...amended({ guidanceLimit: 2 }) };
    t.equal(decide(guided, GUIDE, allowing).dossier.guidance?.length, 2);
    const received = act(guided, '2026-03-05T09:00', {
      type: 'receive',
      handedIn: opening(CODE).handedIn,
    });
    t.equal(received.status, 2);
    t.equal(
      refusal(() => act(received, '2026-03-05T10:00', GUIDE)),
      'dossier.receivedAlready',
    );
  },
);

t.test(
  'given a procedure that allows two supplements, then the second needs a ground, and a third is refused by its rule',
  async (t) => {
    const law = amended({ supplementLimit: 2 });
    const setting = (now: string, by: string): Setting => ({ ...settingAt(now, actorOf(by)), ...law });
    const specialist = '22366.specialist1';
    const ask: Command = { type: 'requestSupplement', items: ['x'], reason: 'y' };
    const first = receive(opening(CODE), '22366.desk', 'x', setting('2026-03-02T08:00', CLERK));
    const steps: [Command, string][] = [
      [{ type: 'handOff' }, CLERK],
      [{ type: 'assign', official: specialist }, '22366.roomLeader1'],
      [ask, specialist],
      [{ type: 'receiveSupplement', handedIn: [] }, CLERK],
    ];
    const walk = (from: Dossier, order: [Command, string][], now: string): Dossier =>
      order.reduce((dossier, [command, by]) => decide(dossier, command, setting(now, by)).dossier, from);
    const once = walk(first.dossier, steps, '2026-03-03T08:00');
    const now = '2026-03-04T08:00';
    t.equal(
      refusal(() => walk(once, [[ask, specialist]], now)),
      'dossier.groundMissing',
    );
    const grounded = { ...ask, ground: 'Luật Xây dựng Điều 102' };
    const twice = walk(once, [[grounded, specialist], steps[3]!], now);
    t.equal(
      refusal(() => walk(twice, [[grounded, specialist]], now)),
      'dossier.supplementAskedAlready',
    );
    const offered = allowedCommands(twice, setting(now, specialist)).map(({ type }) => type);
    t.notOk(offered.includes('requestSupplement'));
  },
);

t.test('given a dossier that left the books, then whatever is tried is told that it ended', async (t) => {
  const withdrawn = act(receiveAt('2026-03-02T08:00', opening(CODE), CLERK).dossier, '2026-03-03T08:00', {
    type: 'withdraw',
    reason: 'xin rút',
  });
  t.equal(
    refusal(() => act(withdrawn, '2026-03-03T09:00', { type: 'withdraw', reason: 'lại' })),
    'dossier.closed',
  );
});

function replayed(history: DossierEvent[], law: Pick<Setting, 'catalogue'>): Dossier {
  const kept = JSON.parse(canonicalJson(history)) as DossierEvent[];
  return replay(kept, { tree: registry.tree, calendarOf: () => calendar, ...law });
}
