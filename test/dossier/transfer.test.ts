import t from 'tap';
import { formatInstant, parseInstant, workingDays } from '../../src/calendar/index.js';
import {
  allowedCommands,
  type Command,
  decide,
  DEFAULT_TRANSFER,
  type Dossier,
  dueTimers,
  fire,
  type Opening,
  receive,
  type RefusalCode,
  RefusedError,
  type Setting,
  SYSTEM,
  transferStanding,
} from '../../src/dossier/index.js';
import { act, actorOf, calendar, opening, receiveAt, settingAt } from '../support/khanh-hoa.js';

const CLERK = '22366.clerk1';
/** Received at Phường Nha Trang, led by the land registration office. */
const received = (at: string, more: Partial<Opening> = {}): Dossier =>
  receiveAt(at, { ...opening('LC.000001'), ...more } as Opening, CLERK).dossier;

const standing = (dossier: Dossier, now: string) => transferStanding(dossier, parseInstant(now), calendar)!;
const short = (at: number): string => formatInstant(at).slice(0, 16);
const byOf = (dossier: Dossier): string => short(dossier.transfer!.electronicBy.at);

const give: Command = { type: 'handOverPapers', to: { name: 'Trần Văn Nhận' } };

function refusal(dossier: Dossier, now: string, command: Command, by: string): RefusalCode | null {
  try {
    decide(dossier, command, settingAt(now, actorOf(by)));
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

t.test(
  'given what a desk received for another agency, then it goes on the same day until 15:00, else early on the next working day',
  async (t) => {
    t.equal(byOf(received('2026-03-02T08:00')), '2026-03-02T17:30');
    t.equal(byOf(received('2026-03-02T15:00:59')), '2026-03-02T17:30', 'the cut-off minute itself');
    t.equal(byOf(received('2026-03-02T15:01')), '2026-03-03T08:30');
    t.equal(byOf(received('2026-03-06T16:00')), '2026-03-09T08:30', 'over a weekend');
    t.equal(byOf(received('2026-03-07T09:00')), '2026-03-09T08:30', 'on a Saturday');
    t.equal(short(received('2026-03-06T16:00').transfer!.papersBy!.at), '2026-03-09T17:30');
    t.equal(received('2026-03-02T08:00', { channel: 'online' }).transfer!.papersBy, null, 'nothing on paper');
    t.equal(received('2026-03-02T08:00').transfer!.verified, true);
    t.equal(received('2026-03-02T15:01').transfer!.verified, false, 'nobody says how long "đầu giờ" is');
  },
);

t.test('given what stays in the house or is not received, then nothing has to go on', async (t) => {
  const inHouse = receiveAt('2026-03-02T08:00', opening('1.012994'), CLERK).dossier;
  t.equal(inHouse.transfer, undefined);
  t.equal(refusal(inHouse, '2026-03-02T09:00', give, CLERK), 'dossier.nothingToTransfer');
  const waiting = received('2026-03-02T08:00', { type: 'register' });
  t.equal(waiting.transfer, undefined);
  const taken = act(waiting, '2026-03-03T16:00', { type: 'receive', handedIn: [] });
  t.equal(byOf(taken), '2026-03-04T08:30', 'counted from its reception');
  const refused = received('2026-03-02T08:00', { type: 'refuseAtDesk', reason: 'thiếu' });
  t.equal(refused.transfer, undefined);
});

t.test(
  'given an office with set points of its own, then its dossiers go on by them, unverified',
  async (t) => {
    const transfer = {
      ...DEFAULT_TRANSFER,
      cutoffMinute: { value: 10 * 60, source: 'MOTCUA_TRANSFER_CUTOFF', verified: false },
      papersWithin: { value: workingDays(2), source: 'MOTCUA_TRANSFER_PAPERS', verified: false },
    };
    const setting: Setting = { ...settingAt('2026-03-02T10:01', actorOf(CLERK)), transfer };
    const { dossier, event } = receive(opening('LC.000001'), '22366.desk', 'X-1', setting);
    t.equal(byOf(dossier), '2026-03-03T08:30');
    t.equal(short(dossier.transfer!.papersBy!.at), '2026-03-04T17:30');
    t.equal(dossier.transfer!.verified, false);
    t.same(event.payload['transfer'], dossier.transfer, 'the event keeps it, whatever the office sets later');
  },
);

t.test(
  'given a dossier that goes on late, then it says by how many working minutes, and the desk is told once',
  async (t) => {
    let dossier = received('2026-03-02T08:00');
    t.match(standing(dossier, '2026-03-02T17:30').electronic, { at: null, late: false, lateMinutes: 0 });
    t.match(standing(dossier, '2026-03-03T07:31').electronic, { at: null, late: true, lateMinutes: 1 });
    const ground = settingAt('2026-03-03T07:31', SYSTEM);
    const due = (one: Dossier, now: string) =>
      dueTimers(one, parseInstant(now), ground).filter(({ kind }) => kind === 'transferOverdue');
    t.same(due(dossier, '2026-03-03T07:30'), []);
    t.equal(due(dossier, '2026-03-03T07:31').length, 1);
    while (due(dossier, '2026-03-04T09:00').length > 0)
      dossier = fire(dossier, settingAt('2026-03-03T07:31', SYSTEM)).dossier;
    t.equal(dossier.fired?.filter((id) => id.startsWith('transferOverdue')).length, 1);
    const gone = act(dossier, '2026-03-03T09:30', { type: 'handOff' });
    t.match(standing(gone, '2026-03-09T08:00').electronic, { late: true, lateMinutes: 120 });
    t.equal(short(standing(gone, '2026-03-09T08:00').electronic.at!), '2026-03-03T09:30');
    t.same(due(gone, '2026-03-09T08:00'), [], 'the papers are not told of a second time');
  },
);

t.test(
  'given papers that lie at the desk, then the desk is told of them, and giving them is written down once, by the desk',
  async (t) => {
    const gone = act(received('2026-03-02T08:00'), '2026-03-02T09:00', { type: 'handOff' });
    const late = dueTimers(gone, parseInstant('2026-03-04T00:00'), settingAt('2026-03-04T00:00', SYSTEM));
    t.match(
      late.filter(({ kind }) => kind === 'transferOverdue').map(({ at }) => short(at)),
      ['2026-03-04T00:00'],
    );
    t.equal(refusal(gone, '2026-03-03T09:00', give, 'VPDKDD.specialist1'), 'dossier.notYourDesk');
    const stranger: Command = { type: 'handOverPapers', to: { official: '22363.specialist1' } };
    t.equal(refusal(gone, '2026-03-03T09:00', stranger, CLERK), 'dossier.unknownOfficial');
    const known: Command = { type: 'handOverPapers', to: { official: 'VPDKDD.specialist1' } };
    const may = allowedCommands(gone, settingAt('2026-03-03T09:00', actorOf(CLERK)));
    t.ok(may.some(({ type }) => type === 'handOverPapers'));
    const given = decide(gone, known, settingAt('2026-03-03T09:00', actorOf(CLERK)));
    t.equal(given.event.type, 'papersHandedOver');
    t.match(given.dossier.transfer!.papers, { by: CLERK, to: { official: 'VPDKDD.specialist1' } });
    t.match(standing(given.dossier, '2026-03-09T08:00').papers, { late: false, lateMinutes: 0 });
    t.equal(refusal(given.dossier, '2026-03-03T10:00', give, CLERK), 'dossier.papersHandedOver');
    const online = received('2026-03-02T08:00', { channel: 'online' });
    t.equal(refusal(online, '2026-03-02T09:00', give, CLERK), 'dossier.nothingToTransfer');
  },
);

t.test(
  'given a reception put right, then it goes on by the hour it was received, unless its papers are gone already',
  async (t) => {
    const dossier = received('2026-03-02T15:01');
    const earlier: Command = { type: 'correct', receivedAt: '2026-03-02T14:50', reason: 'ghi sai giờ' };
    t.equal(byOf(act(dossier, '2026-03-02T15:10', earlier)), '2026-03-02T17:30');
    const inHouse: Command = { type: 'correct', competentUnit: '22366', reason: 'nhầm cơ quan' };
    t.equal(
      act(dossier, '2026-03-02T15:10', inHouse).transfer,
      undefined,
      'the desk of the competent agency',
    );
    const given = act(dossier, '2026-03-02T15:05', give, CLERK);
    t.equal(refusal(given, '2026-03-02T15:10', earlier, CLERK), 'dossier.correctedTooLate');
  },
);
