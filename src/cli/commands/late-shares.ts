import { lateShareTable } from '../../../db/late-shares.js';
import { openStore } from '../../../db/open.js';
import { sharesView } from '../../http/views/shares.js';
import { lateShares, type SharesQuery } from '../../ranking/index.js';
import { readAsOf, shareText } from '../../rating/index.js';
import { command, dbArg, jsonArg, UsageError } from '../command.js';
import { wholeYear } from '../asked.js';
import { say, sayJson, table } from '../output.js';

export default command({
  meta: {
    name: 'late-shares',
    description: 'Late shares of every unit or official, and whom the rules flag',
  },
  args: {
    by: { type: 'enum', options: ['unit', 'official'], description: 'Whose shares', required: true },
    year: { type: 'string', description: 'Calendar year (default: the year of the reporting instant)' },
    from: { type: 'string', description: 'First local date of another period' },
    to: { type: 'string', description: 'Its last local date, inclusive' },
    'as-of': { type: 'string', description: 'Reporting instant; a date means its end (default: now)' },
    basis: {
      type: 'enum',
      options: ['accountable', 'resolved', 'received'],
      description: 'What the total is',
      default: 'accountable',
    },
    ...dbArg,
    ...jsonArg,
  },
  run({ args }) {
    if (args.year !== undefined && (args.from ?? args.to) !== undefined)
      throw new UsageError('Give --year, or --from and --to.');
    const query: SharesQuery = {
      by: args.by,
      basis: args.basis,
      year: wholeYear(args.year),
      from: args.from,
      to: args.to,
      asOf: args['as-of'] === undefined ? undefined : readAsOf(args['as-of']),
    };
    const store = openStore(args.db, { mustExist: true });
    try {
      const found = lateShares({ shares: (asked) => lateShareTable(store, asked), now: Date.now }, query);
      const shown = sharesView(found);
      if (args.json) return sayJson(shown);
      say(
        `${shown.by === 'unit' ? 'Units' : 'Officials'}, ${shown.period.from} to ${shown.period.to}, as of ${shown.asOf}, basis ${shown.basis}`,
      );
      const rows = shown.rows.map((row) => [
        row.flagged ? '⚑' : ' ',
        row.key,
        shareText(row),
        String(row.lateOpen),
        String(row.withoutDue),
        row.name,
      ]);
      say(table([' ', 'key', 'late/total', 'open', 'no due', 'name'], rows));
      if (shown.overall) say(`\n${shown.overall.name}: ${shareText(shown.overall)}`);
      const flagged = shown.rows.filter((row) => row.flagged);
      if (flagged[0]) say(`\n${flagged.length} flagged under ${flagged[0].rule}: ${flagged[0].citation}`);
    } finally {
      store.close();
    }
  },
});
