import { join } from 'node:path';
import t from 'tap';
import { importStore } from '../../db/import-writer.js';
import { lateShareTable } from '../../db/late-shares.js';
import { openStore } from '../../db/open.js';
import { parseInstant } from '../../src/calendar/index.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { type Basis, periodOf } from '../../src/rating/index.js';
import type { LogRow } from '../../scripts/made/log.js';
import { madeMapping, madeRows, writeLog } from '../support/made-log.js';

type Count = { total: number; late: number; lateOpen: number; withoutDue: number };

/**
 * The shares of a year by reading every row of the log, with nothing but comparisons of its texts: its times are local, and
 * so is `asOf`.
 */
function naive(rows: readonly LogRow[], keysOf: (row: LogRow) => string[], asOf: string, basis: Basis) {
  const year = asOf.slice(0, 4);
  const counts = new Map<string, Count>();
  for (const row of rows) {
    const closed = row.finished !== '' && row.finished <= asOf;
    const begun = row.finished !== '' && row.finished < row.received ? row.finished : row.received;
    if (closed ? row.finished.slice(0, 4) !== year : begun > asOf) continue;
    const late = row.due !== '' && (closed ? row.finished : asOf).slice(0, 10) > row.due.slice(0, 10);
    const counted = closed || basis === 'received' || (basis === 'accountable' && late);
    for (const key of keysOf(row)) {
      const count = counts.get(key) ?? { total: 0, late: 0, lateOpen: 0, withoutDue: 0 };
      counts.set(key, count);
      if (row.due === '') count.withoutDue += 1;
      else if (counted) {
        count.total += 1;
        if (late) count.late += 1;
        if (late && !closed) count.lateOpen += 1;
      }
    }
  }
  return counts;
}

t.test(
  'given an imported log, when late shares are read, then they are what its rows say, counted one by one',
  async (t) => {
    const folder = t.testdir();
    const rows = madeRows(4_000);
    const store = openStore(':memory:');
    t.teardown(() => store.close());
    const file = writeLog(join(folder, 'log.csv'), rows);
    await importFile({ store: importStore(store), file, mapping: madeMapping, now: 0 });
    for (const [asOf, basis] of [
      ['2026-09-15T15:10:00', 'accountable'],
      ['2026-03-02T09:30:00', 'received'],
      ['2025-06-30T23:59:59', 'accountable'],
      ['2024-12-31T11:00:00', 'resolved'],
    ] as const) {
      const instant = parseInstant(asOf);
      for (const by of ['unit', 'official'] as const) {
        const query = {
          by,
          basis,
          asOf: instant,
          period: periodOf({ year: Number(asOf.slice(0, 4)) }),
        };
        const table = lateShareTable(store, query);
        const kept = Object.fromEntries(
          table.rows.map(({ key, total, late, lateOpen, withoutDue }) => [
            key,
            { total, late, lateOpen, withoutDue },
          ]),
        );
        const counted = naive(rows, (row) => [row[by] || 'unassigned'], asOf, basis);
        t.same(kept, Object.fromEntries(counted), `${by}, ${asOf}, ${basis}`);
        if (by === 'official') continue;
        t.match(table.overall, naive(rows, () => ['all'], asOf, basis).get('all'), 'the whole province');
      }
    }
  },
);
