import fc from 'fast-check';
import t from 'tap';
import { epochDayOf, localDateOfEpochDay, startOfDay, startOfHalfDay } from '../../src/calendar/index.js';
import {
  BEGINNING,
  checkedQuery,
  type Grain,
  PROVINCE_RULES,
  PROVINCE_RULES_FROM_15_12,
  periodOf,
  type SignedRange,
  spansAround,
  spansBetween,
} from '../../src/rating/index.js';
import { at, query } from './rows.js';

t.test(
  'given a year, dates or a reporting year, when it is a period, then from midnight to midnight',
  async (t) => {
    t.strictSame(periodOf({ year: 2026 }), { from: at('2026-01-01 00:00'), to: at('2027-01-01 00:00') });
    t.strictSame(
      periodOf({ from: '2024-02-28', to: '2024-02-29' }),
      { from: at('2024-02-28 00:00'), to: at('2024-03-01 00:00') },
      'both dates are included',
    );
  },
);

t.test(
  'R3: given a reporting year from 15/12 to 14/12, when it is a period, then it begins the year before',
  async (t) => {
    t.strictSame(periodOf({ reportingYear: 2026, rules: PROVINCE_RULES_FROM_15_12 }), {
      from: at('2025-12-15 00:00'),
      to: at('2026-12-15 00:00'),
    });
    t.strictSame(periodOf({ reportingYear: 2026, rules: PROVINCE_RULES }), periodOf({ year: 2026 }));
  },
);

t.test('given what is no period, when it is asked for, then it is refused', async (t) => {
  t.throws(() => periodOf({ from: '2026-02-29', to: '2026-03-01' }), { name: 'PeriodError' });
  t.throws(() => periodOf({ from: '01/02/2026', to: '2026-03-01' }), { name: 'PeriodError' });
  t.throws(() => periodOf({ from: '2026-03-02', to: '2026-03-01' }), { name: 'PeriodError' });
  t.throws(() => periodOf({ year: 2026.5 }), { name: 'PeriodError' });
  const period = periodOf({ year: 2026 });
  t.throws(() => checkedQuery(query({ period: { ...period, from: period.from + 1 } })), {
    name: 'PeriodError',
  });
  t.throws(() => checkedQuery(query({ period: { from: period.to, to: period.from } })), {
    name: 'PeriodError',
  });
  t.throws(() => checkedQuery(query({ asOf: 0.5 })), { name: 'PeriodError' });
  t.doesNotThrow(() => checkedQuery(query()));
});

t.test(
  'given instants about midnight and noon, when their day is asked, then it is the local one',
  async (t) => {
    const day = epochDayOf(at('2026-06-01 00:00'));
    t.equal(new Date(day * 86_400_000).toISOString().slice(0, 10), '2026-06-01');
    t.equal(epochDayOf(at('2026-06-01 00:00') - 1), day - 1);
    t.equal(epochDayOf(at('2026-06-01 23:59')), day);
    t.equal(startOfDay(day), at('2026-06-01 00:00'));
    t.equal(startOfHalfDay(at('2026-06-01 11:59')), at('2026-06-01 00:00'));
    t.equal(startOfHalfDay(at('2026-06-01 12:00')), at('2026-06-01 12:00'));
    t.equal(startOfHalfDay(at('2026-06-01 23:59')), at('2026-06-01 12:00'));
  },
);

/** First days of spans by the calendar of the runtime. */
function spansByDate(day: number): Record<Grain, number> {
  const date = new Date(day * 86_400_000);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const of = (m: number, d: number) => Date.UTC(year, m, d) / 86_400_000;
  return {
    year: of(0, 1),
    month: of(month, 1),
    day,
  };
}

const anyDay = fc.integer({ min: -60_000, max: 60_000 });

t.test('given any day, when its spans are asked, then they are those of the calendar', async (t) => {
  fc.assert(
    fc.property(anyDay, (day) => {
      t.strictSame(spansAround(day), spansByDate(day));
    }),
  );
});

/** How often each day is counted by whole spans; days counted no time in all are left out. */
function counted(ranges: readonly SignedRange[]): Map<number, number> {
  const times = new Map<number, number>();
  for (const { from, to, sign } of ranges)
    for (let day = from; day < to; day += 1) times.set(day, (times.get(day) ?? 0) + sign);
  return new Map([...times].filter(([, count]) => count !== 0));
}

/** How many rows of one unit or official they are. */
function spansIn(ranges: readonly SignedRange[]): number {
  const starts = ({ grain, from, to }: SignedRange) =>
    Array.from({ length: to - from }, (_, n) => from + n).filter((day) => spansAround(day)[grain] === day);
  return ranges.reduce((sum, range) => sum + starts(range).length, 0);
}

const someDays = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: 0, max: 4_000 }));

t.test(
  'given any days, when they are cut into spans, then whole spans add up to exactly these days',
  async (t) => {
    fc.assert(
      fc.property(anyDay, someDays, (from, days) => {
        const ranges = spansBetween(from, from + days);
        t.ok(ranges.length <= 7);
        for (const range of ranges) {
          t.equal(spansAround(range.from)[range.grain], range.from);
          t.equal(spansAround(range.to)[range.grain], range.to);
          t.ok(range.from < range.to);
        }
        const times = counted(ranges);
        t.equal(times.size, days);
        t.ok([...times].every(([day, count]) => day >= from && day < from + days && count === 1));
      }),
    );
  },
);

t.test('given a day of a year, when the year up to it is cut, then in few spans', async (t) => {
  fc.assert(
    fc.property(anyDay, (day) => {
      t.ok(spansIn(spansBetween(spansAround(day).year, day)) <= 7 + 16);
    }),
  );
});

t.test(
  'given everything before a day, when it is cut into spans, then all years before its own come first',
  async (t) => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const [first, ...rest] = spansBetween(BEGINNING, day);
        t.strictSame(first, { grain: 'year', from: BEGINNING, to: spansAround(day).year, sign: 1 });
        t.strictSame(rest, spansBetween(spansAround(day).year, day));
      }),
    );
  },
);

t.test(
  'given a day late in the year or month, when the time up to it is cut, then the rest is taken off the whole',
  async (t) => {
    const day = (local: string) => epochDayOf(at(`${local} 00:00`));
    const cut = (from: string, to: string) =>
      spansBetween(day(from), day(to)).map(
        ({ grain, sign, ...range }) =>
          `${sign === 1 ? '+' : '-'} ${grain} ${localDateOfEpochDay(range.from)} ${localDateOfEpochDay(range.to)}`,
      );
    t.strictSame(cut('2026-01-01', '2027-01-01'), ['+ year 2026-01-01 2027-01-01']);
    t.strictSame(cut('2026-01-01', '2026-03-08'), [
      '+ month 2026-01-01 2026-03-01',
      '+ day 2026-03-01 2026-03-08',
    ]);
    t.strictSame(cut('2025-12-30', '2026-11-24'), [
      '+ day 2025-12-30 2026-01-01',
      '+ year 2026-01-01 2027-01-01',
      '- month 2026-12-01 2027-01-01',
      '- day 2026-11-24 2026-12-01',
    ]);
    t.strictSame(cut('2026-11-03', '2026-11-24'), ['+ day 2026-11-03 2026-11-24']);
  },
);
