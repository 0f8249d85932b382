import { join } from 'node:path';
import t from 'tap';
import { openOffice } from '../../src/app.js';
import { delegate } from '../../src/casework/index.js';
import { localDateOf } from '../../src/calendar/index.js';
import { openStore } from '../../db/open.js';
import { type Actor, openingSchema } from '../../src/dossier/index.js';
import { opening, smallProvince } from '../support/office.js';
import { readConfig } from '../../src/config.js';
import { startService } from '../../src/server.js';
import { asked, motcua } from './motcua.js';

type Row = { id: string; inForce: boolean; revokedAt: string | null };
const today = localDateOf(Date.now());
const ADD = [
  ...[
    'delegations',
    'add',
    '--from',
    'X1.clerk',
    '--to',
    'X1.specialist',
    '--unit',
    'X1.desk',
    '--role',
    'clerk',
  ],
  ...['--starts', today, '--ends', today, '--reason', 'Nghỉ ốm'],
];
const CLERK: Actor = {
  id: 'X1.clerk',
  name: 'Một cửa',
  kind: 'official',
  roles: [{ role: 'clerk', unit: 'X1.desk' }],
  scopes: ['casework'],
};

t.test(
  'given a clerk away today, when it is ordered and applied by the command line, then once, and revoked',
  async (t) => {
    const folder = t.testdir();
    const office = openOffice({ store: openStore(join(folder, 'motcua.db')) });
    office.registry.save(smallProvince);
    const { dossier } = await office.engine.receive(openingSchema.parse(opening()), CLERK);
    await office.close();

    const made = await asked<Row>(folder, ...ADD, '--by', 'X1.leader');
    t.match(made, { from: 'X1.clerk', to: 'X1.specialist', inForce: true, decidedBy: 'X1.leader' });
    const { rows } = await asked<{ rows: object[] }>(folder, 'delegations', 'apply');
    t.same(rows, [{ dossier: dossier.code, version: 2 }]);
    t.match(await motcua(folder, 'delegations', 'apply'), { code: 0, stdout: '0 dossiers handed over.\n' });

    const again = await motcua(folder, ...ADD);
    t.equal(again.code, 1);
    t.match(again.stderr, /^motcua: X1\.specialist stands in for X1\.clerk from .* already/);
    const wrong = await motcua(folder, ...ADD.map((word) => (word === 'clerk' ? 'boss' : word)));
    t.match(wrong, { code: 2, stderr: /"boss" is no role; roles are clerk, / });
    t.match(await asked<Row>(folder, 'delegations', 'revoke', made.id), { id: made.id, inForce: false });
    const listed = await asked<{ rows: Row[] }>(folder, 'delegations', 'list', '--unit', 'X1');
    t.equal(listed.rows.length, 1);
    t.ok(listed.rows[0]?.revokedAt);
    const proof = await asked<{ sound: boolean }>(folder, 'verify');
    t.equal(proof.sound, true);
  },
);

t.test(
  'given somebody away, when the service starts, then it hands their steps over by itself',
  async (t) => {
    const file = join(t.testdir(), 'books.db');
    const office = openOffice({ store: openStore(file) });
    office.registry.save(smallProvince);
    const { dossier } = await office.engine.receive(openingSchema.parse(opening()), CLERK);
    const order = { from: 'X1.clerk', to: 'X1.leader', unit: 'X1.desk', role: 'clerk' } as const;
    const days = { startsOn: today, endsOn: today, reason: 'Nghỉ ốm' };
    delegate(office, { ...order, ...days }, { ...CLERK, scopes: ['admin'] });
    await office.close();

    const env = { MOTCUA_DB: file, MOTCUA_PORT: '0', MOTCUA_LOG_LEVEL: 'silent' };
    const service = await startService(readConfig(env));
    await service.close();
    const after = openOffice({ store: openStore(file) });
    t.teardown(() => after.close());
    t.match(after.ledger.find(dossier.code)?.tasks, [
      { official: 'X1.clerk' },
      { official: 'X1.leader', end: null },
    ]);
  },
);
