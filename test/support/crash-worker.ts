import { writeSync } from 'node:fs';
import { nextOnWay, openBooks, receiveAtDesk } from './ledger.js';

/**
 * The process the crash test kills: 32 lanes of dossiers through one ledger, each answered command told on stdout before
 * the next one is sent. `writeSync` on the pipe: what was told was told, however the process ends.
 */
const books = openBooks(process.argv[2]!);
const communes = ['22366', '22333', '22390'];

async function lane(no: number): Promise<never> {
  for (;;) {
    let { dossier } = await receiveAtDesk(books, communes[no % communes.length]);
    tell(dossier);
    for (let next = nextOnWay(dossier); next !== null; next = nextOnWay(dossier)) {
      books.clock.now += 60_000;
      ({ dossier } = await books.engine.command(dossier.code, next.command, next.actor));
      tell(dossier);
    }
  }
}

function tell({ code, version }: { code: string; version: number }): void {
  writeSync(1, `${code} ${version}\n`);
}

await Promise.all(Array.from({ length: 32 }, (_, no) => lane(no)));
