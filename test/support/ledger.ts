import { type Instant, parseInstant, vietnamCalendar } from '../../src/calendar/index.js';
import {
  type Actor,
  type Command,
  DEFAULT_CODE_PATTERN,
  type Dossier,
  type ReplaySetting,
} from '../../src/dossier/index.js';
import { Engine, Sweeper } from '../../src/ledger/index.js';
import { openStore, type Store } from '../../db/open.js';
import { SqliteLedger } from '../../db/sqlite-ledger.js';
import { SqliteWakeList } from '../../db/wake-list.js';
import { actorOf, calendar, catalogue, holderOf, opening, openTask, registry } from './khanh-hoa.js';

/** The demo's province on a real store, with a clock the test moves. */
export type Books = {
  store: Store;
  ledger: SqliteLedger;
  engine: Engine;
  sweeper: Sweeper;
  /** What the sweeper could not do, as `code: message`. */
  failures: string[];
  clock: { now: Instant };
  close(): Promise<void>;
};

export function openBooks(file: string, now = '2026-03-02T08:00'): Books {
  const store = openStore(file);
  const ledger = new SqliteLedger(store, () => registry.tree);
  const clock = { now: parseInstant(now) };
  const engine = new Engine({
    ledger,
    catalogue,
    registry: () => registry,
    calendar: vietnamCalendar,
    codePattern: DEFAULT_CODE_PATTERN,
    now: () => clock.now,
  });
  const failures: string[] = [];
  const sweeper = new Sweeper({
    engine,
    wakes: new SqliteWakeList(store),
    now: () => clock.now,
    onFailure: (code, error) => failures.push(`${code}: ${(error as Error).message}`),
  });
  const close = async (): Promise<void> => {
    await ledger.close();
    store.close();
  };
  return { store, ledger, engine, sweeper, failures, clock, close };
}

export const replaySetting: ReplaySetting = { tree: registry.tree, catalogue, calendarOf: () => calendar };

/** The shortest way of 1.012994 from reception to return, each step by whoever holds it. */
export const WAY: readonly Command['type'][] = [
  'handOff',
  'assign',
  'submit',
  'submit',
  'approve',
  'finishProcessing',
  'returnResult',
];

/** The next command on that way, and who gives it. */
export function nextOnWay(dossier: Dossier): { command: Command; actor: Actor } | null {
  const type = WAY[dossier.version - 1];
  if (type === undefined) return null;
  const task = openTask(dossier);
  const agency = task.unit.split('.')[0]!;
  const fields = {
    assign: { official: `${agency}.specialist${1 + (dossier.receivedAt % 3)}` },
    finishProcessing: { result: 'Quyết định' },
    returnResult: { to: 'Người nộp' },
  }[type as string];
  return { command: { type, ...fields } as Command, actor: holderOf(task) };
}

export function receiveAtDesk(books: Books, commune = '22366') {
  return books.engine.receive(opening('1.012994'), actorOf(`${commune}.clerk1`));
}
