import { epochDayOfDate, localDateOf, type LocalDate, startOfDay } from '../calendar/index.js';
import { type Actor, RefusedError, type UnitId } from '../dossier/index.js';
import type { Catalogue, ProcedureFacts } from '../procedure/index.js';
import { PeriodError } from '../rating/index.js';
import { unitsInSight } from '../registry/index.js';
import { SupervisionError } from '../supervision/index.js';
import type { FormContent } from './content.js';
import { registerTooLong } from './errors.js';
import { formFor, formSetOn } from './form-sets.js';
import { registerContent } from './form-content.js';
import type { FormPorts } from './print.js';
import { type Pdf, typeset } from './typeset.js';

export type RegisterOrder = { desk: UnitId; from: LocalDate; to: LocalDate };
export type PrintedRegister = { content: FormContent; pdf: () => Pdf };

/** Dossiers on one register: some 0.3 s to make the page. */
const MOST_LINES = 2000;

/** Dossiers on one file: some 36 pages, drawn in about a second during which this thread does nothing else. */
const MOST_LINES_DRAWN = 500;

/**
 * The register of a desk for the receptions of a period, both days included, as the books stand now. It is a report and
 * no issued form: it has no number, and says itself as of when it is.
 * @throws RefusedError `dossier.unknownUnit`, SupervisionError `supervision.outOfSight`, PeriodError, FormError
 */
export function printRegister(
  ports: Pick<FormPorts, 'forms' | 'catalogue' | 'registry' | 'now'>,
  actor: Actor,
  { desk, from, to }: RegisterOrder,
): PrintedRegister {
  const names = ports.registry.current();
  if (!names.tree.has(desk)) {
    throw new RefusedError('dossier.unknownUnit', `There is no unit ${desk}.`, { unit: desk });
  }
  const seen = unitsInSight(actor, names);
  if (seen !== null && !seen.includes(desk)) {
    throw new SupervisionError('supervision.outOfSight', `${desk} is not yours to see.`, { unit: desk });
  }
  if (to < from) throw new PeriodError(`The period ends (${to}) before it begins (${from}); swap them.`);
  const until = startOfDay(epochDayOfDate(to) + 1);
  const entries = ports.forms.received(desk, startOfDay(from), until, MOST_LINES + 1);
  if (entries.length > MOST_LINES) throw registerTooLong(MOST_LINES);
  const asOf = ports.now();
  const factsOf = factsIn(ports.catalogue);
  const form = formFor('register', formSetOn(localDateOf(asOf)))!;
  const content = registerContent(form, { desk, from, to, asOf, entries, factsOf, names });
  const pdf = (): Pdf => {
    if (entries.length > MOST_LINES_DRAWN) throw registerTooLong(MOST_LINES_DRAWN);
    return typeset(content);
  };
  return { content, pdf };
}

/** A procedure's facts by code and version; of any version where that one is gone, null where none is known. */
function factsIn(catalogue: Catalogue): (code: string, version: string | null) => ProcedureFacts | null {
  const all = catalogue.all().map(({ facts }) => facts);
  return (code, version) => {
    const versions = all.filter((facts) => facts.code === code);
    return versions.find((facts) => facts.version === version) ?? versions.at(-1) ?? null;
  };
}
