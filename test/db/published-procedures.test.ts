import { readFileSync } from 'node:fs';
import t from 'tap';
import { publishDocument, type UnsoundProcedureError } from '../../src/admin/index.js';
import { openOffice } from '../../src/app.js';
import { openStore } from '../../db/open.js';
import { procedures } from '../../workflows/index.js';
import { office } from '../support/office.js';

const read = (name: string) =>
  readFileSync(new URL(`../procedure/documents/${name}.yaml`, import.meta.url), 'utf8');
/** A procedure of the small province's own: its units are X1, X2 and SNV. */
const own = (version: string, from: string, more = '') =>
  read('specimen')
    .replace(/unit: (THUE|SXD|SNNMT)/g, 'unit: SNV')
    .replace('version: "1"', `version: "${version}"${more}`)
    .replace('effectiveFrom: "2026-01-01"', `effectiveFrom: "${from}"`);

t.test(
  'given a sound document, when it is published, then it is in the catalogue at once and after a restart',
  async (t) => {
    const o = await office(t);
    const row = publishDocument(o, own('1', '2026-01-01'), 'admin');
    t.match(row, { code: '9.000010', publishedBy: 'admin', publishedAt: o.now(), digest: /^[0-9a-f]{64}$/ });
    o.catalogue.refresh();
    t.equal(o.catalogue.version('9.000010', '1').facts.name.vi, 'Thủ tục mẫu');
    const again = openOffice({ store: openStore(o.file) });
    t.equal(again.catalogue.inForce('9.000010', '2026-03-02').facts.version, '1');
    t.equal(again.procedures.list()[0]?.text, own('1', '2026-01-01'), 'kept as its author wrote it');
    await again.close();
  },
);

t.test(
  'given another process publishes, when the next request comes, then this one runs the new procedure',
  async (t) => {
    const o = await office(t);
    const other = openOffice({ store: openStore(o.file), now: o.now });
    publishDocument(other, own('1', '2026-01-01'), 'admin');
    await other.close();
    const listed = await o.get('/api/v1/procedures', { as: 'X1.clerk' });
    t.ok(
      listed.json<{ procedures: { code: string }[] }>().procedures.some(({ code }) => code === '9.000010'),
    );
  },
);

t.test(
  'given a newer version that replaces the older, when it is in force, then a dossier stays on its own',
  async (t) => {
    const o = await office(t);
    publishDocument(o, own('1', '2026-01-01'), 'admin');
    publishDocument(o, own('2', '2026-07-01', '\nreplaces: "1"'), 'admin');
    o.catalogue.refresh();
    t.equal(o.catalogue.inForce('9.000010', '2026-06-30').facts.version, '1');
    t.equal(o.catalogue.inForce('9.000010', '2026-07-01').facts.version, '2');
    t.equal(o.catalogue.version('9.000010', '1').facts.effectiveTo, '2026-06-30');
  },
);

t.test(
  'given a shipped procedure, when an office publishes a version that replaces it, then the shipped one ends',
  async (t) => {
    const o = await office(t);
    const shipped = procedures.find(({ facts }) => facts.code === '1.001806')!;
    const text = own('2027', '2027-01-01', `\nreplaces: "${shipped.facts.version}"`).replace(
      '9.000010',
      '1.001806',
    );
    publishDocument(o, text, 'admin');
    o.catalogue.refresh();
    t.equal(o.catalogue.inForce('1.001806', '2026-12-31').machine, shipped.machine);
    t.equal(o.catalogue.inForce('1.001806', '2027-01-01').facts.version, '2027');
  },
);

const REFUSED: [title: string, text: string, path: RegExp][] = [
  ['a unit the register lacks', read('specimen'), /parties\.tax\.agency/],
  ['the same version again', own('1', '2026-01-01'), /version: Version 1/],
  ['a version in force on the same days', own('2', '2026-07-01'), /effectiveFrom: Versions 2 and 1/],
  [
    'a version that replaces one that is not there',
    own('2', '2026-07-01', '\nreplaces: "0"'),
    /replaces: There is no version 0/,
  ],
  [
    'a version that replaces a later one',
    own('0', '2025-01-01', '\nreplaces: "1"'),
    /replaces: Version 1 takes effect/,
  ],
  [
    'a stop without return',
    own('2', '2026-07-01', '\nreplaces: "1"').replace('supplement, backTo: examining', 'supplement'),
    /backTo is missing/,
  ],
];

for (const [title, text, path] of REFUSED) {
  t.test(`given ${title}, when it is published, then it is refused and nothing is kept`, async (t) => {
    const o = await office(t);
    publishDocument(o, own('1', '2026-01-01'), 'admin');
    t.throws(() => publishDocument(o, text, 'admin'), { code: 'procedure.unsound', message: path });
    t.equal(o.procedures.list().length, 1);
    try {
      publishDocument(o, text, 'admin');
    } catch (error) {
      t.ok((error as UnsoundProcedureError).faults.every(({ line, remedy }) => line > 0 && remedy));
    }
  });
}
