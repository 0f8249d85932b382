import type { Instant } from '../calendar/index.js';
import type { Applicant, HandedOver, OfficialId, UnitId } from '../dossier/index.js';

/** What makes an issued form one: a form of a set, of one dossier, at one event of its history. */
export type FormKey = {
  dossier: string;
  /** E.g. `TT03/2025`; the number alone says nothing. */
  formSet: string;
  form: string;
  event: number;
};

/** A form as it was issued. What it says is kept; the file is drawn from that again and proved by its digest. */
export type IssuedForm = FormKey & {
  /** Numbers are counted per unit, year and form, without end. */
  unit: UnitId;
  year: number;
  number: number;
  issuedAt: Instant;
  issuedBy: OfficialId;
  /** Version of the templates the file was drawn with. */
  template: string;
  /** SHA-256 (hex) of the file. */
  digest: string;
  /** The form's content as JSON text. */
  content: string;
};

/** What counts a number: the unit that issues and the year of the event. */
export type IssueOrder = FormKey & Pick<IssuedForm, 'unit' | 'year' | 'issuedAt' | 'issuedBy'>;

/** One line of a desk's register. Dossiers of an older system have fewer facts. */
export type RegisterEntry = {
  code: string;
  procedure: string;
  procedureVersion: string | null;
  applicant: Applicant | null;
  lead: UnitId | null;
  receivedAt: Instant;
  dueAt: Instant | null;
  returnedAt: Instant | null;
  /** To whom and how, where it is known. */
  returned: HandedOver | null;
  outcome: string | null;
};

/** The books of issued forms, and the register of a desk. */
export interface FormBooks {
  /**
   * The form as issued, or issued now: number, content and digest are kept together in one transaction, or none of them.
   * `draw` makes the content for a number; it is asked again when that number went to another form meanwhile, and what it
   * throws leaves the number unused.
   * @throws LedgerError `ledger.unknownDossier`
   */
  issue(
    order: IssueOrder,
    draw: (number: number) => Pick<IssuedForm, 'template' | 'digest' | 'content'>,
  ): Promise<IssuedForm>;

  find(key: FormKey): IssuedForm | null;

  /** Every form issued for a dossier, in the order of their events. */
  ofDossier(code: string): IssuedForm[];

  /** Dossiers a desk received or refused from `from` to before `until`, in that order; at most `limit`. */
  received(desk: UnitId, from: Instant, until: Instant, limit: number): RegisterEntry[];
}
