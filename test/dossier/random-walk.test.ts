import fc from 'fast-check';
import t from 'tap';
import { type Clock, parseInstant } from '../../src/calendar/index.js';
import {
  type Actor,
  allowedCommands,
  type Decision,
  type Dossier,
  dueTimers,
  fire,
  nextWake,
  type Notice,
  NotDueError,
  participationsOf,
  replay,
  SYSTEM,
} from '../../src/dossier/index.js';
import { canonicalJson } from '../../src/ledger/index.js';
import {
  actorOf,
  calendar,
  catalogue,
  holderOf,
  opening,
  receiveAt,
  registry,
  settingAt,
} from '../support/khanh-hoa.js';
import { began } from '../support/course.js';
import { acceptedAsOffered, attempt, peopleOf } from '../support/offers.js';

/** A walk: at each stride, wait some minutes and take one of the offered commands. */
const strides = fc.array(fc.record({ minutes: fc.nat(4000), choice: fc.nat(1000) }), {
  minLength: 1,
  maxLength: 24,
});
const anyProcedure = fc.constantFrom(
  ...catalogue.all().map(({ facts }) => ({ code: facts.code, level: facts.level })),
);

/** Received at once, or registered and waiting. */
const begun = (waits: boolean) => ({ type: waits ? 'register' : 'receive' }) as const;

t.test(
  'given any procedure and any walk of allowed commands, then the books stay whole and history replays to them',
  async () => {
    fc.assert(
      fc.property(anyProcedure, fc.boolean(), strides, ({ code, level }, waits, walk) => {
        const clerk = level === 'commune' ? '22366.clerk1' : 'TTPVHCC.clerk1';
        const first = receiveAt('2026-03-02T08:00', { ...opening(code), ...begun(waits) }, clerk);
        const history = [first.event];
        let dossier = first.dossier;
        let now = parseInstant('2026-03-02T08:00');
        for (const { minutes, choice } of walk) {
          now += minutes * 60_000;
          const step = stride(dossier, now, choice);
          if (step === null) break;
          dossier = step.dossier;
          history.push(step.event);
          wholeBooks(dossier);
        }
        same(
          replay(roundTrip(history), { tree: registry.tree, catalogue, calendarOf: () => calendar }),
          dossier,
          'replay',
        );
        same(roundTrip(dossier), dossier, 'JSON');
      }),
      { numRuns: 300 },
    );
  },
);

/** Either somebody acts, or the office looks at what is due; the clock may have been set back before either. */
const doings = fc.array(
  fc.record({
    minutes: fc.integer({ min: -2000, max: 6000 }),
    choice: fc.nat(1000),
    sweep: fc.boolean(),
    restart: fc.boolean(),
  }),
  { minLength: 1, maxLength: 40 },
);

t.test(
  'given any walk, swept at any times, doubly, after restarts and by a clock set back, then each timer fires once and never early',
  async () => {
    fc.assert(
      fc.property(anyProcedure, doings, ({ code, level }, walk) => {
        const clerk = level === 'commune' ? '22366.clerk1' : 'TTPVHCC.clerk1';
        const first = receiveAt('2026-03-02T08:00', opening(code), clerk);
        const history = [first.event];
        const fired = new Set<string>();
        const again = (): Dossier => replay(roundTrip(history), settingAt(0, SYSTEM));
        let { dossier } = first;
        let now = parseInstant('2026-03-02T08:00');
        for (const { minutes, choice, sweep, restart } of walk) {
          now += minutes * 60_000;
          if (restart) dossier = again();
          const step = sweep ? null : stride(dossier, now, choice);
          // What begins anew has other steps, with warnings of their own.
          if (step !== null && began(step))
            for (const id of fired) if (id.startsWith('task')) fired.delete(id);
          for (const one of step === null ? swept(dossier, now, fired) : [step]) {
            dossier = one.dossier;
            history.push(one.event);
            wholeBooks(dossier);
          }
          if (dossier.wakeAt !== nextWake(dossier, settingAt(now, SYSTEM))) fail('it would be woken wrongly');
        }
        same(again(), dossier, 'replay');
      }),
      { numRuns: 500 },
    );
  },
);

/** Everything due, in its order, as two sweepers would do it that run at once: the second finds nothing. */
function swept(dossier: Dossier, now: number, fired: Set<string>): Decision[] {
  const decisions: Decision[] = [];
  let [current, last] = [dossier, 0];
  for (;;) {
    try {
      const decision = fire(current, settingAt(now, SYSTEM));
      const { id, due } = decision.event.payload['timer'] as Notice;
      if (due > now || fired.has(id) || due < last) fail(`${id} fired early, again, or out of order`);
      fired.add(id);
      last = due;
      current = decision.dossier;
      decisions.push(decision);
    } catch (error) {
      if (!(error instanceof NotDueError)) throw error;
      if (dueTimers(current, now, settingAt(now, SYSTEM)).length > 0) fail('something due was left');
      return decisions;
    }
  }
}

t.test(
  'given any position, then a command is accepted from a caller exactly when allowedCommands lists it',
  async () => {
    fc.assert(
      fc.property(anyProcedure, fc.boolean(), strides, ({ code, level }, waits, walk) => {
        const clerk = level === 'commune' ? '22366.clerk1' : 'TTPVHCC.clerk1';
        let dossier = receiveAt('2026-03-02T08:00', { ...opening(code), ...begun(waits) }, clerk).dossier;
        let now = parseInstant('2026-03-02T08:00');
        for (const { minutes, choice } of walk) {
          now += minutes * 60_000;
          dossier = stride(dossier, now, choice)?.dossier ?? dossier;
        }
        const people = peopleOf(dossier).map((actor) => settingAt(now, actor));
        acceptedAsOffered(dossier, people);
      }),
      { numRuns: 300 },
    );
  },
);

function stride(dossier: Dossier, now: number, choice: number): Decision | null {
  const offers = actorsOf(dossier).flatMap((actor) =>
    allowedCommands(dossier, settingAt(now, actor)).map((offer) => ({ actor, offer })),
  );
  if (offers.length === 0) return null;
  const { actor, offer } = offers[choice % offers.length]!;
  return (
    attempt(dossier, offer, settingAt(now, actor)) ??
    fail(`${offer.type} was offered to ${actor.id} and refused`)
  );
}

/** Everybody who might act: holders of open tasks, the head of their room, the desk. */
function actorsOf(dossier: Dossier): Actor[] {
  const open = dossier.tasks.filter((task) => task.finishedAt === null);
  const heads = open.flatMap((task) =>
    ['roomLeader', 'leader'].map((role) => `${task.unit.split('.')[0]}.${role}1`),
  );
  const ids = new Set([
    dossier.receivedBy,
    `${dossier.routing.lead}.leader1`,
    ...open.map((task) => holderOf(task).id),
    ...heads,
  ]);
  return [...ids].map(actorOf);
}

function wholeBooks(dossier: Dossier): void {
  if (dossier.clock) contiguous(dossier.clock, dossier.receivedAt);
  for (const task of dossier.tasks) if (task.clock) contiguous(task.clock, task.clock.startedAt);
  const ended = dossier.finishedAt !== null || dossier.closedAt !== null;
  if (ended && dossier.clock !== null && dossier.clock.state !== 'finished')
    fail('an ended dossier has a clock that still runs');
  if (dossier.position.done && dossier.tasks.some((task) => task.finishedAt === null))
    fail('an ended dossier has open tasks');
  if (
    dossier.closedAt === null &&
    !dossier.position.done &&
    dossier.clock?.state === 'running' &&
    !dossier.tasks.some((task) => task.finishedAt === null)
  ) {
    fail('a running dossier is held by nobody');
  }
  const keys = participationsOf(dossier, registry.tree).map((row) => `${row.kind} ${row.key}`);
  if (new Set(keys).size !== keys.length) fail('somebody takes part twice');
}

/** Stretches neither overlap nor leave gaps. */
function contiguous(clock: Clock, from: number): void {
  let end: number | null = from - (from % 60_000);
  for (const interval of clock.intervals) {
    if (end === null || Math.abs(interval.from - end) >= 60_000)
      fail(`a clock has a gap or an overlap at ${interval.from}`);
    end = interval.to;
  }
}

function roundTrip<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function same(actual: unknown, expected: unknown, what: string): void {
  if (canonicalJson(actual) !== canonicalJson(expected))
    fail(`${what} differs:\n${canonicalJson(actual)}\n${canonicalJson(expected)}`);
}

function fail(message: string): never {
  throw new Error(message);
}
