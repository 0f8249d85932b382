import { openStore } from '../../../db/open.js';
import { openOffice } from '../../app.js';
import type { Actor } from '../../dossier/index.js';
import { latePageView } from '../../http/views/late.js';
import { type LateQuery, lateDossiers } from '../../supervision/index.js';
import { readAsOf } from '../../rating/index.js';
import { command, dbArg, jsonArg, wholeProvince } from '../command.js';
import { say, sayJson, table } from '../output.js';

export default command({
  meta: {
    name: 'late-dossiers',
    description: 'Dossiers overdue or resolved late: who holds them, by how much working time',
  },
  args: {
    unit: { type: 'string', description: 'Those a unit answers for (default: the whole province)' },
    official: { type: 'string', description: 'Those an official answers for' },
    procedure: { type: 'string', description: 'Of one procedure' },
    standing: { type: 'enum', options: ['overdue', 'resolvedLate'], description: 'Only one of the two' },
    'as-of': { type: 'string', description: 'Reporting instant; a date means its end (default: now)' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db, { mustExist: true }) });
    try {
      const asOf = (args['as-of'] === undefined ? undefined : readAsOf(args['as-of'])) ?? Date.now();
      const { unit, official, procedure, standing } = args;
      const root = office.registry.current().root;
      const query = { unit, official, procedure, standing, asOf, limit: 200 };
      const rows = root === null ? [] : allPages(office, query, wholeProvince(root.id));
      if (args.json) return sayJson({ rows });
      say(table(['dossier', 'late', 'by', 'held by', 'steps over their allowance'], rows.map(lineOf)));
      say(`\n${rows.length} late dossiers.`);
    } finally {
      await office.close();
    }
  },
});

type Office = ReturnType<typeof openOffice>;
type Row = ReturnType<typeof latePageView>['dossiers'][number];

function allPages(office: Office, query: LateQuery, actor: Actor): Row[] {
  const rows: Row[] = [];
  const names = { registry: office.registry.current(), catalogue: office.catalogue };
  for (let after: string | null | undefined = undefined; after !== null; ) {
    const page = lateDossiers(office, { ...query, after }, actor);
    rows.push(...latePageView(page, query.asOf, names).dossiers);
    after = page.next;
  }
  return rows;
}

function lineOf(row: Row): string[] {
  const held = row.holders.map((holder) => holder.officialName ?? holder.unitName ?? 'chưa phân công');
  const over = row.overruns.map(
    (one) => `${one.stepTitle?.vi ?? one.step} (${one.unit}, +${one.minutes} phút)`,
  );
  return [
    row.code,
    row.standing === 'overdue' ? 'overdue' : 'resolved',
    row.lateText,
    held.join('; ') || '–',
    over.join('; '),
  ];
}
