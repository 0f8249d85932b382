import { openStore } from '../../../db/open.js';
import { verifyBooks } from '../../../db/verify.js';
import { openOffice } from '../../app.js';
import { command, dbArg, jsonArg } from '../command.js';
import { progressBar, say, sayJson } from '../output.js';

export default command({
  meta: {
    name: 'verify',
    description: 'Prove the books: hash chains, states against history, participations, tallies',
  },
  args: { ...dbArg, ...jsonArg },
  async run({ args }) {
    const store = openStore(args.db, { mustExist: true });
    const office = openOffice({ store });
    const total = store.driver.prepare('select count(*) from dossiers').pluck().get() as number;
    const bar = progressBar('Verifying');
    const proof = verifyBooks(store, office.engine.setting(AUDITOR), (done) => bar.show(done, total));
    bar.stop();
    await office.close();
    const sound = proof.faults.length + proof.tallies.length === 0;
    if (args.json) sayJson({ sound, ...proof });
    else {
      for (const { code, part, detail } of proof.faults) say(`${code}: ${part}: ${detail}`);
      for (const one of proof.tallies) {
        say(
          `tally ${one.kind} ${one.key} ${one.grain} ${one.column}: kept ${one.tallied}, recounted ${one.recounted}`,
        );
      }
      say(
        `${proof.dossiers} dossiers, ${proof.events} events: ${sound ? 'the books prove themselves.' : 'FAULTS, see above.'}`,
      );
    }
    if (!sound) process.exitCode = 1;
  },
});

/** Reads; holds no role. */
const AUDITOR = { id: 'verify', name: 'verify', kind: 'machine', roles: [], scopes: [] } as const;
