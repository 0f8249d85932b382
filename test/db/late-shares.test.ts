import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import t from 'tap';
import {
  lateShares,
  lateSharesByScan,
  lateShareTable,
  rebuildTallies,
  recountTallies,
  TallyDeltas,
} from '../../db/late-shares.js';
import { openStore, type Store } from '../../db/open.js';
import type { Participation } from '../../src/dossier/types.js';
import { at, counts, query, row } from '../rating/rows.js';
import { insertRows } from './rows.js';

/** Writes a dossier's rows in place of others, with their tallies. */
function write(store: Store, dossier: number, before: Participation[], after: Participation[]): void {
  store.driver.transaction(() => {
    store.driver.prepare('delete from participations where dossier = ?').run(dossier);
    insertRows(store, dossier, after);
    const deltas = new TallyDeltas(store);
    deltas.replace(before, after);
    deltas.flush();
  })();
}

function storeWith(...rows: Participation[]): Store {
  const store = openStore(':memory:');
  rows.forEach((of, n) => {
    write(store, n + 1, [], [of]);
  });
  return store;
}

const finished = row({ closedAt: at('2026-03-12 16:00'), overdueFrom: null });

t.test(
  'given registered units and officials, when tables are read, then with names, flags and the province',
  async (t) => {
    const store = storeWith(
      row(),
      finished,
      row({ key: 'H00' }),
      row({ kind: 'official', key: 'unassigned' }),
    );
    const unit = store.driver.prepare(
      "insert into units (id, parent, name, level, function, rated, origin) values (?, ?, ?, 'province', ?, ?, 'registry')",
    );
    unit.run('H00', null, 'Tỉnh', 'province', 0);
    unit.run('B', 'H00', 'Sở B', 'agency', 1);
    unit.run('A', 'H00', 'Sở A', 'agency', 1);
    unit.run('L', null, 'Đơn vị rời', 'agency', 1);
    store.driver.prepare("insert into officials (id, name, origin) values ('CB1', 'Lê A', 'registry')").run();
    const units = lateShareTable(store, query());
    t.strictSame(
      units.rows.map(({ name, total, late, flagged, rule }) => [name, total, late, flagged, rule]),
      [
        ['Sở A', 2, 1, true, 'K1'],
        ['Sở B', 0, 0, false, 'K1'],
        ['Đơn vị rời', 0, 0, false, 'K1'],
      ],
    );
    t.match(units.overall, { name: 'Tỉnh', total: 1, late: 1, flagged: false }, 'R17');
    const officials = lateShareTable(store, query({ by: 'official' }));
    t.strictSame(
      officials.rows.map(({ name, total, flagged }) => [name, total, flagged]),
      [
        ['Lê A', 0, false],
        ['chưa phân công', 1, false],
      ],
      'R14',
    );
  },
);

t.test(
  'R16: given a participation that a further task reopens, when it is written, then its count moves',
  async (t) => {
    const store = storeWith(finished);
    t.strictSame(lateShares(store, query()), new Map([['A', counts({ onTime: 1 })]]));
    write(store, 1, [finished], [row({ overdueFrom: at('2026-07-01 00:00') })]);
    t.strictSame(lateShares(store, query()), new Map([['A', counts({ openInTime: 1 })]]));
    write(store, 1, [row({ overdueFrom: at('2026-07-01 00:00') })], []);
    t.strictSame(lateShares(store, query()), new Map());
    t.strictSame(recountTallies(store), []);
  },
);

t.test('given nothing changed, when deltas are flushed, then nothing is written', async (t) => {
  const store = storeWith(finished);
  const stamp = () => store.driver.prepare("select value from settings where key = 'tallies'").pluck().get();
  const before = stamp();
  const deltas = new TallyDeltas(store);
  deltas.replace([finished], [{ ...finished, role: 'coordinator' }]);
  deltas.flush();
  t.equal(stamp(), before);
});

t.test(
  'given a wrong tally, when all are recounted, then it is named, and a rebuild puts it right',
  async (t) => {
    const store = storeWith(row(), finished);
    store.driver
      .prepare(
        "update tallies set resolved = resolved + 2 where kind = 'unit' and grain = 'month' and closed = 1",
      )
      .run();
    store.driver.prepare("delete from tallies where grain = 'day' and went_over = 1").run();
    store.driver
      .prepare("insert into tallies values ('official', 'year', 0, 'X', 0, 0, 0, 0, 0, 0, 0, 0, 7)")
      .run();
    const month = Date.UTC(2026, 2, 1) / 86_400_000;
    t.strictSame(recountTallies(store), [
      { kind: 'unit', grain: 'month', span: month, key: 'A', column: 'resolved', tallied: 3, recounted: 1 },
      {
        kind: 'unit',
        grain: 'day',
        span: month + 12,
        key: 'A',
        column: 'wentOver',
        tallied: 0,
        recounted: 1,
      },
      {
        kind: 'official',
        grain: 'year',
        span: 0,
        key: 'X',
        column: 'resolvedWithoutDue',
        tallied: 7,
        recounted: 0,
      },
    ]);
    t.equal(recountTallies(store, 2).length, 2, 'no more than asked for');
    lateShares(store, query());
    t.equal(rebuildTallies(store), 5);
    t.strictSame(recountTallies(store), []);
    t.strictSame(lateShares(store, query()), lateSharesByScan(store, query()));
  },
);

t.test(
  'given more changes at once than are worth following, when shares are read, then they are still exact',
  async (t) => {
    const store = storeWith(finished);
    lateShares(store, query());
    store.driver.transaction(() => {
      const deltas = new TallyDeltas(store);
      for (let n = 0; n < 12_000; n += 1) {
        const one = row({
          key: `K${n % 500}`,
          openedAt: at('2026-03-02 09:30') + n,
          overdueFrom: at('2026-03-13 00:00') + n,
        });
        insertRows(store, n + 10, [one]);
        deltas.add(one, 1);
      }
      deltas.flush();
    })();
    const asOf = at('2026-03-13 00:00') + 6_000;
    t.strictSame(lateShares(store, query({ asOf })), lateSharesByScan(store, query({ asOf })));
    t.strictSame(lateShares(store, query({ asOf })).get('K0'), counts({ lateOpen: 13, openInTime: 11 }));
  },
);

t.test(
  'given more days looked at than are kept in memory, when one is looked at again, then it is read anew',
  async (t) => {
    const store = storeWith(row(), finished);
    for (let pass = 0; pass < 2; pass += 1) {
      for (let half = 0; half < 160; half += 1) {
        const asOf = at('2026-02-20 11:00') + half * 12 * 3_600_000;
        const seen = query({
          asOf,
          period: { from: at('2026-01-01 00:00') - 86_400_000 * half, to: at('2027-01-01 00:00') },
        });
        if (pass === 1) t.strictSame(lateShares(store, seen), lateSharesByScan(store, seen));
        else lateShares(store, seen);
      }
      write(store, 10 + pass, [], [row()]);
    }
  },
);

t.test('given two connections, when one writes, then the other reads it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'late-shares-'));
  const [one, other] = [openStore(join(folder, 'books.db')), openStore(join(folder, 'books.db'))];
  t.teardown(() => {
    one.close();
    other.close();
    rmSync(folder, { recursive: true });
  });
  for (let n = 1; n <= 3; n += 1) {
    write(n % 2 === 0 ? one : other, n, [], [row()]);
    for (const store of [one, other]) {
      t.strictSame(lateShares(store, query()), new Map([['A', counts({ lateOpen: n })]]));
    }
  }
});

t.test(
  'given a dossier opened, overdue and closed within one day, when the day is cut anywhere, then it is exact',
  async (t) => {
    const open = row({ openedAt: at('2026-03-02 08:00'), overdueFrom: at('2026-03-02 12:00') });
    const store = storeWith({ ...open, closedAt: at('2026-03-02 16:00'), late: true });
    const seen = (asOf: number) => lateShares(store, query({ asOf })).get('A');
    t.equal(seen(at('2026-03-02 08:00') - 1), undefined);
    t.strictSame(seen(at('2026-03-02 08:00')), counts({ openInTime: 1 }));
    t.strictSame(seen(at('2026-03-02 12:00') - 1), counts({ openInTime: 1 }));
    t.strictSame(seen(at('2026-03-02 12:00')), counts({ lateOpen: 1 }));
    t.strictSame(seen(at('2026-03-02 16:00') - 1), counts({ lateOpen: 1 }));
    t.strictSame(seen(at('2026-03-02 16:00')), counts({ lateFinished: 1 }));
    t.strictSame(seen(at('2026-03-03 00:00') - 1), counts({ lateFinished: 1 }));
  },
);

t.test(
  'given a period that is not whole days, when it is asked, then it is refused in either form',
  async (t) => {
    const store = storeWith(row());
    const { from, to } = query().period;
    const odd = query({ period: { from: from + 1, to } });
    t.throws(() => lateShares(store, odd), { name: 'PeriodError' });
    t.throws(() => lateSharesByScan(store, odd), { name: 'PeriodError' });
  },
);
