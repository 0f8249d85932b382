import { writeSync } from 'node:fs';
import { openBooks } from './ledger.js';

/**
 * The process the sweeper's test kills: one pass over the file, each fired timer told on stdout once it is committed.
 * `writeSync` on the pipe: what was told was told, however the process ends.
 */
const [file, asOf] = process.argv.slice(2);
const books = openBooks(file!, asOf);
await books.sweeper.pass(undefined, ({ dossier, timer }) => writeSync(1, `${dossier} ${timer?.id}\n`));
await books.close();
