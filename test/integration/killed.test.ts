import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import t from 'tap';
import { importStore } from '../../db/import-writer.js';
import { openStore, type Store } from '../../db/open.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { proofOf } from '../support/proof.js';
import { madeMapping, madeRows, writeLog } from '../support/made-log.js';

const DOSSIERS = 70_000;
const WORKER = fileURLToPath(new URL('../support/import-worker.ts', import.meta.url));

const count = ({ driver }: Store, table: string): number =>
  driver.prepare(`select count(*) from ${table}`).pluck().get() as number;

t.test(
  'given an import killed in the middle, when it is run again, then whole batches were kept and the rest is added',
  async (t) => {
    const folder = t.testdir();
    const file = writeLog(join(folder, 'log.csv'), madeRows(DOSSIERS));
    const store = openStore(join(folder, 'books.db'));
    t.teardown(() => store.close());
    // Under tap's loader: it reads TypeScript in threads too.
    const child = spawn(process.execPath, [...process.execArgv, WORKER, file, join(folder, 'books.db')], {
      stdio: 'inherit',
    });
    const ended = once(child, 'exit');
    while (child.exitCode === null && count(store, 'dossiers') === 0) await wait(5);
    child.kill('SIGKILL');
    t.same(await ended, [null, 'SIGKILL']);

    const kept = count(store, 'dossiers');
    t.ok(kept > 0 && kept < DOSSIERS, `${kept} kept`);
    t.equal(count(store, 'tasks'), kept);
    t.same(proofOf(store), { dossiers: kept, events: kept, faults: [], tallies: [] });

    const again = { store: importStore(store), file, mapping: madeMapping, now: 0 };
    t.match(await importFile(again), {
      read: DOSSIERS,
      imported: DOSSIERS - kept,
      alreadyThere: kept,
      rejected: 0,
    });
    t.same(proofOf(store), { dossiers: DOSSIERS, events: DOSSIERS, faults: [], tallies: [] });
    t.match(await importFile(again), { imported: 0, alreadyThere: DOSSIERS });
  },
);
