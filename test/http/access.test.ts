import t from 'tap';
import { createToken, listTokens, revokeToken } from '../../src/admin/index.js';
import { openOffice } from '../../src/app.js';
import { openStore } from '../../db/open.js';
import { instant, office, opening } from '../support/office.js';
import { procedures as shipped } from '../../workflows/index.js';

const DOSSIER = '/api/v1/dossiers/H56.X1-260302-0001';

t.test('without a token, or with one that opens nothing any more, the answer is 401', async (t) => {
  const o = await office(t);
  const expiring = createToken(o, {
    actor: 'X1.clerk',
    kind: 'official',
    label: 'một giờ',
    scopes: ['casework'],
    expiresAt: instant('2026-03-02T09:00'),
  });
  const missing = await o.get('/api/v1/units');
  t.equal(missing.statusCode, 401);
  t.equal(missing.headers['www-authenticate'], 'Bearer realm="motcua"');
  t.match(missing.json(), { code: 'access.missing', status: 401, title: 'Chưa đăng nhập' });

  const unknown = await o.get('/api/v1/units', { token: 'mc_guess' });
  t.equal(unknown.statusCode, 401);
  t.match(unknown.headers['www-authenticate'], /invalid_token/);
  t.match(unknown.json(), { code: 'access.unknown' });

  t.equal((await o.get('/api/v1/units', { token: expiring.token })).statusCode, 200);
  o.at('2026-03-02T09:00');
  t.match((await o.get('/api/v1/units', { token: expiring.token })).json(), { code: 'access.expired' });
});

t.test('a token revoked by another process stops working at once', async (t) => {
  const o = await office(t);
  const { token, record } = createToken(o, {
    actor: 'X1.clerk',
    kind: 'official',
    label: 'a',
    scopes: ['casework'],
  });
  t.equal((await o.get('/api/v1/dossiers', { token })).statusCode, 200);
  const other = openOffice({ store: openStore(o.file) });
  revokeToken(other, record.id);
  await other.close();
  t.match((await o.get('/api/v1/dossiers', { token })).json(), { code: 'access.revoked', status: 401 });
});

t.test('a role given by another process counts at once', async (t) => {
  const o = await office(t);
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  t.equal((await o.get(DOSSIER, { as: 'X2.clerk' })).statusCode, 404);
  const other = openOffice({ store: openStore(o.file) });
  other.registry.save({
    units: [],
    officials: [{ id: 'X2.clerk', name: 'Công chức X2.clerk', origin: 'registry' }],
    roles: [{ official: 'X2.clerk', unit: 'X1.desk', role: 'clerk' }],
  });
  await other.close();
  t.equal((await o.get(DOSSIER, { as: 'X2.clerk' })).statusCode, 200);
});

t.test("another desk's dossier is not there: reading, acting, its history, its clock", async (t) => {
  const o = await office(t);
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  const unknown = await o.get('/api/v1/dossiers/H56.X1-260302-9999', { as: 'X2.clerk' });
  for (const path of ['', '/history', '/clock']) {
    const response = await o.get(`${DOSSIER}${path}`, { as: 'X2.clerk' });
    t.equal(response.statusCode, 404, path);
    t.equal(response.json<{ title: string }>().title, unknown.json<{ title: string }>().title);
  }
  const headers = { 'if-match': '"9"' };
  const acting = await o.post(`${DOSSIER}/commands`, { as: 'X2.clerk', body: { type: 'handOff' }, headers });
  t.match(acting.json(), { status: 404, code: 'ledger.unknownDossier' });
  t.equal((await o.get(DOSSIER, { as: 'X1.specialist' })).statusCode, 404, 'the room has not had it yet');
  await o.post(`${DOSSIER}/commands`, { as: 'X1.clerk', body: { type: 'handOff' } });
  t.equal((await o.get(DOSSIER, { as: 'X1.specialist' })).statusCode, 200);
  t.equal((await o.get(DOSSIER, { as: 'X1.supervisor' })).statusCode, 200);
  t.equal((await o.get(DOSSIER, { as: 'P.supervisor' })).statusCode, 200);
});

t.test('a ranking token reads figures and no dossier', async (t) => {
  const o = await office(t);
  await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  t.equal((await o.get('/api/v1/late-shares?by=unit', { as: 'ranking' })).statusCode, 200);
  t.equal((await o.get('/api/v1/units', { as: 'ranking' })).statusCode, 200);
  for (const path of [
    '/api/v1/dossiers',
    DOSSIER,
    `${DOSSIER}/history`,
    `${DOSSIER}/clock`,
    '/api/v1/late-dossiers',
    '/api/v1/missing-apologies',
  ]) {
    const response = await o.get(path, { as: 'ranking' });
    t.equal(response.statusCode, 403, path);
    t.match(response.json(), { code: 'access.scope' });
  }
  t.equal((await o.post('/api/v1/dossiers', { as: 'ranking', body: opening() })).statusCode, 403);
  t.equal(
    (await o.post(`${DOSSIER}/commands`, { as: 'ranking', body: { type: 'handOff' } })).statusCode,
    403,
  );
  t.equal((await o.get('/api/v1/late-shares?by=unit', { as: 'X1.clerk' })).statusCode, 403);
  t.equal((await o.post('/api/v1/dossiers', { as: 'X1.supervisor', body: opening() })).statusCode, 403);
});

t.test('the administrator makes, lists and revokes tokens; the secret is told once', async (t) => {
  const o = await office(t);
  const order = {
    actor: 'cổng-dịch-vụ',
    kind: 'machine',
    label: 'Cổng',
    scopes: ['casework'],
    roles: [{ role: 'clerk', unit: 'X1.desk' }],
  };
  const made = await o.post('/api/v1/tokens', { as: 'admin', body: order });
  t.equal(made.statusCode, 201);
  const { id, token } = made.json<{ id: string; token: string }>();
  const headers = { prefer: 'return=representation' };
  const received = await o.post('/api/v1/dossiers', { token, body: opening(), headers });
  t.match(received.json(), { receivedBy: 'cổng-dịch-vụ' }, 'a machine account acts with its own roles');
  const list = await o.get('/api/v1/tokens', { as: 'admin' });
  t.notMatch(list.body, token);
  t.match(
    list.json<{ tokens: { id: string }[] }>().tokens.find((one) => one.id === id),
    { label: 'Cổng', revokedAt: null },
  );
  t.equal(listTokens(o).length, 13);

  t.equal((await o.send('DELETE', `/api/v1/tokens/${id}`, { as: 'admin' })).statusCode, 204);
  t.match((await o.get('/api/v1/units', { token })).json(), { code: 'access.revoked' });
  t.match((await o.send('DELETE', '/api/v1/tokens/nobody', { as: 'admin' })).json(), {
    status: 404,
    code: 'token.unknown',
  });
  t.match((await o.post('/api/v1/tokens', { as: 'X1.clerk', body: order })).json(), {
    status: 403,
    code: 'access.scope',
  });
  const official = { ...order, kind: 'official', actor: 'X1.clerk' };
  t.match((await o.post('/api/v1/tokens', { as: 'admin', body: official })).json(), {
    code: 'token.rolesOfOfficial',
  });
  const nobody = { ...order, kind: 'official', actor: 'nobody', roles: [] };
  t.match((await o.post('/api/v1/tokens', { as: 'admin', body: nobody })).json(), {
    code: 'token.unknownOfficial',
  });
});

t.test('look-ups: procedures with their steps, units, officials of a unit and below', async (t) => {
  const o = await office(t);
  const get = async (url: string) =>
    (await o.get(url, { as: 'X1.clerk' })).json<Record<string, { id: string }[]>>();
  const { procedures } = await get('/api/v1/procedures');
  t.equal(procedures?.length, shipped.length);
  const { versions } = await get('/api/v1/procedures/2.000815');
  t.match(versions, [{ inForce: true, cases: [{ key: 'sameDay' }, {}], steps: [{ key: 'atDesk', no: 1 }] }]);
  t.equal((await get('/api/v1/units')).units?.length, 16);
  const { officials } = await get('/api/v1/officials?unit=X1.room');
  t.strictSame(
    officials?.map(({ id }) => id),
    ['X1.roomLeader', 'X1.specialist'],
  );
  t.match(await get('/api/v1/officials?unit=nowhere'), { status: 404, code: 'dossier.unknownUnit' });
  t.match(await get('/api/v1/procedures/9.999999'), { status: 404, code: 'procedure.unknown' });
});
