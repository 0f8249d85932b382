import { writeFileSync } from 'node:fs';
import { LOG_HEADER, logLine, logMapping, type LogRow, wallTime } from '../../scripts/made/log.js';
import { seeded } from '../../scripts/made/seeded.js';
import { parseMapping } from '../../src/integration/import/mapping.js';

export const madeMapping = parseMapping(logMapping(), '.');

const DAY = 86_400_000;

/**
 * Dossiers of 2024 to 2026: some units and officials unnamed, some without due date, some open, some finished before they
 * were received, about one in six late.
 */
export function madeRows(count: number): LogRow[] {
  const chance = seeded(2026);
  const oneOf = (names: number): number => Math.floor(chance() * names);
  return Array.from({ length: count }, (_, no) => {
    const received = Date.UTC(2024, 0, 1) + Math.floor(chance() * 1000 * DAY);
    const due = received + oneOf(30) * DAY;
    const finished = chance() < 0.02 ? received - DAY : due + Math.floor((chance() - 0.83) * 20 * DAY);
    return {
      code: `HS${no}`,
      unit: chance() < 0.05 ? '' : `Đơn vị ${oneOf(12)}`,
      official: chance() < 0.05 ? '' : `CB${oneOf(40)}`,
      received: wallTime(received),
      due: chance() < 0.1 ? '' : wallTime(due),
      finished: chance() < 0.1 ? '' : wallTime(finished),
    };
  });
}

export function writeLog(file: string, rows: readonly LogRow[]): string {
  writeFileSync(file, `${[LOG_HEADER, ...rows.map(logLine)].join('\n')}\n`);
  return file;
}
