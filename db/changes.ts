import type { Store } from './open.js';

/**
 * Tells whether another connection (another process, the command line) has written to the file since last looked.
 * SQLite keeps that count itself (PRAGMA data_version), so no writer has to remember to tell anybody.
 */
export class ForeignChanges {
  readonly #statement;
  readonly #listeners: (() => void)[] = [];
  #seen: unknown;
  #looked = false;

  constructor(store: Store) {
    this.#statement = store.driver.prepare('pragma data_version').pluck();
    this.#seen = this.#statement.get();
  }

  /** What to do when somebody else has written. */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** Requests read in one turn of the event loop share one look. */
  look(): void {
    if (this.#looked) return;
    this.#looked = true;
    setImmediate(() => {
      this.#looked = false;
    });
    const now = this.#statement.get();
    if (now === this.#seen) return;
    this.#seen = now;
    for (const listener of this.#listeners) listener();
  }
}
