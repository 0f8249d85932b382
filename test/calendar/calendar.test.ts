import t from 'tap';
import {
  CalendarError,
  composeVietnamCalendar,
  computeDue,
  createWorkCalendar,
  DEFAULT_OFFICE_HOURS,
  days,
  epochDayOfDate,
  explainDue,
  formatInstant,
  formatTerm,
  localDateOf,
  months,
  OFFICE_ZONE,
  parseInstant,
  parseTerm,
  sameDay,
  startOfDay,
  vietnamCalendar,
  weeks,
  workingDays,
  workingHours,
  years,
} from '../../src/calendar/index.js';
import type { OfficeHours, Term } from '../../src/calendar/types.js';

const calendar = createWorkCalendar(vietnamCalendar);
const dueOf = (received: string, term: string | Term) =>
  computeDue(calendar, parseInstant(received), typeof term === 'string' ? parseTerm(term) : term);
const dueAt = (received: string, term: string | Term) => formatInstant(dueOf(received, term).at).slice(0, 16);
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof CalendarError ? error.code : String(error);
  }
  return 'nothing thrown';
};

t.test(
  'given a reception and a term of the published vectors, when due, then it is the published date',
  async (t) => {
    t.equal(OFFICE_ZONE, 'Asia/Ho_Chi_Minh');
    const vectors = [
      ['2026-02-12', '5 ngày làm việc', '2026-02-26'],
      ['2026-08-20', '3 ngày làm việc', '2026-08-24'],
      ['2026-08-28', '2 ngày làm việc', '2026-09-04'],
      ['2025-04-24', '3 ngày làm việc', '2025-04-28'],
      ['2025-04-25', '1 ngày làm việc', '2025-04-26'],
      ['2024-05-03', '1 ngày làm việc', '2024-05-04'],
      ['2024-04-26', '1 ngày làm việc', '2024-05-02'],
      ['2025-12-31', '2 ngày làm việc', '2026-01-06'],
      ['2026-01-09', '1 ngày làm việc', '2026-01-10'],
      ['2026-04-24', '2 ngày làm việc', '2026-04-29'],
      ['2026-11-23', '1 ngày làm việc', '2026-11-25'],
      ['2026-01-18', '30 ngày', '2026-02-23'],
      ['2026-01-25', '30 ngày', '2026-02-24'],
      ['2026-08-15', '15 ngày', '2026-09-03'],
      ['2026-01-31', '1 tháng', '2026-03-02'],
    ] as const;
    for (const [received, term, due] of vectors) {
      // The hour of reception does not matter to a term in days, neither the first nor the last minute of the day.
      for (const hour of ['00:00', '09:15', '23:59:59.999']) {
        const found = dueOf(`${received}T${hour}`, term);
        t.equal(formatInstant(found.at), `${due}T17:30:00+07:00`, `${received} ${hour} + ${term}`);
        t.equal(found.lateFrom, startOfDay(due) + 86_400_000, 'late from the end of that day');
        t.same([found.comparison, found.provisional], ['date', false]);
      }
    }
  },
);

t.test(
  'given the announced years, when working days are counted, then they are 251, 250 and 249',
  async (t) => {
    for (const [year, count] of [
      [2024, 251],
      [2025, 250],
      [2026, 249],
    ] as const) {
      let open = 0;
      for (let d = epochDayOfDate(`${year}-01-01`); d <= epochDayOfDate(`${year}-12-31`); d++) {
        if (calendar.isWorkingDay(d)) open++;
      }
      t.equal(open, count, String(year));
    }
  },
);

t.test(
  'given the days off of 2024 to 2026, when a day is asked for, then it names its notice and what is unverified',
  async (t) => {
    const status = (date: string) => calendar.dayStatus(epochDayOfDate(date));
    t.match(status('2026-01-02'), {
      kind: 'holiday',
      basis: '12729/VPCP-KGVX',
      verified: true,
      openMinutes: 0,
    });
    t.match(status('2026-01-10'), { kind: 'workedInLieu', basis: '12729/VPCP-KGVX', openMinutes: 480 });
    t.match(status('2026-08-22'), { kind: 'workedInLieu', basis: '9441/TB-BNV' });
    t.match(status('2026-11-24'), { kind: 'holiday', verified: false, basis: /28\/2026\/QH16/ });
    t.match(status('2025-11-24'), { kind: 'working', verified: true });
    t.match(status('2026-11-21'), { kind: 'weekend', basis: /Bộ luật Lao động/ });
    const unverified = vietnamCalendar.days.filter(({ date, verified }) => !verified && date < '2027');
    t.same(
      unverified.map(({ date }) => date),
      ['2026-11-24'],
    );
    t.ok(
      vietnamCalendar.days.every(({ name, basis }) => name && basis),
      'every day has a name and a basis',
    );
  },
);

t.test(
  'given years without a notice, when days off are asked for, then the statutory days and their compensation are off',
  async (t) => {
    const off = (year: string) =>
      vietnamCalendar.days
        .filter(({ date, kind }) => date.startsWith(year) && kind === 'off')
        .map(({ date }) => date.slice(5));
    // 2027: Tết 5-9/2 runs over Saturday and Sunday (10 and 11/2 instead); 1/5 is a Saturday (Monday 3/5 instead).
    t.same(off('2027'), [
      '01-01',
      '02-05',
      '02-06',
      '02-07',
      '02-08',
      '02-09',
      '02-10',
      '02-11',
      '04-16',
      '04-30',
      '05-01',
      '05-03',
      '09-02',
      '11-24',
    ]);
    t.same(
      off('2023'),
      ['01-01', '01-02', '04-30', '05-01', '05-02', '09-02', '09-04'],
      'no 24/11 before 2026',
    );
    t.same(dueAt('2027-02-04T09:00', '1 ngày làm việc'), '2027-02-12T17:30');
    t.equal(calendar.dayStatus(epochDayOfDate('2027-02-10')).basis, 'Bộ luật Lao động 2019 Điều 111.3');
  },
);

t.test(
  'given the edge of the announced years, when a count touches days beyond, then the due is provisional',
  async (t) => {
    t.equal(dueOf('2026-12-28T09:00', workingDays(3)).provisional, false, 'due 31/12/2026');
    t.equal(dueOf('2026-12-28T09:00', workingDays(4)).provisional, true, 'due in 2027');
    t.equal(
      dueOf('2023-12-31T09:00', workingDays(1)).provisional,
      false,
      'the day of reception is not counted',
    );
    t.equal(dueOf('2023-12-29T09:00', workingDays(1)).provisional, true);
    t.equal(dueOf('2026-12-31T17:00', workingHours(1)).provisional, true);
  },
);

t.test(
  'given a same-day case, when received around 15:00, then the minute of the cutoff still counts',
  async (t) => {
    const cases = [
      ['2026-03-02T14:59:59', '2026-03-02'],
      ['2026-03-02T15:00:00', '2026-03-02'],
      ['2026-03-02T15:00:59.999', '2026-03-02'],
      ['2026-03-02T15:01:00', '2026-03-03'],
      ['2026-03-06T15:01:00', '2026-03-09'],
      ['2026-03-07T09:00:00', '2026-03-09'],
      ['2026-01-09T15:01:00', '2026-01-10'],
      ['2026-01-10T15:00:00', '2026-01-10'],
      ['2026-03-02T00:00:00', '2026-03-02'],
    ] as const;
    for (const [received, due] of cases) t.equal(dueAt(received, 'trong ngày'), `${due}T17:30`, received);
    const morningSaturday = createWorkCalendar(vietnamCalendar, { ...DEFAULT_OFFICE_HOURS, 6: [[450, 690]] });
    const due = (at: string) => localDateOf(computeDue(morningSaturday, parseInstant(at), sameDay()).at);
    t.equal(due('2026-03-07T11:30'), '2026-03-07');
    t.equal(due('2026-03-07T14:00'), '2026-03-09', 'received after the desk closed');
  },
);

t.test(
  'given a term in working hours, when due, then minutes run from the minute of reception within office hours',
  async (t) => {
    const cases = [
      ['2026-03-02T09:15:30', '4 giờ làm việc', '2026-03-02T15:15'],
      ['2026-03-02T07:30', '8 giờ làm việc', '2026-03-02T17:30'],
      ['2026-03-02T12:00', '8 giờ làm việc', '2026-03-03T11:30'],
      ['2026-03-02T20:00', '4 giờ làm việc', '2026-03-03T11:30'],
      ['2026-03-06T17:29', '2 phút làm việc', '2026-03-09T07:31'],
      ['2026-01-09T17:00', '1 giờ làm việc', '2026-01-10T08:00'],
      ['2026-03-02T07:30', '0,25 ngày làm việc', '2026-03-02T09:30'],
    ] as const;
    for (const [received, term, due] of cases) {
      const found = dueOf(received, term);
      t.equal(formatInstant(found.at).slice(0, 16), due, `${received} + ${term}`);
      t.equal(found.lateFrom, found.at + 60_000, 'late in the minute after');
      t.equal(found.comparison, 'minute');
    }
    const task = computeDue(calendar, parseInstant('2026-03-02T07:30'), workingHours(8), 'allowance');
    t.same(
      [formatInstant(task.at), formatInstant(task.lateFrom), task.comparison],
      ['2026-03-02T17:30:00+07:00', '2026-03-03T07:31:00+07:00', 'workingTime'],
      'finished at 19:00 it is not late, at 07:31 it is',
    );
  },
);

t.test(
  'given calendar terms at the ends of months, when due, then the corresponding or last day, moved off days off',
  async (t) => {
    const cases = [
      ['2024-01-31', months(1), '2024-02-29'],
      ['2023-12-31', months(2), '2024-02-29'],
      ['2025-12-31', months(2), '2026-03-02'],
      ['2024-02-29', years(1), '2025-02-28'],
      ['2024-02-29', years(2), '2026-03-02'],
      ['2026-03-31', months(1), '2026-05-04'],
      ['2026-03-04', weeks(2), '2026-03-18'],
      ['2026-02-03', weeks(2), '2026-02-23'],
      ['2026-03-02', days(5), '2026-03-09'],
      ['2026-01-08', days(2), '2026-01-10'],
      ['2025-11-30', months(3), '2026-03-02'],
    ] as const;
    for (const [received, term, due] of cases)
      t.equal(dueAt(received, term), `${due}T17:30`, `${received} ${formatTerm(term).vi}`);
  },
);

t.test(
  'given office hours that differ by weekday, when counted, then each day has its own and a worked Saturday those of its weekday',
  async (t) => {
    const hours: OfficeHours = {
      1: [[480, 720]],
      2: [
        [480, 720],
        [780, 1020],
      ],
      5: [[420, 660]],
    };
    const office = createWorkCalendar(vietnamCalendar, hours);
    const minutes = (from: string, to: string) =>
      office.workingMinutesBetween(parseInstant(from), parseInstant(to));
    t.equal(minutes('2026-03-02', '2026-03-09'), 240 + 480 + 240);
    t.equal(minutes('2026-01-10', '2026-01-11'), 240, 'Saturday 10/1 worked for a Friday');
    t.equal(minutes('2026-08-22', '2026-08-23'), 240, 'Saturday 22/8 worked for a Monday');
    t.equal(formatInstant(office.closingOf(epochDayOfDate('2026-01-10'))).slice(11, 16), '11:00');
    t.equal(
      formatInstant(office.closingOf(epochDayOfDate('2026-01-11'))).slice(8, 16),
      '12T00:00',
      'closed: 24:00',
    );
    t.equal(
      office.dayStatus(epochDayOfDate('2026-03-04')).kind,
      'weekend',
      'Wednesday is a rest day of this office',
    );
    t.equal(localDateOf(computeDue(office, parseInstant('2026-03-02'), workingDays(3)).at), '2026-03-09');
    const worked = { date: '2026-03-07', kind: 'worked', name: 'x', basis: 'y', verified: true } as const;
    const extra = createWorkCalendar({ ...vietnamCalendar, days: [worked] }, hours);
    t.equal(
      extra.dayStatus(epochDayOfDate('2026-03-07')).openMinutes,
      240,
      'in lieu of no day: as on Monday',
    );
  },
);

t.test('given texts of terms, when read, then each is its unit and unclear ones are refused', async (t) => {
  const read: [string, Term][] = [
    ['5 working days', workingDays(5)],
    ['1 working day', workingDays(1)],
    ['05 Ngày  làm việc', workingDays(5)],
    ['5 ngày làm việc'.normalize('NFD'), workingDays(5)],
    ['8,25 ngày làm việc', { unit: 'workingMinutes', count: 3960 }],
    ['0.25 working days', { unit: 'workingMinutes', count: 120 }],
    ['1.0 working days', workingDays(1)],
    ['8 giờ làm việc', { unit: 'workingMinutes', count: 480 }],
    ['30 ngày', days(30)],
    ['2 weeks', weeks(2)],
    ['2 tuần', weeks(2)],
    ['1 tháng', months(1)],
    ['1 year', years(1)],
    ['same day', sameDay(900)],
    ['trong ngày', { unit: 'sameDay', cutoffMinute: 900 }],
  ];
  for (const [text, term] of read) t.same(parseTerm(text), term, text);
  t.same(workingDays(0.25), { unit: 'workingMinutes', count: 120 });
  t.same(workingHours(0.55), { unit: 'workingMinutes', count: 33 });
  t.same(formatTerm(workingDays(8.25)), { vi: '66 giờ làm việc', en: '66 working hours' });
  const refused = [
    '',
    '5',
    '8 hours',
    '8 giờ',
    '1.5 days',
    '1.000 ngày',
    '0 days',
    '-1 days',
    '0,01 ngày làm việc',
    '5 days 2 hours',
    'same day, cutoff 24:00',
  ];
  for (const text of refused)
    t.equal(
      codeOf(() => parseTerm(text)),
      'TERM_INVALID',
      text,
    );
  for (const count of [0, -1, 1.5, Number.NaN])
    t.equal(
      codeOf(() => days(count)),
      'TERM_INVALID',
      String(count),
    );
  t.equal(
    codeOf(() => dueOf('2026-03-02', { unit: 'workingDays', count: 0 })),
    'TERM_INVALID',
  );
});

t.test(
  'given texts of times, when read, then impossible ones are refused and offsets respected',
  async (t) => {
    t.equal(parseInstant('2000-02-29'), Date.parse('2000-02-28T17:00:00Z'));
    t.equal(parseInstant('2026-02-26'), Date.parse('2026-02-25T17:00:00Z'));
    t.equal(parseInstant('2026-02-26T17:30'), Date.parse('2026-02-26T10:30:00Z'));
    t.equal(parseInstant('2026-02-26 17:30:15.1234Z'), Date.parse('2026-02-26T17:30:15.123Z'));
    t.equal(parseInstant('2026-02-26T17:30-0330'), Date.parse('2026-02-26T21:00:00Z'));
    t.equal(formatInstant(parseInstant('2026-02-26T17:30:00.050+07:00')), '2026-02-26T17:30:00.050+07:00');
    const refused = [
      '2026-02-30',
      '2025-02-29',
      '2100-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-01-01T24:00',
      '2026-01-01T10:60',
      '2026-01-01T10:00+15:00',
      '2026-1-1',
      '26/02/2026',
      '',
    ];
    for (const text of refused)
      t.equal(
        codeOf(() => parseInstant(text)),
        'TIME_INVALID',
        text,
      );
    t.equal(
      codeOf(() => epochDayOfDate('2026-02-26T10:00')),
      'TIME_INVALID',
    );
  },
);

t.test(
  'given contradictory calendars or days beyond, when used, then the error says so by its code',
  async (t) => {
    const day = { date: '2026-03-02', kind: 'off', name: 'x', basis: 'y', verified: true } as const;
    const make = (over: object, hours?: OfficeHours) => () =>
      createWorkCalendar({ ...vietnamCalendar, ...over }, hours);
    t.equal(codeOf(make({ days: [day, day] })), 'CALENDAR_INVALID');
    t.equal(codeOf(make({ announcedFrom: '2027-01-01' })), 'CALENDAR_INVALID');
    t.equal(codeOf(make({ days: [{ ...day, date: '1999-12-31' }] })), 'CALENDAR_RANGE');
    t.equal(codeOf(make({ days: [{ ...day, date: '2026-02-30' }] })), 'TIME_INVALID');
    for (const hours of [
      {},
      { 1: [] },
      { 1: [[600, 500]] },
      {
        1: [
          [0, 600],
          [599, 700],
        ],
      },
      { 1: [[0, 1441]] },
    ]) {
      t.equal(codeOf(make({}, hours as OfficeHours)), 'CALENDAR_INVALID', JSON.stringify(hours));
    }
    t.equal(
      codeOf(() => composeVietnamCalendar('x', [])),
      'CALENDAR_INVALID',
    );
    const year = { weekdays_off: [], holidays_on_a_weekend: [] };
    const worked = [{ date: '2027-01-09', in_lieu_of: '2027-01-04' }];
    t.equal(
      codeOf(() => composeVietnamCalendar('x', [{ ...year, year: 2027, weekend_days_worked: worked }])),
      'CALENDAR_INVALID',
    );
    t.equal(
      codeOf(() => dueOf('1999-12-31', workingDays(1))),
      'CALENDAR_RANGE',
    );
    t.equal(
      codeOf(() => dueOf('2060-12-20', workingDays(30))),
      'CALENDAR_RANGE',
    );
    t.equal(
      codeOf(() => dueOf('2060-12-20', workingHours(300))),
      'CALENDAR_RANGE',
    );
    t.equal(
      codeOf(() => dueOf('2026-12-20', years(60))),
      'CALENDAR_RANGE',
    );
    t.equal(
      codeOf(() => computeDue(calendar, Number.NaN, days(1))),
      'CALENDAR_RANGE',
    );
    t.equal(
      codeOf(() => calendar.addWorkingDays(epochDayOfDate('2026-03-02'), -1)),
      'CALENDAR_RANGE',
    );
  },
);

t.test(
  'given the 2027 notice, when the calendar is composed again, then its days replace the expected ones',
  async (t) => {
    const off = [{ date: '2027-01-04', name: 'Hoán đổi', basis: 'N' }];
    const worked = [{ date: '2027-01-09', in_lieu_of: '2027-01-04' }];
    const data = composeVietnamCalendar('2027.1', [
      { year: 2027, weekdays_off: off, weekend_days_worked: worked, holidays_on_a_weekend: [] },
    ]);
    const next = createWorkCalendar(data);
    t.equal(next.version, '2027.1');
    t.ok(next.isWorkingDay(epochDayOfDate('2027-02-08')), 'expected days of an announced year are dropped');
    t.match(next.dayStatus(epochDayOfDate('2027-01-09')), {
      kind: 'workedInLieu',
      basis: 'N',
      announced: true,
    });
  },
);

t.test('given a due of the Tết week, when explained, then every day has its status and source', async (t) => {
  const lines = explainDue(calendar, parseInstant('2026-02-12T09:00'), workingDays(5));
  t.same(
    lines.map(({ date, status }) => `${date.slice(5)} ${status}`),
    [
      '02-12 received',
      '02-13 counted',
      '02-14 weekend',
      '02-15 weekend',
      '02-16 holiday',
      '02-17 holiday',
      '02-18 holiday',
      '02-19 holiday',
      '02-20 holiday',
      '02-21 weekend',
      '02-22 weekend',
      '02-23 counted',
      '02-24 counted',
      '02-25 counted',
      '02-26 due',
    ],
  );
  t.match(lines[0], { weekday: 4, basis: 'Bộ luật Dân sự 2015 Điều 147.2', minutes: null });
  t.match(lines[4], { basis: '9441/TB-BNV', note: { vi: /Tết Nguyên đán/ }, verified: true });
  t.match(lines.at(-1), { note: { vi: /Ngày thứ 5\/5/, en: /Day 5 of 5/ } });
  const culture = explainDue(calendar, parseInstant('2026-11-23T09:00'), workingDays(1));
  t.match(culture[1], { status: 'holiday', verified: false, note: { en: /not verified/ } });
  const saturday = explainDue(calendar, parseInstant('2026-08-20T09:00'), workingDays(3));
  t.match(saturday[2], { status: 'workedInLieu', basis: '9441/TB-BNV', note: { en: 'Day 2 of 3' } });
  const month = explainDue(calendar, parseInstant('2026-01-31'), months(1)).slice(-3);
  t.same(
    month.map(({ status }) => status),
    ['rolled', 'rolled', 'due'],
  );
  t.equal(month[2]?.basis, 'Bộ luật Dân sự 2015 Điều 148.5');
  const provisional = explainDue(calendar, parseInstant('2026-12-31T09:00'), workingDays(1)).at(-1);
  t.match(provisional, { date: '2027-01-04', verified: false, note: { vi: /tạm tính/ } });
});

t.test(
  'given one core, when a million dues are computed, then it takes less than a second for each unit',
  async (t) => {
    const from = parseInstant('2024-01-02T09:00');
    for (const text of ['5 working days', '8 working hours', '30 days', '1 month', 'same day']) {
      const term = parseTerm(text);
      const began = performance.now();
      for (let i = 0; i < 1_000_000; i++) computeDue(calendar, from + i * 61_234, term);
      const took = performance.now() - began;
      t.ok(took < 1000, `${text}: ${Math.round(1000 / took)} million dues per second`);
    }
  },
);
