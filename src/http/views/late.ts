import type { z } from 'zod';
import { formatInstant, type Instant } from '../../calendar/index.js';
import type { LateTask, Page } from '../../ledger/index.js';
import { stepsOf } from '../../lookup/index.js';
import type { Bilingual, Catalogue } from '../../procedure/index.js';
import type { Registry } from '../../registry/index.js';
import { type LateDossier, lateText } from '../../supervision/index.js';
import type * as schemas from '../schemas/figures.js';
import { instantOf, lineView } from './dossier.js';

type LatePageView = z.output<typeof schemas.latePage>;
type Names = { registry: Registry; catalogue: Catalogue };

export function latePageView(page: Page<LateDossier>, asOf: Instant, names: Names): LatePageView {
  return {
    asOf: formatInstant(asOf),
    dossiers: page.lines.map((late) => lateView(late, names)),
    next: page.next,
  };
}

function lateView({ line, lateMinutes, holders, overruns, cause }: LateDossier, names: Names) {
  return {
    ...lineView(line),
    standing: line.closedAt === null ? ('overdue' as const) : ('resolvedLate' as const),
    overdueFrom: formatInstant(line.overdueFrom),
    closedAt: instantOf(line.closedAt),
    lateMinutes,
    lateText: lateText(lateMinutes),
    cause,
    causeText: cause === 'coordinators' ? 'do đơn vị phối hợp' : null,
    holders: holders.map((task) => holderView(task, names)),
    overruns: overruns.map(({ task, minutes }) => ({
      ...holderView(task, names),
      stepTitle: stepTitle(line.procedure, task.step, names),
      minutes,
      open: task.finishedAt === null,
    })),
  };
}

function holderView({ unit, official, step }: LateTask, { registry }: Names) {
  return {
    unit,
    unitName: unit === null ? null : (registry.unit(unit)?.name ?? unit),
    official,
    officialName: official === null ? null : (registry.official(official)?.name ?? official),
    step,
  };
}

/** By any version that knows the step: titles are for reading. */
function stepTitle(procedure: string, step: string | null, { catalogue }: Names): Bilingual | null {
  if (step === null) return null;
  const versions = catalogue.all().filter(({ facts }) => facts.code === procedure);
  return versions.map((version) => stepsOf(version).get(step)).find(Boolean)?.title ?? null;
}
