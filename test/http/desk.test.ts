import t from 'tap';
import { verifyBooks } from '../../db/verify.js';
import { createToken } from '../../src/admin/index.js';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

const URL = '/api/v1/dossiers';
/** The whole dossier, not only how it stands. */
const headers = { prefer: 'return=representation' };

type Answer = {
  code: string;
  status: number;
  detail: string;
  arrival: { late: boolean; answeredAt: string | null } | null;
  reopenedAs: string[];
};
type Forms = {
  forms: {
    form: string;
    event: number;
    href: string;
    voided: { event: number; at: string } | null;
    issued: object | null;
  }[];
};

const begin = async (
  o: TestOffice,
  more: Record<string, unknown>,
  as: Caller = 'X1.clerk',
): Promise<Answer> => (await o.post(URL, { as, body: opening(more), headers })).json<Answer>();

const give = async (o: TestOffice, code: string, as: Caller, type: string, more = {}): Promise<Answer> =>
  (await o.post(`${URL}/${code}/commands`, { as, body: { type, ...more }, headers })).json<Answer>();

const read = async (o: TestOffice, code: string, as: Caller = 'X1.clerk'): Promise<Answer> =>
  (await o.get(`${URL}/${code}`, { as })).json<Answer>();

/** Chains, states, participations and tallies. */
const proof = (o: TestOffice) =>
  verifyBooks(o.store, {
    tree: o.registry.current().tree,
    catalogue: o.catalogue,
    calendarOf: (unit) => o.engine.calendarOf(unit),
  });

const WHOLE = { faults: [], tallies: [] };

t.test(
  'given a dossier the portal registers, when the desk guides and then receives it, then forms, view and books say so',
  async (t) => {
    const o = await office(t);
    const roles = [{ role: 'clerk', unit: 'X1.desk' }] as const;
    const order = { actor: 'portal', kind: 'machine', label: 'Cổng', scopes: ['casework'], roles } as const;
    const { token } = createToken(o, order);
    const body = opening({ type: 'register', channel: 'online', handedIn: [] });
    const { code } = (await o.post(URL, { token, body })).json<Answer>();
    t.match(await read(o, code), {
      status: 1,
      clock: null,
      receivedBy: 'portal',
      arrival: {
        channel: 'online',
        deadline: { at: '2026-03-03T08:00:00+07:00' },
        answeredAt: null,
        late: false,
      },
    });
    o.at('2026-03-03T08:01');
    t.match(await read(o, code), { arrival: { late: true } });
    o.at('2026-03-03T08:30');
    const guided = await give(o, code, 'X1.clerk', 'guide', {
      items: ['Bản chính'],
      reason: 'Không có bản chính',
    });
    t.match(guided, { status: 1, arrival: { late: true, answeredAt: '2026-03-03T08:30:00+07:00' } });
    t.match(await give(o, code, 'X1.clerk', 'guide', { items: ['x'], reason: 'y' }), {
      status: 409,
      code: 'dossier.guidedAlready',
      detail: /một lần bằng văn bản/,
    });
    t.match(await give(o, code, 'X1.clerk', 'receive'), { status: 422, code: 'dossier.checklistIncomplete' });
    const register = '/api/v1/desks/X1.desk/register?from=2026-03-01&to=2026-03-31';
    const page = { as: 'X1.clerk', headers: { accept: 'text/html' } } as const;
    t.notMatch(
      (await o.get(register, page)).body,
      code,
      'what waits is not in the register of what was received',
    );

    o.at('2026-03-03T09:00');
    const handedIn = [{ key: 'original', originals: 1 }];
    t.match(await give(o, code, 'X1.clerk', 'receive', { handedIn }), {
      status: 2,
      receivedAt: '2026-03-03T09:00:00+07:00',
      receivedBy: 'X1.clerk',
      appointment: { at: '2026-03-03T17:30:00+07:00' },
    });
    t.match((await o.get(register, page)).body, code);
    const { forms } = (await o.get(`${URL}/${code}/forms`, { as: 'X1.clerk' })).json<Forms>();
    t.match(forms, [
      { form: 'TT03-2025-02', event: 2 },
      { form: 'TT03-2025-01', event: 3, voided: null },
    ]);
    t.equal(forms.length, 2);
    t.match(
      (await o.get(forms[0]!.href, page)).body,
      'thời gian giải quyết tính từ khi nhận đủ hồ sơ hợp lệ',
    );
    t.match((await o.get(forms[1]!.href, page)).body, '09 giờ 00 phút, ngày 03 tháng 3 năm 2026');
    t.match((await o.get(`${URL}/${code}/forms/06`, page)).body, 'Người nộp hồ sơ');
    t.match(proof(o), WHOLE);
  },
);

t.test(
  'given a receipt with mistakes, when the desk corrects them, then a new receipt voids it and the old file stays byte for byte',
  async (t) => {
    const o = await office(t);
    const { code } = await begin(o, {});
    const forms = `${URL}/${code}/forms`;
    const before = await o.get(`${forms}/01`, { as: 'X1.clerk' });
    const corrected = await give(o, code, 'X1.clerk', 'correct', {
      reason: 'Ghi nhầm thủ tục và nơi giải quyết',
      applicant: { name: 'Trần Văn Đúng' },
      procedure: '1.004222',
      competentUnit: 'X2',
      handedIn: [
        { key: 'declaration', originals: 1 },
        { key: 'dwelling', copies: 1, originals: 1 },
      ],
    });
    t.match(corrected, { code, status: 2, lead: 'X2', procedure: { code: '1.004222' } });
    const list = await o.get(`${URL}?procedure=1.004222`, { as: 'P.supervisor' });
    t.match(list.json(), { dossiers: [{ code, lead: 'X2', applicantName: 'Trần Văn Đúng' }] });
    t.same(
      o.store.driver.prepare('select step, unit from tasks').all().length,
      1,
      'the steps opened by mistake are gone',
    );
    t.match(proof(o), WHOLE, 'participations and tallies moved with it');

    const listed = (await o.get(forms, { as: 'X1.clerk' })).json<Forms>().forms;
    t.match(listed, [
      { event: 1, voided: { event: 2 }, issued: { number: 1 } },
      { event: 2, voided: null, issued: null },
    ]);
    const page = { as: 'X1.clerk', headers: { accept: 'text/html' } } as const;
    const old = await o.get(`${forms}/01?event=1`, page);
    t.match(old.body, 'Đã hủy, thay bằng Giấy tiếp nhận hồ sơ và hẹn trả kết quả');
    t.match(old.body, 'Nguyễn Thị Mẫu');
    const file = await o.get(`${forms}/01?event=1`, { as: 'X1.clerk' });
    t.ok(file.rawPayload.equals(before.rawPayload));
    const anew = (await o.get(`${forms}/01`, page)).body;
    t.match(anew, 'Trần Văn Đúng');
    t.match(anew, 'Ghi nhầm thủ tục và nơi giải quyết');
    t.notMatch(anew, 'Đã hủy');

    await give(o, code, 'X1.clerk', 'correct', { reason: 'x', receivedAt: '2026-03-02T07:50' });
    await give(o, code, 'X1.clerk', 'correct', { reason: 'x', applicant: { name: 'Lê Thị Đúng' } });
    t.match((await o.get(`${forms}/01?event=3`, page)).json(), { status: 409, code: 'forms.voided', by: 4 });
    t.match((await o.get(`${forms}/01`, page)).body, '07 giờ 50 phút');
    t.match((await o.get(`${forms}/06`, page)).body, 'Lê Thị Đúng');
    t.match(await give(o, code, 'X1.clerk', 'correct', { reason: 'x' }), {
      status: 422,
      code: 'dossier.badCorrection',
    });
    t.match(proof(o), WHOLE);
  },
);

t.test(
  'given a complaint, when the leader reopens the returned dossier, then a new one runs and the old figures stay',
  async (t) => {
    const o = await office(t);
    const { code } = await begin(o, { delivery: { by: 'desk', at: 'X2.desk', copies: 2 } });
    const receipt = await o.get(`${URL}/${code}/forms/01`, {
      as: 'X1.clerk',
      headers: { accept: 'text/html' },
    });
    t.match(receipt.body, 'Đăng ký nhận kết quả tại');
    t.match(receipt.body, 'Đơn vị X2.desk, trả trực tiếp, 02 bản');
    const order = { type: 'reopen', of: code, decision: 'số 5/QĐ ngày 1/6/2026', reason: 'Kết quả sai tên' };
    const ask = async (as: Caller, more = {}) =>
      (await o.post(URL, { as, body: { ...order, ...more }, headers })).json<Answer>();
    t.match(await ask('X1.leader'), { status: 409, code: 'dossier.stillHandled' });
    await give(o, code, 'X1.clerk', 'handOff');
    t.match(await read(o, code, 'X2.clerk'), { status: 404 }, 'not yet the business of the place of return');
    await give(o, code, 'X1.specialist', 'submit');
    await give(o, code, 'X1.leader', 'approve');
    await give(o, code, 'X1.clerical', 'finishProcessing', { result: '02 bản sao' });
    const returned = await give(o, code, 'X2.clerk', 'returnResult', { to: 'Nguyễn Thị Mẫu' });
    t.match(returned, {
      status: 10,
      delivery: { by: 'desk', at: 'X2.desk', copies: 2 },
      returned: { to: 'Nguyễn Thị Mẫu', by: 'desk', copies: 2, tracking: null },
      reopenedAs: [],
    });

    o.at('2026-06-02T08:00');
    t.match(await ask('X1.clerk'), { status: 403, code: 'dossier.notYourDesk' });
    t.match(await ask('SNV.specialist'), { status: 404, code: 'ledger.unknownDossier' });
    t.match(await ask('X1.leader', { of: 'none' }), { status: 404 });
    const figures = async () =>
      (await o.get('/api/v1/late-shares?by=unit&year=2026&asOf=2026-06-02T08:00', { as: 'ranking' })).body;
    const [old, shares] = [o.ledger.find(code), await figures()];
    const both = await Promise.all([ask('X1.leader'), ask('X1.leader')]);
    t.same(
      both.map(({ status }) => status).sort((a, b) => a - b),
      [2, 409],
    );
    const again = both.find(({ status }) => status === 2)!;
    t.match(both, [{ follows: code, code: 'H56.X1-260602-0001' }, { code: 'dossier.reopenedAlready' }]);
    t.same(o.ledger.find(code), old);
    t.match(shares, '"total":1');
    t.equal(await figures(), shares);
    t.match(await read(o, code), { status: 10, reopenedAs: [again.code], follows: null });
    t.match((await read(o, code, 'X2.clerk')).reopenedAs, [], 'they have nothing to do with the new one yet');
    const slip = await o.get(`${URL}/${again.code}/forms/01`, {
      as: 'X1.clerk',
      headers: { accept: 'text/html' },
    });
    t.match(slip.body, `${code}, theo quyết định số 5/QĐ ngày 1/6/2026: Kết quả sai tên`);
    t.match(proof(o), { dossiers: 2, ...WHOLE });
  },
);

t.test(
  'given a place of return that is none, then the opening is refused and says what to name',
  async (t) => {
    const o = await office(t);
    t.match(await begin(o, { delivery: { by: 'desk', at: 'NONE' } }), {
      status: 404,
      code: 'dossier.unknownUnit',
    });
    t.match(await begin(o, { delivery: { by: 'desk', at: 'X2.room' } }), {
      status: 422,
      code: 'dossier.badDelivery',
    });
    t.match(await begin(o, { delivery: { by: 'desk', copies: 100 } }), {
      status: 400,
      code: 'request.invalid',
    });
  },
);
