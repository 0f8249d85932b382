import t from 'tap';
import { readState, writeState } from '../../db/stored-state.js';
import { type Command, decide, type Dossier } from '../../src/dossier/index.js';
import { actorOf, opening, receiveAt, settingAt } from '../support/khanh-hoa.js';
import { nextOnWay } from '../support/ledger.js';

const kept = (dossier: Dossier): Dossier => readState(writeState(dossier));

t.test('given a dossier at every step of its way, then its stored form is read back as it was', async (t) => {
  let dossier = receiveAt('2026-03-02T08:00', opening('1.012994'), '22366.clerk1').dossier;
  t.strictSame(kept(dossier), dossier, 'received');
  const leader = actorOf('22366.leader1');
  for (const command of [{ type: 'suspend', ground: 'căn cứ' }, { type: 'resume' }] satisfies Command[]) {
    dossier = decide(dossier, command, settingAt('2026-03-03T08:00', leader)).dossier;
    t.strictSame(kept(dossier), dossier, command.type);
  }
  const due = dossier.clock!.due;
  const late = {
    at: 1,
    by: 'x',
    answer: 'agree',
    note: null,
    paper: { number: '1', date: '2026-03-02' },
  } as const;
  const befallen: Dossier = {
    ...dossier,
    tasks: dossier.tasks.map((task) => ({
      ...task,
      end: 'deemedConsent',
      lateAnswer: late,
      laidIn: late.paper,
      atMeeting: { meeting: 1, representative: 'x', answer: 'agree' },
      differing: { ...late, note: 'khác' },
    })),
    transfer: {
      electronicBy: due,
      papersBy: due,
      verified: false,
      papers: { at: 1, by: 'x', to: { name: 'y' } },
    },
    meetings: [
      {
        at: 2,
        place: 'xã',
        convenedAt: 1,
        by: 'x',
        invited: [{ task: 1, step: 'atDesk', unit: 'u', differBy: due, legalBasis: 'QĐ' }],
      },
    ],
    waiting: { since: 1, answerBy: due, items: ['bản vẽ'] },
    fired: ['overdue:1'],
  };
  t.strictSame(kept(befallen), befallen, 'with what befalls few');
  const { version: before } = dossier;
  dossier = { ...dossier, version: 1 };
  for (let next = nextOnWay(dossier); next !== null; next = nextOnWay(dossier)) {
    dossier = decide(dossier, next.command, settingAt('2026-03-04T08:00', next.actor)).dossier;
    t.strictSame(kept(dossier), dossier, next.command.type);
  }
  t.equal(dossier.returnedAt === null, false);
  t.ok(before > 1);
  t.ok(writeState(dossier).length * 4 < JSON.stringify(dossier).length * 3, 'a good quarter smaller');
});
