import { openStore } from '../../../db/open.js';
import { openOffice } from '../../app.js';
import { apologyPageView } from '../../http/views/apologies.js';
import { readAsOf } from '../../rating/index.js';
import { missingApologies } from '../../supervision/index.js';
import { command, dbArg, jsonArg, wholeProvince } from '../command.js';
import { say, sayJson, table } from '../output.js';

export default command({
  meta: {
    name: 'missing-apologies',
    description: 'Overdue dossiers that nobody re-appointed with a written apology, and their share',
  },
  args: {
    unit: { type: 'string', description: 'Those a unit leads (default: the whole province)' },
    year: { type: 'string', description: 'Year of those resolved late (default: that of --as-of)' },
    'as-of': { type: 'string', description: 'Reporting instant; a date means its end (default: now)' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db, { mustExist: true }) });
    try {
      const asOf = (args['as-of'] === undefined ? undefined : readAsOf(args['as-of'])) ?? Date.now();
      const year = args.year === undefined ? undefined : Number(args.year);
      const found = allPages(office, { unit: args.unit, year, asOf });
      const { share, rows } = found;
      if (args.json) return sayJson(found);
      say(
        table(
          ['dossier', 'lead', 'overdue since', 'standing'],
          rows.map((row) => [row.code, row.lead ?? '–', row.overdueFrom, row.standing]),
        ),
      );
      say(`\n${share.missing} of ${share.owed} overdue dossiers have no apology.`);
    } finally {
      await office.close();
    }
  },
});

type Asked = { unit: string | undefined; year: number | undefined; asOf: number };
type View = ReturnType<typeof apologyPageView>;

function allPages(
  office: ReturnType<typeof openOffice>,
  asked: Asked,
): { share: View['share']; rows: View['dossiers'] } {
  const root = office.registry.current().root;
  const rows: View['dossiers'] = [];
  if (root === null) return { share: { owed: 0, given: 0, missing: 0 }, rows };
  for (let after: string | undefined; ; ) {
    const page = apologyPageView(
      missingApologies(office, { ...asked, after, limit: 200 }, wholeProvince(root.id)),
    );
    rows.push(...page.dossiers);
    if (page.next === null) return { share: page.share, rows };
    after = page.next;
  }
}
