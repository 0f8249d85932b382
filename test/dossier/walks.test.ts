import t from 'tap';
import { procedures as shipped } from '../../workflows/index.js';
import { landCoordination } from '../support/land-coordination.js';
import { differentWalks, placeKey } from '../support/places.js';
import { PathWalk, type Walked } from '../support/walk.js';

/**
 * Every path of every shipped procedure, and of one with meetings, walked with the engine's own `decide` by whoever may act, with a simulated clock.
 * The bound: a path comes to the same place at most twice, so every loop is gone through once on some path; every mix of
 * loops is. Which wait comes before a command, who of several gives it, what an asked agency answers, and where the dossier
 * stands still or changes hands in between, is drawn by the path itself: the same path always goes the same way.
 *
 * After every command clocks, tasks and ends are checked, at every end the sums of minutes and participations, and in every
 * place that is new participations and what is offered against what is accepted: there, long after, by a clock set back,
 * and suspended, by everybody who has to do with the dossier (of three specialists two).
 */

/** Refusals are asked for by the hundred thousand here; nobody reads where they came from. */
Error.stackTraceLimit = 0;

/** Any will do; another one walks the same paths by other waits and other people. */
const SEED = 20_260_302;

const procedures = [...shipped, landCoordination];
const walked: Walked[] = [];
for (const procedure of procedures) {
  const { code } = procedure.facts;
  t.test(
    `given ${code}, when every path is walked to its end, then every invariant holds on it`,
    async (t) => {
      for (const { caseKey, places } of differentWalks(procedure)) {
        const walk = new PathWalk(procedure, caseKey).run(SEED);
        const missed = places.filter(({ position }) => !walk.places.has(placeKey(position)));
        t.same(
          missed.map(({ path }) => path),
          [],
          `${caseKey}: ${walk.paths} paths came to every place the machine has`,
        );
        walked.push(walk);
      }
    },
  );
}

t.test('given all walks, when they are counted, then each procedure took part in them', async (t) => {
  const sum = (count: (walk: Walked) => number): number => walked.reduce((all, one) => all + count(one), 0);
  t.ok(walked.length >= procedures.length);
  t.ok(walked.every(({ paths }) => paths > 5));
  const between = new Map(walked.flatMap((walk) => [...walk.between]));
  for (const type of ['handOverPapers', 'convene', 'declineMeeting', 'differ', 'callOffMeeting'] as const)
    t.ok(between.has(type), `${type}: ${between.get(type) ?? 0} times in the last walk that had it`);
  t.comment(
    `${procedures.length} procedures in ${walked.length} different machines: ${sum(({ paths }) => paths)} paths, ` +
      `${sum(({ places }) => places.size)} positions, ${sum(({ states }) => states)} dossiers checked, ` +
      `offers against acceptance ${sum(({ asked }) => asked)} times`,
  );
});
