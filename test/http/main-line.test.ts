import t from 'tap';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

type Answer = {
  code: string;
  version: number;
  status: number;
  late: boolean;
  returnedAt: string | null;
  finishedAt: string | null;
  tasks: { step: string; unit: string; official: string | null; finishedAt: string | null; late: boolean }[];
  allowedCommands: { type: string; step: string | null }[];
  appointment: { at: string };
};

const received = async (o: TestOffice, more = {}): Promise<string> => {
  const response = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening(more) });
  return response.json<Answer>().code;
};

const command = async (o: TestOffice, code: string, as: Caller, type: string, more = {}): Promise<Answer> => {
  const response = await o.post(`/api/v1/dossiers/${code}/commands`, { as, body: { type, ...more } });
  if (response.statusCode !== 200) throw new Error(response.body);
  return response.json<Answer>();
};

t.test('a command is answered by how the dossier stands; the whole of it comes when asked for', async (t) => {
  const o = await office(t);
  const reception = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  t.notMatch(reception.body, 'Nguyễn Thị Mẫu', 'nobody is told again who the applicant is');
  const { code } = reception.json<Answer>();
  const url = `/api/v1/dossiers/${code}/commands`;
  const headers = { prefer: 'respond-async, return=representation' };
  const whole = await o.post(url, { as: 'X1.clerk', body: { type: 'handOff' }, headers });
  t.equal(whole.headers['preference-applied'], 'return=representation');
  t.strictSame(whole.json(), (await o.get(`/api/v1/dossiers/${code}`, { as: 'X1.clerk' })).json());
  const stands = await o.post(url, {
    as: 'X1.roomLeader',
    body: { type: 'assign', official: 'X1.specialist' },
  });
  t.match(stands.json(), { code, version: 3, status: 4, tasks: [{ official: 'X1.specialist' }] });
  t.equal(stands.json<Answer>().tasks.length, 1, 'open steps only');
});

t.test('a dossier goes from the desk through the room and the leader back to the citizen', async (t) => {
  const o = await office(t);
  const reception = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  const { code, appointment, allowedCommands } = reception.json<Answer>();
  t.equal(reception.statusCode, 201);
  t.equal(code, 'H56.X1-260302-0001');
  t.equal(reception.headers.location, `/api/v1/dossiers/${code}`);
  t.equal(reception.headers.etag, '"1"');
  t.match(reception.headers, { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  t.equal(appointment.at, '2026-03-02T17:30:00+07:00', 'due the same day, in the time of the office');
  t.match(allowedCommands, [{ type: 'handOff', step: 'atDesk' }]);

  o.at('2026-03-02T08:10');
  await command(o, code, 'X1.clerk', 'handOff');
  o.at('2026-03-02T08:30');
  const taken = await command(o, code, 'X1.specialist', 'takeUp');
  t.equal(taken.tasks.at(-1)?.official, 'X1.specialist');
  await command(o, code, 'X1.specialist', 'submit');
  await command(o, code, 'X1.leader', 'approve');
  const finished = await command(o, code, 'X1.clerical', 'finishProcessing', { result: '01 bản sao' });
  t.equal(finished.finishedAt, '2026-03-02T08:30:00+07:00');
  t.equal(finished.status, 9, 'the result waits at the desk');

  const returned = await command(o, code, 'X1.clerk', 'returnResult', { to: 'Người nộp' });
  t.match(returned, { status: 10, outcome: 'granted', version: 7, late: false });
  t.strictSame(returned.allowedCommands, []);

  const history = await o.get(`/api/v1/dossiers/${code}/history`, { as: 'X1.clerk' });
  const types = history.json<{ events: { type: string }[] }>().events.map((event) => event.type);
  t.strictSame(types, [
    'received',
    'handedOff',
    'takenUp',
    'submitted',
    'approved',
    'processingFinished',
    'resultReturned',
  ]);
});

t.test('a dossier refused at the desk is kept with its reason and has no clock', async (t) => {
  const o = await office(t);
  const refusal = opening({ type: 'refuseAtDesk', reason: 'Không thuộc thẩm quyền', handedIn: [] });
  const response = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: refusal });
  t.equal(response.statusCode, 201);
  t.match(response.json(), { status: 3, outcome: 'notReceived', clock: null });
  t.strictSame(response.json<Answer>().allowedCommands, []);
  const { code } = response.json<Answer>();
  const clock = await o.get(`/api/v1/dossiers/${code}/clock`, { as: 'X1.clerk' });
  t.strictSame(clock.json(), { code, clock: null });
});

t.test('the clock is explained day by day', async (t) => {
  const o = await office(t);
  const code = await received(o, { case: 'extended' });
  o.at('2026-03-02T09:00');
  const { clock } = (await o.get(`/api/v1/dossiers/${code}/clock`, { as: 'X1.clerk' })).json<{
    clock: { days: { date: string; status: string }[]; usedMinutes: number };
  }>();
  t.match(clock, { state: 'running', late: false, usedMinutes: 60, termText: { vi: '2 ngày làm việc' } });
  t.strictSame(
    clock.days.map(({ date, status }) => [date, status]),
    [
      ['2026-03-02', 'received'],
      ['2026-03-03', 'counted'],
      ['2026-03-04', 'due'],
    ],
  );
});

t.test('the lists: the desk, the queue of a room, what one official holds, page by page', async (t) => {
  const o = await office(t);
  const codes: string[] = [];
  for (let count = 0; count < 5; count++) codes.push(await received(o));
  await command(o, codes[1]!, 'X1.clerk', 'handOff');
  await command(o, codes[2]!, 'X1.clerk', 'handOff');
  await command(o, codes[2]!, 'X1.specialist', 'takeUp');
  const list = async (query: string, as: Caller = 'X1.clerk') => {
    const response = await o.get(`/api/v1/dossiers?${query}`, { as });
    const page = response.json<{ dossiers: { code: string }[]; next: string | null }>();
    return { codes: page.dossiers.map(({ code }) => code), next: page.next };
  };
  t.strictSame((await list('')).codes, [...codes].reverse(), 'newest first');
  t.strictSame((await list('taskUnit=X1.room')).codes, [codes[2], codes[1]]);
  t.strictSame((await list('taskOfficial=X1.specialist')).codes, [codes[2]]);
  t.strictSame((await list('taskUnit=X1.desk&taskOfficial=X1.clerk')).codes, [codes[4], codes[3], codes[0]]);
  t.strictSame((await list('status=4')).codes, [codes[2], codes[1]]);
  t.strictSame((await list('procedure=1.001612')).codes, []);
  t.strictSame((await list('', 'X2.clerk')).codes, [], "another desk's dossiers are not there");
  t.strictSame((await list('', 'P.supervisor')).codes.length, 5);
  t.strictSame((await list('desk=X1.desk', 'X1.supervisor')).codes.length, 5);

  const first = await list('limit=2');
  const second = await list(`limit=2&after=${first.next}`);
  const third = await list(`limit=2&after=${second.next}`);
  t.strictSame([...first.codes, ...second.codes, ...third.codes], [...codes].reverse());
  t.equal(third.next, null);
});

t.test('the same key twice receives one dossier and gets the same answer', async (t) => {
  const o = await office(t);
  const call = { as: 'X1.clerk', body: opening(), headers: { 'idempotency-key': 'ticket-17' } } as const;
  const first = await o.post('/api/v1/dossiers', call);
  const again = await o.post('/api/v1/dossiers', call);
  t.equal(again.statusCode, 201);
  t.strictSame(again.json(), first.json());
  t.equal(again.headers['idempotency-replayed'], 'true');
  t.equal(first.headers['idempotency-replayed'], undefined);
  const list = await o.get('/api/v1/dossiers', { as: 'X1.clerk' });
  t.equal(list.json<{ dossiers: unknown[] }>().dossiers.length, 1);

  const other = await o.post('/api/v1/dossiers', { ...call, body: opening({ note: 'khác' }) });
  t.equal(other.statusCode, 422);
  t.match(other.json(), { code: 'ledger.keyReused' });

  const { code } = first.json<Answer>();
  const body = { type: 'handOff' };
  const headers = { 'idempotency-key': 'ticket-18' };
  const url = `/api/v1/dossiers/${code}/commands`;
  const [one, two] = await Promise.all([
    o.post(url, { as: 'X1.clerk', body, headers }),
    o.post(url, { as: 'X1.clerk', body, headers }),
  ]);
  t.equal(one.statusCode, 200);
  t.strictSame(two.json(), one.json());
  t.equal((await o.get(`/api/v1/dossiers/${code}`, { as: 'X1.clerk' })).headers.etag, '"2"');
});

t.test(
  'If-Match with the version as read goes through, with an older one it is refused and nothing changes',
  async (t) => {
    const o = await office(t);
    const code = await received(o);
    const url = `/api/v1/dossiers/${code}/commands`;
    const body = { type: 'handOff' };
    const stale = await o.post(url, { as: 'X1.clerk', body, headers: { 'if-match': '"7"' } });
    t.equal(stale.statusCode, 412);
    t.match(stale.json(), { code: 'ledger.staleVersion', current: 1 });
    const fresh = await o.post(url, { as: 'X1.clerk', body, headers: { 'if-match': '"1"' } });
    t.equal(fresh.statusCode, 200);
    t.equal(fresh.headers.etag, '"2"');
    const nonsense = await o.post(url, { as: 'X1.clerk', body, headers: { 'if-match': 'yesterday' } });
    t.equal(nonsense.statusCode, 400);
  },
);
