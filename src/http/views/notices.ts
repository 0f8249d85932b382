import type { z } from 'zod';
import { formatInstant } from '../../calendar/index.js';
import type { NoticeLine, Page } from '../../ledger/index.js';
import { stepsOf } from '../../lookup/index.js';
import type { Catalogue } from '../../procedure/index.js';
import type { Registry } from '../../registry/index.js';
import { NOTICES } from '../messages.js';
import type { noticePage } from '../schemas/notices.js';

type NoticePageView = z.output<typeof noticePage>;
type Named = { registry: Registry; catalogue: Catalogue };

export function noticePageView({ lines, next }: Page<NoticeLine>, named: Named): NoticePageView {
  return { notices: lines.map((line) => noticeView(line, named)), next };
}

function noticeView(
  { id: _, procedureVersion, at, due, ...line }: NoticeLine,
  { registry, catalogue }: Named,
): NoticePageView['notices'][number] {
  const { procedure, step, unit, official, kind } = line;
  const steps = stepsOf(catalogue.version(procedure, procedureVersion));
  return {
    ...line,
    at: formatInstant(at),
    due: formatInstant(due),
    stepTitle: step === null ? null : (steps.get(step)?.title ?? null),
    unitName: registry.unit(unit)?.name ?? null,
    officialName: official === null ? null : (registry.official(official)?.name ?? null),
    toDo: NOTICES[kind],
  };
}
