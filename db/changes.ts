import type { Store } from './open.js';

/**
 * Tells whether another connection (another process, the command line) has written to the file since last looked.
 * SQLite keeps that count itself (PRAGMA data_version), so no writer has to remember to tell anybody.
 */
export class ForeignChanges {
  readonly #statement;
  readonly #listeners: (() => void)[] = [];
  #seen: unknown;

  constructor(store: Store) {
    this.#statement = store.driver.prepare('pragma data_version').pluck();
    this.#seen = this.#statement.get();
  }

  /** What to do when somebody else has written. */
  listen(listener: () => void): void {
    this.#listeners.push(listener);
  }

  look(): void {
    const now = this.#statement.get();
    if (now === this.#seen) return;
    this.#seen = now;
    for (const listener of this.#listeners) listener();
  }
}
