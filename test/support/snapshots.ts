import { offers, type Position, type Procedure, type Step, view, walk } from '../../src/procedure/index.js';

/** One kept position: how it was reached, the position as a store would hold it, and what it meant then. */
export type KeptPosition = {
  after: string[];
  position: Position;
  tags: string[];
  offers: string[];
  steps: Record<string, object>;
  waiting: object | null;
};

export type Snapshot = { code: string; version: string; positions: KeptPosition[] };

export const snapshotName = ({ facts }: Procedure): string => `${facts.code}@${facts.version}.json`;

/** What a position means, in plain data: everything the engine reads of it. Titles and numbers are for people only. */
export function meaningOf(
  procedure: Procedure,
  position: Position,
): Omit<KeptPosition, 'after' | 'position'> {
  const { steps, tags, waiting } = view(procedure, position);
  const all = position.done ? [] : offers(procedure, position, new Set(steps.keys()));
  return {
    tags: [...tags].sort(),
    offers: all.map(({ type, step }) => (step === null ? type : `${type} ${step}`)).sort(),
    steps: Object.fromEntries(
      [...steps].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, step]) => [key, held(step)]),
    ),
    waiting,
  };
}

function held({ kind, party, role, allowance, silence }: Step): object {
  return { kind, party, role, allowance, ...(silence ? { silence } : {}) };
}

/** Every position the procedure can reach, in every case whose ways or allowances differ; one position a line. */
export function snapshotOf(procedure: Procedure): string {
  const { code, version, cases } = procedure.facts;
  const told = new Set<string>();
  const positions: KeptPosition[] = [];
  for (const { key } of cases) {
    const kept = positionsOf(procedure, key);
    const ways = JSON.stringify(kept.map(({ after, offers: offered, steps }) => [after, offered, steps]));
    if (told.has(ways)) continue;
    told.add(ways);
    positions.push(...kept);
  }
  const lines = positions.map((each) => JSON.stringify(each)).join(',\n');
  return `{"code":"${code}","version":"${version}","positions":[\n${lines}\n]}\n`;
}

function positionsOf(procedure: Procedure, caseKey: string): KeptPosition[] {
  return walk(procedure, caseKey).places.map(({ position, path }) => ({
    after: path,
    position,
    ...meaningOf(procedure, position),
  }));
}
