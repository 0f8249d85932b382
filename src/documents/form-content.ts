import type { Instant } from '../calendar/index.js';
import type { UnitId } from '../dossier/index.js';
import type { FormBody, FormContent } from './content.js';
import { type Form, formLabel } from './form-sets.js';
import { controlSlip } from './forms/control-slip.js';
import { lookupCode } from './forms/common.js';
import { apology, refusal, stopNotice, supplement } from './forms/letters.js';
import { receipt } from './forms/receipt.js';
import { register, type RegisterSource } from './forms/register.js';
import type { FormSource } from './source.js';
import { issuerOf, type Names, placeAndDate, upper } from './words.js';

/**
 * What a form of one dossier says, at one event. Pure: the same source gives the same content, so last year's slip gives
 * last year's facts.
 * @param number the form's number as printed, `12/2026`
 * @throws Error when the event does not hold what the form tells of
 */
export function formContent(form: Form, source: FormSource, number: string): FormContent {
  const body = BODIES[form.kind](source);
  const frame = { subtitle: `Mã hồ sơ: ${source.dossier.code}`, qr: lookupCode(source) };
  const head = headOf(issuingUnit(form, source), source.event.at, source.names);
  return { ...head, ...framed(form), ...frame, ...body, number };
}

/** The register of a desk: a report of the books at an instant, so it has no number. */
export function registerContent(form: Form, source: RegisterSource): FormContent {
  return { ...headOf(source.desk, source.asOf, source.names), ...framed(form), ...register(source) };
}

/** The unit that issues and numbers: the lead agency what its leader signs, the receiving desk all else. */
export function issuingUnit(form: Form, { dossier, event }: FormSource): UnitId {
  const signedByLeader = form.kind === 'apology' || (form.kind === 'refusal' && event.type === 'refused');
  return signedByLeader ? dossier.routing.lead : dossier.routing.desk;
}

const headOf = (unit: UnitId, at: Instant, names: Names) => ({
  issuer: issuerOf(unit, names),
  placeAndDate: placeAndDate(unit, at, names),
  at,
});

/** Titles too long for a line break before their second half. */
const AT_HALF = /(?<=^(?:VĂN BẢN XIN LỖI|PHIẾU TIẾP NHẬN HỒ SƠ|PHIẾU HƯỚNG DẪN|PHIẾU TỪ CHỐI TIẾP NHẬN,)) /;

const framed = (form: Form) => ({
  form,
  formLabel: formLabel(form),
  title: upper(form.title).replace(AT_HALF, '\n'),
  subtitle: null,
  qr: null,
  number: null,
  layout: 'portrait' as const,
});

const BODIES: Record<Form['kind'], (source: FormSource) => FormBody> = {
  receipt,
  supplement,
  refusal,
  stopNotice,
  controlSlip,
  apology,
  register: () => {
    throw new Error('The register is of a desk, not of a dossier: use registerContent.');
  },
};
