import fc from 'fast-check';
import t from 'tap';
import { Temporal } from 'temporal-polyfill';
import { ZoneTimes } from '../../src/integration/import/times.js';

const iso = (at: number): string => new Date(at).toISOString();
const read = (zone: string, text: string): string => {
  const time = new ZoneTimes(zone).read(text);
  return typeof time === 'string' ? time : iso(time.at) + (time.dateOnly ? ' day' : '');
};

t.test('given the forms logs use, when they are read, then each is the instant it means', async (t) => {
  const forms: [string, string][] = [
    ['2026-02-12', '2026-02-11T17:00:00.000Z day'],
    ['2026-02-12T09:00', '2026-02-12T02:00:00.000Z'],
    ['2026-02-12 09:00:30', '2026-02-12T02:00:30.000Z'],
    ['2026-02-12T09:00:30.5', '2026-02-12T02:00:30.500Z'],
    ['2026-02-12T09:00:30,123456', '2026-02-12T02:00:30.123Z'],
    ['2026-02-12T09:00:30.007Z', '2026-02-12T09:00:30.007Z'],
    ['2010-03-31T16:59:42.000+02:00', '2010-03-31T14:59:42.000Z'],
    ['2010-03-31 16:59-0330', '2010-03-31T20:29:00.000Z'],
    ['2010-03-31T16:59+07', '2010-03-31T09:59:00.000Z'],
    ['2024-02-29', '2024-02-28T17:00:00.000Z day'],
    ['1899-12-31T23:59:59Z', '1899-12-31T23:59:59.000Z'],
  ];
  for (const [text, expected] of forms) t.equal(read('Asia/Ho_Chi_Minh', text), expected, text);
});

t.test('given times that do not exist, or other forms, when they are read, then it says which', async (t) => {
  const impossible = ['2026-02-30', '2025-02-29', '2026-13-01', '2026-00-10', '2026-04-31T10:00'];
  impossible.push('2026-01-01T24:00', '2026-01-01T10:60', '2026-01-01T10:00:60');
  for (const text of impossible) {
    t.equal(read('UTC', text), 'is no date of the calendar or no time of the day', text);
  }
  const other = ['', '12/02/2026', '2026-2-1', '20260212', '2026-02-12T', '2026-02-12T9:00', 'NULL'];
  other.push('2026-02-12T09:00:3', '2026-02-12T09:00:30.', '2026-02-12T09:00x', '2026-02-12T09:00+7');
  other.push('2026-02-12T09:00+07:00x', '2026-02-12T09:00+25:00');
  for (const text of other) t.equal(read('UTC', text), 'is not an ISO date or time', text);
});

t.test(
  'given clocks set back or forward, when wall times are read, then what happens twice is the first',
  async (t) => {
    t.equal(read('America/New_York', '2015-11-01T01:30'), '2015-11-01T05:30:00.000Z', 'occurs twice');
    t.equal(
      read('America/New_York', '2015-03-08T02:30'),
      '2015-03-08T07:30:00.000Z',
      'never occurs: moved on',
    );
    t.equal(read('America/Sao_Paulo', '2017-10-15'), '2017-10-15T03:00:00.000Z day', 'a day from 01:00 on');
    t.equal(read('Pacific/Apia', '2011-12-31'), '2011-12-30T10:00:00.000Z day', 'after a day left out');
  },
);

t.test(
  'given a due date, when its day ends, then the next local day begins, however long it was',
  async (t) => {
    const next = (zone: string, at: string): string =>
      iso(new ZoneTimes(zone).startOfNextDay(Date.parse(at)));
    t.equal(next('America/New_York', '2015-03-08T05:00:00Z'), '2015-03-09T04:00:00.000Z', '23 hours');
    t.equal(next('America/New_York', '2015-11-01T04:00:00Z'), '2015-11-02T05:00:00.000Z', '25 hours');
    t.equal(next('Asia/Ho_Chi_Minh', '2026-02-12T16:59:59.999Z'), '2026-02-12T17:00:00.000Z');
    t.equal(next('Asia/Ho_Chi_Minh', '2026-02-12T17:00:00Z'), '2026-02-13T17:00:00.000Z');
  },
);

t.test(
  'given any wall time in zones that change, when it is read, then Temporal reads it alike',
  async (t) => {
    const zones = ['Asia/Ho_Chi_Minh', 'America/New_York', 'Europe/Rome', 'Australia/Lord_Howe'];
    zones.push('America/Sao_Paulo', 'Africa/Casablanca', 'Pacific/Apia');
    const known = new Map(zones.map((zone) => [zone, new ZoneTimes(zone)]));
    const minute = fc.integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (zone, minutes) => {
        const text = iso(minutes * 60_000).slice(0, 16);
        const expected = Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
        return known.get(zone)!.instantOf(minutes * 60_000) === expected;
      }),
      { numRuns: 3000 },
    );
    // The hours around every change of these years, where all the difficulty is.
    const unlike: string[] = [];
    for (const [zone, times] of known) {
      const begin = Temporal.ZonedDateTime.from({ year: 2009, month: 1, day: 1, timeZone: zone });
      let change = begin.getTimeZoneTransition('next');
      for (; change !== null && change.year < 2020; change = change.getTimeZoneTransition('next')) {
        for (let quarter = -12; quarter <= 12; quarter++) {
          const wall = change.toPlainDateTime().add({ minutes: quarter * 15 });
          const read = times.instantOf(wall.toZonedDateTime('UTC').epochMilliseconds);
          if (read !== wall.toZonedDateTime(zone).epochMilliseconds)
            unlike.push(`${zone} ${wall.toString()}`);
        }
      }
    }
    t.same(unlike, []);
  },
);
