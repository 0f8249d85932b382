import { parentPort, workerData } from 'node:worker_threads';
import { unpack } from './import-pack.js';
import type { ThreadAnswer, ThreadOrder, ThreadStart } from './import-thread.js';
import { ImportWriter } from './import-writer.js';
import { openStore } from './open.js';

/** The writing end of `importThread`: one connection, one run. */
const { file, mark } = workerData as ThreadStart;
const port = parentPort!;
const store = openStore(file, { mustExist: true });
const writer = new ImportWriter(store, mark);

port.on('message', (order: ThreadOrder) => {
  if (order === 'end') {
    writer.close();
    store.close();
    port.close();
  } else {
    port.postMessage(answerTo(order));
  }
});

function answerTo({ write }: Exclude<ThreadOrder, 'end'>): ThreadAnswer {
  try {
    return { outcomes: writer.write(unpack(write), write.heads) };
  } catch (error) {
    // Only the sentence: the driver's errors do not survive the way between threads.
    return { failure: (error as Error).message };
  }
}
