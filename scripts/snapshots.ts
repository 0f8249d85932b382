import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { snapshotName, snapshotOf } from '../test/support/snapshots.js';
import { procedures } from '../workflows/index.js';

/**
 * Keeps the positions of every shipped procedure version that has no snapshot yet (test/snapshots). What is kept is
 * never written again: a version whose behaviour changes fails its test and has to be published as a new version.
 */
const folder = new URL('../test/snapshots/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const procedure of procedures) {
  const file = new URL(snapshotName(procedure), folder);
  if (existsSync(file)) continue;
  writeFileSync(file, snapshotOf(procedure));
  console.log(`kept ${snapshotName(procedure)}`);
}
