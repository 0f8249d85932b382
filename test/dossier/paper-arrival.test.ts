import t from 'tap';
import { formatInstant, type Instant, parseInstant } from '../../src/calendar/index.js';
import {
  type Command,
  decide,
  type Decision,
  type Dossier,
  fire,
  participationsOf,
  type RefusalCode,
  replay,
  SYSTEM,
  type Task,
} from '../../src/dossier/index.js';
import { courseHolds } from '../support/course-holds.js';
import {
  actorOf,
  holderOf,
  opening,
  openTask,
  receiveAt,
  registry,
  settingAt,
  refusal as refusalOf,
} from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
const LEADER = '22366.leader1';

/** Everything done to one dossier: what it is now, and that its history makes it again under every invariant. */
class Desk {
  readonly course: Decision[];

  constructor(begun: Decision) {
    this.course = [begun];
  }

  get dossier(): Dossier {
    return this.course.at(-1)!.dossier;
  }

  act(now: string, command: Command, by?: string): this {
    const step = 'step' in command ? command.step : undefined;
    const actor = by === undefined ? holderOf(openTask(this.dossier, step)) : actorOf(by);
    this.course.push(decide(this.dossier, command, settingAt(now, actor)));
    return this;
  }

  /** Lets whatever falls due by itself happen until an instant. */
  wait(until: string): this {
    while ((this.dossier.wakeAt ?? Infinity) <= parseInstant(until))
      this.course.push(fire(this.dossier, settingAt(until, SYSTEM)));
    return this;
  }

  tasksOf(step: string): Task[] {
    return this.dossier.tasks.filter((task) => task.step === step);
  }

  late(): [kind: string, key: string][] {
    const rows = participationsOf(this.dossier, registry.tree);
    return rows.filter(({ late }) => late).map(({ kind, key }) => [kind, key]);
  }

  proved(until: Instant | string): Dossier {
    courseHolds(this.course, parseInstant(until as string));
    const history = this.course.map(({ event }) => structuredClone(event));
    return replay(history, settingAt(until, SYSTEM));
  }
}

/** The building permit, with its three agencies asked at 2026-03-02T10:30; each has five working days. */
const consulting = (): Desk =>
  new Desk(receiveAt('2026-03-02T08:00', opening('1.013225'), CLERK))
    .act('2026-03-02T09:00', { type: 'handOff' })
    .act('2026-03-02T09:30', { type: 'assign', official: '22366.specialist1' })
    .act('2026-03-02T10:30', { type: 'handOff' });

/** Fire safety: silence changes nothing there, the office waits on. */
const HOLDS = 'askingFireSafety';
/** Planning: silence is consent. */
const CONSENTS = 'askingPlanning';

const typed = (step: string, at?: string, place: 'desk' | 'lead' = 'desk'): Command => ({
  type: 'answer',
  step,
  answer: 'agree',
  paper: { number: '45/PC07', date: '2026-03-03', ...(at ? { arrived: { at, with: place } } : {}) },
});

function refusal(desk: Desk, now: string, command: Command, by: string): RefusalCode | null {
  return refusalOf(() => decide(desk.dossier, command, settingAt(now, actorOf(by))));
}

const stretch = ({ unit, official, openedAt, finishedAt, end, late }: Task) => ({
  unit,
  official,
  at: [openedAt, finishedAt!].map((one) => formatInstant(one).slice(0, 16)),
  end,
  late,
});

t.test(
  'given an answer on paper that came in time and lay at the desk past the term, when it is typed in, then the desk and not the agency is late (R8, R9)',
  async (t) => {
    const desk = consulting();
    const agency = openTask(desk.dossier, HOLDS).unit;
    desk.act('2026-03-20T08:00', typed(HOLDS, '2026-03-04T09:00'), CLERK);
    const paper = {
      number: '45/PC07',
      date: '2026-03-03',
      arrived: { at: '2026-03-04T09:00', with: 'desk' },
    };
    t.same(desk.tasksOf(HOLDS).map(stretch), [
      {
        unit: agency,
        official: null,
        at: ['2026-03-02T10:30', '2026-03-04T09:00'],
        end: 'done',
        late: false,
      },
      {
        unit: '22366.desk',
        official: null,
        at: ['2026-03-04T09:00', '2026-03-20T08:00'],
        end: 'done',
        late: true,
      },
    ]);
    t.same(desk.tasksOf(HOLDS).at(-1)?.laidIn, paper);
    t.notOk(desk.late().some(([, key]) => key === agency));
    t.same(desk.proved('2026-03-20T08:00'), desk.dossier);
  },
);

t.test(
  'given the same paper without a word on its arrival, then it came in when it was typed in',
  async (t) => {
    const desk = consulting().act('2026-03-20T08:00', typed(HOLDS), CLERK);
    t.match(desk.tasksOf(HOLDS), [{ end: 'done', late: true }]);
    t.equal(desk.tasksOf(HOLDS).length, 1);
  },
);

t.test(
  'given a paper that came in after the term, then its agency is late and nobody after it',
  async (t) => {
    const desk = consulting().act(
      '2026-03-20T08:00',
      typed(HOLDS, '2026-03-12T09:00', 'lead'),
      '22366.specialist1',
    );
    t.match(desk.tasksOf(HOLDS), [
      { late: true },
      { late: false, unit: '22366', clock: null, openedAt: parseInstant('2026-03-12T09:00') },
    ]);
    t.same(desk.proved('2026-03-20T08:00'), desk.dossier);
  },
);

t.test(
  'given a paper that came in before the dossier stood still, when it is typed in after, then the stop is not its agency’s',
  async (t) => {
    const desk = consulting()
      .act('2026-03-05T08:00', { type: 'suspend', ground: 'Luật X Điều 1', reason: 'chờ' } as Command, LEADER)
      .act('2026-03-12T08:00', { type: 'resume' }, LEADER)
      .act('2026-03-13T08:00', typed(HOLDS, '2026-03-04T07:30'), CLERK);
    const [theirs, lay] = desk.tasksOf(HOLDS);
    t.equal(theirs!.clock!.intervals.length, 1, 'their clock never stood still');
    t.equal(theirs!.usedMinutes, 300 + 480, 'Monday from 10:30 and Tuesday');
    t.match(lay, { late: false });
    t.equal(
      lay!.usedMinutes,
      480 + 30 + 450 + 30,
      'Wednesday, Thursday to 08:00; from 08:00 on the 12th to 08:00 on the 13th',
    );
    t.same(desk.proved('2026-03-13T08:00'), desk.dossier);
  },
);

t.test(
  'given silence counted as consent while the answer lay at the desk, when it is typed in, then the consent stands and its agency is not late',
  async (t) => {
    const desk = consulting().wait('2026-03-16T08:00');
    const [silent] = desk.tasksOf(CONSENTS);
    t.match(silent, { end: 'deemedConsent', late: true });
    const { position } = desk.dossier;
    desk.act('2026-03-17T08:00', typed(CONSENTS, '2026-03-05T09:00'), CLERK);
    const ended = formatInstant(silent!.finishedAt!).slice(0, 16);
    t.same(desk.tasksOf(CONSENTS).map(stretch), [
      {
        unit: silent!.unit,
        official: null,
        at: ['2026-03-02T10:30', '2026-03-05T09:00'],
        end: 'deemedConsent',
        late: false,
      },
      { unit: '22366.desk', official: null, at: ['2026-03-05T09:00', ended], end: 'done', late: true },
    ]);
    t.same(desk.dossier.position, position, 'nothing follows from it');
    t.match(desk.tasksOf(CONSENTS)[0]?.lateAnswer, { answer: 'agree', paper: { number: '45/PC07' } });
    t.equal(refusal(desk, '2026-03-18T08:00', typed(CONSENTS), CLERK), 'dossier.answeredAlready');
    t.same(desk.proved('2026-03-17T08:00'), desk.dossier);
  },
);

t.test(
  'given an arrival that cannot be, then it is refused, and only the office that got it says when',
  async (t) => {
    const desk = consulting();
    const now = '2026-03-20T08:00';
    const cases: [string, RefusalCode | null][] = [
      ['2026-03-20T08:01', 'dossier.paperArrival'],
      ['2026-03-02T10:29', 'dossier.paperArrival'],
      ['2026-03-02T17:00', 'dossier.paperArrival'],
      ['2026-03-03T07:30', null],
      ['2026-03-20T08:00', null],
    ];
    for (const [at, code] of cases) t.equal(refusal(desk, now, typed(HOLDS, at), CLERK), code, at);
    const agency = holderOf(openTask(desk.dossier, HOLDS)).id;
    t.equal(refusal(desk, now, typed(HOLDS, '2026-03-04T09:00'), agency), 'dossier.notYourPaper');
    const second: Command = { type: 'assign', step: HOLDS, official: 'CAT.specialist2' };
    const passedOn = consulting()
      .act('2026-03-02T14:00', { type: 'takeUp', step: HOLDS })
      .act('2026-03-06T08:00', second, 'CAT.roomLeader1')
      .act(now, typed(HOLDS, '2026-03-03T09:00'), CLERK);
    t.match(passedOn.tasksOf(HOLDS), [
      { official: 'CAT.specialist1', end: 'reassigned', late: false },
      { official: 'CAT.specialist2', end: 'done', usedMinutes: 0 },
      { unit: '22366.desk', late: true },
    ]);
    t.same(passedOn.proved(now), passedOn.dossier);
  },
);
