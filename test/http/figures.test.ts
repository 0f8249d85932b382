import t from 'tap';
import { parse } from 'csv-parse/sync';
import { type Caller, instant, office, opening, type TestOffice } from '../support/office.js';

const give = async (
  o: TestOffice,
  code: string,
  as: Caller,
  body: Record<string, unknown>,
): Promise<void> => {
  const response = await o.post(`/api/v1/dossiers/${code}/commands`, { as, body });
  if (response.statusCode !== 200) throw new Error(response.body);
};

/** Three dossiers on 2 March: one resolved in time, one resolved a day late, one still open and overdue on the 4th. */
async function threeDossiers(o: TestOffice): Promise<[inTime: string, late: string, open: string]> {
  const codes: string[] = [];
  for (let count = 0; count < 3; count++) {
    codes.push(
      (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<{ code: string }>().code,
    );
  }
  const [inTime, late, open] = codes as [string, string, string];
  await finish(o, inTime, '2026-03-02T08:10', '2026-03-02T09:00');
  await finish(o, late, '2026-03-02T08:10', '2026-03-03T10:00');
  o.at('2026-03-04T11:30');
  return [inTime, late, open];
}

async function finish(o: TestOffice, code: string, handedOffAt: string, finishedAt: string): Promise<void> {
  o.at(handedOffAt);
  await give(o, code, 'X1.clerk', { type: 'handOff', nextOfficial: 'X1.specialist' });
  o.at(finishedAt);
  await give(o, code, 'X1.specialist', { type: 'submit' });
  await give(o, code, 'X1.leader', { type: 'approve' });
  await give(o, code, 'X1.clerical', { type: 'finishProcessing', result: '01 bản sao' });
}

type Late = {
  code: string;
  standing: string;
  lateMinutes: number;
  lateText: string;
  holders: { official: string | null; step: string; unitName: string }[];
  overruns: { official: string | null; step: string; minutes: number }[];
};

const lateList = async (o: TestOffice, query: string, as: Caller = 'X1.supervisor') => {
  const response = await o.get(`/api/v1/late-dossiers?${query}`, { as });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json<{ asOf: string; dossiers: Late[]; next: string | null }>();
};

t.test(
  'overdue dossiers without an apology are a list with a share; a re-appointment takes one off',
  async (t) => {
    const o = await office(t);
    const [, late, open] = await threeDossiers(o);
    const missing = async (query = '') => {
      const response = await o.get(`/api/v1/missing-apologies?${query}`, { as: 'X1.supervisor' });
      if (response.statusCode !== 200) throw new Error(response.body);
      return response.json<{
        share: object;
        rule: { id: string };
        dossiers: { code: string; standing: string }[];
        next: string | null;
      }>();
    };
    const codes = (page: { dossiers: { code: string }[] }): string[] => page.dossiers.map(({ code }) => code);
    const before = await missing();
    t.strictSame(before.share, { owed: 2, given: 0, missing: 2 });
    t.strictSame(codes(before), [late, open], 'resolved late, and open and overdue; never the one in time');
    t.equal(before.rule.id, 'K3');
    const first = await missing('limit=1');
    t.strictSame([...codes(first), ...codes(await missing(`limit=1&after=${first.next}`))], [late, open]);

    const refused = await o.post(`/api/v1/dossiers/${open}/commands`, {
      as: 'X1.clerk',
      body: { type: 'reappoint', newDue: '2026-03-06', reason: 'Chờ trích lục' },
    });
    t.match(refused.json(), { status: 409, code: 'dossier.leaderOnly', rule: /hẹn lại 01 lần/ });
    await give(o, open, 'X1.leader', { type: 'reappoint', newDue: '2026-03-06', reason: 'Chờ trích lục' });
    const after = await missing();
    t.strictSame(after.share, { owed: 2, given: 1, missing: 1 });
    t.strictSame(codes(after), [late]);
    t.strictSame(codes(await missing('asOf=2026-03-04T10:00')), [late, open], 'as it was before');
    t.strictSame((await missing('year=2025')).share, { owed: 1, given: 1, missing: 0 }, 'the open one alone');

    const view = (await o.get(`/api/v1/dossiers/${open}`, { as: 'X1.leader' })).json<{
      reappointment: object;
    }>();
    t.match(view.reappointment, { by: 'X1.leader', kept: null, newDue: { at: '2026-03-06T17:30:00+07:00' } });
    const apology = await o.get(`/api/v1/dossiers/${open}/forms/04`, {
      as: 'X1.leader',
      headers: { accept: 'text/html' },
    });
    t.match(apology.body, 'Chờ trích lục', 'the apology is there in the same step');
  },
);

t.test('the supervisor sees which dossiers are late, by how much, who holds them and why', async (t) => {
  const o = await office(t);
  const [, late, open] = await threeDossiers(o);
  const { dossiers, asOf } = await lateList(o, '');
  t.equal(asOf, '2026-03-04T11:30:00+07:00');
  t.strictSame(
    dossiers.map(({ code, standing }) => [code, standing]),
    [
      [late, 'resolvedLate'],
      [open, 'overdue'],
    ],
  );
  // Promised for 2 March 17:30; 3 March 07:30-10:00 makes two and a half hours.
  t.match(dossiers[0], { lateMinutes: 150, lateText: 'quá hạn 2 giờ 30 phút làm việc' });
  t.match(
    dossiers[0]!.holders,
    [{ step: 'returning', unitName: 'Đơn vị X1.desk' }],
    'the result waits at the desk',
  );
  t.match(dossiers[0]!.overruns, [
    { official: 'X1.specialist', step: 'comparing', stepTitle: { vi: String } },
  ]);
  // Allowed one hour from 08:10 to 09:10; then 09:10-11:30, four hours, and two and a half of the next day.
  t.equal(dossiers[0]!.overruns[0]!.minutes, 140 + 240 + 150);
  t.match(dossiers[1], {
    lateMinutes: 480 + 240,
    lateText: 'quá hạn 1 ngày 4 giờ làm việc',
    holders: [{ official: 'X1.clerk', step: 'atDesk', unitName: 'Đơn vị X1.desk' }],
    overruns: [{ official: 'X1.clerk', step: 'atDesk', open: true }],
  });
});

t.test('late dossiers by unit, official, procedure, standing and a past instant', async (t) => {
  const o = await office(t);
  const [, late, open] = await threeDossiers(o);
  const codes = async (query: string, as?: Caller) =>
    (await lateList(o, query, as)).dossiers.map(({ code }) => code);
  t.strictSame(await codes('', 'P.supervisor'), [late, open], 'the whole province, each once');
  t.strictSame(await codes('unit=X1'), [late, open]);
  t.strictSame(await codes('unit=X2', 'P.supervisor'), []);
  t.strictSame(await codes('official=X1.specialist'), [late], 'who took too long over their own step');
  t.strictSame(await codes('official=X1.leader'), []);
  t.strictSame(await codes('standing=overdue'), [open]);
  t.strictSame(await codes('standing=resolvedLate'), [late]);
  t.strictSame(await codes('procedure=1.001612'), []);
  t.strictSame(await codes('asOf=2026-03-02'), [], 'on the evening of the promised day nothing is late');
  t.strictSame(await codes('asOf=2026-03-03T09:00&standing=overdue'), [late, open], 'as it was known then');
  const first = await lateList(o, 'limit=1');
  t.strictSame(
    first.dossiers.map(({ code }) => code),
    [late],
  );
  t.strictSame(await codes(`limit=1&after=${first.next}`), [open]);

  const strange = await o.get('/api/v1/late-dossiers?unit=X2', { as: 'X1.supervisor' });
  t.match(strange.json(), { status: 403, code: 'supervision.outOfSight' });
  const unknown = await o.get('/api/v1/late-dossiers?unit=nowhere', { as: 'X1.supervisor' });
  t.match(unknown.json(), { status: 404, code: 'dossier.unknownUnit' });
  const nobody = await o.get('/api/v1/late-dossiers?official=nobody', { as: 'X1.supervisor' });
  t.match(nobody.json(), { status: 404, code: 'supervision.unknownOfficial' });
});

type Row = {
  key: string;
  total: number;
  late: number;
  lateFinished: number;
  lateOpen: number;
  flagged: boolean;
  rule: string;
};

t.test('late shares: whole numbers with their rule, the province beside its units', async (t) => {
  const o = await office(t);
  await threeDossiers(o);
  const response = await o.get('/api/v1/late-shares?by=unit', { as: 'ranking' });
  const shares = response.json<{ rows: Row[]; overall: Row }>();
  t.match(shares, {
    by: 'unit',
    period: { from: '2026-01-01', to: '2026-12-31' },
    asOf: '2026-03-04T11:30:00+07:00',
    basis: 'accountable',
    ruleSet: { id: 'province', version: '1' },
    overall: { key: 'P', total: 3, late: 2, flagged: false },
  });
  const x1 = shares.rows.find(({ key }) => key === 'X1');
  t.match(x1, {
    total: 3,
    late: 2,
    lateFinished: 1,
    lateOpen: 1,
    withoutDue: 0,
    flagged: true,
    rule: 'K1',
    citation: String,
  });
  t.strictSame(
    shares.rows.map(({ key }) => key),
    [...shares.rows.map(({ key }) => key)].sort(),
    'in a stable order',
  );
  t.match(
    shares.rows.find(({ key }) => key === 'X2'),
    { total: 0, late: 0, flagged: false },
  );

  const late = await lateList(o, 'unit=X1');
  t.equal(late.dossiers.length, x1?.late, 'the list behind the figure is as long as the figure');

  const get = async (query: string) =>
    (await o.get(`/api/v1/late-shares?${query}`, { as: 'ranking' })).json<{
      rows: Row[];
      asOf: string;
      period: object;
    }>();
  const officials = await get('by=official&basis=resolved&year=2026');
  t.match(
    officials.rows.find(({ key }) => key === 'X1.specialist'),
    { total: 2, late: 1, flagged: true, rule: 'K2' },
  );
  const day = await get('by=unit&from=2026-03-01&to=2026-03-02&asOf=2026-03-02');
  t.match(day, { period: { from: '2026-03-01', to: '2026-03-02' }, asOf: '2026-03-02T23:59:59.999+07:00' });
  t.match(
    day.rows.find(({ key }) => key === 'X1'),
    { total: 1, late: 0 },
    'the last day counts to its end',
  );
});

t.test('late shares as NDJSON and CSV, and nothing again when nothing changed', async (t) => {
  const o = await office(t);
  o.registry.save({ units: [], officials: [{ id: 'X1.zz', name: '=1+1', origin: 'registry' }], roles: [] });
  await threeDossiers(o);
  const url = '/api/v1/late-shares?by=official';
  const get = async (headers: Record<string, string>) => o.get(url, { as: 'ranking', headers });
  const json = await get({ accept: 'text/html;q=0.9, */*;q=0.1' });
  t.equal(json.headers['content-type'], 'application/json; charset=utf-8');
  const { rows } = json.json<{ rows: Row[] }>();

  const lines = await get({ accept: 'application/x-ndjson' });
  t.equal(lines.headers['content-type'], 'application/x-ndjson; charset=utf-8');
  t.strictSame(
    lines.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Row),
    rows,
  );

  const csv = await get({ accept: 'text/csv' });
  t.equal(csv.headers['content-type'], 'text/csv; charset=utf-8');
  t.ok(csv.body.startsWith('\ufeffkey,name,total,late,'), 'Excel reads its Vietnamese');
  const table = parse<Record<string, string>>(csv.body, { bom: true, columns: true });
  t.equal(table.length, rows.length);
  t.match(
    table.find(({ key }) => key === 'X1.specialist'),
    { total: '2', late: '1', flagged: '1' },
  );
  t.equal(table.find(({ key }) => key === 'X1.zz')?.name, "'=1+1", 'no cell is a formula');

  const none = await get({ accept: 'application/pdf' });
  t.match(none.json(), { status: 406, code: 'request.notAcceptable' });

  o.at('2026-03-04T11:31');
  const same = await get({ 'if-none-match': json.headers.etag as string });
  t.equal(same.statusCode, 304);
  t.equal(same.body, '');
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  o.at('2026-03-05T08:00');
  const changed = await get({ 'if-none-match': json.headers.etag as string });
  t.equal(changed.statusCode, 200);
  t.not(changed.headers.etag, json.headers.etag);
});

t.test("an older system's dossier shows its line, who was responsible and how late it was", async (t) => {
  const o = await office(t);
  const [received, due] = [instant('2026-02-02T08:00'), instant('2026-02-04T17:30')];
  const add = (sql: string, ...values: unknown[]) => o.store.driver.prepare(sql).run(...values);
  add(
    `insert into dossiers (code, version, origin, procedure, channel, status, lead, received_at, due_at, late_from, head, events)
     values ('OLD-1', 1, 'import:log.csv', '2.000815', 'desk', 4, 'X1', ?, ?, ?, '', 0)`,
    received,
    due,
    due,
  );
  for (const [kind, key, role] of [
    ['unit', 'X1', 'lead'],
    ['official', 'X1.specialist', 'handler'],
  ]) {
    add(
      'insert into participations values (1, ?, ?, ?, ?, null, 1, 0, ?, 0)',
      kind,
      key,
      role,
      received,
      due,
    );
  }
  o.at('2026-02-05T10:30');
  const line = await o.get('/api/v1/dossiers/OLD-1', { as: 'X1.supervisor' });
  t.match(line.json(), {
    origin: 'import:log.csv',
    lead: 'X1',
    dueAt: '2026-02-04T17:30:00+07:00',
  });
  t.strictSame(line.json<{ allowedCommands: unknown[] }>().allowedCommands, []);
  t.equal((await o.get('/api/v1/dossiers/OLD-1', { as: 'X2.clerk' })).statusCode, 404);
  const clock = await o.get('/api/v1/dossiers/OLD-1/clock', { as: 'X1.supervisor' });
  t.strictSame(clock.json(), { code: 'OLD-1', clock: null });
  const expected = {
    lateText: 'quá hạn 3 giờ làm việc',
    holders: [{ unit: 'X1', official: 'X1.specialist', step: null }],
  };
  t.match((await lateList(o, 'unit=X1')).dossiers, [expected]);
  t.match((await lateList(o, 'official=X1.specialist')).dossiers, [expected]);
});
