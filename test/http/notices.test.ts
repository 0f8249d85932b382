import t from 'tap';
import { createToken } from '../../src/admin/index.js';
import { parseInstant, workingDays } from '../../src/calendar/index.js';
import { DEFAULT_TIMERS, type PaperAnswer } from '../../src/dossier/index.js';
import { khanhHoa } from '../../scripts/demo/province.js';
import { wholeChecklist } from '../support/khanh-hoa.js';
import { office, type TestOffice } from '../support/office.js';

/** The building permit at Phường Nha Trang, where outside agencies are asked; ten working days for a supplement. */
async function province(t: Parameters<typeof office>[0]) {
  const timers = { ...DEFAULT_TIMERS, supplementAnswerWithin: workingDays(10) };
  const o = await office(t, { timers }, khanhHoa());
  const token = (actor: string, more: object = { kind: 'official' }): string =>
    createToken(o, { actor, kind: 'official', label: actor, scopes: ['casework', 'supervision'], ...more })
      .token;
  const command = async (time: string, by: string, body: object, code = CODE) => {
    o.at(time);
    const answer = await o.post(`/api/v1/dossiers/${code}/commands`, { token: by, body, headers: WHOLE });
    return { status: answer.statusCode, body: answer.json<Body>() };
  };
  const sweep = async (time: string) => {
    o.at(time);
    return o.sweeper.pass();
  };
  return { o, token, command, sweep };
}

type Body = Record<string, unknown> & {
  code: string;
  tasks: { step: string; end: string | null; lateAnswer: object | null }[];
  allowedCommands: { type: string; step: string | null; onPaper?: true }[];
};
type Noticed = {
  notices: { dossier: string; kind: string; unit: string; toDo: { vi: string } }[];
  next: string | null;
};

const WHOLE = { prefer: 'return=representation' };
const CODE = 'H56.22366-260302-0001';
const clerkOf = '22366.clerk1';
const dossier = {
  type: 'receive',
  procedure: '1.013225',
  applicant: { name: 'Nguyễn Thị Mẫu', idNumber: '056000000001' },
};

async function receive(o: TestOffice, token: string): Promise<string> {
  o.at('2026-03-02T08:00');
  const facts = o.catalogue.all().find(({ facts }) => facts.code === '1.013225')!.facts;
  const body = { ...dossier, case: facts.cases[0].key, handedIn: wholeChecklist('1.013225') };
  const answer = await o.post('/api/v1/dossiers', { token, body });
  return answer.json<Body>().code;
}

t.test(
  'given three agencies asked, one by machine, one on paper, one silent, then each answer finds its place',
  async (t) => {
    const { o, token, command, sweep } = await province(t);
    const [clerk, room, specialist] = [
      token(clerkOf),
      token('22366.roomLeader1'),
      token('22366.specialist1'),
    ];
    t.equal(await receive(o, clerk), CODE);
    await command('2026-03-02T09:00', clerk, { type: 'handOff' });
    await command('2026-03-02T09:30', room, { type: 'assign', official: '22366.specialist1' });
    const asked = await command('2026-03-02T10:30', specialist, { type: 'handOff' });
    t.equal(asked.status, 200);
    const units = Object.fromEntries(o.ledger.find(CODE)!.tasks.map(({ step, unit }) => [step, unit]));
    const account = (step: string) =>
      token(`may-${step}`, { kind: 'machine', roles: [{ role: 'specialist', unit: units[step] }] });

    const land = await command('2026-03-03T08:00', account('askingLand'), {
      type: 'answer',
      step: 'askingLand',
      answer: 'agree',
    });
    t.equal(land.status, 200, 'the agency answers by HTTP');
    const second = await command('2026-03-03T08:05', account('askingLand'), {
      type: 'answer',
      step: 'askingLand',
      answer: 'agree',
    });
    t.match(second, { status: 409, body: { code: 'dossier.answeredAlready', rule: /Điều 6\.2/ } });

    const paper: PaperAnswer = { number: '45/CAT-PC07', date: '2026-03-03' };
    const typed = { type: 'answer', step: 'askingFireSafety', answer: 'agree', paper };
    t.equal((await command('2026-03-04T08:00', clerk, { ...typed, paper: undefined })).status, 403);
    const early = { ...paper, arrived: { at: '2026-03-02T08:00', with: 'desk' } };
    t.match(await command('2026-03-04T08:00', clerk, { ...typed, paper: early }), {
      status: 409,
      body: { code: 'dossier.paperArrival', detail: /sổ văn bản đến/ },
    });
    paper.arrived = { at: '2026-03-03T16:00', with: 'desk' };
    t.equal((await command('2026-03-04T08:00', clerk, typed)).status, 200, 'the desk types a paper in');
    const history = (await o.get(`/api/v1/dossiers/${CODE}/history`, { token: clerk })).json<{
      events: object[];
    }>();
    t.match(history.events.at(-1), {
      type: 'answered',
      actor: clerkOf,
      payload: { typedFor: units['askingFireSafety'], command: { paper } },
    });

    await sweep('2026-03-09T10:31');
    const planning = account('askingPlanning');
    const read = (await o.get(`/api/v1/dossiers/${CODE}`, { token: planning })).json<Body>();
    t.match(
      read.tasks.find(({ step }) => step === 'askingPlanning'),
      { end: 'deemedConsent', lateAnswer: null },
    );
    t.match(read.allowedCommands, [{ type: 'answer', step: 'askingPlanning' }]);
    const late = await command('2026-03-10T08:00', planning, {
      type: 'answer',
      answer: 'disagree',
      note: 'vướng',
    });
    t.match(
      late.body.tasks.find(({ step }) => step === 'askingPlanning'),
      { lateAnswer: { answer: 'disagree' } },
    );
    t.same(late.body.allowedCommands, []);
    const again = await command('2026-03-10T09:00', planning, { type: 'answer', answer: 'agree' });
    t.match(again, { status: 409, body: { code: 'dossier.answeredAlready' } });

    const slip = await o.get(`/api/v1/dossiers/${CODE}/forms/06`, {
      token: clerk,
      headers: { accept: 'text/html' },
    });
    t.match(slip.body, 'Im lặng, coi như đồng ý');
    t.match(slip.body, 'Đã báo lãnh đạo');
  },
);

t.test('given what fired, then those it concerns read it newest first, and nobody else', async (t) => {
  const { o, token, sweep } = await province(t);
  const clerk = token(clerkOf);
  for (const _ of [1, 2]) await receive(o, clerk);
  await sweep('2026-03-02T10:00');
  t.equal((await sweep('2026-03-02T14:01')).fired, 2);
  const read = async (query: string, by = clerk) =>
    (await o.get(`/api/v1/notices?${query}`, { token: by })).json<Noticed & { code?: string }>();
  const all = await read('');
  t.same(
    all.notices.map(({ kind }) => kind),
    ['taskOverdue', 'taskOverdue', 'taskDueSoon', 'taskDueSoon'],
  );
  t.match(all.notices[0], {
    dossier: 'H56.22366-260302-0002',
    at: '2026-03-02T14:01:00+07:00',
    procedure: '1.013225',
    step: 'atDesk',
    unit: '22366.desk',
    official: clerkOf,
    to: { role: 'leader', unit: '22366.leadership' },
    toDo: { vi: /đôn đốc/, en: /urges/ },
  });
  const first = await read('limit=3');
  const rest = await read(`limit=3&after=${first.next}`);
  t.same([...first.notices, ...rest.notices], all.notices);
  t.equal(rest.next, null);
  t.equal((await read('kind=taskDueSoon&unit=22366.desk')).notices.length, 2);
  t.equal(
    (await read('unit=22366.leadership', token('22366.leader1'))).notices.length,
    2,
    'what is meant for it',
  );
  t.equal((await read(`official=${clerkOf}&since=2026-03-02T14:00`)).notices.length, 2);
  t.same((await read('', token('22390.clerk1'))).notices, []);
  t.equal((await read('unit=22366', token('22390.clerk1'))).code, 'supervision.outOfSight');
  t.equal((await read('unit=none')).code, 'dossier.unknownUnit');
  t.equal((await read('official=none')).code, 'supervision.unknownOfficial');
  t.equal((await read('after=x')).code, 'reports.unknownCursor');
});

t.test(
  'given a supplement that never comes, then the dossier stops, its notice says why, and an answer is too late',
  async (t) => {
    const { o, token, command, sweep } = await province(t);
    const [clerk, room, specialist] = [
      token(clerkOf),
      token('22366.roomLeader1'),
      token('22366.specialist1'),
    ];
    await receive(o, clerk);
    await command('2026-03-02T09:00', clerk, { type: 'handOff' });
    await command('2026-03-02T09:30', room, { type: 'assign', official: '22366.specialist1' });
    const ask = { type: 'requestSupplement', items: ['Bản vẽ móng'], reason: 'thiếu' };
    const waiting = await command('2026-03-03T08:00', specialist, ask);
    t.match(waiting.body, {
      status: 5,
      waiting: { answerBy: { at: '2026-03-17T17:30:00+07:00' }, items: ['Bản vẽ móng'] },
    });
    const page = async (form: string) =>
      (
        await o.get(`/api/v1/dossiers/${CODE}/forms/${form}`, {
          token: clerk,
          headers: { accept: 'text/html' },
        })
      ).body;
    t.match(await page('02'), /Bổ sung chậm nhất[\s\S]*17 tháng 3 năm 2026/);

    const leader = token('22366.leader1');
    const early = await command('2026-03-17T08:00', leader, { type: 'stop' });
    t.match(early, { status: 409, body: { code: 'dossier.answerAwaited' } });
    t.match(await sweep('2026-03-18T00:00'), { dossiers: 1, failed: [] });
    const stopped = (await o.get(`/api/v1/dossiers/${CODE}`, { token: clerk })).json<Body>();
    t.match(stopped, { outcome: 'stopped', status: 8, waiting: null, closedAt: '2026-03-18T00:00:00+07:00' });
    const tooLate = await command('2026-03-18T08:00', clerk, { type: 'receiveSupplement' });
    t.match(tooLate, { status: 409, body: { code: 'dossier.stoppedUnanswered', rule: /Mẫu 05/ } });
    const notice = await page('05');
    t.match(notice, /Đã hết thời hạn bổ sung[\s\S]*17 tháng 3 năm 2026[\s\S]*Bản vẽ móng/);
    t.notMatch(notice, 'theo đề nghị');
    const { notices } = (
      await o.get('/api/v1/notices?kind=supplementUnanswered', { token: leader })
    ).json<Noticed>();
    t.match(notices, [{ dossier: CODE, unit: '22366', toDo: { vi: /Mẫu 05/ } }]);
  },
);

t.test('given results at the desk, then those nobody collected are a list of their own', async (t) => {
  const o = await office(t);
  const { driver } = o.store;
  const codes: string[] = [];
  for (let no = 0; no < 2; no += 1) {
    const body = {
      type: 'receive',
      procedure: '2.000815',
      case: 'sameDay',
      applicant: { name: 'Mẫu' },
      handedIn: [{ key: 'original', originals: 1 }],
    };
    codes.push((await o.post('/api/v1/dossiers', { as: 'X1.clerk', body })).json<Body>().code);
  }
  driver
    .prepare('update dossiers set finished_at = ? where code = ?')
    .run(parseInstant('2026-03-03T08:00'), codes[0]!);
  const listed = async (value: string) =>
    (await o.get(`/api/v1/dossiers?uncollected=${value}`, { as: 'X1.clerk' }))
      .json<{ dossiers: { code: string }[] }>()
      .dossiers.map(({ code }) => code);
  t.same(await listed('true'), [codes[0]]);
  t.same(await listed('false'), [codes[1]]);
});
