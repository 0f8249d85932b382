import t from 'tap';
import { workingHours } from '../../src/calendar/index.js';
import { readConfig } from '../../src/config.js';
import { createLogger } from '../../src/http/logging.js';
import { startService } from '../../src/server.js';
import { createToken } from '../../src/admin/index.js';
import { office, opening, smallProvince } from '../support/office.js';

t.test('the API document is OpenAPI 3.1 and lists every route of the API with its answers', async (t) => {
  const o = await office(t, { rehearsal: { start: undefined } });
  const response = await o.get('/openapi.json');
  t.equal(response.statusCode, 200);
  type Operation = { summary?: string; security?: []; responses: Record<string, unknown> };
  const document = response.json<{ openapi: string; paths: Record<string, Record<string, Operation>> }>();
  t.match(document.openapi, /^3\.1/);
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  t.strictSame(
    listed.sort(),
    [
      'DELETE /api/v1/tokens/{id}',
      'GET /api/v1/delegations',
      'GET /api/v1/desks/{unit}/register',
      'GET /api/v1/dossiers',
      'GET /api/v1/dossiers/{code}',
      'GET /api/v1/dossiers/{code}/clock',
      'GET /api/v1/dossiers/{code}/diagram.svg',
      'GET /api/v1/dossiers/{code}/forms',
      'GET /api/v1/dossiers/{code}/forms/{form}',
      'GET /api/v1/dossiers/{code}/history',
      'GET /api/v1/late-dossiers',
      'GET /api/v1/missing-apologies',
      'GET /api/v1/late-shares',
      'GET /api/v1/notices',
      'GET /api/v1/officials',
      'GET /api/v1/procedures',
      'GET /api/v1/procedures/{code}',
      'GET /api/v1/procedures/{code}/diagram.svg',
      'GET /api/v1/tokens',
      'GET /api/v1/units',
      'GET /api/v1/units/{id}/one-stop-share',
      'GET /public/procedures',
      'GET /public/procedures/{code}',
      'GET /schemas',
      'GET /schemas/procedure.json',
      'POST /api/v1/delegations',
      'POST /api/v1/delegations/{id}/revoke',
      'POST /api/v1/dossiers',
      'POST /api/v1/dossiers/{code}/commands',
      'POST /api/v1/tokens',
      'PUT /api/v1/rehearsal/clock',
    ].sort(),
  );
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  t.ok(operations.every(({ summary }) => summary));
  for (const [path, { get }] of Object.entries(document.paths)) {
    const isOpen = !path.startsWith('/api/v1/');
    t.equal(get?.security?.length === 0, isOpen, `${path} asks for a token: ${!isOpen}`);
  }
  const guarded = operations.filter(({ security }) => security === undefined);
  t.ok(guarded.every(({ responses }) => '401' in responses && '403' in responses));
  const references = response.body.match(/"#\/components\/schemas\/\w+"/g) ?? [];
  const { components } = response.json<{ components: { schemas: Record<string, unknown> } }>();
  t.ok(references.length > 10);
  for (const reference of new Set(references))
    t.ok(reference.slice(1, -1).split('/').at(-1)! in components.schemas, reference);
});

t.test('the pages to read it come from the service itself, under its content security policy', async (t) => {
  const o = await office(t);
  const page = await o.get('/docs/');
  t.equal(page.statusCode, 200);
  t.match(page.headers['content-security-policy'], /script-src 'self';/);
  t.notMatch(page.body, /(?:src|href)="(?:https?:)?\/\//, 'nothing from elsewhere');
  t.notMatch(page.body, /<script(?![^>]*src=)[^>]*>\s*\S/, 'no script in the page');
  t.notMatch(page.body, /<style|\sstyle=/, 'no style in the page');
  const assets = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, asset]) => asset!);
  for (const asset of assets) {
    const response = await o.get(new URL(asset, 'http://h/docs/').pathname);
    t.equal(response.statusCode, 200, asset);
  }
  t.match((await o.get('/docs/static/swagger-initializer.js')).body, '/openapi.json');
});

t.test('probes and measurements', async (t) => {
  const o = await office(t);
  await o.get('/api/v1/dossiers/H56.X1-260302-0001', { as: 'X1.clerk' });
  t.strictSame((await o.get('/healthz')).json(), { status: 'ok' });
  t.strictSame((await o.get('/readyz')).json(), { status: 'ready' });
  const { body } = await o.get('/metrics');
  t.match(
    body,
    /http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/dossiers\/:code",status="404"\} 1/,
  );
  t.notMatch(body, 'H56', 'routes are counted, not dossiers');
});

t.test('nobody reads personal data in the log', async (t) => {
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => void lines.push(line) });
  const o = await office(t, { logger, http: { checkResponses: true, requestLog: 'info' } });
  const body = opening({
    applicant: {
      name: 'Trần Văn Kín',
      idNumber: '056099009009',
      phone: '0988777666',
      email: 'kin@example.vn',
      address: 'Số 7 đường Hẹp',
    },
  });
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body });
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: { ...body, handedIn: 'Trần Văn Kín' } });
  await o.post('/api/v1/tokens', {
    as: 'admin',
    body: { actor: 'X1.clerk', label: 'x', scopes: ['casework'] },
  });
  o.store.driver.exec('drop table participations');
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body });
  logger.info({
    dossier: { applicant: { name: 'Trần Văn Kín' } },
    req: { headers: { authorization: 'Bearer mc_x' } },
  });
  const log = lines.join('');
  t.match(log, /"route":"\/api\/v1\/dossiers","status":201.*"actor":"X1\.clerk"/);
  t.match(log, /"msg":"request failed"/, 'what broke is in the log');
  t.match(log, '[ẩn]');
  for (const secret of ['Kín', '056099009009', '0988777666', 'kin@', 'Hẹp', 'mc_'])
    t.notMatch(log, secret, secret);
});

t.test(
  'in a rehearsal the clock stands still, moves on by a route, and remembers where it stood',
  async (t) => {
    const start = Date.parse('2026-03-02T01:00:00Z');
    const o = await office(t, { rehearsal: { start } });
    const put = async (now: string) =>
      o.send('PUT', '/api/v1/rehearsal/clock', { as: 'admin', body: { now } });
    t.strictSame((await put('2026-03-05T08:00')).json(), { now: '2026-03-05T08:00:00+07:00' });
    const { changedAt } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<{
      changedAt: string;
    }>();
    t.equal(changedAt, '2026-03-05T08:00:00+07:00');
    t.match((await put('2026-03-04')).json(), {
      status: 409,
      code: 'rehearsal.clockBack',
      current: '2026-03-05T08:00:00+07:00',
    });
    const stranger = await o.send('PUT', '/api/v1/rehearsal/clock', {
      as: 'X1.clerk',
      body: { now: '2026-03-06' },
    });
    t.equal(stranger.statusCode, 403);
  },
);

t.test('settings come from the environment, and wrong ones are named', (t) => {
  t.match(readConfig({}), {
    db: 'motcua.db',
    host: '127.0.0.1',
    port: 8080,
    rehearsal: false,
    bodyLimit: 262_144,
  });
  const rehearsal = readConfig({ MOTCUA_NOW: '2026-03-02T08:00', MOTCUA_PORT: '0' });
  t.match(rehearsal, { rehearsal: true, rehearsalStart: Date.parse('2026-03-02T01:00:00Z'), port: 0 });
  t.throws(() => readConfig({ MOTCUA_PORT: 'http' }), { code: 'config.invalid' });
  t.same(readConfig({ MOTCUA_RECEPTION_TERM: '4 working hours' }).receptionTerm, workingHours(4));
  t.equal(readConfig({}).transfer.papersWithin.verified, true);
  t.match(readConfig({ MOTCUA_TRANSFER_CUTOFF: '14:30', MOTCUA_TRANSFER_FIRST_MINUTES: '30' }).transfer, {
    cutoffMinute: { value: 870, source: 'MOTCUA_TRANSFER_CUTOFF', verified: false },
    firstMinutes: { value: 30, verified: false },
  });
  t.throws(() => readConfig({ MOTCUA_TRANSFER_CUTOFF: '25:00' }), { message: /MOTCUA_TRANSFER_CUTOFF/ });
  t.throws(() => readConfig({ MOTCUA_RECEPTION_TERM: 'soon' }), { message: /MOTCUA_RECEPTION_TERM/ });
  t.throws(() => readConfig({ MOTCUA_CODE_PATTERN: '{unit}' }), { message: /MOTCUA_CODE_PATTERN/ });
  t.throws(() => readConfig({ MOTCUA_NOW: '2026-02-30' }), { message: /MOTCUA_NOW/ });
  t.end();
});

t.test('a started service listens, and stops without losing what was sent', async (t) => {
  const service = await startService({
    ...readConfig({ MOTCUA_PORT: '0', MOTCUA_LOG_LEVEL: 'silent' }),
    db: `${t.testdir()}/books.db`,
  });
  service.office.registry.save(smallProvince);
  const { token } = createToken(service.office, {
    actor: 'X1.clerk',
    kind: 'official',
    label: 'a',
    scopes: ['casework'],
  });
  const post = async () =>
    fetch(`${service.address}/api/v1/dossiers`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(opening()),
    });
  t.equal((await post()).status, 201);
  const last = post();
  await new Promise((resolve) => setTimeout(resolve, 2));
  const [answered] = await Promise.allSettled([last, service.close()]);
  t.ok(answered.status === 'rejected' || [201, 503].includes(answered.value.status), 'answered or not taken');
  await t.rejects(post());
});
