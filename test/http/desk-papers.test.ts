import t from 'tap';
import { verifyBooks } from '../../db/verify.js';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

const URL = '/api/v1/dossiers';
/** The whole dossier, not only how it stands. */
const headers = { prefer: 'return=representation' };
const page = { as: 'X1.clerk', headers: { accept: 'text/html' } } as const;

type Answer = { code: string; status: number; detail: string; allowedCommands: { type: string }[] };
type Forms = {
  forms: { form: string; event: number; href: string; verified: boolean; voided: object | null }[];
};

const begin = async (o: TestOffice, more: object, as: Caller = 'X1.clerk'): Promise<Answer> =>
  (await o.post(URL, { as, body: opening({ ...more }), headers })).json<Answer>();

const give = async (o: TestOffice, code: string, as: Caller, type: string, more = {}): Promise<Answer> =>
  (await o.post(`${URL}/${code}/commands`, { as, body: { type, ...more }, headers })).json<Answer>();

const formsOf = async (o: TestOffice, code: string): Promise<Forms['forms']> =>
  (await o.get(`${URL}/${code}/forms`, { as: 'X1.clerk' })).json<Forms>().forms;

/** Chains, states, participations and tallies. */
const proof = (o: TestOffice) =>
  verifyBooks(o.store, {
    tree: o.registry.current().tree,
    catalogue: o.catalogue,
    calendarOf: (unit) => o.engine.calendarOf(unit),
  });

const WHOLE = { faults: [], tallies: [] };

/** From the desk to a result that waits there. */
async function finished(o: TestOffice, more: object = {}): Promise<string> {
  const { code } = await begin(o, more);
  await give(o, code, 'X1.clerk', 'handOff');
  await give(o, code, 'X1.specialist', 'submit');
  await give(o, code, 'X1.leader', 'approve');
  await give(o, code, 'X1.clerical', 'finishProcessing', { result: 'Bản sao' });
  return code;
}

t.test(
  'given a residence dossier over HTTP, then its receipt is CT04, listed, numbered and the same again',
  async (t) => {
    const o = await office(t);
    const handedIn = [
      { key: 'declaration', originals: 1 },
      { key: 'dwelling', copies: 1 },
    ];
    const body = { procedure: '1.004222', case: 'registration', handedIn, competentUnit: 'X1' };
    const { code } = await begin(o, body);
    const [listed, ...none] = await formsOf(o, code);
    t.match(listed, { form: 'TT66-2023-BCA-CT04', formSet: 'TT66/2023-BCA', no: 'CT04', verified: false });
    t.same(none, []);
    const first = await o.get(listed!.href, { as: 'X1.clerk' });
    t.equal(first.headers['content-disposition'], `inline; filename="${code}-TT66-2023-BCA-CT04-1.pdf"`);
    const again = await o.get(`${URL}/${code}/forms/01`, { as: 'X1.clerk' });
    t.ok(again.rawPayload.equals(first.rawPayload), 'asked for by its general number too');
    t.match((await o.get(listed!.href, page)).body, 'Mẫu CT04 – Thông tư số 66/2023/TT-BCA');
  },
);

t.test(
  'given a result wanted otherwise, when the desk corrects the delivery, then a new receipt says so and the old one is void',
  async (t) => {
    const o = await office(t);
    const code = await finished(o);
    const reason = 'Chủ hồ sơ đổi sang nhận qua bưu chính';
    const post = { by: 'post', address: '12 Lê Lợi', at: 'X2.desk' };
    t.match(await give(o, code, 'X1.clerk', 'correct', { reason, applicant: { name: 'Khác' } }), {
      status: 409,
      code: 'dossier.correctedTooLate',
      detail: /đăng ký nhận kết quả khi chưa trả/,
    });
    t.match(await give(o, code, 'X1.clerk', 'correct', { reason, delivery: { by: 'post' } }), {
      status: 422,
      code: 'dossier.badDelivery',
    });
    const corrected = await give(o, code, 'X1.clerk', 'correct', { reason, delivery: post });
    t.match(corrected, { status: 9, delivery: post });
    t.match(await formsOf(o, code), [
      { event: 1, voided: { event: 6 } },
      { event: 6, voided: null },
    ]);
    const receipt = (await o.get(`${URL}/${code}/forms/01`, page)).body;
    t.match(receipt, 'Đơn vị X2.desk, trả qua bưu chính công ích (12 Lê Lợi)');
    t.match(receipt, reason);
    t.match(await give(o, code, 'X2.clerk', 'returnResult', { to: 'Nguyễn Thị Mẫu' }), {
      status: 10,
      returned: { by: 'post', collector: null },
    });
    t.match(await give(o, code, 'X1.clerk', 'correct', { reason, delivery: { by: 'desk' } }), {
      code: 'dossier.correctedTooLate',
    });
    t.match(proof(o), WHOLE);
  },
);

t.test(
  'given a lost slip and somebody authorised, then the result goes out on named papers, shown and in the register',
  async (t) => {
    const o = await office(t);
    const code = await finished(o);
    const collector = {
      who: 'authorised',
      name: 'Lê Văn Hộ',
      idNumber: '056000000009',
      authorisation: 'GUQ 12/2026',
      lostSlip: { identity: 'Căn cước' },
    };
    const hand = (more: object) =>
      give(o, code, 'X1.clerk', 'returnResult', {
        to: 'Nguyễn Thị Mẫu',
        collector: { ...collector, ...more },
      });
    t.match(await hand({}), {
      status: 422,
      code: 'dossier.collectionIncomplete',
      missing: ['lostSlip.undertaking'],
      detail: /cam kết bằng văn bản/,
    });
    const lostSlip = { identity: 'Căn cước', undertaking: 'Bản cam kết 2/3/2026' };
    t.match(await hand({ lostSlip }), { status: 10, returned: { collector: { ...collector, lostSlip } } });
    const register = '/api/v1/desks/X1.desk/register?from=2026-03-01&to=2026-03-31';
    const { body } = await o.get(register, page);
    t.match(
      body,
      /trả trực tiếp<[^>]+><[^>]+>Lê Văn Hộ<[^>]+><[^>]+>Nhận thay: GUQ 12\/2026; Mất giấy hẹn, cam kết: Bản cam kết/,
    );
    t.match(proof(o), WHOLE);
  },
);

t.test(
  'given a refusal at the desk found wrong, when its leader reopens it, then a new one waits, and is received like any other',
  async (t) => {
    const o = await office(t);
    const { code } = await begin(o, { type: 'refuseAtDesk', reason: 'Sai nơi' });
    const order = { type: 'reopen', of: code, decision: '5/QĐ', reason: 'Từ chối không đúng' };
    const ask = async (more: object = {}) =>
      (await o.post(URL, { as: 'X1.leader', body: { ...order, ...more }, headers })).json<Answer>();
    const again = await ask();
    t.match(again, { status: 1, follows: code, handedIn: [], arrival: { late: false } });
    t.match(await ask(), { status: 409, code: 'dossier.reopenedAlready' });
    t.same(await formsOf(o, again.code), [], 'no receipt before it is received');
    t.match((await o.get(`${URL}/${code}`, { as: 'X1.clerk' })).json(), { reopenedAs: [again.code] });
    const handedIn = [{ key: 'original', originals: 1 }];
    t.match(await give(o, again.code, 'X1.clerk', 'receive', { handedIn }), { status: 2 });
    t.match(await formsOf(o, again.code), [{ form: 'TT03-2025-01', event: 2 }]);
    const withdrawn = await begin(o, {});
    await give(o, withdrawn.code, 'X1.clerk', 'withdraw', { reason: 'Thôi' });
    t.match(await ask({ of: withdrawn.code }), {
      status: 409,
      code: 'dossier.withdrawnByApplicant',
      detail: /nộp hồ sơ mới/,
    });
    t.match(proof(o), WHOLE);
  },
);

t.test(
  'given papers received at the desk, when their scans are recorded, then the dossier says what still awaits scanning',
  async (t) => {
    const o = await office(t);
    const received = await begin(o, {});
    const { code } = received;
    t.match(received, { awaitingScan: ['original'], scans: [] });
    const scan = { pages: 2, notedPages: 1, captures: 2, file: 'a.pdf', sha256: 'b'.repeat(64) };
    const record = (...papers: object[]) => give(o, code, 'X1.clerk', 'recordScans', { papers });
    t.match(await record({ paper: 'original', scan }), {
      status: 422,
      code: 'dossier.badScan',
      wanted: 3,
      detail: /cần 3 ảnh chụp, có 2/,
    });
    t.match(await record({ paper: 'original', scan, exempt: 'secret' }), { code: 'request.invalid' });
    t.match(await record({ paper: 'original', scan: { ...scan, sha256: 'x' } }), { code: 'request.invalid' });
    t.match(await record({ paper: 'original', scan: { ...scan, captures: 3 } }), {
      status: 2,
      awaitingScan: [],
      scans: [{ paper: 'original', by: 'X1.clerk', scan: { signedBy: 'X1.clerk' }, exempt: null }],
    });
    t.match(await record({ paper: 'original', exempt: 'shownOnly' }), {
      status: 409,
      code: 'dossier.scannedAlready',
    });
    const online = await begin(o, { channel: 'online' });
    t.match(online, { awaitingScan: [] });
    t.notOk(online.allowedCommands.some(({ type }) => type === 'recordScans'));
    t.match(proof(o), WHOLE);
  },
);

t.test('given an office that scans before it passes on, then handing off waits for the scans', async (t) => {
  const o = await office(t, { scanBeforeTransfer: true });
  const { code, allowedCommands } = await begin(o, {});
  t.notOk(allowedCommands.some(({ type }) => type === 'handOff'));
  t.match(await give(o, code, 'X1.clerk', 'handOff'), { status: 409, code: 'dossier.scansAwaited' });
  await give(o, code, 'X1.clerk', 'recordScans', { papers: [{ paper: 'original', exempt: 'shownOnly' }] });
  t.match(await give(o, code, 'X1.clerk', 'handOff'), { status: 4 });
});
