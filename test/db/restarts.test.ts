import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { faultsOf } from '../support/proof.js';
import { RestartingOffice } from '../support/restarting-office.js';

/** What an office goes through: mostly commands that are offered, now and then something else, and closing time. */
const doing = fc.oneof(
  { weight: 40, arbitrary: fc.constant('stride' as const) },
  { weight: 3, arbitrary: fc.constant('begin' as const) },
  { weight: 3, arbitrary: fc.constant('sweep' as const) },
  { weight: 6, arbitrary: fc.constant('meet' as const) },
  { weight: 2, arbitrary: fc.constant('delegate' as const) },
  { weight: 1, arbitrary: fc.constant('correct' as const) },
  { weight: 1, arbitrary: fc.constant('reopen' as const) },
  { weight: 2, arbitrary: fc.constant('restart' as const) },
);

/** Minutes since what happened before; a server's clock is set back now and then. */
const wait = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 300 }) },
  { weight: 4, arbitrary: fc.integer({ min: 300, max: 6000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 20_000, max: 60_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -3000, max: -1 }) },
);

/** A dice that has no favourites. */
const any = fc.noBias(fc.nat(1_000_000));

const days = fc.array(fc.record({ doing, wait, seconds: fc.nat(59), which: any, choice: any }), {
  minLength: 150,
  maxLength: 220,
  size: 'max',
});

t.test(
  'given any long course of an office with restarts in between, then its books prove themselves and stay whole',
  async (t) => {
    let [runs, strides, restarts] = [0, 0, 0];
    const folder = t.testdir();
    await fc.assert(
      fc.asyncProperty(days, async (course) => {
        const office = new RestartingOffice(join(folder, `books-${runs++}.db`));
        try {
          for (const { doing: what, wait: minutes, seconds, which, choice } of course) {
            office.clock.now += minutes * 60_000 + seconds * 1000;
            await office[what](which, choice);
            strides += 1;
            if (what === 'restart') restarts += 1;
            if (what === 'restart') proved(office);
          }
          await office.restart();
          proved(office);
        } catch (error) {
          throw new Error(`${(error as Error).message}\nafter:\n${office.told.join('\n')}`);
        } finally {
          await office.close();
        }
      }),
      { numRuns: 8, endOnFailure: true },
    );
    t.comment(`${runs} offices, ${strides} doings, ${restarts} restarts`);
  },
);

function proved(office: RestartingOffice): void {
  const faults = faultsOf(office.store);
  if (faults.length > 0) throw new Error(`The books do not prove themselves: ${JSON.stringify(faults)}`);
  office.checkAll();
}
