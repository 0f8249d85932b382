import type { z } from 'zod';
import { formatInstant } from '../../calendar/index.js';
import { formSet, formSlug, type ListedForm } from '../../documents/index.js';
import type { formList } from '../schemas/forms.js';

type FormView = z.output<typeof formList>['forms'][number];

export function formView(code: string, { form, event, issued, voided }: ListedForm): FormView {
  const slug = formSlug(form);
  return {
    form: slug,
    formSet: form.set,
    no: form.no,
    kind: form.kind,
    title: form.title,
    verified: formSet(form.set).verified,
    event: event.no,
    at: formatInstant(event.at),
    href: `/api/v1/dossiers/${encodeURIComponent(code)}/forms/${slug}?event=${event.no}`,
    voided: voided === null ? null : { event: voided.no, at: formatInstant(voided.at) },
    issued: issued === null ? null : issuedView(issued),
  };
}

function issuedView(issued: NonNullable<ListedForm['issued']>): NonNullable<FormView['issued']> {
  const { unit, number, year, issuedAt, issuedBy, template, digest } = issued;
  return { unit, number, year, issuedAt: formatInstant(issuedAt), issuedBy, template, digest };
}
