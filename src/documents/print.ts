import { type Instant, localDateOf } from '../calendar/index.js';
import type { Authorized } from '../casework/index.js';
import { isOpening } from '../dossier/index.js';
import {
  canonicalJson,
  type Engine,
  type FormBooks,
  type FormKey,
  type HistoryEntry,
  type IssuedForm,
  type Ledger,
  unknownDossier,
} from '../ledger/index.js';
import type { Catalogue } from '../procedure/index.js';
import type { RegistryStore } from '../registry/index.js';
import type { FormContent } from './content.js';
import { digestDiffers, formVoided, noHistory, noneAtEvent, templateGone, unknownForm } from './errors.js';
import { formContent, issuingUnit } from './form-content.js';
import { ALL_FORMS, findForm, type Form, formFor, formSlug, kindCalledFor, voiding } from './form-sets.js';
import { type EventForms, formsByEvent } from './sets-in-use.js';
import { type FormSource, sourceAt } from './source.js';
import { type Pdf, TEMPLATE, TEMPLATE_VERSIONS, type TemplateVersion, typeset } from './typeset.js';

export type FormPorts = {
  ledger: Pick<Ledger, 'history'>;
  forms: FormBooks;
  catalogue: Catalogue;
  registry: Pick<RegistryStore, 'current'>;
  engine: Pick<Engine, 'calendarOf'>;
  now: () => Instant;
  /** Address of the public look-up with `{code}` in it; null prints the code alone. */
  lookupUrl: string | null;
};

/** A form with what it says; `pdf` draws the file, or answers the one just drawn. */
export type PrintedForm = {
  form: Form;
  issued: IssuedForm;
  content: FormContent;
  /** The event that made it void; the file stays what it was. */
  voided: HistoryEntry | null;
  pdf: () => Pdf;
};

/** `form` is a slug (`TT03-2025-01`) or a number of the set in use at the event; without `event`, the latest that calls for it. */
export type PrintOrder = { form: string; event?: number | undefined };

/**
 * A form of a dossier at one event. The first print issues it: number, content and digest are kept together. Every
 * print after that draws what was kept, and proves that the file is the one that was issued.
 * @throws FormError, LedgerError `ledger.unknownDossier`
 */
export async function printForm(
  ports: FormPorts,
  { code, actor }: Authorized,
  order: PrintOrder,
): Promise<PrintedForm> {
  const history = historyOf(ports, code);
  const { form, event } = addressed(order, history, formsByEvent(history, ports.catalogue));
  const key: FormKey = { dossier: code, formSet: form.set, form: form.no, event: event.no };
  const known = ports.forms.find(key);
  const voided = voiding(form.kind, event.no, history);
  if (known !== null) return printed(form, known, voided);
  if (voided !== null) throw formVoided(formSlug(form), event.no, voided.no);
  return issue(ports, key, form, sourceAt(history, event.no, settingOf(ports)), actor.id);
}

async function issue(
  ports: FormPorts,
  key: FormKey,
  form: Form,
  source: FormSource,
  issuedBy: string,
): Promise<PrintedForm> {
  const unit = issuingUnit(form, source);
  const year = Number(localDateOf(source.event.at).slice(0, 4));
  const order = { ...key, unit, year, issuedAt: ports.now(), issuedBy };
  const drawn = new Map<string, Pdf>();
  const issued = await ports.forms.issue(order, (number) => {
    const content = formContent(form, source, `${number}/${year}`);
    const pdf = typeset(content);
    drawn.set(pdf.digest, pdf);
    return { template: TEMPLATE, digest: pdf.digest, content: canonicalJson(content) };
  });
  return printed(form, issued, null, drawn.get(issued.digest));
}

/** `pdf` is the file where it has just been drawn; otherwise it is drawn from what was kept. */
function printed(form: Form, issued: IssuedForm, voided: HistoryEntry | null, pdf?: Pdf): PrintedForm {
  const content = JSON.parse(issued.content) as FormContent;
  return { form, issued, content, voided, pdf: () => pdf ?? drawAgain(form, issued, content) };
}

function drawAgain(form: Form, { template, digest }: IssuedForm, content: FormContent): Pdf {
  if (!isTemplate(template)) throw templateGone(template, TEMPLATE_VERSIONS);
  const pdf = typeset(content, template);
  if (pdf.digest !== digest) throw digestDiffers(formSlug(form), template, digest, pdf.digest);
  return pdf;
}

const isTemplate = (version: string): version is TemplateVersion =>
  (TEMPLATE_VERSIONS as readonly string[]).includes(version);

/** A form the history calls for, with how it was issued once it was. */
export type ListedForm = {
  form: Form;
  event: HistoryEntry;
  issued: IssuedForm | null;
  /** The event that made it void, if one did. */
  voided: HistoryEntry | null;
};

/** The forms a dossier's history calls for and those drawn on demand, in the order of their events. */
export function listForms(
  ports: Pick<FormPorts, 'ledger' | 'forms' | 'catalogue'>,
  { code }: Pick<Authorized, 'code'>,
): ListedForm[] {
  const history = ports.ledger.history(code);
  if (history === null) throw unknownDossier(code);
  const issued = ports.forms.ofDossier(code);
  const called = formsByEvent(history, ports.catalogue).flatMap((at) => calledForAt(at, history, issued));
  const rest = issued.filter((one) => !called.some((listed) => listed.issued === one));
  const onDemand = rest.map((one) => listed(formOf(one), history[one.event - 1]!, one, history));
  return [...called, ...onDemand].sort((a, b) => a.event.no - b.event.no);
}

function calledForAt(
  { event, inUse }: EventForms,
  history: readonly HistoryEntry[],
  issued: readonly IssuedForm[],
): ListedForm[] {
  const kind = kindCalledFor(event, history);
  const form = kind === null ? null : formFor(kind, inUse);
  if (form === null) return [];
  const found = issued.find(
    (one) => one.event === event.no && one.form === form.no && one.formSet === form.set,
  );
  return [listed(form, event, found ?? null, history)];
}

function listed(
  form: Form,
  event: HistoryEntry,
  issued: IssuedForm | null,
  history: readonly HistoryEntry[],
): ListedForm {
  return { form, event, issued, voided: voiding(form.kind, event.no, history) };
}

function formOf({ formSet, form }: IssuedForm): Form {
  return ALL_FORMS.find((one) => one.set === formSet && one.no === form)!;
}

function historyOf({ ledger }: Pick<FormPorts, 'ledger'>, code: string): HistoryEntry[] {
  const history = ledger.history(code);
  if (history === null) throw unknownDossier(code);
  if (!isOpening(history[0]!.type)) throw noHistory(code);
  return history;
}

/** Which form of which event is meant. A control slip can be drawn at any event, the register of none. */
function addressed(
  order: PrintOrder,
  history: readonly HistoryEntry[],
  events: readonly EventForms[],
): { form: Form; event: HistoryEntry } {
  const meant = events.flatMap(({ event, inUse }) => {
    const form = findForm(order.form, inUse);
    return form !== null && fits(form, event, history) ? [{ form, event }] : [];
  });
  const found =
    order.event === undefined ? meant.at(-1) : meant.find(({ event }) => event.no === order.event);
  if (found !== undefined) return found;
  const latest = events.at(-1)!.inUse;
  const form = findForm(order.form, latest);
  if (form === null) throw unknownForm(order.form, latest.forms.map(formSlug));
  throw noneAtEvent(
    formSlug(form),
    order.event ?? null,
    meant.map(({ event }) => event.no),
  );
}

const fits = ({ kind }: Form, event: HistoryEntry, history: readonly HistoryEntry[]): boolean =>
  kind === 'controlSlip' || kindCalledFor(event, history) === kind;

function settingOf({ catalogue, registry, engine, lookupUrl }: FormPorts) {
  const names = registry.current();
  return {
    catalogue,
    names,
    lookupUrl,
    tree: names.tree,
    calendarOf: (unit: string) => engine.calendarOf(unit),
  };
}
