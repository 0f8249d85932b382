import type { z } from 'zod';
import type { OneStopShare, OneStopShares } from '../../lookup/index.js';
import type * as schemas from '../schemas/catalogue.js';

type One = z.output<typeof schemas.oneStopShare>;
type Asked = 'on' | 'ruleSet' | 'rule';
/** What the command line gives of several units: the same fields, without the procedures. */
type Rows = Pick<One, Asked> & { rows: Omit<One, Asked | 'procedures'>[] };

export function oneStopRowsView({ on, ruleSet, rule, rows }: OneStopShares): Rows {
  return { on, ruleSet, rule, rows: rows.map(rowView) };
}

/** One unit's share, opened: with the procedures it counts. */
export function oneStopShareView({ rows, ...asked }: OneStopShares): One {
  const row = rows[0]!;
  const procedures = row.procedures.map(({ facts, oneStop }) => ({
    code: facts.code,
    version: facts.version,
    name: facts.name,
    oneStop,
  }));
  return { ...asked, ...rowView(row), procedures };
}

function rowView({ unit, oneStop, total, reached }: OneStopShare): Rows['rows'][number] {
  return { unit: unit.id, name: unit.name, oneStop, total, reached };
}
