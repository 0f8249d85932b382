import type { Store } from '../../db/open.js';
import type { Participation } from '../../src/dossier/types.js';

/** Writes a dossier's participations as they are, without tallies. */
export function insertRows(store: Store, dossier: number, rows: readonly Participation[]): void {
  const insert = store.driver.prepare('insert into participations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  for (const row of rows) {
    const judged = [+row.accountable, +row.late, row.overdueFrom, +row.withoutDue];
    insert.run(dossier, row.kind, row.key, row.role, row.openedAt, row.closedAt, ...judged);
  }
}
