import t from 'tap';
import { verifyBooks } from '../../db/verify.js';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

const URL = '/api/v1/dossiers';
const headers = { prefer: 'return=representation' };
const html = { accept: 'text/html' };

type Answer = { code: string; status: number; tasks: { step: string; unit: string; end: string | null }[] };

/** A marriage whose check is asked of the commune the citizen lived in before. */
const marriage = (more: Record<string, unknown> = {}) =>
  opening({
    procedure: '1.000894',
    case: 'withCheck',
    handedIn: [{ key: 'declaration', originals: 1 }],
    agencies: { formerResidence: 'X2' },
    ...more,
  });

const begin = async (o: TestOffice, more = {}): Promise<Answer> =>
  (await o.post(URL, { as: 'X1.clerk', body: marriage(more), headers })).json<Answer>();

const give = async (o: TestOffice, code: string, as: Caller, type: string, more = {}): Promise<Answer> =>
  (await o.post(`${URL}/${code}/commands`, { as, body: { type, ...more }, headers })).json<Answer>();

const proof = (o: TestOffice) =>
  verifyBooks(o.store, {
    tree: o.registry.current().tree,
    catalogue: o.catalogue,
    calendarOf: (unit) => o.engine.calendarOf(unit),
  });

const WRONG: [agencies: unknown, more: object, status: number, code: string, vi: RegExp, en: RegExp][] = [
  [
    undefined,
    {},
    422,
    'dossier.agencyMissing',
    /Hãy nêu mã đơn vị trong "agencies" \(formerResidence\): Nơi cư trú trước đây của người yêu cầu/,
    /Give its unit id in "agencies"/,
  ],
  [
    { birthplace: 'X2' },
    {},
    422,
    'dossier.unknownAgencyName',
    /Không hỏi "birthplace"; các tên được hỏi: formerResidence/,
    /it asks for: formerResidence/,
  ],
  [
    { formerResidence: 'X2' },
    { case: 'sameDay' },
    422,
    'dossier.unknownAgencyName',
    /các tên được hỏi: không có/,
    /Correct "agencies", or the case/,
  ],
  [
    { formerResidence: 'X9' },
    {},
    404,
    'dossier.unknownUnit',
    /Không có đơn vị X9/,
    /agencies\.formerResidence/,
  ],
  [
    { formerResidence: 'SNV' },
    {},
    422,
    'dossier.unfitAgency',
    /hãy nêu một cơ quan cấp xã/,
    /it is of the province level\. Name an agency of the commune level/,
  ],
  [
    { formerResidence: 'X2.desk' },
    {},
    422,
    'dossier.unfitAgency',
    /không phải bộ phận/,
    /a department of X2/,
  ],
  [
    { formerResidence: 'X1' },
    {},
    422,
    'dossier.agencyIsLead',
    /không hỏi chính mình được/,
    /Name the other agency/,
  ],
  [['X2'], {}, 400, 'request.invalid', /agencies/, /agencies/],
];

t.test(
  'given an agency named wrongly, when the dossier is opened, then the problem has its code and says what to do in both languages',
  async (t) => {
    const o = await office(t);
    for (const [agencies, more, status, code, vi, en] of WRONG) {
      const ask = (language: string) =>
        o.post(URL, {
          as: 'X1.clerk',
          body: marriage({ agencies, ...more }),
          headers: { 'accept-language': language },
        });
      const answer = await ask('vi');
      t.equal(answer.statusCode, status, answer.body);
      t.match(answer.headers['content-type'], 'application/problem+json');
      t.match(answer.json(), { code, status, type: `urn:motcua:problem:${code}` });
      const words = (text: string) => (JSON.parse(text) as { detail: string }).detail;
      t.match(words(answer.body), vi);
      t.match(words((await ask('en')).body), en);
    }
    t.equal(o.store.driver.prepare('select count(*) n from dossiers').pluck().get(), 0, 'nothing was opened');
  },
);

t.test(
  'given a marriage, when the other commune answers, then dossier, diagram, receipt and books know whom it asked',
  async (t) => {
    const o = await office(t);
    const opened = await begin(o);
    const { code } = opened;
    t.match(opened, {
      status: 2,
      agencies: [
        { name: 'formerResidence', question: { vi: 'Nơi cư trú trước đây của người yêu cầu' }, unit: 'X2' },
      ],
    });
    const receipt = await o.get(`${URL}/${code}/forms/01`, { as: 'X1.clerk', headers: html });
    t.match(receipt.body, /Nơi cư trú trước đây của người yêu cầu[\s\S]*Đơn vị X2/);
    await give(o, code, 'X1.clerk', 'handOff');
    const asked = await give(o, code, 'X1.specialist', 'handOff');
    t.match(asked.tasks.at(-1), { step: 'askingOtherCommune', unit: 'X2.room', end: null });
    t.equal((await o.get(`${URL}/${code}/diagram.svg`, { as: 'X1.clerk' })).statusCode, 200);
    const paper = { number: '12/UBND', date: '2026-03-02' };
    const answered = await give(o, code, 'X1.specialist', 'answer', { answer: 'agree', paper });
    t.match(answered.tasks.at(-1), { step: 'recording', unit: 'X1.room' });
    t.match(
      o.store.driver.prepare(`select role from participations where kind = 'unit' and key = 'X2'`).all(),
      [{ role: 'coordinator' }],
    );
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given the wrong commune was named, when the desk corrects it, then a new receipt names the right one and the old is void',
  async (t) => {
    const o = await office(t);
    o.registry.save({
      ...o.registry.current(),
      units: o.registry.current().units.flatMap((one) =>
        one.id.startsWith('X2')
          ? [
              one,
              {
                ...one,
                id: one.id.replace('X2', 'X3'),
                parent: one.parent?.replace('X2', 'X3') ?? null,
                name: one.name.replace('X2', 'X3'),
              },
            ]
          : [one],
      ),
    });
    const { code } = await begin(o);
    await o.get(`${URL}/${code}/forms/01`, { as: 'X1.clerk' });
    const correct = (agencies: object) =>
      give(o, code, 'X1.clerk', 'correct', { reason: 'Ghi nhầm xã', agencies });
    t.match(await correct({ formerResidence: 'SNV' }), { status: 422, code: 'dossier.unfitAgency' });
    t.match(await correct({ formerResidence: 'X3' }), { agencies: [{ unit: 'X3' }] });
    const forms = (await o.get(`${URL}/${code}/forms`, { as: 'X1.clerk' })).json<{ forms: object[] }>().forms;
    t.match(forms, [
      { event: 1, voided: { event: 2 } },
      { event: 2, voided: null },
    ]);
    const receipt = (await o.get(`${URL}/${code}/forms/01`, { as: 'X1.clerk', headers: html })).body;
    t.match(receipt, 'Đơn vị X3');
    t.notMatch(receipt, 'Đơn vị X2');
    await give(o, code, 'X1.clerk', 'handOff');
    t.match(await correct({ formerResidence: 'X2' }), { agencies: [{ unit: 'X2' }] }, 'it was not asked yet');
    const slip = (await o.get(`${URL}/${code}/forms/06`, { as: 'X1.clerk', headers: html })).body;
    t.match(slip, 'Tiếp nhận, chuyển hồ sơ', 'what was done before stays on the control slip');
    const asked = await give(o, code, 'X1.specialist', 'handOff');
    t.match(asked.tasks.at(-1), { unit: 'X2.room' });
    const moved = await correct({ formerResidence: 'X3' });
    t.match(moved.tasks.slice(-2), [
      { unit: 'X2.room', end: 'redirected' },
      { unit: 'X3.room', end: null },
    ]);
    await correct({ formerResidence: 'X2' });
    const back = await correct({ formerResidence: 'X3' });
    t.match(back.tasks.at(-1), { unit: 'X3.room', end: null }, 'as often as it is mistaken');
    const paper = { number: '7/UBND', date: '2026-03-02' };
    await give(o, code, 'X1.clerk', 'answer', { answer: 'agree', paper });
    t.match(await correct({ formerResidence: 'X2' }), { status: 409, code: 'dossier.correctedTooLate' });
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given a dossier that came in online without it, when it is received, then the clerk names the agency',
  async (t) => {
    const o = await office(t);
    const { code } = await begin(o, { type: 'register', agencies: undefined, case: 'sameDay' });
    const receive = (more: object) => give(o, code, 'X1.clerk', 'receive', { case: 'withCheck', ...more });
    t.match(await receive({}), { status: 422, code: 'dossier.agencyMissing' });
    t.match(await receive({ agencies: { formerResidence: 'X2' } }), {
      status: 2,
      case: 'withCheck',
      agencies: [{ name: 'formerResidence', unit: 'X2' }],
    });
    t.match(proof(o), { faults: [], tallies: [] });
  },
);

t.test(
  'given a history from before agencies were named, when the books are proved, then it is what it was',
  async (t) => {
    const o = await office(t);
    const { code } = await begin(o, { case: 'sameDay', agencies: undefined });
    const [event] = o.ledger.history(code)!;
    t.same(Object.keys(event!.payload['routing'] as object).sort(), ['desk', 'lead', 'parties']);
    t.match(proof(o), { faults: [], tallies: [] });
    t.match((await o.get(`${URL}/${code}`, { as: 'X1.clerk' })).json(), { agencies: [] });
  },
);
