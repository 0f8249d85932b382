import { once } from 'node:events';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import type { ShareQuery, ShareTable } from '../rating/index.js';

export type LedgerThreadData = { db: string; codePattern: string; orders: MessagePort };
export type Asked = { kind: 'shares'; id: number; query: ShareQuery } | { kind: 'close' };
export type Told =
  | { kind: 'ready' }
  | { kind: 'shares'; id: number; table: ShareTable }
  | { kind: 'failed'; id: number; message: string }
  | { kind: 'closed' };

/** The thread that keeps the books, as the main thread holds it. `orders` is the engine's end of the link. */
export type LedgerThread = {
  orders: MessagePort;
  shares(query: ShareQuery): Promise<ShareTable>;
  /** Called when the thread ends without having been closed: the service cannot go on. */
  onLost(listener: (error: Error) => void): void;
  /** Commits what waits, then ends the thread. */
  close(): Promise<void>;
};

/** Starts the thread and waits until its books are open. @throws what opening the store throws */
export async function startLedgerThread(db: string, codePattern: string): Promise<LedgerThread> {
  const { port1: orders, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./entry.js', import.meta.url), {
    workerData: { db, codePattern, orders: port2 } satisfies LedgerThreadData,
    transferList: [port2],
  });
  await once(worker, 'message');
  const tables = new Tables(worker);
  let closing = false;
  return {
    orders,
    shares: (query) => tables.ask(query),
    onLost: (listener) => {
      worker.on('error', listener);
      worker.on('exit', () => {
        if (!closing) listener(new Error('The thread that keeps the books ended by itself.'));
      });
    },
    close: async () => {
      closing = true;
      const ended = once(worker, 'exit');
      worker.postMessage({ kind: 'close' } satisfies Asked);
      await ended;
      orders.close();
    },
  };
}

class Tables {
  readonly #waiting = new Map<
    number,
    { resolve: (table: ShareTable) => void; reject: (error: Error) => void }
  >();
  #last = 0;

  constructor(readonly worker: Worker) {
    worker.on('message', (told: Told) => {
      if (told.kind !== 'shares' && told.kind !== 'failed') return;
      const waiting = this.#waiting.get(told.id);
      this.#waiting.delete(told.id);
      if (told.kind === 'shares') waiting?.resolve(told.table);
      else waiting?.reject(new Error(told.message));
    });
  }

  ask(query: ShareQuery): Promise<ShareTable> {
    this.#last += 1;
    const id = this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.worker.postMessage({ kind: 'shares', id, query } satisfies Asked);
    });
  }
}
