import t from 'tap';
import { openOffice } from '../../src/app.js';
import { applyDelegations } from '../../src/casework/index.js';
import { openStore } from '../../db/open.js';
import { verifyBooks } from '../../db/verify.js';
import { replaySetting } from '../support/ledger.js';
import { type Caller, instant, office, opening, type TestOffice } from '../support/office.js';

const ORDER = {
  from: 'X1.specialist',
  to: 'X1.roomLeader',
  unit: 'X1.room',
  role: 'specialist',
  startsOn: '2026-03-03',
  endsOn: '2026-03-05',
  reason: 'Nghỉ phép năm',
};
type Kept = { id: string; inForce: boolean; revokedAt: string | null };
type Answer = {
  code: string;
  extension: { termText: { vi: string } } | null;
  appointment: { at: string };
  clock: { due: { at: string } };
  tasks: { step: string; official: string | null; end: string | null }[];
};
type Problem = { status: number; code: string; detail: string; standing?: { to: string } };

const order = (o: TestOffice, as: Caller, more: object = {}, headers = {}) =>
  o.post('/api/v1/delegations', { as, body: { ...ORDER, ...more }, headers });

const command = (o: TestOffice, code: string, as: Caller, type: string, more = {}) =>
  o.post(`/api/v1/dossiers/${code}/commands`, { as, body: { type, ...more } });

async function heldBySpecialist(o: TestOffice): Promise<string> {
  const { code } = (
    await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening({ case: 'extended' }) })
  ).json<Answer>();
  await command(o, code, 'X1.clerk', 'handOff', { nextOfficial: 'X1.specialist' });
  return code;
}

const proof = (o: TestOffice) => {
  const { tree } = o.registry.current();
  return verifyBooks(o.store, { ...replaySetting, tree });
};

t.test(
  'given a stand-in ordered by the head of the room, when the days come, then they act, hand over and are seen',
  async (t) => {
    const o = await office(t);
    const code = await heldBySpecialist(o);
    const made = await order(o, 'X1.roomLeader');
    t.equal(made.statusCode, 201);
    t.match(made.json(), {
      ...ORDER,
      decidedBy: 'X1.roomLeader',
      inForce: false,
      endsAt: '2026-03-06T00:00:00+07:00',
    });
    t.same(await applyDelegations(o), [], 'nothing before the first day');

    o.at('2026-03-03T07:00');
    t.same(await applyDelegations(o), [{ dossier: code, version: 3 }]);
    t.same(await applyDelegations(o), [], 'twice is once');
    const list = await o.get('/api/v1/dossiers?taskOfficial=X1.roomLeader', { as: 'X1.roomLeader' });
    t.match(list.json(), { dossiers: [{ code }] });

    const second = await heldByNobody(o);
    const named = await command(o, second, 'X1.roomLeader', 'assign', { official: 'X1.specialist' });
    t.equal(named.statusCode, 409);
    t.match(named.json(), { code: 'dossier.officialAway', until: '2026-03-05', standsIn: 'X1.roomLeader' });
    const done = await command(o, second, 'X1.roomLeader', 'submit');
    t.equal(done.statusCode, 200, 'an unheld step of the role they stand in for');
    const history = await o.get(`/api/v1/dossiers/${second}/history`, { as: 'X1.roomLeader' });
    const last = history.json<{ events: { payload: { onBehalfOf?: object } }[] }>().events.at(-1);
    t.match(last?.payload.onBehalfOf, { official: 'X1.specialist', delegation: made.json<Kept>().id });

    o.at('2026-03-06T00:00');
    const after = await heldByNobody(o);
    t.equal((await command(o, after, 'X1.roomLeader', 'submit')).statusCode, 403, 'the days are over');
    const kept = await command(o, code, 'X1.roomLeader', 'submit');
    t.equal(kept.statusCode, 200, 'what was handed over is theirs to finish');
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

async function heldByNobody(o: TestOffice): Promise<string> {
  const { code } = (
    await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening({ case: 'extended' }) })
  ).json<Answer>();
  await command(o, code, 'X1.clerk', 'handOff');
  return code;
}

t.test(
  'given a clerk who stood in for the room, when the days are over, then they finish what they hold and see no more',
  async (t) => {
    const o = await office(t);
    const code = await heldBySpecialist(o);
    const other = await heldBySpecialist(o);
    t.equal(
      (await order(o, 'X1.leader', { to: 'X1.clerical', startsOn: '2026-03-02', endsOn: '2026-03-02' }))
        .statusCode,
      201,
    );
    const unseen = await o.get(`/api/v1/dossiers/${code}`, { as: 'SNV.specialist' });
    t.equal(unseen.statusCode, 404);
    await applyDelegations(o);
    await command(o, other, 'X1.clerical', 'submit');
    const named = await heldByNobody(o);
    t.equal(
      (await command(o, named, 'X1.roomLeader', 'assign', { official: 'X1.clerical' })).statusCode,
      200,
    );

    o.at('2026-03-03T08:00');
    for (const held of [code, named]) {
      const seen = await o.get(`/api/v1/dossiers/${held}`, { as: 'X1.clerical' });
      t.equal(seen.statusCode, 200);
      t.match(seen.json<Answer>().tasks.at(-1), {
        official: 'X1.clerical',
        onBehalfOf: { official: 'X1.specialist' },
      });
      t.equal((await command(o, held, 'X1.clerical', 'submit')).statusCode, 200);
    }
    t.equal(
      (await o.get(`/api/v1/dossiers/${other}`, { as: 'X1.clerical' })).statusCode,
      404,
      'nothing is held any more',
    );
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given orders that cannot be, when they are given, then each is a problem that says what to do',
  async (t) => {
    const o = await office(t);
    const refused = async (as: Caller, more: object, status: number, code: string, detail: RegExp) => {
      const answer = await order(o, as, more, { 'accept-language': 'en' });
      t.match(answer.json<Problem>(), { status, code, detail }, code);
      const vi = (await order(o, as, more)).json<Problem>().detail;
      t.notMatch(vi, /không rõ|undefined/, vi);
    };
    const leader = 'X1.leader';
    await refused('X1.specialist', {}, 403, 'delegation.notYours', /head of X1\.room\. Ask them/);
    await refused(
      'X1.roomLeader',
      { role: 'leader' },
      403,
      'delegation.notYours',
      /leader of X1\.leadership\. Ask them/,
    );
    await refused('SNV.specialist', {}, 403, 'delegation.notYours', /Ask them/);
    await refused(leader, { to: 'X1.specialist' }, 422, 'delegation.toSelf', /Name somebody else/);
    await refused(leader, { to: 'X9.nobody' }, 422, 'delegation.unknownOfficial', /X9\.nobody/);
    await refused(
      leader,
      { to: 'SNV.specialist' },
      422,
      'delegation.otherAgency',
      /Name somebody of that agency/,
    );
    await refused(leader, { role: 'supervisor' }, 422, 'delegation.roleNotGiven', /Name one of clerk/);
    await refused(leader, { role: 'clerk' }, 422, 'delegation.roleNotHeld', /is no clerk of X1\.room/);
    await refused(leader, { unit: 'X9' }, 404, 'dossier.unknownUnit', /no unit X9/);
    await refused(
      leader,
      { startsOn: '2026-03-01' },
      422,
      'delegation.badDates',
      /today \(2026-03-02\) or later/,
    );
    await refused(leader, { endsOn: '2026-03-02' }, 422, 'delegation.badDates', /before it begins/);
    await refused(leader, { endsOn: '2026-02-30' }, 400, 'request.invalid', /endsOn/);

    const first = (await order(o, leader)).json<Kept>();
    const again = await order(o, leader, { to: 'X1.clerk', startsOn: '2026-03-05', endsOn: '2026-03-09' });
    t.match(again.json(), {
      status: 409,
      code: 'delegation.overlaps',
      standing: { id: first.id, to: 'X1.roomLeader', endsOn: '2026-03-05' },
    });
    const head = { from: 'X1.roomLeader', role: 'roomLeader' };
    await refused(
      leader,
      { ...head, to: 'X1.specialist' },
      409,
      'delegation.circle',
      /On 2026-03-03 .*X1\.specialist → X1\.roomLeader → X1\.specialist/,
    );
    const later = { ...head, to: 'X1.specialist', startsOn: '2026-03-06', endsOn: '2026-03-09' };
    t.equal((await order(o, leader, later)).statusCode, 201, 'when the other is back');

    const revoke = (id: string, as: Caller) => o.post(`/api/v1/delegations/${id}/revoke`, { as });
    t.match((await revoke('x', 'admin')).json(), { status: 404, code: 'delegation.unknown' });
    t.match((await revoke(first.id, 'X2.clerk')).json(), { status: 403, code: 'delegation.notYours' });
    const revoked = (await revoke(first.id, 'admin')).json<Kept>();
    t.equal(revoked.revokedAt, '2026-03-02T08:00:00+07:00');
    o.at('2026-03-20T08:00');
    t.equal((await revoke(first.id, leader)).json<Kept>().revokedAt, revoked.revokedAt, 'twice is once');
    const ended = await o.get('/api/v1/delegations?unit=X1.room&on=2026-03-06', { as: 'P.supervisor' });
    const [last] = ended.json<{ delegations: Kept[] }>().delegations;
    t.match((await revoke(last!.id, leader)).json(), { status: 409, code: 'delegation.over' });
  },
);

t.test(
  'given delegations, when they are listed, then by unit, person and day, and only those in sight',
  async (t) => {
    const o = await office(t);
    await order(o, 'admin');
    const listed = async (as: Caller, query = ''): Promise<number> =>
      (await o.get(`/api/v1/delegations${query}`, { as })).json<{ delegations: Kept[] }>().delegations.length;
    t.same(
      [
        await listed('admin'),
        await listed('X1.specialist'),
        await listed('X2.clerk'),
        await listed('X1.clerk'),
      ],
      [1, 1, 0, 0],
    );
    const asked = [
      'unit=X1',
      'unit=X2',
      'official=X1.roomLeader',
      'official=X1.clerk',
      'on=2026-03-05',
      'on=2026-03-06',
    ];
    const found = [];
    for (const query of asked) found.push(await listed('admin', `?${query}`));
    t.same(found, [1, 0, 1, 0, 1, 0]);
    t.match((await o.get('/api/v1/delegations?unit=X9', { as: 'admin' })).json(), { status: 404 });
    t.equal((await o.get('/api/v1/delegations', { as: 'ranking' })).statusCode, 403);
  },
);

t.test(
  'given two processes, when one orders a stand-in, then the other knows at once, and both hand over once',
  async (t) => {
    const o = await office(t);
    const codes = [await heldBySpecialist(o), await heldBySpecialist(o), await heldBySpecialist(o)];
    const now = () => instant('2026-03-03T08:00');
    const other = openOffice({ store: openStore(o.file), now });
    t.teardown(() => other.close());
    await order(o, 'X1.leader');
    o.at('2026-03-03T08:00');
    other.look();
    const handed = (await Promise.all([applyDelegations(o), applyDelegations(other)])).flat();
    t.same(handed.map(({ dossier }) => dossier).sort(), codes);
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given a same-day copy, when its leader extends it, then view, clock, list and proof say the new due',
  async (t) => {
    const o = await office(t);
    const { code } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<Answer>();
    const extend = (as: Caller, more = {}) =>
      command(o, code, as, 'extend', { reason: 'Nhiều trang', ...more });
    t.match((await extend('X1.leader', { by: '3 ngày làm việc' })).json(), {
      status: 422,
      code: 'dossier.badExtension',
      detail:
        'Không gia hạn được 3 ngày làm việc: pháp luật cho phép nhiều nhất 2 ngày làm việc, cùng đơn vị tính.',
    });
    t.equal((await extend('X1.leader', { by: 'hai ngày' })).statusCode, 400);
    t.equal((await extend('X1.specialist')).statusCode, 404, 'none of theirs yet');
    const answer = (await extend('X1.leader')).json<Answer>();
    t.equal(answer.appointment.at, '2026-03-02T17:30:00+07:00');
    t.equal(answer.clock.due.at, '2026-03-04T17:30:00+07:00');
    const whole = (await o.get(`/api/v1/dossiers/${code}`, { as: 'X1.leader' })).json<Answer>();
    t.equal(whole.extension?.termText.vi, '2 ngày làm việc');
    t.match((await extend('X1.leader')).json(), { status: 409, code: 'dossier.extendedAlready' });
    const clock = await o.get(`/api/v1/dossiers/${code}/clock`, { as: 'X1.leader' });
    t.match(clock.json(), {
      clock: {
        termText: { vi: 'trong ngày, gia hạn 2 ngày làm việc' },
        extension: { legalBasis: 'Nghị định 23/2015/NĐ-CP', dueBefore: { at: '2026-03-02T17:30:00+07:00' } },
        days: [
          { status: 'received' },
          { status: 'counted' },
          { status: 'due', basis: /^Nghị định 23\/2015/ },
        ],
      },
    });
    const line = await o.get('/api/v1/dossiers', { as: 'X1.clerk' });
    t.match(line.json(), { dossiers: [{ code, dueAt: '2026-03-04T17:30:00+07:00' }] });
    const posted = await o.get('/api/v1/procedures/2.000815', { as: 'X1.leader' });
    t.match(posted.json(), {
      versions: [{ extension: { termText: { en: '2 working days' }, cases: ['sameDay'] } }],
    });
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given a clerk away, when the stand-in receives, then the event says for whom, and the step stays theirs',
  async (t) => {
    const o = await office(t);
    const days = { startsOn: '2026-03-02', endsOn: '2026-03-02' };
    await order(o, 'X1.leader', {
      from: 'X1.clerk',
      to: 'X1.roomLeader',
      unit: 'X1.desk',
      role: 'clerk',
      ...days,
    });
    const received = await o.post('/api/v1/dossiers', { as: 'X1.roomLeader', body: opening() });
    t.equal(received.statusCode, 201);
    const { code } = received.json<Answer>();
    o.at('2026-03-03T08:00');
    t.equal(
      (await o.post('/api/v1/dossiers', { as: 'X1.roomLeader', body: opening() })).statusCode,
      422,
      'clerk no more',
    );
    t.equal((await command(o, code, 'X1.roomLeader', 'handOff')).statusCode, 200);
    const history = await o.get(`/api/v1/dossiers/${code}/history`, { as: 'X1.clerk' });
    const onBehalfOf = { official: 'X1.clerk' };
    t.match(history.json(), { events: [{ payload: { onBehalfOf } }, { payload: { onBehalfOf } }] });
    t.match(proof(o), { faults: [], tallies: [] });
  },
);
