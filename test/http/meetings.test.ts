import t from 'tap';
import { createToken } from '../../src/admin/index.js';
import { khanhHoa } from '../../scripts/demo/province.js';
import { procedures } from '../../workflows/index.js';
import { wholeChecklist } from '../support/khanh-hoa.js';
import { landCoordination } from '../support/land-coordination.js';
import { office } from '../support/office.js';
import { faultsOf } from '../support/proof.js';

const WHOLE = { prefer: 'return=representation' };
const CODE = 'H56.22366-260302-0001';
const [CLERK, LEAD, LAND, PLANNING] = [
  '22366.clerk1',
  'VPDKDD.specialist1',
  'SNNMT.specialist1',
  'SXD.specialist1',
];

type Body = Record<string, unknown> & {
  tasks: { step: string; unit: string; atMeeting: object | null; differing: object | null }[];
  allowedCommands: { type: string; step: string | null }[];
};

/** A service with a procedure that has a meeting rule, and a dossier of it received at Phường Nha Trang. */
async function received(t: Parameters<typeof office>[0]) {
  const o = await office(t, { procedures: [...procedures, landCoordination] }, khanhHoa());
  const tokens = new Map<string, string>();
  const tokenOf = (actor: string): string => {
    const scopes = ['casework', 'supervision'] as const;
    const token =
      tokens.get(actor) ?? createToken(o, { actor, kind: 'official', label: actor, scopes }).token;
    tokens.set(actor, token);
    return token;
  };
  const command = async (time: string, by: string, body: object) => {
    o.at(time);
    const url = `/api/v1/dossiers/${CODE}/commands`;
    const answer = await o.post(url, { token: tokenOf(by), body, headers: WHOLE });
    return { status: answer.statusCode, body: answer.json<Body>() };
  };
  const read = async (by: string) =>
    (await o.get(`/api/v1/dossiers/${CODE}`, { token: tokenOf(by) })).json<Body>();
  const slip = async () => {
    const headers = { accept: 'text/html' };
    return (await o.get(`/api/v1/dossiers/${CODE}/forms/06`, { token: tokenOf(CLERK), headers })).body;
  };
  const notices = async (by: string, query: string) =>
    (await o.get(`/api/v1/notices?${query}`, { token: tokenOf(by) })).json<{ notices: object[] }>().notices;
  o.at('2026-03-02T08:00');
  const body = {
    type: 'receive',
    procedure: 'LC.000001',
    applicant: { name: 'Nguyễn Thị Mẫu', idNumber: '056000000001' },
    handedIn: wholeChecklist('LC.000001'),
  };
  const answer = await o.post('/api/v1/dossiers', { token: tokenOf(CLERK), body, headers: WHOLE });
  return { o, command, read, slip, notices, opened: answer.json<Body>() };
}

t.test(
  'given a dossier for another agency, when file and papers go on late, then it says so, its slip too, and the desk was told once',
  async (t) => {
    const { o, command, read, slip, notices, opened } = await received(t);
    t.match(opened['transfer'], {
      electronic: { by: '2026-03-02T17:30:00+07:00', at: null, late: false, lateMinutes: 0 },
      papers: { by: '2026-03-03T17:30:00+07:00', at: null, from: null, to: null },
      verified: true,
    });
    o.at('2026-03-03T07:31');
    await o.sweeper.pass();
    await command('2026-03-03T08:30', CLERK, { type: 'handOff' });
    o.at('2026-03-05T07:31');
    await o.sweeper.pass();
    t.match(await notices(CLERK, 'kind=transferOverdue'), [
      { kind: 'transferOverdue', to: { role: 'clerk', unit: '22366.desk' }, toDo: { vi: /giao hồ sơ giấy/ } },
    ]);
    t.equal((await notices(CLERK, 'kind=transferOverdue')).length, 1);

    const give = { type: 'handOverPapers', to: { name: 'Trần Văn Nhận' } };
    t.match(await command('2026-03-04T09:00', LEAD, give), { status: 403 });
    t.match(await command('2026-03-05T08:30', CLERK, { ...give, to: {} }), { status: 400 });
    t.equal((await command('2026-03-05T08:30', CLERK, give)).status, 200);
    t.match(await command('2026-03-05T08:40', CLERK, give), {
      status: 409,
      body: { code: 'dossier.papersHandedOver', detail: /Đã giao lúc/ },
    });
    t.match((await read(LEAD))['transfer'], {
      electronic: { at: '2026-03-03T08:30:00+07:00', late: true, lateMinutes: 60 },
      papers: { late: true, lateMinutes: 540, from: CLERK, to: { name: 'Trần Văn Nhận', official: null } },
    });
    const page = await slip();
    t.match(page, 'Hồ sơ điện tử');
    t.match(page, /Quá hạn 1 giờ/);
    t.match(page, /Trần Văn Nhận/);
    t.match(page, /Quá hạn 9 giờ/);
    t.same(faultsOf(o.store), [], 'the books prove themselves');
  },
);

t.test(
  'given a meeting, when one agency speaks there and differs and one declines, then the dossier, its slip and its history say so',
  async (t) => {
    const { o, command, read, slip, notices } = await received(t);
    await command('2026-03-02T09:00', CLERK, { type: 'handOff' });
    await command('2026-03-02T10:00', LEAD, { type: 'handOff' });
    const convene = { type: 'convene', at: '2026-03-05T08:00', place: 'Phòng họp số 2' };
    t.match(await command('2026-03-02T11:00', LEAD, { ...convene, at: '2026-03-04T08:00' }), {
      status: 422,
      body: { code: 'dossier.badMeeting', detail: /họp sớm nhất ngày 2026-03-05/ },
    });
    t.match(await command('2026-03-02T11:00', LEAD, { ...convene, at: 'thứ năm' }), { status: 400 });
    t.match(await command('2026-03-02T11:00', LEAD, convene), {
      status: 200,
      body: { meetings: [{ no: 1, state: 'convened', invited: [{ declined: null }, { declined: null }] }] },
    });
    await o.sweeper.pass();
    t.match(await notices(PLANNING, 'unit=SXD.room&kind=meetingInvitation'), [
      { step: 'askingPlanning', to: { role: 'specialist', unit: 'SXD.room' } },
    ]);
    const declined = await command('2026-03-03T08:00', PLANNING, { type: 'declineMeeting', reason: 'bận' });
    t.match(declined.body['meetings'], [{ invited: [{ declined: { by: PLANNING, reason: 'bận' } }, {}] }]);

    const said = { type: 'answer', answer: 'agree', atMeeting: { representative: 'Lê Thị Cử' } };
    t.match(await command('2026-03-05T09:00', PLANNING, { ...said, step: 'askingPlanning' }), {
      status: 409,
      body: { code: 'dossier.notAtMeeting' },
    });
    t.equal((await command('2026-03-05T09:00', LAND, { ...said, step: 'askingLand' })).status, 200);
    t.match((await read(LAND)).allowedCommands, [{ type: 'differ', step: 'askingLand' }]);
    const differ = { type: 'differ', answer: 'disagree', note: 'đất có tranh chấp' };
    t.equal((await command('2026-03-06T16:00', LAND, differ)).status, 200);
    t.match(await command('2026-03-06T17:00', LAND, differ), {
      status: 409,
      body: { code: 'dossier.differedAlready' },
    });
    await o.sweeper.pass();
    t.match(await notices(LEAD, 'kind=opinionDiffers'), [
      { step: 'askingLand', to: { role: 'leader', unit: 'VPDKDD.leadership' } },
    ]);
    t.match(
      (await read(LEAD)).tasks.find(({ step }) => step === 'askingLand'),
      {
        atMeeting: { meeting: 1, representative: 'Lê Thị Cử', answer: 'agree' },
        differing: { answer: 'disagree', note: 'đất có tranh chấp' },
      },
    );
    const page = await slip();
    t.match(page, /Mời họp 08:00 05\/03\/2026, từ chối dự họp 08:00 03\/03\/2026/);
    t.match(page, /người được cử: Lê Thị Cử; Ý kiến khác 16:00 06\/03\/2026/);
    const history = o.ledger.history(CODE)!.map(({ type }) => type);
    for (const type of ['meetingConvened', 'meetingDeclined', 'answered', 'opinionDiffered'])
      t.ok(history.includes(type), type);
    t.same(faultsOf(o.store), [], 'the books prove themselves');
  },
);
