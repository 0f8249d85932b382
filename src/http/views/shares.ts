import { stringify } from 'csv-stringify/sync';
import type { z } from 'zod';
import { formatInstant } from '../../calendar/index.js';
import type { Shares } from '../../ranking/index.js';
import type { ShareRow } from '../../rating/index.js';
import type * as schemas from '../schemas/figures.js';

type SharesView = z.output<typeof schemas.shares>;

const COLUMNS = [
  'key',
  'name',
  'total',
  'late',
  'lateFinished',
  'lateOpen',
  'withoutDue',
  'flagged',
  'rule',
  'citation',
] as const satisfies readonly (keyof ShareRow)[];

/** The forms late shares are given in. CSV has a BOM, so that Excel reads its Vietnamese, and no cell that is a formula. */
export const SHARE_FORMS = {
  'application/json': (shares: Shares): string => JSON.stringify(sharesView(shares)),
  'application/x-ndjson': ({ rows }: Shares): string =>
    rows.map((row) => `${JSON.stringify(rowView(row))}\n`).join(''),
  'text/csv': ({ rows }: Shares): string =>
    stringify(
      rows.map((row) => COLUMNS.map((column) => row[column])),
      {
        header: true,
        columns: [...COLUMNS],
        bom: true,
        escape_formulas: true,
        cast: { boolean: (value) => (value ? '1' : '0') },
      },
    ),
} as const;

export function sharesView({ query, from, to, rules, overall, rows }: Shares): SharesView {
  return {
    by: query.by,
    period: { from, to },
    asOf: formatInstant(query.asOf),
    basis: query.basis,
    ruleSet: rules,
    overall: overall && rowView(overall),
    rows: rows.map(rowView),
  };
}

function rowView(row: ShareRow): SharesView['rows'][number] {
  const { key, name, total, late, lateFinished, lateOpen, withoutDue, flagged, rule, citation } = row;
  return { key, name, total, late, lateFinished, lateOpen, withoutDue, flagged, rule, citation };
}
