import type { Store } from './open.js';

/**
 * Tells whether another connection (another process, the command line) has written to the file since last asked.
 * SQLite keeps that count itself (PRAGMA data_version), so no writer has to remember to tell anybody.
 */
export function foreignChanges(store: Store): () => boolean {
  const statement = store.driver.prepare('pragma data_version').pluck();
  let seen = statement.get();
  return () => {
    const now = statement.get();
    if (now === seen) return false;
    seen = now;
    return true;
  };
}
