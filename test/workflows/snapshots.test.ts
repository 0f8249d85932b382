import { existsSync, readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { machineIdentity, type Position, type Procedure, view } from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';
import { meaningOf, type Snapshot, snapshotName } from '../support/snapshots.js';
import { give, offered } from './course.js';

/** The positions each version's dossiers may be stored at, kept when the version was published (npm run snapshots). */
const folder = new URL('../snapshots/', import.meta.url);

t.test(
  'given the shipped procedures, when they are looked up, then each version has kept positions, and no others are kept',
  async (t) => {
    for (const procedure of procedures) {
      t.ok(
        existsSync(new URL(snapshotName(procedure), folder)),
        `${snapshotName(procedure)}: npm run snapshots`,
      );
    }
    t.same(readdirSync(folder).sort(), procedures.map(snapshotName).sort());
  },
);

for (const procedure of procedures) {
  const { code, version } = procedure.facts;
  const kept = (): Snapshot =>
    JSON.parse(readFileSync(new URL(snapshotName(procedure), folder), 'utf8')) as Snapshot;

  t.test(
    `given positions kept of ${code} version ${version}, when they are resumed, then they mean what they meant`,
    async (t) => {
      const identity = machineIdentity(procedure.machine);
      let resumed = 0;
      for (const { position, after, ...meaning } of kept().positions) {
        if (position.machine !== identity)
          t.fail(`kept under machine ${position.machine}, now ${identity}: publish it as a new version`);
        const now = JSON.parse(JSON.stringify(meaningOf(procedure, position))) as typeof meaning;
        if (JSON.stringify(now) !== JSON.stringify(meaning)) t.same(now, meaning, after.join(', '));
        resumed += 1;
      }
      t.ok(resumed > 8);
    },
  );

  t.test(
    `given positions kept of ${code} version ${version}, when they go on, then each command leads to a kept one and each to an end`,
    async (t) => {
      const { positions } = kept();
      const next = new Map(positions.map(({ position }) => [keyOf(position), waysOf(procedure, position)]));
      const strays = [...next.values()].flat().filter(({ to }) => !next.has(to));
      t.same(strays, [], 'nothing leads out of what was kept');
      const toEnd = wayToEnd(positions, next);
      let ended = 0;
      for (const { position, after } of positions) {
        const end = goOn(procedure, position, toEnd);
        if (end === null) t.fail(`no end is reached after ${after.join(', ')}`);
        else ended += 1;
      }
      t.equal(ended, positions.length);
    },
  );
}

type Way = { line: string; to: string };

/** Answers are left out, as in the walk that kept the positions: no guard reads them. */
function keyOf({ value, context, done }: Position): string {
  return JSON.stringify([context.caseKey, value, context.supplementsAsked, context.outcome, done]);
}

function waysOf(procedure: Procedure, position: Position): Way[] {
  if (position.done) return [];
  return offered(procedure, position, true).map((line) => ({
    line,
    to: keyOf(give(procedure, position, line)),
  }));
}

/** From each position the command that brings it nearer to an end, found backwards from the ends. */
function wayToEnd(
  positions: Snapshot['positions'],
  next: ReadonlyMap<string, readonly Way[]>,
): Map<string, string | null> {
  const ends = positions.filter(({ position }) => position.done);
  const lines = new Map<string, string | null>(ends.map(({ position }) => [keyOf(position), null]));
  for (let known = -1; known < lines.size; ) {
    known = lines.size;
    for (const [from, ways] of next) {
      const way = ways.find(({ to }) => lines.has(to));
      if (way !== undefined && !lines.has(from)) lines.set(from, way.line);
    }
  }
  return lines;
}

/** Goes on from a kept position, stored between any two commands, until nothing is left to do; null when it never ends. */
function goOn(
  procedure: Procedure,
  kept: Position,
  lines: ReadonlyMap<string, string | null>,
): Position | null {
  let position = kept;
  for (let line = lines.get(keyOf(position)); line != null; line = lines.get(keyOf(position)))
    position = give(procedure, position, line);
  const { done, outcome } = view(procedure, position);
  return done && outcome !== null ? position : null;
}
