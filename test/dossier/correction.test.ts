import t from 'tap';
import { localDateOf, parseInstant } from '../../src/calendar/index.js';
import {
  type Command,
  decide,
  type Dossier,
  type DossierEvent,
  participationsOf,
  type RefusalCode,
  replay,
} from '../../src/dossier/index.js';
import { canonicalJson } from '../../src/ledger/index.js';
import {
  act,
  actorOf,
  calendar,
  catalogue,
  opening,
  openTask,
  receiveAt,
  registry,
  settingAt,
  wholeChecklist,
  refusal as refusalOf,
} from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
const RESIDENCE = '1.004222';

type Fields = Omit<Extract<Command, { type: 'correct' }>, 'type' | 'reason'>;
const correction = (fields: Fields): Command => ({ type: 'correct', reason: 'Ghi nhầm', ...fields });
const received = () => receiveAt('2026-03-02T10:00', opening('1.012994'), CLERK);

function refusal(dossier: Dossier, now: string, fields: Fields, by = CLERK): RefusalCode | null {
  return refusalOf(() => decide(dossier, correction(fields), settingAt(now, actorOf(by))));
}

t.test(
  'given the wrong procedure, when the desk corrects it, then all is as if it had been received so, under the same code',
  async (t) => {
    const first = received();
    const fields = { procedure: RESIDENCE, case: 'registration', handedIn: wholeChecklist(RESIDENCE) };
    const now = settingAt('2026-03-03T09:00', actorOf('22366.clerk2'));
    const corrected = decide(first.dossier, correction(fields), now);
    const meant = receiveAt('2026-03-02T10:00', opening(RESIDENCE), CLERK).dossier;
    t.same(
      { ...corrected.dossier, version: 1, changedAt: meant.changedAt },
      { ...meant, code: first.dossier.code },
    );
    t.equal(corrected.event.type, 'corrected');
    t.same(participationsOf(corrected.dossier, registry.tree), participationsOf(meant, registry.tree));
    const history = JSON.parse(canonicalJson([first.event, corrected.event])) as DossierEvent[];
    const setting = { tree: registry.tree, catalogue, calendarOf: () => calendar };
    t.same(replay(history, setting), corrected.dossier);
  },
);

t.test(
  'given it was typed in late, then the reception is put right to an earlier minute of that day and no further',
  async (t) => {
    const { dossier } = received();
    const now = '2026-03-02T16:00';
    const earlier = act(dossier, now, correction({ receivedAt: '2026-03-02T08:10' }));
    t.equal(earlier.receivedAt, parseInstant('2026-03-02T08:10'));
    t.equal(openTask(earlier).clock?.startedAt, earlier.receivedAt);
    t.equal(openTask(earlier).official, CLERK);
    t.equal(localDateOf(earlier.appointment!.at), localDateOf(dossier.appointment!.at));
    for (const receivedAt of ['2026-03-02T10:00', '2026-03-02T15:00', '2026-02-27T16:00']) {
      t.equal(refusal(dossier, now, { receivedAt }), 'dossier.badCorrection', receivedAt);
    }
    t.equal(refusal(dossier, now, {}), 'dossier.badCorrection', 'nothing is different');
    t.equal(refusal(dossier, now, { handedIn: [] }), 'dossier.checklistIncomplete');
    t.equal(refusal(dossier, now, { case: 'none' }), 'dossier.unknownCase');
    t.equal(refusal(dossier, now, { competentUnit: 'none' }), 'dossier.unknownUnit');
    t.equal(refusal(dossier, now, { case: 'deduction' }, '22390.clerk1'), 'dossier.notYourDesk');
  },
);

t.test(
  'given somebody worked on it, then only the applicant can be put right, and nothing once there is a result',
  async (t) => {
    let dossier = act(received().dossier, '2026-03-02T11:00', { type: 'handOff' });
    const applicant = { name: 'Trần Văn Đúng' };
    t.equal(refusal(dossier, '2026-03-03T08:00', { case: 'deduction' }), 'dossier.correctedTooLate');
    const named = act(dossier, '2026-03-03T08:00', correction({ applicant }), CLERK);
    t.same({ ...named, applicant: dossier.applicant, version: 2, changedAt: dossier.changedAt }, dossier);
    t.same(named.applicant, applicant);
    for (const type of ['assign', 'submit', 'submit', 'approve'] as const) {
      const fields = type === 'assign' ? { type, official: '22366.specialist1' } : { type };
      dossier = act(dossier, '2026-03-04T08:00', fields);
    }
    t.equal(refusal(dossier, '2026-03-05T08:00', { applicant }), 'dossier.correctedTooLate');
  },
);

t.test(
  'given the wrong competent commune, when corrected, then the steps and whoever answers for them follow',
  async (t) => {
    const { dossier } = received();
    const moved = act(dossier, '2026-03-02T11:00', correction({ competentUnit: '22390' }));
    t.equal(moved.routing.lead, '22390');
    t.same(
      participationsOf(moved, registry.tree)
        .filter(({ role }) => role === 'lead')
        .map(({ key }) => key),
      registry.tree.path('22390'),
    );
    const again = act(moved, '2026-03-02T12:00', correction({ handedIn: opening('1.012994').handedIn }));
    t.equal(again.routing.lead, '22390', 'what was not said to be wrong stays');
  },
);
