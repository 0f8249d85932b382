import t from 'tap';
import { canonicalJson, eventHash } from '../../src/ledger/chain.js';
import { faultsOf } from '../support/proof.js';
import { HEADER, importLog, logFile, mappingOf, NOW, openMemory, rows } from './logs.js';

t.test('given one row, when it is imported, then everything the books keep of it is there', async (t) => {
  const store = openMemory();
  const times = '2026-01-05T08:00,2026-01-12T17:00,2026-01-12T17:00:00.001';
  const { result } = await importLog(store, logFile('old.csv', `${HEADER}HS1,SNV,CB7,${times}\n`));
  t.match(result, { read: 1, imported: 1, withoutDue: 0, withoutEnd: 0 });
  const received = Date.parse('2026-01-05T01:00:00Z');
  const due = Date.parse('2026-01-12T10:00:00Z');
  const [late_from, finished_at] = [due + 1, due + 1];
  const origin = 'import:old.csv';
  t.match(rows(store, 'select * from dossiers'), [
    { code: 'HS1', version: 1, origin, procedure: 'unknown', channel: 'unknown', status: 10, desk: null },
  ]);
  t.match(rows(store, 'select * from dossiers'), [
    { lead: 'SNV', received_at: received, due_at: due, late_from, finished_at, events: 1, state: null },
  ]);
  t.match(rows(store, 'select * from tasks'), [
    {
      no: 1,
      unit: 'SNV',
      official: 'CB7',
      opened_at: received,
      late_from,
      finished_at,
      end: 'done',
      late: 1,
    },
  ]);
  const standing = {
    opened_at: received,
    closed_at: finished_at,
    accountable: 1,
    late: 1,
    overdue_from: late_from,
    without_due: 0,
  };
  t.match(rows(store, 'select * from participations order by kind, key'), [
    { kind: 'official', key: 'CB7', role: 'handler', ...standing },
    { kind: 'unit', key: 'SNV', role: 'lead', ...standing },
    { kind: 'unit', key: 'root', role: 'lead', ...standing },
  ]);
  t.match(rows(store, 'select * from units order by id'), [
    { id: 'SNV', parent: 'root', name: 'SNV', level: 'province', function: 'agency', rated: 1, origin },
    { id: 'root', parent: null, name: 'Toàn tỉnh', function: 'province', rated: 0 },
  ]);
  t.match(rows(store, 'select * from officials'), [{ id: 'CB7', name: 'CB7', origin }]);
  const [event] = rows<{ payload: string; hash: string }>(store, 'select * from events');
  const payload = JSON.parse(event!.payload) as Record<string, unknown>;
  t.match(payload, { file: 'old.csv', line: 2, comparison: 'instant', timeZone: 'Asia/Ho_Chi_Minh' });
  t.match(payload, { values: { dossier: 'HS1', due: '2026-01-12T17:00' } });
  t.equal(canonicalJson(payload), event!.payload, 'kept in canonical form');
  const entry = { no: 1, type: 'imported', at: NOW, actor: origin };
  t.match(event, entry);
  t.equal(event!.hash, eventHash('', { ...entry, payloadText: event!.payload }));
  t.match(rows(store, 'select head from dossiers'), [{ head: event!.hash }]);
  store.close();
});

t.test(
  'given rows without unit, official, due or end, when they are imported, then they count as R14 says',
  async (t) => {
    const store = openMemory();
    const lines = [
      'A,,,2026-01-05,,',
      'B,unassigned,CB1,2026-01-05,2026-01-07T09:00,',
      'C,SNV,,2026-01-05,,2026-01-06',
    ];
    const { result } = await importLog(store, logFile('gaps.csv', HEADER + lines.join('\n')));
    t.match(result, { imported: 3, withoutDue: 2, withoutEnd: 2, rejected: 0, anomalies: 0 });
    const seen = rows(
      store,
      `select d.code || ' ' || p.kind || ' ' || p.key as who, p.closed_at is not null as closed, p.late,
       p.overdue_from as overdue, p.without_due as withoutDue
     from participations p join dossiers d on d.id = p.dossier order by 1`,
    );
    const untimed = { closed: 0, late: 0, overdue: null, withoutDue: 1 };
    const running = { closed: 0, late: 0, overdue: Date.parse('2026-01-07T02:00:00.001Z'), withoutDue: 0 };
    t.same(seen, [
      { who: 'A official unassigned', ...untimed },
      { who: 'A unit root', ...untimed },
      { who: 'A unit unassigned', ...untimed },
      { who: 'B official CB1', ...running },
      { who: 'B unit root', ...running },
      { who: 'B unit unassigned', ...running },
      { who: 'C official unassigned', ...untimed, closed: 1 },
      { who: 'C unit SNV', ...untimed, closed: 1 },
      { who: 'C unit root', ...untimed, closed: 1 },
    ]);
    t.same(
      rows(store, 'select id from units order by id'),
      [{ id: 'SNV' }, { id: 'root' }],
      'nobody is no unit',
    );
    t.match(rows(store, 'select status from dossiers order by code'), [
      { status: 4 },
      { status: 4 },
      { status: 10 },
    ]);
    t.same(faultsOf(store), []);
    store.close();
  },
);

t.test(
  'given ends before starts, when they are imported, then they stay as given, judged by the due, and listed',
  async (t) => {
    const store = openMemory();
    const lines = [
      'A,U,O,2026-01-05,2026-01-09,2026-01-02',
      'B,U,O,2026-01-05,2026-01-01,2026-01-02',
      'C,U,O,2026-01-05,,2026-01-02',
    ];
    const file = logFile('back.csv', HEADER + lines.join('\n'));
    const { result, listed } = await importLog(store, file, mappingOf({ comparison: 'date' }));
    t.match(result, { imported: 3, anomalies: 3, rejected: 0 });
    const reason = 'finished (2026-01-02) before it was received (2026-01-05)';
    t.same(
      listed,
      lines.map((raw, index) => ({ line: index + 2, kind: 'anomaly', reason, raw })),
    );
    const received_at = Date.parse('2026-01-05T00:00:00+07:00');
    const day = Date.parse('2026-01-02T00:00:00+07:00');
    t.match(rows(store, 'select * from dossiers limit 1'), [{ received_at, finished_at: day }]);
    const standing = { opened_at: day, closed_at: day };
    t.match(rows(store, "select * from participations where key = 'U' order by dossier"), [
      { ...standing, late: 0, overdue_from: null, without_due: 0 },
      { ...standing, late: 1, overdue_from: day, without_due: 0 },
      { ...standing, late: 0, overdue_from: null, without_due: 1 },
    ]);
    const again = await importLog(store, file, mappingOf({ comparison: 'date' }));
    t.match(again.result, { imported: 0, alreadyThere: 3, anomalies: 3 }, 'a second run lists them again');
    t.same(faultsOf(store), []);
    store.close();
  },
);

t.test(
  'given days compared, when the end is on the due day, then it is in time to its last millisecond',
  async (t) => {
    const store = openMemory();
    const lines = [
      'A,U,O,2015-03-01,2015-03-08,2015-03-08T23:59:59.999',
      'B,U,O,2015-03-01,2015-03-08T08:30,2015-03-09T00:00',
      'C,U,O,2015-03-01,2015-10-31T23:00-04:00,2015-11-01T03:59:59.999Z',
    ];
    const file = logFile('days.csv', HEADER + lines.join('\n'));
    const timeZone = 'America/New_York';
    await importLog(store, file, mappingOf({ comparison: 'date', timeZone }));
    t.same(
      rows(
        store,
        'select code, d.late_from, t.late from dossiers d join tasks t on t.dossier = d.id order by code',
      ),
      [
        { code: 'A', late_from: Date.parse('2015-03-09T04:00:00Z'), late: 0 },
        { code: 'B', late_from: Date.parse('2015-03-09T04:00:00Z'), late: 1 },
        { code: 'C', late_from: Date.parse('2015-11-01T04:00:00Z'), late: 0 },
      ],
    );
    const instants = openMemory();
    const { result } = await importLog(instants, file, mappingOf({ timeZone }));
    t.equal(result.duesWithoutTime, 1, 'a due day compared as an instant is pointed out');
    t.match(rows(instants, 'select * from dossiers limit 1'), [
      { late_from: Date.parse('2015-03-08T05:00:00.001Z') },
    ]);
    instants.close();
    store.close();
  },
);

const BAD_LINES = [
  'A,U,O,2026-01-05,2026-01-09,',
  ',U,O,2026-01-05,,',
  'C,U,O,,,',
  '',
  'D,U,O,2026-02-30,,',
  'E,U,O,2026-01-05,soon,',
  'F,"U\n2",O,2026-01-05,,2026-01-05T25:00',
  'G,U,O',
  'H,U,O,2026-01-05,,,extra',
  'A,U,O,2026-01-06,,',
  'H56-1,U,O,2026-01-06,,',
  'J,12" pipe,O,2026-01-05,,',
  ' K , U ,O,2026-01-05,,',
  '=1+1,U,O,2026-01-05,,',
];
const NO_SUCH = 'is no date of the calendar or no time of the day';

t.test(
  'given rows that cannot be imported, when they are met, then they are listed by line, the rest imported',
  async (t) => {
    const store = openMemory();
    store.driver.exec(
      `insert into dossiers (code, version, origin, procedure, channel, status, received_at, head, events)
     values ('H56-1', 1, 'desk', 'p', 'c', 2, 0, '', 1)`,
    );
    const file = logFile('bad.csv', `\uFEFF${HEADER}${BAD_LINES.join('\r\n')}`);
    const { result, listed } = await importLog(store, file);
    t.match(result, { read: 13, imported: 3, rejected: 10, anomalies: 0, alreadyThere: 0 });
    t.ok(listed.every(({ kind }) => kind === 'rejected'));
    const inOrder = [...listed].sort((a, b) => a.line - b.line);
    t.same(
      inOrder.map(({ line, reason, raw }) => [line, reason, raw]),
      [
        [3, 'has no dossier code', BAD_LINES[1]],
        [4, 'does not say when the dossier was received', BAD_LINES[2]],
        [6, `received "2026-02-30" ${NO_SUCH}`, BAD_LINES[4]],
        [7, 'due "soon" is not an ISO date or time', BAD_LINES[5]],
        [8, `finished "2026-01-05T25:00" ${NO_SUCH}`, BAD_LINES[6]],
        [10, 'has 3 columns instead of 6', BAD_LINES[7]],
        [11, 'has 7 columns instead of 6', BAD_LINES[8]],
        [12, 'has the code of an earlier dossier of the same log', BAD_LINES[9]],
        [13, 'has the code of a dossier that was not imported', BAD_LINES[10]],
        [14, 'has a quote inside an unquoted value', BAD_LINES[11]],
      ],
    );
    t.same(rows(store, "select code, lead from dossiers where origin <> 'desk' order by id"), [
      { code: 'A', lead: 'U' },
      { code: 'K', lead: 'U' },
      { code: '=1+1', lead: 'U' },
    ]);
    const again = await importLog(store, logFile('bad.csv', HEADER + BAD_LINES.join('\n')));
    t.match(again.result, { imported: 0, alreadyThere: 3, rejected: 10 }, 'what repeats is found again');
    store.close();
  },
);

t.test(
  'given units known already, when their dossiers come, then every unit above answers too',
  async (t) => {
    const store = openMemory();
    store.driver.exec(
      `insert into units (id, parent, name, level, function, rated, origin) values
     ('H56', null, 'Tỉnh', 'province', 'province', 0, 'registry'),
     ('SNV', 'H56', 'Sở', 'province', 'agency', 1, 'registry'),
     ('SNV.1', 'SNV', 'Phòng', 'province', 'room', 0, 'registry')`,
    );
    const lines = ['A,SNV.1,O,2026-01-05,,', 'B,NEW,O,2026-01-05,,', 'C,H56,O,2026-01-05,,'];
    await importLog(store, logFile('tree.csv', HEADER + lines.join('\n')));
    t.same(
      rows(
        store,
        `select code, group_concat(key) as keys from
         (select code, key from participations p join dossiers d on d.id = p.dossier
          where kind = 'unit' order by code, key) group by code`,
      ),
      [
        { code: 'A', keys: 'H56,SNV,SNV.1' },
        { code: 'B', keys: 'H56,NEW' },
        { code: 'C', keys: 'H56' },
      ],
    );
    t.match(rows(store, "select * from units where id = 'NEW'"), [
      { parent: 'H56', origin: 'import:tree.csv' },
    ]);
    t.match(rows(store, 'select count(*) as n from units'), [{ n: 4 }], 'there is one province already');
    t.same(faultsOf(store), []);
    store.close();
  },
);
