import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportedDossier, ImportOutcome, ImportRun, ImportStore } from '../src/ledger/import-port.js';
import { type PackedDossiers, pack } from './import-pack.js';
import { openPile } from './import-pile.js';
import { headsOf, importStore, type RunMark } from './import-writer.js';
import type { Store } from './open.js';

/** What the writing thread is started with, is sent, and answers. */
export type ThreadStart = { file: string; mark: RunMark };
export type ThreadOrder = { write: PackedDossiers } | 'end';
export type ThreadAnswer = { outcomes: ImportOutcome[] } | { failure: string };

/**
 * The books as the import writes them, in a thread of its own where there can be one: the next batch is read while one is
 * written. A database in memory has but this thread, and so has a program run from its sources, which tsx loads here only.
 */
export function importBooks(store: Store): ImportStore {
  const { memory, name } = store.driver;
  return memory || extname(import.meta.url) !== '.js' ? importStore(store) : importThread(name);
}

/** The books of a file, written by a thread of its own. Its tables are there: the file has been opened before. */
export function importThread(file: string): ImportStore {
  return { start: (mark) => new ThreadRun({ file, mark }) };
}

class ThreadRun implements ImportRun {
  readonly #mark: RunMark;
  readonly #worker: Worker;
  readonly #ended: Promise<void>;
  #answer: { resolve: (outcomes: ImportOutcome[]) => void; reject: (error: unknown) => void } | null = null;
  #broken: Error | null = null;

  constructor(start: ThreadStart) {
    this.#mark = start.mark;
    // Beside this file, compiled or not.
    const script = `./import-thread-worker${extname(import.meta.url)}`;
    this.#worker = new Worker(new URL(script, import.meta.url), { workerData: start });
    this.#worker.on('message', (answer: ThreadAnswer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#break(error));
    this.#ended = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#break(new Error('The thread that writes the books has ended.'));
        resolve();
      });
    });
  }

  openPile = openPile;

  write(dossiers: readonly ImportedDossier[]): Promise<ImportOutcome[]> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#answer = { resolve, reject };
      const packed = pack(dossiers, headsOf(dossiers, this.#mark));
      this.#send({ write: packed }, [packed.places.buffer, packed.times.buffer]);
    });
  }

  /** Waits until the thread has closed the file. */
  async close(): Promise<void> {
    this.#send('end');
    await this.#ended;
  }

  #send(order: ThreadOrder, handedOver: ArrayBuffer[] = []): void {
    this.#worker.postMessage(order, handedOver);
  }

  #take(answer: ThreadAnswer): void {
    if ('outcomes' in answer) this.#answer?.resolve(answer.outcomes);
    else this.#answer?.reject(new Error(answer.failure));
    this.#answer = null;
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#answer?.reject(this.#broken);
    this.#answer = null;
  }
}
