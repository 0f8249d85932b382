import t from 'tap';
import {
  allowedCommands,
  awaitingScan,
  type Command,
  decide,
  type Dossier,
  type DossierEvent,
  type RefusalCode,
  replay,
} from '../../src/dossier/index.js';
import { canonicalJson } from '../../src/ledger/index.js';
import { act, actorOf, opening, receiveAt, settingAt, refusal as refusalOf } from '../support/khanh-hoa.js';
import { replaySetting } from '../support/ledger.js';

const CLERK = '22366.clerk1';
const NOW = '2026-03-02T09:00';
const RESIDENCE = '1.004222';

type Paper = Extract<Command, { type: 'recordScans' }>['papers'][number];
const order = (...papers: Paper[]): Command => ({ type: 'recordScans', papers });
const scan = (pages: number, notedPages: number, captures: number) => ({
  pages,
  notedPages,
  captures,
  file: 'hs-1/to-khai.pdf',
  sha256: '0'.repeat(64),
});
const whole = scan(3, 1, 4);

const received = (more: object = {}) =>
  receiveAt('2026-03-02T08:00', { ...opening(RESIDENCE), ...more }, CLERK);

function refusal(dossier: Dossier, command: Command, by = CLERK): RefusalCode | null {
  return refusalOf(() => act(dossier, NOW, command, by));
}

t.test(
  'given papers handed in at the desk, when the clerk records scan or exemption of each, then none awaits scanning',
  async (t) => {
    const first = received();
    t.same(awaitingScan(first.dossier), ['declaration', 'dwelling']);
    const command = order({ paper: 'declaration', scan: whole }, { paper: 'dwelling', exempt: 'secret' });
    const second = decide(first.dossier, command, settingAt(NOW, actorOf(CLERK)));
    const { dossier } = second;
    t.same(awaitingScan(dossier), []);
    t.match(dossier.scans, [
      { paper: 'declaration', by: CLERK, scan: { ...whole, signedBy: CLERK }, exempt: null },
      { paper: 'dwelling', scan: null, exempt: 'secret' },
    ]);
    t.match(dossier.tasks, first.dossier.tasks, 'nothing moves');
    t.equal(second.event.type, 'papersScanned');
    const history = JSON.parse(canonicalJson([first.event, second.event])) as DossierEvent[];
    t.same(replay(history, replaySetting), dossier);
    t.same(JSON.parse(JSON.stringify(dossier)), dossier);
  },
);

t.test('given a scan that is not whole, not of a paper, or a second one, then it is refused', async (t) => {
  const { dossier } = received();
  const of = (paper: string, one: Omit<Paper, 'paper'>) => order({ paper, ...one });
  t.equal(refusal(dossier, of('declaration', { scan: scan(3, 1, 3) })), 'dossier.badScan', 'a note unseen');
  t.equal(refusal(dossier, of('declaration', { scan: scan(3, 0, 4) })), 'dossier.badScan');
  t.equal(refusal(dossier, of('declaration', { scan: scan(1, 2, 3) })), 'dossier.badScan');
  t.equal(refusal(dossier, of('poem', { scan: whole })), 'dossier.paperNotHandedIn');
  t.equal(refusal(dossier, of('dwelling', { scan: whole, replaces: 'mờ' })), 'dossier.badScan');
  t.equal(refusal(dossier, of('dwelling', { scan: whole }), '22366.specialist1'), 'dossier.notYourDesk');
  const twice = order({ paper: 'dwelling', scan: whole }, { paper: 'dwelling', exempt: 'shownOnly' });
  t.equal(refusal(dossier, twice), 'dossier.scannedAlready');

  const scanned = act(dossier, NOW, of('dwelling', { scan: whole }));
  t.equal(refusal(scanned, of('dwelling', { scan: whole })), 'dossier.scannedAlready');
  const again = act(scanned, NOW, of('dwelling', { scan: scan(2, 0, 2), replaces: 'Ảnh mờ' }));
  t.match(again.scans, [{ paper: 'dwelling', scan: { pages: 2 }, replaces: 'Ảnh mờ' }]);
  t.equal(again.scans!.length, 1);
});

t.test(
  'given papers that came online or none at all, then nothing is to be scanned, nor once it ended',
  async (t) => {
    const online = received({ channel: 'online' }).dossier;
    t.same(awaitingScan(online), []);
    const command = order({ paper: 'dwelling', scan: whole });
    t.equal(refusal(online, command), 'dossier.nothingToScan');
    t.equal(refusal(received({ type: 'register', handedIn: [] }).dossier, command), 'dossier.nothingToScan');
    const post = received({ type: 'register', channel: 'post' }).dossier;
    t.equal(refusal(post, command), null, 'what came by post is scanned, received or not');
    const withdrawn = act(received().dossier, NOW, { type: 'withdraw', reason: 'Thôi' });
    t.equal(refusal(withdrawn, command), 'dossier.closed');
  },
);

t.test(
  'given a paper handed in once more, or other papers than noted, then what awaits scanning follows',
  async (t) => {
    const both = order({ paper: 'declaration', scan: whole }, { paper: 'dwelling', scan: whole });
    const scanned = act(received().dossier, NOW, both);
    const handedIn = [
      { key: 'declaration', originals: 1, copies: 0 },
      { key: 'dwelling', originals: 0, copies: 1 },
      { key: 'dwelling', originals: 1, copies: 0 },
    ];
    const correct = { type: 'correct', reason: 'Ghi thiếu', handedIn } as const;
    const more = act(scanned, NOW, correct, CLERK);
    t.same(awaitingScan(more), ['dwelling'], 'each time it is handed in it is to be scanned');
    const rescanned = act(more, NOW, order({ paper: 'dwelling', scan: whole }));
    t.equal(rescanned.scans!.length, 3);
    const less = act(rescanned, NOW, { ...correct, handedIn: handedIn.slice(0, 2) }, CLERK);
    t.same([less.scans!.length, awaitingScan(less)], [2, []]);
    const agencies = { dwellingCommune: '22390' };
    const papers = handedIn.slice(0, 2);
    const another = { procedure: '1.004194', case: 'registration', handedIn: papers, agencies };
    const other = act(less, NOW, { ...correct, ...another }, CLERK);
    t.same([other.scans, awaitingScan(other)], [[], ['declaration', 'dwelling']], 'other papers');
  },
);

t.test(
  'given an office that scans before it passes on, then the desk keeps the dossier until then; others need not',
  async (t) => {
    const { dossier } = received();
    const strict = { ...settingAt(NOW, actorOf(CLERK)), scanBeforeTransfer: true };
    const offered = (one: Dossier) => allowedCommands(one, strict).map(({ type }) => type);
    t.notOk(offered(dossier).includes('handOff'));
    t.throws(() => decide(dossier, { type: 'handOff' }, strict), { code: 'dossier.scansAwaited' });
    t.equal(refusal(dossier, { type: 'handOff' }), null);
    const both = order({ paper: 'declaration', scan: whole }, { paper: 'dwelling', exempt: 'secret' });
    const scanned = act(dossier, NOW, both);
    t.ok(offered(scanned).includes('handOff'));
    t.equal(decide(scanned, { type: 'handOff' }, strict).event.type, 'handedOff');
  },
);
