import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { openStore } from '../../db/open.js';
import { openOffice } from '../app.js';
import { serveEngine } from '../ledger/index.js';
import type { Asked, LedgerThreadData, Told } from './host.js';

/**
 * The thread that decides and writes: the one writer of the service, with the dossiers in work and the tallies in its
 * memory. It answers late shares too, for only here does every command keep the tallies in memory right.
 */
if (parentPort === null) throw new Error('This thread is started by the service, not by hand.');
const host: MessagePort = parentPort;
const { db, codePattern, orders } = workerData as LedgerThreadData;
const office = openOffice({ store: openStore(db), codePattern });
const tell = (message: Told): void => host.postMessage(message);

serveEngine(office.engine, orders, () => office.changes.look());
host.on('message', (asked: Asked) => {
  if (asked.kind === 'close') void close();
  else tell(tableFor(asked));
});
tell({ kind: 'ready' });

function tableFor({ id, query }: Extract<Asked, { kind: 'shares' }>): Told {
  try {
    office.changes.look();
    return { kind: 'shares', id, table: office.sharesHere(query) };
  } catch (error) {
    return { kind: 'failed', id, message: (error as Error).message };
  }
}

async function close(): Promise<void> {
  await office.close();
  tell({ kind: 'closed' });
  orders.close();
  host.close();
}
