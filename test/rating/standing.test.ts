import t from 'tap';
import { countsOf, marksOf, periodOf, standingOf } from '../../src/rating/index.js';
import { at, counts, query, row } from './rows.js';

const onTime = row({ closedAt: at('2026-03-12 16:00'), overdueFrom: null });
const late = row({ closedAt: at('2026-03-13 08:00'), late: true });

t.test(
  'R3: given a finished dossier, when a year is asked, then the year it finished in counts it',
  async (t) => {
    t.equal(standingOf(onTime, query()), 'onTime');
    t.equal(standingOf(late, query()), 'lateFinished');
    t.equal(standingOf(late, query({ period: periodOf({ year: 2025 }) })), 'none');
    t.equal(standingOf(late, query({ period: periodOf({ year: 2027 }) })), 'none');
  },
);

t.test(
  'R3: given a period, when a dossier finishes at its edges, then the first instant is in and the last is not',
  async (t) => {
    const { from, to } = periodOf({ year: 2026 });
    const closing = (closedAt: number) =>
      standingOf(row({ openedAt: from - 1, closedAt, overdueFrom: null }), query({ asOf: to + 1 }));
    t.equal(closing(from - 1), 'none');
    t.equal(closing(from), 'onTime');
    t.equal(closing(to - 1), 'onTime');
    t.equal(closing(to), 'none');
  },
);

t.test(
  'R3: given an open overdue dossier, when it is reported, then the period of the reporting instant counts it',
  async (t) => {
    t.equal(standingOf(row(), query()), 'lateOpen');
    t.equal(standingOf(row(), query({ period: periodOf({ year: 2025 }) })), 'none');
    const { from, to } = periodOf({ from: '2026-06-01', to: '2026-06-01' });
    t.equal(standingOf(row(), query({ period: { from, to }, asOf: from - 1 })), 'none');
    t.equal(standingOf(row(), query({ period: { from, to }, asOf: from })), 'lateOpen');
    t.equal(standingOf(row(), query({ period: { from, to }, asOf: to - 1 })), 'lateOpen');
    t.equal(standingOf(row(), query({ period: { from, to }, asOf: to })), 'none');
  },
);

t.test(
  'R3: given a dossier finished later, when an earlier instant is asked, then it was open then',
  async (t) => {
    t.equal(standingOf(late, query({ asOf: at('2026-03-02 09:29') })), 'none');
    t.equal(standingOf(late, query({ asOf: at('2026-03-02 09:30') })), 'openInTime');
    t.equal(standingOf(late, query({ asOf: at('2026-03-13 00:00') - 1 })), 'openInTime');
    t.equal(standingOf(late, query({ asOf: at('2026-03-13 00:00') })), 'lateOpen');
    t.equal(standingOf(late, query({ asOf: at('2026-03-13 08:00') - 1 })), 'lateOpen');
    t.equal(standingOf(late, query({ asOf: at('2026-03-13 08:00') })), 'lateFinished');
  },
);

t.test(
  'R7: given a dossier withdrawn in time, when it is counted, then it is in neither number from then on',
  async (t) => {
    const withdrawn = row({ closedAt: at('2026-03-10 10:00'), accountable: false, overdueFrom: null });
    t.equal(standingOf(withdrawn, query()), 'none');
    t.equal(
      standingOf(withdrawn, query({ asOf: at('2026-03-05 10:00') })),
      'openInTime',
      'it was open before',
    );
  },
);

t.test('R7: given a dossier withdrawn after its due date, when it is counted, then it is late', async (t) => {
  t.equal(standingOf(row({ closedAt: at('2026-03-20 10:00'), late: true }), query()), 'lateFinished');
});

t.test(
  'R14: given a dossier without a due date, when it is counted, then it is beside the share',
  async (t) => {
    const undated = row({ overdueFrom: null, withoutDue: true });
    t.equal(standingOf(undated, query()), 'withoutDue');
    t.equal(standingOf({ ...undated, closedAt: at('2026-05-04 10:00') }, query()), 'withoutDue');
    t.equal(standingOf({ ...undated, closedAt: at('2025-05-04 10:00') }, query()), 'none');
    t.equal(
      standingOf({ ...undated, closedAt: at('2026-05-04 10:00'), accountable: false }, query()),
      'none',
    );
  },
);

t.test(
  'R14: given a dossier finished before it was received, when it is counted, then it is finished',
  async (t) => {
    const odd = row({
      openedAt: at('2026-03-02 09:30'),
      closedAt: at('2026-02-27 10:00'),
      overdueFrom: null,
    });
    t.equal(standingOf(odd, query({ asOf: at('2026-02-27 10:00') })), 'onTime');
    t.equal(standingOf(odd, query({ asOf: at('2026-02-27 10:00') - 1 })), 'none');
    t.strictSame(
      marksOf(odd).map((mark) => mark.column),
      ['opened', 'closed', 'resolved'],
      'and never open in the tallies',
    );
  },
);

t.test(
  'R16: given a further task that reopens a participation, when it is counted, then its count moves',
  async (t) => {
    const reopened = row({ overdueFrom: at('2026-07-01 00:00') });
    t.strictSame(countsOf([onTime], query()), new Map([['A', counts({ onTime: 1 })]]));
    t.strictSame(countsOf([reopened], query()), new Map([['A', counts({ openInTime: 1 })]]));
  },
);

t.test(
  'R17: given a dossier of a department, when units are counted, then each level counts it once',
  async (t) => {
    const levels = ['H00', 'H00.A', 'H00.A.1'].map((key) =>
      row({ key, closedAt: onTime.closedAt, overdueFrom: null }),
    );
    const sibling = [...levels.slice(0, 2), row({ key: 'H00.A.2' })];
    const byKey = countsOf([...levels, row({ kind: 'official' }), sibling[2]!], query());
    t.strictSame(
      byKey.get('H00'),
      counts({ onTime: 1 }),
      'the province is a union, not the sum of its parts',
    );
    t.strictSame(byKey.get('H00.A'), counts({ onTime: 1 }));
    t.strictSame(byKey.get('H00.A.1'), counts({ onTime: 1 }));
    t.strictSame(byKey.get('H00.A.2'), counts({ lateOpen: 1 }));
    t.notOk(byKey.has('A'), 'officials are counted apart');
  },
);
