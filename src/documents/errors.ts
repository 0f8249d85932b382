export type FormCode =
  | 'forms.unknown'
  | 'forms.noneAtEvent'
  | 'forms.voided'
  | 'forms.noHistory'
  | 'forms.digestDiffers'
  | 'forms.templateGone'
  | 'forms.registerTooLong';

/** A form cannot be printed. The message says why and what to do. */
export class FormError extends Error {
  constructor(
    readonly code: FormCode,
    message: string,
    /** Facts the caller needs to act. */
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export const unknownForm = (asked: string, known: readonly string[]): FormError =>
  new FormError('forms.unknown', `There is no form ${asked}; there are ${known.join(', ')}.`, {
    asked,
    known,
  });

export const noneAtEvent = (form: string, event: number | null, events: readonly number[]): FormError =>
  new FormError(
    'forms.noneAtEvent',
    `Form ${form} was not called for ${event === null ? 'by this dossier' : `at event ${event}`}; it was at ${events.join(', ') || 'no event'}.`,
    { form, event, events },
  );

export const formVoided = (form: string, event: number, by: number): FormError =>
  new FormError(
    'forms.voided',
    `Form ${form} of event ${event} was never issued and is void since the correction at event ${by}. Print the one of event ${by}.`,
    { form, event, by },
  );

export const noHistory = (code: string): FormError =>
  new FormError(
    'forms.noHistory',
    `Dossier ${code} comes from an older system, which keeps no history to print from. Print it there.`,
    { dossier: code },
  );

export const digestDiffers = (form: string, template: string, was: string, is: string): FormError =>
  new FormError(
    'forms.digestDiffers',
    `Form ${form} no longer comes out as it was issued under template ${template}: its digest was ${was} and would be ${is}. ` +
      'The template, its font or the typesetter was changed. Restore that version; what the form says is kept and can be read as HTML.',
    { form, template, was, is },
  );

export const templateGone = (template: string, known: readonly string[]): FormError =>
  new FormError(
    'forms.templateGone',
    `Template ${template} is not in this release (it has ${known.join(', ')}). Restore it to reprint; the content can be read as HTML.`,
    { template, known },
  );

export const registerTooLong = (most: number): FormError =>
  new FormError(
    'forms.registerTooLong',
    `More than ${most} dossiers were received in this period. Ask for a shorter one, or for HTML, which holds more.`,
    { most },
  );
