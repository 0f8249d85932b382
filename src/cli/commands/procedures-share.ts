import { openStore } from '../../../db/open.js';
import { openOffice } from '../../app.js';
import { oneStopRowsView } from '../../http/views/one-stop-share.js';
import { oneStopShares } from '../../lookup/index.js';
import { command, dbArg, jsonArg } from '../command.js';
import { say, sayJson, table } from '../output.js';

/** `motcua procedures share`: whole numbers, no percentages. */
export default command({
  meta: {
    name: 'share',
    description: 'How many of its published procedures each unit brings under the one-stop',
  },
  args: {
    unit: { type: 'string', description: 'One unit (default: every rated unit)' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db, { mustExist: true }) });
    try {
      const { catalogue, registry, now } = office;
      const ports = { catalogue, registry: registry.current(), now: now() };
      const shown = oneStopRowsView(oneStopShares(ports, args.unit));
      if (args.json) sayJson(shown);
      else tell(shown);
    } finally {
      await office.close();
    }
  },
});

function tell({ on, rule, rows }: ReturnType<typeof oneStopRowsView>): void {
  say(`Procedures in force on ${on}; ${rule.id} asks for ${rule.numerator}/${rule.denominator} or more.`);
  const cells = rows.map(({ unit, oneStop, total, reached, name }) => [
    unit,
    total === 0 ? 'none published' : `${oneStop}/${total}`,
    reached === null ? '–' : reached ? 'reached' : 'BELOW',
    name,
  ]);
  say(table(['unit', 'one-stop/all', 'asked', 'name'], cells));
  say(`\n${rule.id}: ${rule.citation}`);
}
