import type { z } from 'zod';
import { formatInstant } from '../../calendar/index.js';
import { PROVINCE_RULES } from '../../rating/index.js';
import type { MissingApologies } from '../../supervision/index.js';
import type { apologyPage } from '../schemas/figures.js';
import { instantOf, lineView } from './dossier.js';

export function apologyPageView(found: MissingApologies): z.output<typeof apologyPage> {
  const { unit, year, asOf, owed, given, page } = found;
  return {
    unit,
    year,
    asOf: formatInstant(asOf),
    rule: PROVINCE_RULES.apology,
    share: { owed, given, missing: owed - given },
    dossiers: page.lines.map((line) => ({
      ...lineView(line),
      standing: line.closedAt === null ? ('overdue' as const) : ('resolvedLate' as const),
      overdueFrom: formatInstant(line.overdueFrom),
      closedAt: instantOf(line.closedAt),
    })),
    next: page.next,
  };
}
