import t from 'tap';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

type Problem = {
  status: number;
  code: string;
  title: string;
  detail: string;
  type: string;
  instance: string;
};

const url = '/api/v1/dossiers';
const first = `${url}/H56.X1-260302-0001`;

const give = async (o: TestOffice, body: unknown, as: Caller = 'X1.clerk') =>
  o.post(`${first}/commands`, { as, body });

t.test(
  'every problem is RFC 9457: type, title, status, a sentence of advice, a stable code, the request',
  async (t) => {
    const o = await office(t);
    const response = await o.post(url, { as: 'X1.clerk', body: opening({ handedIn: [] }) });
    t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
    const problem = response.json<Problem>();
    t.match(problem, {
      type: 'urn:motcua:problem:dossier.checklistIncomplete',
      title: 'Thành phần hồ sơ chưa đủ',
      status: 422,
      code: 'dossier.checklistIncomplete',
      instance: response.headers['x-request-id'],
      missing: [{ key: 'original', originals: 1, copies: 0 }],
    });
    t.match(problem.detail, /^Còn thiếu: Bản chính giấy tờ, văn bản\./);

    const headers = { 'accept-language': 'en', 'x-request-id': 'desk-3' };
    const english = await o.post(url, { as: 'X1.clerk', body: opening({ handedIn: [] }), headers });
    t.match(english.json(), { title: 'Papers missing', instance: 'desk-3' });
    t.match(english.json<Problem>().detail, /^Missing: /);
  },
);

t.test('what a request may not say is 400 and names the fields', async (t) => {
  const o = await office(t);
  const cases: [string, unknown, string][] = [
    ['unknown fields', opening({ procedre: 'x' }), 'body'],
    ['wrong types', opening({ applicant: { name: 5 } }), 'applicant.name'],
    ['an unknown type', opening({ type: 'accept' }), 'type'],
    [
      'no numbers below zero',
      opening({ handedIn: [{ key: 'original', originals: -1 }] }),
      'handedIn.0.originals',
    ],
  ];
  for (const [name, body, path] of cases) {
    const response = await o.post(url, { as: 'X1.clerk', body });
    t.match(
      response.json(),
      { status: 400, code: 'request.invalid', errors: [{ path, message: String }] },
      name,
    );
  }
  const queries: [string, Caller, string][] = [
    [`${url}?colour=red`, 'X1.clerk', 'query'],
    [`${url}?limit=0`, 'X1.clerk', 'query.limit'],
    [`${url}?status=eleven`, 'X1.clerk', 'query.status'],
    ['/api/v1/late-dossiers?asOf=2026-02-30', 'P.supervisor', 'query.asOf'],
    ['/api/v1/late-shares?by=unit&from=2026-02-30', 'ranking', 'query.from'],
    ['/api/v1/late-shares', 'ranking', 'query.by'],
  ];
  for (const [address, as, path] of queries) {
    const response = await o.get(address, { as });
    t.match(
      response.json(),
      { status: 400, code: 'request.invalid', errors: [{ path, message: String }] },
      address,
    );
  }
  t.match((await o.get(`${url}?after=nowhere`, { as: 'X1.clerk' })).json(), {
    status: 400,
    code: 'reports.unknownCursor',
  });
  const backwards = await o.get('/api/v1/late-shares?by=unit&from=2026-02-02&to=2026-02-01', {
    as: 'ranking',
  });
  t.match(backwards.json(), { status: 400, code: 'rating.badPeriod' });
  const both = await o.get('/api/v1/late-shares?by=unit&year=2026&from=2026-02-02', { as: 'ranking' });
  t.match(both.json(), { status: 400, code: 'rating.badPeriod' });
});

t.test('bodies: malformed 400, of another type 415, too large 413', async (t) => {
  const o = await office(t, { http: { bodyLimit: 2000, checkResponses: true, requestLog: 'silent' } });
  const authorization = `Bearer ${o.token('X1.clerk')}`;
  const send = async (payload: string, type: string): Promise<Problem> => {
    const headers = { authorization, 'content-type': type };
    return (await o.app.inject({ method: 'POST', url, headers, payload })).json<Problem>();
  };
  t.match(await send('{"type": ', 'application/json'), { status: 400, code: 'request.malformed' });
  t.match(await send('{"__proto__": {"a": 1}}', 'application/json'), {
    status: 400,
    code: 'request.malformed',
  });
  t.match(await send('', 'application/json'), { status: 400, code: 'request.malformed' });
  t.match(await send('<a/>', 'application/xml'), { status: 415, code: 'request.unsupportedMediaType' });
  t.match(await send('hello', 'text/plain'), { status: 415, code: 'request.unsupportedMediaType' });
  t.match(await send(JSON.stringify(opening({ note: 'x'.repeat(2000) })), 'application/json'), {
    status: 413,
    code: 'request.tooLarge',
  });
});

t.test('a command that is not possible now is 409 and says what is', async (t) => {
  const o = await office(t);
  await o.post(url, { as: 'X1.clerk', body: opening() });
  const refused = await give(o, { type: 'approve' });
  t.equal(refused.statusCode, 409);
  t.match(refused.json(), {
    code: 'dossier.commandNotAllowed',
    allowed: [
      { type: 'handOff', step: 'atDesk' },
      { type: 'withdraw', step: null },
      { type: 'correct', step: null },
      { type: 'recordScans', step: null },
    ],
    detail:
      'Hồ sơ hiện cho phép: handOff, withdraw, correct, recordScans. Hãy xem lại hồ sơ và chọn một thao tác đó.',
  });
  const notOpen = await give(o, { type: 'handOff', step: 'signing' });
  t.match(notOpen.json(), { status: 409, code: 'dossier.unknownStep', open: ['atDesk'] });
});

t.test("somebody else's step and somebody else's desk are 403", async (t) => {
  const o = await office(t);
  await o.post(url, { as: 'X1.clerk', body: opening() });
  await give(o, { type: 'handOff' });
  const step = await give(o, { type: 'submit' });
  t.match(step.json(), { status: 403, code: 'dossier.notYourStep', unit: 'X1.room' });
  const whole = await give(o, { type: 'withdraw', reason: 'Không cần nữa' }, 'X1.specialist');
  t.match(whole.json(), { status: 403, code: 'dossier.notYourDesk' });
  const desk = await o.post(url, { as: 'X2.clerk', body: opening({ desk: 'X1.desk' }) });
  t.match(desk.json(), { status: 403, code: 'dossier.notYourDesk' });
});

t.test('what is not there is 404: dossiers, units, procedures, routes', async (t) => {
  const o = await office(t);
  t.match((await o.get(`${url}/nothing`, { as: 'X1.clerk' })).json(), {
    status: 404,
    code: 'ledger.unknownDossier',
  });
  t.match((await give(o, { type: 'handOff' })).json(), { status: 404, code: 'ledger.unknownDossier' });
  const procedure = await o.post(url, { as: 'X1.clerk', body: opening({ procedure: '9.999999' }) });
  t.match(procedure.json(), { status: 404, code: 'procedure.unknown' });
  const competent = await o.post(url, { as: 'X1.clerk', body: opening({ competentUnit: 'nowhere' }) });
  t.match(competent.json(), { status: 404, code: 'dossier.unknownUnit', unit: 'nowhere' });
  t.match((await o.get(`${url}?taskUnit=nowhere`, { as: 'X1.clerk' })).json(), {
    status: 404,
    code: 'dossier.unknownUnit',
  });
  for (const address of ['/nothing', '/api/v1/nothing', '/api/v1/rehearsal/clock']) {
    const response = await o.get(address, { as: 'admin' });
    t.match(response.json(), { status: 404, code: 'request.unknownRoute' });
    t.equal(response.headers['content-type'], 'application/problem+json; charset=utf-8');
  }
});

t.test('what the content lacks is 422', async (t) => {
  const o = await office(t);
  const post = async (more: Record<string, unknown>) =>
    (await o.post(url, { as: 'X1.clerk', body: opening(more) })).json<Problem>();
  t.match(await post({ handedIn: [{ key: 'poem', originals: 1 }] }), {
    status: 422,
    code: 'dossier.unknownChecklistItem',
  });
  t.match(await post({ case: 'express' }), {
    status: 422,
    code: 'dossier.unknownCase',
    cases: ['sameDay', 'extended'],
  });
  const desk = await o.post(url, { token: o.token('X1.specialist'), body: opening() });
  t.match(desk.json(), { status: 422, code: 'dossier.unknownDesk' });
  await post({});
  t.match((await give(o, { type: 'handOff', nextOfficial: 'X2.clerk' })).json(), {
    status: 422,
    code: 'dossier.unknownOfficial',
  });
});

t.test('too many requests are 429', async (t) => {
  const o = await office(t, { http: { rateLimit: 2, checkResponses: true, requestLog: 'silent' } });
  await o.get('/api/v1/units', { as: 'X1.clerk' });
  await o.get('/api/v1/units', { as: 'X1.clerk' });
  const third = await o.get('/api/v1/units', { as: 'X1.clerk' });
  t.match(third.json(), { status: 429, code: 'request.tooMany' });
  t.ok(third.headers['retry-after']);
  t.equal((await o.get('/api/v1/units', { as: 'X2.clerk' })).statusCode, 200, 'each caller has their own');
});

t.test('too many requests for what everybody may read are 429, by address', async (t) => {
  const http = { publicRateLimit: 2, checkResponses: true, requestLog: 'silent' } as const;
  const o = await office(t, { http });
  const from = (remoteAddress: string, address: string, accept = 'application/json') =>
    o.app.inject({ method: 'GET', url: address, remoteAddress, headers: { accept } });
  await from('10.0.0.1', '/public/procedures');
  await from('10.0.0.1', '/schemas/procedure.json');
  for (const address of ['/public/procedures', '/public/procedures/2.000815', '/schemas']) {
    const third = await from('10.0.0.1', address, 'text/html');
    t.equal(third.headers['content-type'], 'application/problem+json; charset=utf-8');
    t.match(third.json(), { status: 429, code: 'request.tooMany', detail: /Retry-After/ });
    t.ok(Number(third.headers['retry-after']) > 0);
  }
  t.equal((await from('10.0.0.2', '/public/procedures')).statusCode, 200, 'each address has its own');
  t.equal((await o.get('/healthz')).statusCode, 200, 'probes are not counted');
  t.equal((await o.get('/api/v1/units', { as: 'X1.clerk' })).statusCode, 200, 'nor is the API');
});

t.test('a stopping service is 503, and a broken one says nothing of what broke', async (t) => {
  const o = await office(t);
  await o.post(url, { as: 'X1.clerk', body: opening() });
  await o.ledger.close();
  const stopping = await give(o, { type: 'handOff' });
  t.match(stopping.json(), { status: 503, code: 'ledger.closed' });
  t.equal(stopping.headers['retry-after'], '1');
  o.store.driver.exec('drop table tasks');
  const broken = await o.get(first, { as: 'X1.clerk' });
  t.match(broken.json(), { status: 500, code: 'server.failed', title: 'Dịch vụ gặp lỗi' });
  t.notMatch(broken.body, /tasks|SQL/i);
});
