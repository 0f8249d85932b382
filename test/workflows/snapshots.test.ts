import { existsSync, readFileSync } from 'node:fs';
import t from 'tap';
import { machineIdentity } from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';
import { meaningOf, type Snapshot, snapshotName } from '../support/snapshots.js';

/** The positions each version's dossiers may be stored at, kept when the version was published (npm run snapshots). */
const folder = new URL('../snapshots/', import.meta.url);

t.test(
  'given the shipped procedures, when they are looked up, then each version has kept positions',
  async (t) => {
    for (const procedure of procedures) {
      t.ok(
        existsSync(new URL(snapshotName(procedure), folder)),
        `${snapshotName(procedure)}: npm run snapshots`,
      );
    }
  },
);

for (const procedure of procedures) {
  const { code, version } = procedure.facts;
  t.test(
    `given positions kept of ${code} version ${version}, when they are resumed, then they mean what they meant`,
    async (t) => {
      const file = new URL(snapshotName(procedure), folder);
      const kept = JSON.parse(readFileSync(file, 'utf8')) as Snapshot;
      const identity = machineIdentity(procedure.machine);
      let resumed = 0;
      for (const { position, after, ...meaning } of kept.positions) {
        if (position.machine !== identity)
          t.fail(`kept under machine ${position.machine}, now ${identity}: publish it as a new version`);
        const now = JSON.parse(JSON.stringify(meaningOf(procedure, position))) as typeof meaning;
        if (JSON.stringify(now) !== JSON.stringify(meaning)) t.same(now, meaning, after.join(', '));
        resumed += 1;
      }
      t.ok(resumed > 8);
    },
  );
}
