import { dirname } from 'node:path';
import t from 'tap';
import { khanhHoa } from '../../scripts/demo/province.js';
import { actorOf, opening } from '../support/khanh-hoa.js';
import { office } from '../support/office.js';
import { asked, motcua } from './motcua.js';

t.test('given a running service, when a pass is made by hand, then it prints what fired, once', async (t) => {
  const o = await office(t, {}, khanhHoa());
  const { dossier } = await o.engine.receive(opening('1.012994'), actorOf('22366.clerk1'));
  const folder = dirname(o.file);
  const sweep = ['sweep', '--db', 'books.db', '--as-of', '2026-03-02T14:01'];
  t.match(await asked(folder, ...sweep), {
    asOf: '2026-03-02T14:01:00+07:00',
    failed: [],
    rows: [
      { dossier: dossier.code, kind: 'taskDueSoon', due: '2026-03-02T10:00:00+07:00', step: 'atDesk' },
      { dossier: dossier.code, kind: 'taskOverdue', due: '2026-03-02T14:01:00+07:00', unit: '22366.desk' },
    ],
  });
  const again = await motcua(folder, ...sweep);
  t.match(again, { code: 0, stdout: /0 fired as of/ });
  t.equal(o.ledger.find(dossier.code)?.version, 3, 'the service sees it');

  const early = await motcua(folder, 'sweep', '--db', 'books.db', '--as-of', '2060-01-01');
  t.match(early, { code: 2, stderr: /nothing fires early/ });
});
