import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import t from 'tap';
import { openStore, StoreError } from '../../db/open.js';
import { verifyBooks } from '../../db/verify.js';
import { receive } from '../../src/dossier/index.js';
import { LedgerError } from '../../src/ledger/index.js';
import { actorOf, opening } from '../support/khanh-hoa.js';
import { nextOnWay, openBooks, receiveAtDesk, replaySetting } from '../support/ledger.js';

const at = (t: { testdir(): string }): string => join(t.testdir(), 'books.db');

t.test(
  'given 50 commands at once of which some are refused, when they share a commit, then each stands or falls alone',
  async (t) => {
    const books = openBooks(at(t));
    const clerk = actorOf('22366.clerk1');
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => {
        const order = opening('1.012994');
        return books.engine.receive(index % 5 === 0 ? { ...order, handedIn: [] } : order, clerk);
      }),
    );
    const codes = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value.dossier.code] : [],
    );
    t.equal(codes.length, 40);
    t.equal(new Set(codes).size, 40);
    t.equal(codes.at(-1), 'H56.22366-260302-0040', 'a refused reception uses up no number');
    t.same(verifyBooks(books.store, replaySetting), { dossiers: 40, events: 40, faults: [], tallies: [] });
    await books.close();
  },
);

t.test(
  'given one command of a batch that fails in the midst of its writing, then it alone is taken back',
  async (t) => {
    const books = openBooks(at(t));
    const clerk = actorOf('22366.clerk1');
    const [first] = await Promise.all([receiveAtDesk(books)]);
    const { ledger } = books;
    const setting = books.engine.setting(clerk);
    // A number given out twice, as a code pattern that leaves out the unit would.
    const twice = ledger.open({ desk: '22366.desk', day: '2026-03-02' }, () =>
      receive(opening('1.012994'), '22366.desk', first.dossier.code, setting),
    );
    const answers = await Promise.allSettled([receiveAtDesk(books), twice, receiveAtDesk(books)]);
    t.strictSame(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.dossier.code : 'refused')),
      ['H56.22366-260302-0002', 'refused', 'H56.22366-260302-0003'],
    );
    t.same(verifyBooks(books.store, replaySetting), { dossiers: 3, events: 3, faults: [], tallies: [] });
    await books.close();
  },
);

t.test(
  'given a dossier walked to its end, when the books are verified, then they prove themselves, and a changed word shows',
  async (t) => {
    const books = openBooks(at(t));
    let { dossier } = await receiveAtDesk(books);
    for (let next = nextOnWay(dossier); next !== null; next = nextOnWay(dossier)) {
      books.clock.now += 26 * 3_600_000;
      ({ dossier } = await books.engine.command(dossier.code, next.command, next.actor));
    }
    t.match(dossier, { status: 10, outcome: 'granted', version: 8 });
    t.same(books.ledger.find(dossier.code), dossier);
    t.equal(books.ledger.history(dossier.code)?.length, 8);
    t.same(verifyBooks(books.store, replaySetting), { dossiers: 1, events: 8, faults: [], tallies: [] });

    const { driver } = books.store;
    const tamper = (sql: string, part: string, undo: string): void => {
      driver.exec(sql);
      t.match(verifyBooks(books.store, replaySetting).faults, [{ code: dossier.code, part }], sql);
      driver.exec(undo);
    };
    tamper(
      'update events set at = at + 1 where no = 3',
      'chain',
      'update events set at = at - 1 where no = 3',
    );
    tamper(
      "update dossiers set state = replace(state, 'granted', 'refused')",
      'state',
      "update dossiers set state = replace(state, 'refused', 'granted')",
    );
    tamper(
      "update participations set late = 1 where key = '22366.specialist1'",
      'participations',
      "update participations set late = 0 where key = '22366.specialist1'",
    );
    driver.exec("update tallies set resolved = resolved + 1 where key = '22366' and grain = 'year'");
    t.match(verifyBooks(books.store, replaySetting).tallies, [{ key: '22366', column: 'resolved' }]);
    await books.close();
  },
);

t.test(
  'given an Idempotency-Key, when the command comes twice, then it happens once; with another request it is refused',
  async (t) => {
    const books = openBooks(at(t));
    const idempotency = { actor: '22366.clerk1', key: 'k-1', request: 'a' };
    const send = (request: string) =>
      books.engine.receive(opening('1.012994'), actorOf('22366.clerk1'), {
        idempotency: { ...idempotency, request },
      });
    const [first, second] = await Promise.all([send('a'), send('a')]);
    t.same(second, { ...first, replayed: true });
    await t.rejects(
      send('b'),
      new LedgerError(
        'ledger.keyReused',
        'This Idempotency-Key was used for another request. Use a new key for a new command.',
      ),
    );
    t.equal(verifyBooks(books.store, replaySetting).dossiers, 1);
    await books.close();
  },
);

t.test(
  'given a version the caller saw, when the dossier has moved on, then the command changes nothing',
  async (t) => {
    const books = openBooks(at(t));
    const { dossier } = await receiveAtDesk(books);
    const { command, actor } = nextOnWay(dossier)!;
    const both = await Promise.allSettled([
      books.engine.command(dossier.code, command, actor, { expectedVersion: 1 }),
      books.engine.command(dossier.code, command, actor, { expectedVersion: 1 }),
    ]);
    t.same(
      both.map((one) => one.status),
      ['fulfilled', 'rejected'],
    );
    t.match((both[1] as PromiseRejectedResult).reason, {
      code: 'ledger.staleVersion',
      facts: { current: 2 },
    });
    await t.rejects(books.engine.command('NO-SUCH', command, actor), { code: 'ledger.unknownDossier' });
    await t.rejects(books.engine.command(dossier.code, { type: 'approve' }, actor), {
      code: 'dossier.notYourStep',
    });
    t.equal(books.ledger.find(dossier.code)?.version, 2);
    await books.close();
  },
);

t.test(
  'given a dossier another process changed, when a command comes, then it sees that change',
  async (t) => {
    const file = at(t);
    const [here, there] = [openBooks(file), openBooks(file)];
    const { dossier } = await receiveAtDesk(here);
    const first = nextOnWay(dossier)!;
    const { dossier: moved } = await there.engine.command(dossier.code, first.command, first.actor);
    await t.rejects(here.engine.command(dossier.code, first.command, first.actor), {
      code: 'dossier.notYourStep',
    });
    const second = nextOnWay(moved)!;
    const { dossier: last } = await here.engine.command(dossier.code, second.command, second.actor);
    t.equal(last.version, 3);
    t.same(verifyBooks(here.store, replaySetting), { dossiers: 1, events: 3, faults: [], tallies: [] });
    await here.close();
    await there.close();
  },
);

t.test(
  'given a file that is not ours or is newer, when opened, then it is refused and left alone',
  async (t) => {
    const dir = t.testdir({ 'notes.txt': 'just some notes, long enough to be no empty file' });
    const foreign = join(dir, 'foreign.db');
    new Database(foreign).exec('create table theirs (x)').close();
    const newer = join(dir, 'newer.db');
    openStore(newer).close();
    const later = new Database(newer);
    later.exec("insert into __drizzle_migrations (hash, created_at) values ('later', 9999999999999)");
    later.close();
    const codeOf = (open: () => unknown): string => {
      try {
        open();
      } catch (error) {
        if (error instanceof StoreError) return error.code;
      }
      return 'opened';
    };
    t.equal(
      codeOf(() => openStore(join(dir, 'notes.txt'))),
      'store.notOurs',
    );
    t.equal(
      codeOf(() => openStore(foreign)),
      'store.notOurs',
    );
    t.equal(
      codeOf(() => openStore(newer)),
      'store.newer',
    );
    t.equal(
      codeOf(() => openStore(join(dir, 'none.db'), { mustExist: true })),
      'store.missing',
    );
    t.equal(
      codeOf(() => openStore(join(dir, 'no', 'such', 'dir.db'))),
      'store.unreadable',
    );
    t.same(new Database(foreign).prepare('select name from sqlite_schema').all(), [{ name: 'theirs' }]);
    writeFileSync(join(dir, 'empty.db'), '');
    t.equal(
      codeOf(() => openStore(join(dir, 'empty.db')).close()),
      'opened',
    );
  },
);

t.test(
  'given a process killed under load, when the books are opened again, then every answered command is there and no half one',
  async (t) => {
    const file = at(t);
    for (const round of [1, 2]) {
      const answered = await runAndKill(file, 400 * round);
      const books = openBooks(file, '2026-03-03T08:00');
      t.ok(answered.size > 0, `round ${round}: ${answered.size} dossiers answered`);
      const lost = [...answered].filter(
        ([code, version]) => (books.ledger.find(code)?.version ?? 0) < version,
      );
      t.same(lost, [], 'nothing answered is lost');
      const proof = verifyBooks(books.store, replaySetting);
      t.same(
        { faults: proof.faults, tallies: proof.tallies },
        { faults: [], tallies: [] },
        'nothing is half written',
      );
      await books.close();
    }
  },
);

/** Starts the worker, kills it -9 after so many answered commands, and says what it had answered: code -> version. */
async function runAndKill(file: string, commands: number): Promise<Map<string, number>> {
  const worker = fileURLToPath(new URL('../support/crash-worker.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', worker, file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const answered = new Map<string, number>();
  let told = 0;
  for await (const line of createInterface({ input: child.stdout })) {
    const [code, version] = line.split(' ');
    answered.set(code!, Math.max(answered.get(code!) ?? 0, Number(version)));
    told += 1;
    if (told === commands) child.kill('SIGKILL');
  }
  return answered;
}
