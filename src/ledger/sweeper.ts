import type { Instant } from '../calendar/index.js';
import { type Notice, NotDueError } from '../dossier/index.js';
import type { Engine } from './engine.js';
import { LedgerError } from './port.js';

/** A dossier in which something is due, and its place in the list. */
export type WakeUp = { id: number; code: string; at: Instant };

/** The dossiers to be looked at, by when. */
export interface WakeList {
  /** Those due by an instant, the longest due first, after the place where the page before ended; at most `limit`. */
  due(by: Instant, after: WakeUp | null, limit: number): WakeUp[];
}

export type SweeperParts = {
  engine: Pick<Engine, 'wake'>;
  wakes: WakeList;
  now: () => Instant;
  /** A dossier that could not be looked at; the pass goes on with the next. */
  onFailure: (dossier: string, error: unknown) => void;
};

/** One thing that befell a dossier by itself: `event` is its number in the history. */
export type Fired = { dossier: string; event: string; version: number; timer: Notice | null };

/** What a pass did. `failed` are codes; they are tried again by the next pass. */
export type Swept = { asOf: Instant; dossiers: number; fired: number; failed: string[] };

/**
 * So few at a time wait in the ledger's queue, sharing commits with the commands that come meanwhile: nobody's command
 * waits for more than these.
 */
const AT_A_TIME = 8;

/** Nothing lawful falls due so often in one dossier at one time; whatever is left comes with the next pass. */
const MOST_OF_ONE = 100;

/**
 * The sweeper (quét việc đến hạn): lets happen what falls due by itself. It keeps nothing: what is due stands in the
 * books, and each dossier decides inside its own transaction whether something is. So it may be killed, run twice at
 * once, or be told a wrong time, and nothing fires twice.
 */
export class Sweeper {
  readonly #parts: SweeperParts;
  #stopped = false;
  #timer: NodeJS.Timeout | undefined;
  #passing: Promise<unknown> = Promise.resolve();

  constructor(parts: SweeperParts) {
    this.#parts = parts;
  }

  /** One pass over all that is due at `asOf`. */
  async pass(asOf: Instant = this.#parts.now(), onFired: (fired: Fired) => void = () => {}): Promise<Swept> {
    const swept: Swept = { asOf, dossiers: 0, fired: 0, failed: [] };
    let last: WakeUp | null = null;
    while (!this.#stopped) {
      const batch: WakeUp[] = this.#parts.wakes.due(asOf, last, AT_A_TIME);
      if (batch.length === 0) break;
      const counts = await Promise.all(batch.map(({ code }) => this.#wake(code, asOf, swept, onFired)));
      swept.dossiers += counts.filter((count) => count > 0).length;
      swept.fired += counts.reduce((sum, count) => sum + count, 0);
      last = batch.at(-1)!;
    }
    return swept;
  }

  /** A pass every so many seconds after the last one ended, until `stop`. */
  start(seconds: number, onPass: (swept: Swept) => void): void {
    this.#timer = setTimeout(() => {
      this.#passing = this.pass()
        .then(onPass, (error: unknown) => this.#parts.onFailure('–', error))
        .then(() => {
          if (!this.#stopped) this.start(seconds, onPass);
        });
    }, seconds * 1000);
    this.#timer.unref();
  }

  /** Ends after the dossiers at hand. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#passing;
  }

  /** Everything due in one dossier, in its order; says how much that was. */
  async #wake(code: string, asOf: Instant, swept: Swept, onFired: (fired: Fired) => void): Promise<number> {
    let count = 0;
    try {
      for (let wakeAt: Instant | null = asOf; wakeAt !== null && wakeAt <= asOf && count < MOST_OF_ONE; ) {
        const { dossier, event } = await this.#parts.engine.wake(code, asOf);
        onFired({
          dossier: code,
          event: event.type,
          version: dossier.version,
          timer: (event.payload['timer'] as Notice | undefined) ?? null,
        });
        wakeAt = dossier.wakeAt;
        count += 1;
      }
    } catch (error) {
      this.#failed(code, error, swept);
    }
    return count;
  }

  /** That somebody else was sooner is no failure, nor that the service is stopping. */
  #failed(code: string, error: unknown, swept: Swept): void {
    if (error instanceof NotDueError) return;
    if (error instanceof LedgerError && error.code === 'ledger.closed') this.#stopped = true;
    else {
      swept.failed.push(code);
      this.#parts.onFailure(code, error);
    }
  }
}
