import { importThread } from '../../db/import-thread.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { madeMapping } from './made-log.js';

/** The process the test of a killed import kills: the log named, into the books named, as the command line does it. */
const [file, books] = process.argv.slice(2) as [string, string];
await importFile({ store: importThread(books), file, mapping: madeMapping, now: Date.now() });
