import t from 'tap';
import {
  CalendarError,
  changeTerm,
  createWorkCalendar,
  DEFAULT_OFFICE_HOURS,
  days,
  explainClock,
  finishClock,
  formatInstant,
  lateFromOf,
  months,
  parseInstant,
  parseTerm,
  remainingMinutes,
  resumeClock,
  sameDay,
  startClock,
  startOfDay,
  stopClock,
  usedMinutes,
  vietnamCalendar,
  workingDays,
  workingHours,
} from '../../src/calendar/index.js';
import type { Clock, Term } from '../../src/calendar/types.js';

const calendar = createWorkCalendar(vietnamCalendar);
const at = parseInstant;
const start = (term: Term, when: string, measure?: Clock['measure']) =>
  startClock(calendar, term, at(when), measure);
const stop = (clock: Clock, when: string) => stopClock(calendar, clock, at(when), 'supplement');
const resume = (clock: Clock, when: string) => resumeClock(calendar, clock, at(when));
const due = (clock: Clock) => formatInstant(clock.due.at).slice(0, 16);
const late = (clock: Clock) => formatInstant(clock.due.lateFrom).slice(0, 16);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof CalendarError ? error.code : String(error);
  }
  return 'nothing thrown';
};

// Monday 2 March 2026; no day off in that month.
t.test(
  'given working days stopped for a while, when resumed, then the remaining working minutes decide the due day',
  async (t) => {
    const clock = start(workingDays(5), '2026-03-02T09:00'); // due Monday 9 March
    t.equal(due(clock), '2026-03-09T17:30');
    const stopped = stop(clock, '2026-03-04T10:00');
    t.equal(due(stopped), '2026-03-09T17:30', 'the promise stays on record');
    t.equal(lateFromOf(stopped), null, 'a stopped clock is never late');
    t.equal(
      due(resume(stopped, '2026-03-11T10:00')),
      '2026-03-16T17:30',
      'five working days later, same hour',
    );
    t.equal(due(resume(stopped, '2026-03-11T09:59')), '2026-03-16T17:30');
    t.equal(
      due(resume(stopped, '2026-03-11T10:01')),
      '2026-03-17T17:30',
      'a minute more runs into the next day',
    );
    t.equal(due(resume(stopped, '2026-03-04T10:00')), '2026-03-09T17:30', 'at once: nothing changes');
  },
);

t.test(
  'given many short stops, when resumed each time, then the due moves by their sum, not by a day each',
  async (t) => {
    let clock = start(workingDays(5), '2026-03-02T09:00');
    for (const day of ['03', '04', '05', '06'])
      clock = resume(stop(clock, `2026-03-${day}T09:00`), `2026-03-${day}T10:00`);
    t.equal(due(clock), '2026-03-10T17:30', 'four hours stopped: one day, until 11:30 rounded to its end');
  },
);

t.test(
  'given a stop at the edges of the due day, when resumed, then the promise is neither lost nor lengthened',
  async (t) => {
    const clock = start(workingDays(1), '2026-03-05T09:00'); // due Friday 6 March
    const cases = [
      ['2026-03-06T16:59', '2026-03-06T16:59', '2026-03-06'],
      ['2026-03-06T16:59', '2026-03-06T17:00', '2026-03-09'],
      ['2026-03-06T18:00', '2026-03-06T23:59', '2026-03-06'],
      ['2026-03-06T18:00', '2026-03-07T10:00', '2026-03-09'],
      ['2026-03-06T18:00', '2026-03-10T10:00', '2026-03-10'],
      ['2026-03-05T20:00', '2026-03-06T07:30', '2026-03-06'],
      ['2026-03-07T00:00', '2026-03-20T10:00', '2026-03-06'],
    ] as const;
    for (const [from, to, day] of cases)
      t.equal(due(resume(stop(clock, from), to)), `${day}T17:30`, `${from} to ${to}`);
  },
);

t.test(
  'given calendar days stopped, when resumed, then the calendar days left run up to the end before it is moved',
  async (t) => {
    const clock = start(days(5), '2026-03-02T09:00'); // Saturday 7, moved to Monday 9
    t.equal(due(clock), '2026-03-09T17:30');
    t.equal(
      due(resume(stop(clock, '2026-03-04T09:00'), '2026-03-06T16:00')),
      '2026-03-09T17:30',
      'two days: Monday 9',
    );
    t.equal(
      due(resume(stop(clock, '2026-03-04T09:00'), '2026-03-07T16:00')),
      '2026-03-10T17:30',
      'three days',
    );
    t.equal(
      due(resume(stop(clock, '2026-03-08T09:00'), '2026-03-11T16:00')),
      '2026-03-11T17:30',
      'none left',
    );
    t.equal(
      due(resume(stop(clock, '2026-03-10T00:00'), '2026-03-11T16:00')),
      '2026-03-09T17:30',
      'too late to stop',
    );
    const month = start(months(1), '2026-01-31T09:00');
    t.equal(
      due(resume(stop(month, '2026-02-02T09:00'), '2026-02-04T09:00')),
      '2026-03-02T17:30',
      '28/02 and two days',
    );
  },
);

t.test('given working hours stopped, when resumed, then exactly the minutes left run on', async (t) => {
  const clock = start(workingHours(8), '2026-03-02T09:00'); // due Tuesday 09:00
  t.same([due(clock), late(clock)], ['2026-03-03T09:00', '2026-03-03T09:01']);
  const again = resume(stop(clock, '2026-03-02T10:00:40'), '2026-03-04T16:30:20');
  t.equal(due(again), '2026-03-05T15:30', 'seven hours: one on Wednesday, six on Thursday');
  t.equal(usedMinutes(calendar, again, at('2026-03-04T17:00')), 60 + 30);
  t.equal(remainingMinutes(calendar, again, at('2026-03-04T17:00')), 390);
  const night = start(workingHours(8), '2026-03-05T17:30'); // due Friday 17:30
  t.equal(due(night), '2026-03-06T17:30');
  t.equal(due(resume(stop(night, '2026-03-06T17:30:10'), '2026-03-06T17:30:50')), '2026-03-06T17:30');
  t.equal(
    due(resume(stop(night, '2026-03-06T17:30'), '2026-03-07T10:00')),
    '2026-03-09T07:30',
    'never due while closed',
  );
});

t.test(
  'given a task by allowance, when it stands still outside office hours, then not a minute is lost or won',
  async (t) => {
    const task = start(workingHours(4), '2026-03-06T13:30', 'allowance'); // used up Friday 17:30
    t.same([due(task), late(task)], ['2026-03-06T17:30', '2026-03-09T07:31']);
    const weekend = resume(stop(task, '2026-03-06T19:00'), '2026-03-08T12:00');
    t.same([due(weekend), late(weekend)], ['2026-03-06T17:30', '2026-03-09T07:31']);
    const longer = resume(stop(task, '2026-03-06T17:30'), '2026-03-09T09:00');
    t.same([due(longer), late(longer)], ['2026-03-09T09:00', '2026-03-09T09:01']);
  },
);

t.test(
  'given a same-day case stopped, when resumed, then its remaining minutes run like those of a working day',
  async (t) => {
    const clock = start(sameDay(), '2026-03-02T09:00');
    t.equal(due(resume(stop(clock, '2026-03-02T10:00'), '2026-03-04T09:00')), '2026-03-04T17:30');
    t.equal(due(resume(stop(clock, '2026-03-02T10:00'), '2026-03-04T10:01')), '2026-03-05T17:30');
    const fromUnknownYear = start(sameDay(), '2023-12-31T09:00'); // whether 31/12/2023 was a day off decides
    t.same([due(fromUnknownYear), fromUnknownYear.due.provisional], ['2024-01-02T17:30', true]);
    t.equal(resume(stop(fromUnknownYear, '2024-01-02T09:00'), '2024-01-02T10:00').due.provisional, true);
  },
);

t.test(
  'given a refusal with a shorter term, when the term changes, then the same intervals are counted under it',
  async (t) => {
    const clock = resume(
      stop(start(workingDays(10), '2026-03-02T09:00'), '2026-03-03T09:00'),
      '2026-03-06T09:00',
    );
    const refused = changeTerm(calendar, clock, workingDays(3));
    t.equal(due(refused), '2026-03-10T17:30');
    t.same(refused.intervals, clock.intervals);
    t.same(changeTerm(calendar, refused, workingDays(10)), clock);
    const alreadyLate = changeTerm(
      calendar,
      resume(stop(clock, '2026-03-16T09:00'), '2026-03-20T09:00'),
      workingDays(3),
    );
    t.equal(due(alreadyLate), '2026-03-10T17:30', 'late before the second stop, which mends nothing');
  },
);

t.test(
  'given another calendar, when the clock is recomputed, then the due moves and the old explanation is refused',
  async (t) => {
    const clock = start(workingDays(1), '2026-11-23T09:00');
    const without = {
      ...vietnamCalendar,
      version: 'next',
      days: vietnamCalendar.days.filter(({ date }) => date !== '2026-11-24'),
    };
    const next = createWorkCalendar(without);
    t.equal(
      codeOf(() => explainClock(next, clock)),
      'CLOCK_STATE',
    );
    const moved = changeTerm(next, clock, clock.term);
    t.same([due(clock), due(moved), moved.calendarVersion], ['2026-11-25T17:30', '2026-11-24T17:30', 'next']);
    t.equal(explainClock(next, moved).at(-1)?.date, '2026-11-24');
  },
);

t.test(
  'given a clock in each state, when something impossible is asked, then it is refused with its code',
  async (t) => {
    const running = start(workingDays(5), '2026-03-02T09:00');
    const stopped = stop(running, '2026-03-03T09:00');
    const finished = finishClock(running, at('2026-03-03T09:00'));
    const refused: [string, () => unknown][] = [
      ['stopping twice', () => stop(stopped, '2026-03-04T09:00')],
      ['resuming a running clock', () => resume(running, '2026-03-04T09:00')],
      ['stopping a finished clock', () => stop(finished, '2026-03-04T09:00')],
      ['finishing twice', () => finishClock(finished, at('2026-03-04T09:00'))],
      ['stopping before the start', () => stop(running, '2026-03-02T08:59')],
      ['resuming before the stop', () => resume(stopped, '2026-03-03T08:59:59.999')],
      ['finishing before the stop', () => finishClock(stopped, at('2026-03-03T08:59'))],
      ['no time at all', () => finishClock(stopped, Number.NaN)],
      ['a clock without intervals', () => finishClock({ ...running, intervals: [] }, at('2026-03-03T09:00'))],
    ];
    for (const [what, act] of refused) t.equal(codeOf(act), 'CLOCK_STATE', what);
    t.equal(
      codeOf(() => stop(running, '2061-01-01')),
      'CALENDAR_RANGE',
      'a stop nobody could resume',
    );
  },
);

t.test(
  'given a finished clock, when asked for lateness and minutes, then they stand as they were',
  async (t) => {
    const clock = start(workingDays(1), '2026-03-02T09:00');
    const onTime = finishClock(clock, at('2026-03-03T23:59:59.999'));
    t.ok(at('2026-03-03T23:59:59.999') < (lateFromOf(onTime) ?? 0), 'the last day ends at 24:00');
    t.equal(lateFromOf(onTime), startOfDay('2026-03-04'));
    t.equal(usedMinutes(calendar, onTime, at('2026-04-01')), 390 + 480);
    t.equal(remainingMinutes(calendar, onTime, at('2026-04-01')), 0);
    t.equal(remainingMinutes(calendar, onTime, at('2026-03-02T10:00')), 330 + 480, 'the past is still there');
    const withdrawn = finishClock(stop(clock, '2026-03-03T09:00'), at('2026-03-20T09:00'));
    t.equal(lateFromOf(withdrawn), null, 'withdrawn while standing still: never late');
    const tooLate = finishClock(stop(clock, '2026-03-04T09:00'), at('2026-03-20T09:00'));
    t.equal(lateFromOf(tooLate), startOfDay('2026-03-04'), 'missed before it stopped');
    t.equal(lateFromOf(stop(clock, '2026-03-04T09:00')), null, 'but not late while it stands still (R6)');
    t.same(changeTerm(calendar, withdrawn, withdrawn.term), withdrawn, 'a stop never resumed moves no due');
    t.equal(explainClock(calendar, withdrawn).at(-1)?.date, '2026-03-03');
  },
);

t.test(
  'given calendar days, when the minutes left are asked for, then they run to the due as promised then',
  async (t) => {
    const clock = start(days(2), '2026-03-02T09:00'); // Wednesday 4
    const later = resume(stop(clock, '2026-03-03T07:30'), '2026-03-05T07:30'); // Friday 6
    const left = (when: string) => remainingMinutes(calendar, later, at(when)) / 60;
    t.equal(left('2026-03-02T09:00'), 6.5 + 16, 'up to Wednesday');
    t.equal(left('2026-03-04T12:00'), 16, 'constant while stopped');
    t.equal(left('2026-03-05T07:30'), 16, 'up to Friday');
    t.equal(left('2026-03-09T08:30'), -1, 'negative when late');
  },
);

t.test('given a stopped clock, when explained, then stopped days say why and the rest adds up', async (t) => {
  const clock = start(workingDays(3), '2026-03-02T09:00');
  const stopped = stopClock(calendar, clock, at('2026-03-03T10:00'), 'financialDuty');
  t.same(
    explainClock(calendar, stopped).map(({ status }) => status),
    ['received', 'counted', 'stopped', 'due'],
  );
  t.match(explainClock(calendar, stopped).at(-1), { note: { vi: /sẽ dời/ } });
  const lines = explainClock(calendar, resume(stopped, '2026-03-05T10:00'));
  t.same(
    lines.map(({ status, minutes }) => [status, minutes]),
    [
      ['received', 390],
      ['counted', 150],
      ['stopped', 0],
      ['counted', 330],
      ['counted', 480],
      ['weekend', 0],
      ['weekend', 0],
      ['due', 480],
    ],
  );
  t.match(lines[2], { basis: /R6/, note: { vi: /nghĩa vụ tài chính/, en: /financial duty/ } });
  const calendarDays = explainClock(
    calendar,
    resume(stop(start(days(4), '2026-03-02T09:00'), '2026-03-03T10:00'), '2026-03-05T10:00'),
  );
  t.same(
    calendarDays.map(({ status }) => status),
    ['received', 'counted', 'stopped', 'stopped', 'counted', 'counted', 'rolled', 'due'],
  );
});

t.test(
  'given a desk open on Saturday mornings, when working days are counted, then Saturday is a day of its own hours',
  async (t) => {
    const desk = createWorkCalendar(vietnamCalendar, { ...DEFAULT_OFFICE_HOURS, 6: [[450, 690]] });
    const clock = startClock(desk, parseTerm('1 ngày làm việc'), at('2026-03-06T09:00'));
    t.equal(due(clock), '2026-03-07T11:30');
    t.equal(
      due(startClock(desk, workingDays(1), at('2024-02-09T09:00'))),
      '2024-02-15T17:30',
      'Tết on a Saturday is off',
    );
  },
);
