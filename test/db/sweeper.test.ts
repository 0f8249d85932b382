import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { verifyBooks } from '../../db/verify.js';
import type { Notice } from '../../src/dossier/index.js';
import { openBooks, receiveAtDesk, replaySetting } from '../support/ledger.js';

const at = (t: { testdir(): string }): string => join(t.testdir(), 'books.db');
type Books = ReturnType<typeof openBooks>;

/** So many dossiers received on 2026-03-02, of which by 2026-04-02 each has four things due. */
async function receiveMany(books: Books, count: number): Promise<string[]> {
  const received = await Promise.all(Array.from({ length: count }, () => receiveAtDesk(books)));
  return received.map(({ dossier }) => dossier.code);
}

/** Every timer that fired, as the history tells it. */
function firedIn(books: Books, codes: readonly string[]): string[] {
  return codes.flatMap((code) =>
    books.ledger
      .history(code)!
      .flatMap(({ payload }) => (payload['timer'] ? [`${code} ${(payload['timer'] as Notice).id}`] : [])),
  );
}

t.test(
  'given a sweeper killed in the midst, when a second one finishes, then nothing fired twice',
  async (t) => {
    const file = at(t);
    const books = openBooks(file);
    const codes = await receiveMany(books, 120);
    await books.close();
    const told = await sweepAndKill(file, '2026-04-02T08:00', 150);
    t.ok(told.length >= 150 && told.length < 480, `${told.length} told before it was killed`);

    const second = openBooks(file, '2026-04-02T08:00');
    const { fired, failed } = await second.sweeper.pass();
    const all = firedIn(second, codes);
    t.same([all.length, new Set(all).size], [480, 480], 'everything, once');
    t.same(
      told.filter((one) => !all.includes(one)),
      [],
      'nothing told is lost',
    );
    t.ok(fired <= 480 - told.length, `${fired} were left for the second`);
    t.same(failed, []);
    t.match(verifyBooks(second.store, replaySetting), { dossiers: 120, faults: [], tallies: [] });
    await second.close();
  },
);

t.test(
  'given two sweepers of one file at once, then they share the work and fire everything once',
  async (t) => {
    const file = at(t);
    const [here, there] = [openBooks(file), openBooks(file)];
    const codes = await receiveMany(here, 100);
    here.clock.now += 40 * 86_400_000;
    const asOf = here.clock.now;
    const passes = await Promise.all([here.sweeper.pass(asOf), there.sweeper.pass(asOf)]);
    t.equal(passes[0].fired + passes[1].fired, 400);
    const all = firedIn(here, codes);
    t.same([all.length, new Set(all).size], [400, 400]);
    t.same([here.failures, there.failures], [[], []]);
    t.match(await there.sweeper.pass(asOf), { fired: 0, dossiers: 0 }, 'a further pass finds nothing');
    t.match(await here.sweeper.pass(asOf - 30 * 86_400_000), { fired: 0 }, 'nor does a clock set back');
    t.match(verifyBooks(here.store, replaySetting), { faults: [], tallies: [] });
    await here.close();
    await there.close();
  },
);

t.test(
  'given a dossier that cannot be read, when the office sweeps, then it is named and the others are not held up',
  async (t) => {
    const books = openBooks(at(t));
    const codes = await receiveMany(books, 20);
    const { driver } = books.store;
    driver.prepare("update dossiers set state = '{' where code = ?").run(codes[3]!);
    const sweeping = openBooks(driver.name, '2026-03-02T14:30');
    const swept = await sweeping.sweeper.pass();
    t.match(swept, { dossiers: 19, fired: 38, failed: [codes[3]] });
    t.match(sweeping.failures, [new RegExp(`^${codes[3]}: `)]);
    await sweeping.close();
    await books.close();
  },
);

t.test(
  'given a sweeper that was started, then it passes again and again by the clock it is given, until stopped',
  async (t) => {
    const books = openBooks(at(t));
    const [code] = await receiveMany(books, 1);
    // The sweeper itself keeps no process alive.
    const alive = setInterval(() => {}, 1000);
    const next = () =>
      new Promise<{ fired: number }>((resolve) => {
        seen = resolve;
      });
    let seen: (swept: { fired: number }) => void = () => {};
    const first = next();
    books.sweeper.start(0.001, (swept) => seen(swept));
    t.match(await first, { fired: 0 }, 'nothing is due yet');
    let [fired, second] = [0, next()];
    books.clock.now += 2 * 3_600_000;
    while (fired === 0) {
      ({ fired } = await second);
      second = next();
    }
    t.same(firedIn(books, [code!]), [`${code} taskDueSoon:1:120`]);
    await books.sweeper.stop();
    t.match(
      await books.sweeper.pass(books.clock.now + 40 * 86_400_000),
      { fired: 0 },
      'a stopped one does nothing',
    );
    clearInterval(alive);
    await books.close();
  },
);

/** Starts the worker, kills it -9 after so many fired timers, and says what it had told. */
async function sweepAndKill(file: string, asOf: string, after: number): Promise<string[]> {
  const worker = fileURLToPath(new URL('../support/sweep-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', worker, file, asOf], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    told.push(line);
    if (told.length === after) child.kill('SIGKILL');
  }
  return told;
}
