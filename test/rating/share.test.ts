import fc from 'fast-check';
import t from 'tap';
import {
  PROVINCE_RULES,
  PROVINCE_RULES_FROM_15_12,
  type Rated,
  reaches,
  shareOf,
  shareTable,
  shareText,
} from '../../src/rating/index.js';
import { counts, query } from './rows.js';

const { unit, official } = PROVINCE_RULES.thresholds;
const registered = (key: string, change: Partial<Rated> = {}): Rated => ({
  key,
  name: `Tên ${key}`,
  rated: true,
  root: false,
  ...change,
});

t.test(
  'R1: given shares around ten per cent, when they are compared, then exactly ten hits the unit only',
  async (t) => {
    const cases: [late: number, total: number, unit: boolean, official: boolean][] = [
      [0, 0, false, false],
      [0, 1, false, false],
      [1, 1, true, true],
      [9, 100, false, false],
      [10, 100, true, false],
      [11, 100, true, true],
      [1, 9, true, true],
      [1, 10, true, false],
      [1, 11, false, false],
      [9, 89, true, true],
      [9, 90, true, false],
      [9, 91, false, false],
      [99_999, 1_000_000, false, false],
      [100_000, 1_000_000, true, false],
      [100_001, 1_000_000, true, true],
    ];
    for (const [late, total, hitsUnit, hitsOfficial] of cases) {
      t.equal(reaches({ late, total }, unit), hitsUnit, `unit ${late}/${total}`);
      t.equal(reaches({ late, total }, official), hitsOfficial, `official ${late}/${total}`);
    }
  },
);

t.test('R1: given any share, when it is compared, then the rule in whole numbers decides', async (t) => {
  const some = fc
    .integer({ min: 1, max: 5_000_000 })
    .chain((total) => fc.record({ total: fc.constant(total), late: fc.integer({ min: 0, max: total }) }));
  fc.assert(
    fc.property(some, (share) => {
      const tenfold = BigInt(share.late) * 10n;
      return (
        reaches(share, unit) === tenfold >= BigInt(share.total) &&
        reaches(share, official) === tenfold > BigInt(share.total)
      );
    }),
  );
  t.pass();
});

t.test(
  'R1: given a share, when it is shown, then digits are cut off and nothing is "no dossiers"',
  async (t) => {
    t.equal(shareText({ late: 12, total: 130 }), '12/130 (9,23 %)');
    t.equal(shareText({ late: 0, total: 0 }), 'không có hồ sơ');
    t.equal(shareText({ late: 0, total: 7 }), '0/7 (0,00 %)');
    t.equal(shareText({ late: 7, total: 7 }), '7/7 (100,00 %)');
    t.equal(shareText({ late: 1, total: 10 }), '1/10 (10,00 %)');
    t.equal(
      shareText({ late: 99_999, total: 1_000_000 }),
      '99999/1000000 (9,99 %)',
      'never rounded up to ten',
    );
    t.equal(shareText({ late: 1, total: 1_000 }), '1/1000 (0,10 %)');
    t.equal(shareText({ late: 1, total: 100_000 }), '1/100000 (0,00 %)');
  },
);

t.test('R2: given counts, when a basis is chosen, then the total is what it says', async (t) => {
  const all = counts({ lateFinished: 2, onTime: 30, lateOpen: 5, openInTime: 700, withoutDue: 11_000 });
  t.strictSame(shareOf(all, 'resolved'), { total: 32, late: 2, lateFinished: 2, lateOpen: 0 });
  t.strictSame(shareOf(all, 'accountable'), { total: 37, late: 7, lateFinished: 2, lateOpen: 5 });
  t.strictSame(shareOf(all, 'received'), { total: 737, late: 7, lateFinished: 2, lateOpen: 5 });
});

t.test('given registered units, when the table is made', async (t) => {
  const table = shareTable(
    query(),
    new Map([
      ['unassigned', counts({ lateOpen: 3 })],
      ['U2', counts({ lateFinished: 1, onTime: 9, withoutDue: 4 })],
      ['U3', counts({ lateFinished: 1, onTime: 9 })],
      ['H00', counts({ lateFinished: 1, onTime: 9 })],
      ['gone', counts({ lateOpen: 1 })],
      ['void', counts({})],
    ]),
    [
      registered('U3', { rated: false }),
      registered('H00', { root: true }),
      registered('U2'),
      registered('U1'),
    ],
    PROVINCE_RULES,
  );
  const of = (key: string) => table.rows.find((row) => row.key === key);
  t.strictSame(
    table.rows.map((row) => row.key),
    ['U1', 'U2', 'U3', 'gone', 'unassigned'],
    'then rows are by key, the unassigned last, whoever has nothing and is not registered left out',
  );
  t.match(
    of('U1'),
    { total: 0, late: 0, flagged: false },
    'R1: registered ones with nothing appear, not flagged',
  );
  t.strictSame(of('U2'), {
    key: 'U2',
    name: 'Tên U2',
    total: 10,
    late: 1,
    lateFinished: 1,
    lateOpen: 0,
    withoutDue: 4,
    flagged: true,
    rule: 'K1',
    citation: unit.citation,
  });
  t.match(
    of('U3'),
    { total: 10, late: 1, flagged: false },
    'R17: units the rules do not name are never flagged',
  );
  t.match(of('unassigned'), { name: 'chưa phân công', total: 3, late: 3, flagged: false, rule: 'K1' }, 'R14');
  t.match(of('gone'), { name: 'gone', total: 1, flagged: false }, 'nothing counted is hidden');
  t.match(table.overall, { key: 'H00', total: 10, late: 1 }, 'R17: the province is beside the rows');
  t.strictSame(table.rules, { id: 'province', version: '1' });
});

t.test('given officials, when the table is made', async (t) => {
  const table = shareTable(
    query({ by: 'official' }),
    new Map([
      ['CB1', counts({ lateFinished: 1, onTime: 9 })],
      ['CB2', counts({ lateFinished: 1, onTime: 8 })],
      ['unassigned', counts({ lateFinished: 1 })],
    ]),
    [registered('CB1'), registered('CB2')],
    PROVINCE_RULES,
  );
  t.strictSame(
    table.rows.map((row) => [row.key, row.flagged, row.rule]),
    [
      ['CB1', false, 'K2'],
      ['CB2', true, 'K2'],
      ['unassigned', false, 'K2'],
    ],
    'then more than ten per cent flags, and nobody is flagged for what nobody was assigned',
  );
  t.equal(table.overall, null);
});

t.test('given codes beyond the basic plane, when rows are put in order, then by code point', async (t) => {
  const keys = ['b', '\u{1F600}', '\u{FF21}', 'a\u{1F600}', 'a', 'unassigned', 'z'];
  const table = shareTable(
    query(),
    new Map(),
    keys.map((key) => registered(key)),
    PROVINCE_RULES,
  );
  t.strictSame(
    table.rows.map((row) => row.key),
    ['a', 'a\u{1F600}', 'b', 'z', '\u{FF21}', '\u{1F600}', 'unassigned'],
  );
});

t.test('given the rule sets, when they are cited, then in the words of the source', async (t) => {
  for (const rules of [PROVINCE_RULES, PROVINCE_RULES_FROM_15_12]) {
    t.match(rules.thresholds.unit, { id: 'K1', comparison: 'atLeast', numerator: 1, denominator: 10 });
    t.match(rules.thresholds.official, { id: 'K2', comparison: 'moreThan', numerator: 1, denominator: 10 });
    t.match(rules.thresholds.unit.citation, /Khánh Hòa.*từ 10% hồ sơ trễ hạn trở lên trong năm/);
    t.match(rules.thresholds.official.citation, /Khánh Hòa.*trễ hạn trên 10% hồ sơ trong năm/);
    t.equal(rules.defaultBasis, 'accountable');
  }
});
