import assert from 'node:assert/strict';
import fc from 'fast-check';
import t from 'tap';
import {
  changeTerm,
  computeDue,
  createWorkCalendar,
  DEFAULT_OFFICE_HOURS,
  epochDayOf,
  epochDayOfDate,
  explainClock,
  explainDue,
  extendTerm,
  finishClock,
  formatInstant,
  formatTerm,
  isoWeekday,
  localDateOf,
  localDateOfEpochDay,
  parseInstant,
  parseTerm,
  remainingMinutes,
  resumeClock,
  startClock,
  startOfDay,
  stopClock,
  unextendTerm,
  usedMinutes,
  vietnamCalendar,
} from '../../src/calendar/index.js';
import type { CalendarDay, Clock, Due, ExplainedDay, OfficeHours, Term } from '../../src/calendar/types.js';
import {
  NaiveOffice,
  naiveDue,
  naiveLonger,
  naiveStoppedDue,
  type Office,
  type Stop,
} from './naive-oracle.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FROM = parseInstant('2026-01-05');
const THROUGH = parseInstant('2026-11-20');

/** Building a calendar takes a moment: offices are drawn from a pool that is itself drawn by fast-check with a seed. */
const stretches = fc
  .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 6 })
  .map((marks) => marks.sort((a, b) => a - b))
  .map((marks) =>
    Array.from(
      { length: Math.floor(marks.length / 2) },
      (_, i) => [marks[2 * i] ?? 0, marks[2 * i + 1] ?? 0] as const,
    ),
  );
const hours: fc.Arbitrary<OfficeHours> = fc
  .tuple(stretches, fc.array(fc.option(stretches, { nil: undefined }), { minLength: 6, maxLength: 6 }))
  .map(([monday, rest]) => ({
    1: monday,
    2: rest[0],
    3: rest[1],
    4: rest[2],
    5: rest[3],
    6: rest[4],
    7: rest[5],
  }))
  .map(
    (week) =>
      Object.fromEntries(Object.entries(week).filter(([, open]) => open !== undefined)) as OfficeHours,
  );
const specialDay = fc
  .tuple(
    fc.integer({ min: 0, max: 400 }),
    fc.boolean(),
    fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
  )
  .map(([day, off, lieu]): CalendarDay => {
    const date = localDateOfEpochDay(epochDayOfDate('2026-01-01') + day);
    const base = { date, name: 'x', basis: 'y', verified: true };
    if (off) return { ...base, kind: 'off' };
    const inLieuOf =
      lieu === undefined ? {} : { inLieuOf: localDateOfEpochDay(epochDayOfDate('2026-01-01') + lieu) };
    return { ...base, kind: 'worked', ...inLieuOf };
  });
const randomOffice: fc.Arbitrary<Office> = fc.record({
  hours,
  data: fc.uniqueArray(specialDay, { selector: ({ date }) => date, maxLength: 60 }).map((days) => ({
    version: 'random',
    announcedFrom: '2026-01-01',
    announcedThrough: '2026-12-31',
    days,
  })),
});

const VIETNAM: Office = { data: vietnamCalendar, hours: DEFAULT_OFFICE_HOURS };
const offices = [VIETNAM, ...fc.sample(randomOffice, { numRuns: 30, seed: 20_260_226 })].map((office) => ({
  calendar: createWorkCalendar(office.data, office.hours),
  naive: new NaiveOffice(office),
}));
// Half of all runs in the real calendar.
const office = fc.oneof(fc.constant(offices[0]!), fc.constantFrom(...offices));

const instant = fc.integer({ min: FROM, max: THROUGH });
const upTo = (unit: Exclude<Term['unit'], 'sameDay'>, max: number) =>
  fc.integer({ min: 1, max }).map((count): Term => ({ unit, count }));
const workTerm = fc.oneof(
  upTo('workingDays', 12),
  upTo('workingMinutes', 1500),
  fc.constantFrom<Term>(...[240, 480, 960].map((count): Term => ({ unit: 'workingMinutes', count }))),
  fc.constantFrom<Term>(...[660, 900, 1439].map((cutoffMinute): Term => ({ unit: 'sameDay', cutoffMinute }))),
  fc
    .tuple(fc.constantFrom(660, 900), fc.integer({ min: 1, max: 4 }))
    .map(([cutoffMinute, thenWorkingDays]): Term => ({ unit: 'sameDay', cutoffMinute, thenWorkingDays })),
);
const calendarTerm = fc.oneof(upTo('days', 45), upTo('weeks', 6), upTo('months', 14), upTo('years', 5));
const term = fc.oneof(workTerm, calendarTerm);
const measure = fc.constantFrom<Clock['measure']>('due', 'allowance');

/** Gaps of nothing, seconds, hours and days, so that stops fall on, just before and long after the interesting edges. */
const gap = fc.oneof(
  fc.constantFrom(0, 1, 999, MINUTE - 1, MINUTE, 8 * HOUR, 24 * HOUR),
  fc.integer({ min: 0, max: 10 * HOUR }),
  fc.integer({ min: 0, max: 6 * 24 * HOUR }),
);
const gaps = fc.array(fc.tuple(gap, gap), { maxLength: 4 });
const onQuarter = instant.map((at) => at - (at % (15 * MINUTE)));
const start = fc.oneof(instant, onQuarter);

function stopsAfter(from: number, pairs: readonly (readonly [number, number])[]): Stop[] {
  let at = from;
  return pairs.map(([run, stand]) => {
    const stop = { from: at + run, to: at + run + stand };
    at = stop.to;
    return stop;
  });
}

function runClock(calendar: (typeof offices)[0]['calendar'], begun: Clock, stops: readonly Stop[]): Clock {
  return stops.reduce(
    (clock, { from, to }) => resumeClock(calendar, stopClock(calendar, clock, from, 'supplement'), to),
    begun,
  );
}

const show = (due: { at: number; lateFrom: number }) => ({
  at: formatInstant(due.at),
  lateFrom: formatInstant(due.lateFrom),
});

/** Runs a property; a counterexample is thrown by fast-check with its seed. */
function always<T extends [unknown, ...unknown[]]>(
  title: string,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  check: (...values: T) => void,
  numRuns = 400,
): void {
  t.test(title, async (t) => {
    fc.assert(fc.property(...arbitraries, check), { numRuns });
    t.pass(`${numRuns} runs`);
  });
}

always(
  'given any office, reception and term, when the due is computed, then the naive walk agrees',
  [office, start, term, measure],
  ({ calendar, naive }, received, granted, by) =>
    assert.deepEqual(
      show(computeDue(calendar, received, granted, by)),
      show(naiveDue(naive, received, granted, by)),
    ),
  1500,
);

always(
  'given two instants, when working minutes between them are counted, then it is as minute by minute, signed, and additive',
  [office, start, fc.integer({ min: 0, max: 12 * 24 * HOUR }), fc.integer({ min: 0, max: 5 * 24 * HOUR })],
  ({ calendar, naive }, a, more, further) => {
    const [b, c] = [a + more, a + more + further];
    const counted = calendar.workingMinutesBetween(a, b);
    assert.equal(counted, naive.between(a, b));
    assert.equal(calendar.workingMinutesBetween(b, a), 0 - counted);
    assert.equal(calendar.workingMinutesBetween(a, c), counted + calendar.workingMinutesBetween(b, c));
  },
);

always(
  'given working minutes to add, when added, then the earliest and the latest instant are those of the naive walk',
  [office, start, fc.integer({ min: 0, max: 1500 })],
  ({ calendar, naive }, from, count) => {
    const earliest = calendar.addWorkingMinutes(from, count);
    assert.equal(earliest, naive.after(from, count));
    assert.equal(calendar.addWorkingMinutes(from, count, 'latest'), naive.nextOpen(earliest));
    assert.equal(calendar.workingMinutesBetween(from, earliest), count);
  },
);

always(
  'given a day, when working days are added or it is rolled, then the day is the one reached by walking',
  [office, instant, fc.integer({ min: 1, max: 30 })],
  ({ calendar }, at, count) => {
    const day = epochDayOf(at);
    const reached = calendar.addWorkingDays(day, count);
    let seen = 0;
    for (let d = day + 1; d <= reached; d++) if (calendar.isWorkingDay(d)) seen++;
    assert.deepEqual([seen, calendar.isWorkingDay(reached)], [count, true]);
    const rolled = calendar.nextWorkingDayOnOrAfter(day);
    assert.equal(rolled, calendar.isWorkingDay(day) ? day : calendar.addWorkingDays(day, 1));
    assert.equal(calendar.addWorkingDays(day, 0), day);
  },
);

always(
  'given any stops and resumes, when the clock runs, then its due is that of the naive walk around the stops',
  [office, start, term, measure, gaps],
  ({ calendar, naive }, at, granted, by, pairs) => {
    const stops = stopsAfter(at, pairs);
    const clock = runClock(calendar, startClock(calendar, granted, at, by), stops);
    assert.deepEqual(show(clock.due), show(naiveStoppedDue(naive, at, granted, by, stops)));
  },
  3000,
);

always(
  'given any clock, when it stops and resumes at once or in the same minute, then nothing is changed',
  [office, start, term, measure, gaps, gap, fc.integer({ min: 0, max: 59_999 })],
  ({ calendar }, at, granted, by, pairs, run, within) => {
    const stops = stopsAfter(at, pairs);
    const clock = runClock(calendar, startClock(calendar, granted, at, by), stops);
    const stop = (stops.at(-1)?.to ?? at) + run;
    const sameMinute = Math.min(stop + within, stop - (stop % MINUTE) + MINUTE - 1);
    for (const resume of [stop, sameMinute]) {
      const again = resumeClock(calendar, stopClock(calendar, clock, stop, 'suspension'), resume);
      assert.deepEqual(show(again.due), show(clock.due));
    }
  },
  1500,
);

always(
  'given a clock not yet late, when it stops and resumes, then it is not late on resuming and never due earlier',
  [office, start, term, measure, gap, gap],
  ({ calendar }, at, granted, by, run, stand) => {
    const begun = startClock(calendar, granted, at, by);
    const stop = at + run;
    const clock = runClock(calendar, begun, [{ from: stop, to: stop + stand }]);
    if (stop >= begun.due.lateFrom) return assert.deepEqual(clock.due, begun.due);
    assert.ok(clock.due.lateFrom > stop + stand, 'late on resuming');
    assert.ok(clock.due.at >= begun.due.at && clock.due.lateFrom >= begun.due.lateFrom, 'earlier');
  },
  1500,
);

always(
  'given any stops, when minutes are asked for at any instant, then used and remaining add up and intervals have no gap',
  [office, start, workTerm, measure, gaps, fc.integer({ min: -HOUR, max: 30 * 24 * HOUR })],
  ({ calendar, naive }, at, granted, by, pairs, later) => {
    const stops = stopsAfter(at, pairs);
    const begun = startClock(calendar, granted, at, by);
    const clock = runClock(calendar, begun, stops);
    const budget = granted.unit === 'workingMinutes' ? granted.count : naive.between(at, begun.due.at);
    const [asOf, used] = [at + later, usedMinutes(calendar, clock, at + later)];
    assert.equal(used + remainingMinutes(calendar, clock, asOf), budget);
    const stood = stops.reduce(
      (sum, { from, to }) => sum + (from < asOf ? naive.between(from, Math.min(to, asOf)) : 0),
      0,
    );
    assert.equal(used, (asOf > at ? naive.between(at, asOf) : 0) - stood);
    clock.intervals.forEach((interval, i) => {
      const next = clock.intervals[i + 1];
      assert.equal(interval.to, next ? next.from : null);
      assert.equal(interval.kind, i % 2 === 0 ? 'running' : 'stopped');
    });
    assert.deepEqual(JSON.parse(JSON.stringify(clock)), clock);
  },
);

always(
  'given a finished or stopped clock, when its term changes, then it is as if it had run under that term all along',
  [office, start, term, term, measure, gaps, fc.boolean()],
  ({ calendar }, at, granted, other, by, pairs, finish) => {
    const stops = stopsAfter(at, pairs);
    const end = (stops.at(-1)?.to ?? at) + HOUR;
    const close = (clock: Clock) =>
      finish ? finishClock(clock, end) : stopClock(calendar, clock, end, 'financialDuty');
    const was = close(runClock(calendar, startClock(calendar, granted, at, by), stops));
    const would = close(runClock(calendar, startClock(calendar, other, at, by), stops));
    assert.deepEqual(changeTerm(calendar, was, other), would);
    assert.deepEqual(changeTerm(calendar, changeTerm(calendar, was, other), granted), was);
  },
);

type Counted = Exclude<Term, { unit: 'sameDay' }>;
/** What may be added to a term: its own unit, and working days to a same-day term. */
const extensionOf = (granted: Term, count: number): Counted => ({
  unit: granted.unit === 'sameDay' ? 'workingDays' : granted.unit,
  count,
});

/** The stops a clock has had before it is extended: up to the first one that came too late for it. */
function stopsInTime(
  clock: Clock,
  stops: readonly Stop[],
  calendar: (typeof offices)[0]['calendar'],
): Stop[] {
  const before: Stop[] = [];
  for (const stop of stops) {
    if (stop.from >= runClock(calendar, clock, before).due.lateFrom) break;
    before.push(stop);
  }
  return before;
}

always(
  'given a clock not yet overdue, when its term is extended between any stops, then its due is that of the longer term all along',
  [office, start, term, measure, gaps, fc.nat(4), fc.integer({ min: 1, max: 12 })],
  ({ calendar, naive }, at, granted, by, pairs, extendAfter, count) => {
    const more = extensionOf(granted, count);
    const longer = extendTerm(granted, more)!;
    assert.deepEqual(longer, naiveLonger(granted, more));
    assert.deepEqual(unextendTerm(longer, more), granted);
    const begun = startClock(calendar, granted, at, by);
    const stops = stopsAfter(at, pairs);
    const [before, after] = [stopsInTime(begun, stops, calendar).slice(0, extendAfter), [...stops]];
    after.splice(0, before.length);
    const was = runClock(calendar, begun, before);
    const extended = changeTerm(calendar, was, longer);
    assert.ok(extended.due.at >= was.due.at && extended.due.lateFrom >= was.due.lateFrom, 'due earlier');
    const clock = runClock(calendar, extended, after);
    assert.deepEqual(show(clock.due), show(naiveStoppedDue(naive, at, longer, by, stops)));
    const days = explainClock(calendar, clock, { term: more, legalBasis: 'Luật X' });
    assert.deepEqual(
      days.map(({ date, status, minutes }) => [date, status, minutes]),
      explainClock(calendar, clock).map(({ date, status, minutes }) => [date, status, minutes]),
    );
    const moved = dateOf(changeTerm(calendar, clock, granted).due) < dateOf(clock.due);
    assert.equal(days.at(-1)!.basis.startsWith('Luật X; '), moved);
    const due = days.filter(({ note }) => note.en.includes('due date before the extension'));
    assert.equal(due.length, moved ? 1 : 0);
  },
  2000,
);

t.test('given units that cannot be added, when a term is extended by them, then it is refused', async (t) => {
  const cannot: [Term, Term][] = [
    [
      { unit: 'workingDays', count: 5 },
      { unit: 'days', count: 5 },
    ],
    [
      { unit: 'days', count: 5 },
      { unit: 'workingDays', count: 5 },
    ],
    [
      { unit: 'workingDays', count: 5 },
      { unit: 'workingMinutes', count: 480 },
    ],
    [
      { unit: 'months', count: 1 },
      { unit: 'days', count: 10 },
    ],
    [
      { unit: 'sameDay', cutoffMinute: 900 },
      { unit: 'days', count: 1 },
    ],
    [
      { unit: 'sameDay', cutoffMinute: 900 },
      { unit: 'sameDay', cutoffMinute: 900 },
    ],
  ];
  for (const [granted, more] of cannot) {
    t.equal(extendTerm(granted, more), null, `${formatTerm(granted).en} and ${formatTerm(more).en}`);
    t.equal(unextendTerm(granted, more), null);
  }
});

/** An office that closes at 24:00 closes on the day that ends then. */
const dateOf = ({ at, lateFrom, comparison }: Due): string =>
  localDateOf(comparison === 'date' ? lateFrom - 1 : at);

const COUNTED = new Set<ExplainedDay['status']>(['counted', 'workedInLieu']);

always(
  'given any due, when it is explained, then days follow each other, the last is the due day, and as many count as granted',
  [office, start, term],
  ({ calendar }, at, granted) => {
    const days = explainDue(calendar, at, granted);
    const due = computeDue(calendar, at, granted);
    const first = epochDayOf(at);
    assert.deepEqual(
      days.map(({ date, weekday }) => [date, weekday]),
      days.map((_, i) => [localDateOfEpochDay(first + i), isoWeekday(first + i)]),
    );
    assert.deepEqual([days.at(-1)?.date, days.at(-1)?.status], [dateOf(due), 'due']);
    assert.ok(days.every(({ basis, note }) => basis && note.vi && note.en));
    const counted = days.filter(({ status }) => COUNTED.has(status)).length;
    const rolled = days.some(({ status }) => status === 'rolled');
    if (granted.unit === 'workingDays') assert.equal(counted + 1, granted.count);
    if (granted.unit === 'days')
      assert.equal(counted + 1, granted.count, 'the due day or the first rolled day counts');
    if (granted.unit === 'workingMinutes') assert.equal(sumOf(days), granted.count);
    if (rolled)
      assert.ok(!calendar.isWorkingDay(first + days.findIndex(({ status }) => status === 'rolled')));
  },
  800,
);

always(
  'given any stopped and resumed clock, when it is explained, then it ends on its due day and accounts for all that was granted',
  [office, start, term, measure, gaps],
  ({ calendar, naive }, at, granted, by, pairs) => {
    const begun = startClock(calendar, granted, at, by);
    const clock = runClock(calendar, begun, stopsAfter(at, pairs));
    const days = explainClock(calendar, clock);
    assert.deepEqual([days.at(-1)?.date, days.at(-1)?.status], [dateOf(clock.due), 'due']);
    if (granted.unit === 'workingMinutes') assert.equal(sumOf(days), granted.count);
    const inMinutes = days.every(({ minutes }) => minutes !== null);
    if (granted.unit === 'workingDays' && inMinutes)
      assert.equal(sumOf(days), naive.between(at, begun.due.at));
    const ordinals = days.flatMap(({ note }) => /Day (\d+) of/.exec(note.en)?.[1] ?? []).map(Number);
    assert.deepEqual(
      ordinals,
      ordinals.map((_, i) => i + 1),
    );
    if (granted.unit === 'days') {
      const rolledIn =
        days.filter(({ status, note }) => status === 'rolled' && !note.en.includes('Day ')).length > 0;
      assert.ok(ordinals.length === granted.count || (rolledIn && ordinals.length === granted.count - 1));
    }
  },
  1000,
);

const sumOf = (days: readonly ExplainedDay[]): number =>
  days.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

always(
  'given any instant of the covered years, when written and read again, then it is the same, as Date reads it too',
  [fc.integer({ min: Date.UTC(1976, 0, 1), max: Date.UTC(2100, 0, 1) }), fc.integer({ min: -14, max: 14 })],
  (at, zone) => {
    const text = formatInstant(at);
    assert.equal(parseInstant(text), at);
    assert.equal(Date.parse(text), at);
    assert.equal(localDateOf(at), new Date(at + 7 * HOUR).toISOString().slice(0, 10));
    assert.equal(isoWeekday(epochDayOf(at)), new Date(at + 7 * HOUR).getUTCDay() || 7);
    const offset = `${zone < 0 ? '-' : '+'}${String(Math.abs(zone)).padStart(2, '0')}:00`;
    const elsewhere = new Date(at + zone * HOUR).toISOString().replace('Z', offset);
    assert.equal(parseInstant(elsewhere), at);
    assert.equal(parseInstant(text.slice(0, -6)), at, 'without offset: office time');
    assert.equal(startOfDay(localDateOf(at)), startOfDay(epochDayOf(at)));
  },
);

always(
  'given any term, when written in Vietnamese or English and read again, then it is the same term',
  [
    fc.oneof(
      term,
      fc.integer({ min: 1, max: 5000 }).map((count): Term => ({ unit: 'workingMinutes', count })),
    ),
  ],
  (granted) => {
    const { vi, en } = formatTerm(granted);
    assert.deepEqual([parseTerm(vi), parseTerm(en)], [granted, granted]);
  },
);
