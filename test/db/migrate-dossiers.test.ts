import { readFileSync } from 'node:fs';
import t from 'tap';
import { migrate, planMigration, publishDocument } from '../../src/admin/index.js';
import type { Actor } from '../../src/dossier/index.js';
import { runningElsewhere } from '../../db/running-dossiers.js';
import { verifyBooks } from '../../db/verify.js';
import { type Caller, office, opening, type TestOffice } from '../support/office.js';

const text = readFileSync(new URL('../procedure/documents/specimen.yaml', import.meta.url), 'utf8').replace(
  /unit: (THUE|SXD|SNNMT)/g,
  'unit: SNV',
);
const admin: Actor = { id: 'admin', name: 'admin', kind: 'machine', roles: [], scopes: ['admin'] };

/** Version 2 gives the plain case 12 days and drafting 6 hours; its change is told, the promise is kept. */
const second = (change: (words: string) => string = (words) => words): string =>
  change(
    text
      .replace('version: "1"', 'version: "2"\nreplaces: "1"')
      .replace('effectiveFrom: "2026-01-01"', 'effectiveFrom: "2026-03-01"')
      .replace(
        '    term: 10 ngày làm việc\n    termByChannel',
        '    term: 12 ngày làm việc\n    termByChannel',
      )
      .replace(
        'allowance: 4 giờ làm việc\n    moves: { submit: approving }',
        'allowance: 6 giờ làm việc\n    moves: { submit: approving }',
      ),
  );

const ports = (o: TestOffice) => ({
  ...o,
  runningElsewhere: (procedure: string, version: string) => runningElsewhere(o.store, procedure, version),
});

async function receivedUnderFirst(t: Parameters<typeof office>[0]): Promise<{ o: TestOffice; code: string }> {
  const o = await office(t);
  o.at('2026-02-26T08:00');
  publishDocument(o, text, 'admin');
  o.catalogue.refresh();
  const body = opening({ procedure: '9.000010', case: 'plain', handedIn: [{ key: 'form', originals: 1 }] });
  const answer = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body });
  return { o, code: answer.json<{ code: string }>().code };
}

async function give(o: TestOffice, code: string, as: Caller, type: string, more = {}): Promise<void> {
  const answer = await o.post(`/api/v1/dossiers/${code}/commands`, { as, body: { type, ...more } });
  if (answer.statusCode !== 200) throw new Error(answer.body);
}

t.test(
  'given a newer version, when a move is only tried, then each dossier says what would change and nothing does',
  async (t) => {
    const { o, code } = await receivedUnderFirst(t);
    publishDocument(o, second(), 'admin');
    o.catalogue.refresh();
    const before = o.ledger.find(code);
    t.match(planMigration(ports(o), '9.000010', '2', admin), [
      {
        dossier: code,
        from: '1',
        to: '2',
        obstacles: [],
        steps: ['atDesk'],
        term: { kept: '10 ngày làm việc', published: '12 ngày làm việc' },
        due: before!.clock!.due.at,
        changes: [/^step drafting: room\/specialist, 4 giờ làm việc → room\/specialist, 6 giờ làm việc$/],
      },
    ]);
    t.same(o.ledger.find(code), before);
  },
);

t.test(
  'given a dossier that can move, when it is moved, then its history says so, its promise stays and the books prove themselves',
  async (t) => {
    const { o, code } = await receivedUnderFirst(t);
    await give(o, code, 'X1.clerk', 'handOff');
    publishDocument(o, second(), 'admin');
    o.catalogue.refresh();
    const before = o.ledger.find(code)!;
    o.at('2026-03-02T08:00');
    t.match(await migrate(ports(o), '9.000010', '2', admin), [{ dossier: code, moved: true }]);
    const after = o.ledger.find(code)!;
    t.equal(after.procedure.version, '2');
    t.same([after.clock, after.appointment, after.tasks], [before.clock, before.appointment, before.tasks]);
    t.match(o.ledger.history(code)!.at(-1), {
      type: 'procedureChanged',
      actor: 'admin',
      payload: { command: { type: 'changeProcedure', version: '2' }, from: '1', machine: true },
    });
    await give(o, code, 'X1.roomLeader', 'assign', { official: 'X1.specialist' });
    t.same(await migrate(ports(o), '9.000010', '2', admin), [], 'nothing is left to move');
    const { faults, tallies } = verifyBooks(o.store, o.engine.setting(admin));
    t.same([...faults, ...tallies], []);
  },
);

const OBSTACLES: [title: string, change: (words: string) => string, obstacle: RegExp][] = [
  [
    'its state is called otherwise',
    (words) => words.replaceAll('assigning', 'sharing'),
    /no state where it stands/,
  ],
  [
    'its case is gone',
    (words) => words.replaceAll('key: plain', 'key: simple').replaceAll('[ plain ]', '[ simple ]'),
    /no case plain/,
  ],
  [
    'its step would change hands',
    (words) =>
      words.replace('by: { party: room, role: roomLeader }', 'by: { party: leadership, role: leader }'),
    /assigning would change hands/,
  ],
];

for (const [title, change, obstacle] of OBSTACLES) {
  t.test(
    `given a newer version in which ${title}, when dossiers are moved, then it stays and says why`,
    async (t) => {
      const { o, code } = await receivedUnderFirst(t);
      await give(o, code, 'X1.clerk', 'handOff');
      publishDocument(o, second(change), 'admin');
      o.catalogue.refresh();
      const [moved] = await migrate(ports(o), '9.000010', '2', admin);
      t.match(moved, { dossier: code, moved: false, obstacles: [obstacle] });
      t.equal(o.ledger.find(code)?.procedure.version, '1');
      await give(o, code, 'X1.roomLeader', 'assign', { official: 'X1.specialist' });
    },
  );
}
