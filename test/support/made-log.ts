import { writeFileSync } from 'node:fs';
import { parseMapping } from '../../src/integration/import/mapping.js';

/** A dossier of a log made up for a test; times are local wall times, '' where the log says nothing. */
export type MadeRow = {
  code: string;
  unit: string;
  official: string;
  received: string;
  due: string;
  finished: string;
};

const COLUMNS = ['code', 'unit', 'official', 'received', 'due', 'finished'] as const;

export const madeMapping = parseMapping(
  {
    format: 'csv',
    comparison: 'date',
    columns: {
      dossier: 'code',
      unit: 'unit',
      official: 'official',
      received: 'received',
      due: 'due',
      finished: 'finished',
    },
  },
  '.',
);

const DAY = 86_400_000;

/** Numbers from 0 to 1, the same ones every time (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Dossiers of 2024 to 2026: some units and officials unnamed, some without due date, some open, some finished before they
 * were received, about one in six late.
 */
export function madeRows(count: number): MadeRow[] {
  const chance = numbers(2026);
  const oneOf = (names: number): number => Math.floor(chance() * names);
  return Array.from({ length: count }, (_, no) => {
    const received = Date.UTC(2024, 0, 1) + Math.floor(chance() * 1000 * DAY);
    const due = received + oneOf(30) * DAY;
    const finished = chance() < 0.02 ? received - DAY : due + Math.floor((chance() - 0.83) * 20 * DAY);
    return {
      code: `HS${no}`,
      unit: chance() < 0.05 ? '' : `Đơn vị ${oneOf(12)}`,
      official: chance() < 0.05 ? '' : `CB${oneOf(40)}`,
      received: wall(received),
      due: chance() < 0.1 ? '' : wall(due),
      finished: chance() < 0.1 ? '' : wall(finished),
    };
  });
}

const wall = (at: number): string => new Date(at).toISOString().slice(0, 19);

export function writeLog(file: string, rows: readonly MadeRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((name) => row[name]).join(','));
  writeFileSync(file, `${[COLUMNS.join(','), ...lines].join('\n')}\n`);
  return file;
}
