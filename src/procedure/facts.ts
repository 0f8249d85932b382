import type { LocalDate, Term } from '../calendar/types.js';

/** A text in the two languages of the office; Vietnamese is the one that counts. */
export type Bilingual = { vi: string; en: string };

/** Where a published fact was read. Unverified facts are shown as such to whoever administers them, never hidden. */
export type Sourced = { source: string; verified: boolean };

/** How a dossier comes in (kênh tiếp nhận): at the desk, online, by public post (BCCI). */
export const CHANNELS = ['desk', 'online', 'post'] as const;
export type Channel = (typeof CHANNELS)[number];

/** One case (trường hợp) of a procedure with the terms (thời hạn giải quyết) the law gives it. */
export type ProcedureCase = Sourced & {
  key: string;
  name: Bilingual;
  term: Term;
  /** The term when the answer is a refusal, where the law sets a shorter one (1.014199). */
  termWhenRefused?: Term;
  termByChannel?: Partial<Record<Channel, Term>>;
};

/**
 * How far the law lets the term be extended (gia hạn thời hạn giải quyết), once, by the leader of the agency that leads.
 * `term` is the most; with `cases`, only those cases have it.
 */
export type Extension = Sourced & { term: Term; legalBasis: string; cases?: readonly string[] };

/** One paper of the checklist (thành phần hồ sơ); `originals` and `copies` are numbers of sheets sets. */
export type ChecklistItem = {
  key: string;
  name: Bilingual;
  originals: number;
  copies: number;
  required: boolean;
};

/** A fee (phí, lệ phí) in whole đồng. */
export type Fee = Sourced & { name: Bilingual; amount: number; channel?: Channel };

/**
 * Which agency a party of the procedure belongs to: the agency of the receiving desk, the competent agency
 * of the dossier, one fixed unit of the province, or one that is named with each dossier (`namedAgencies`).
 */
export type AgencyRef = 'receiving' | 'competent' | { unit: string } | { named: string };

/** The unit an agency is by the procedure's own word; null where it depends on the dossier. */
export const fixedUnit = (agency: AgencyRef | undefined): string | null =>
  typeof agency === 'object' && 'unit' in agency ? agency.unit : null;

/** The name under which a dossier names the agency; null for every other one. */
export const nameAsked = (agency: AgencyRef | undefined): string | null =>
  typeof agency === 'object' && 'named' in agency ? agency.named : null;

/** Levels of administration since 1 July 2025 (chính quyền địa phương hai cấp). */
export const LEVELS = ['province', 'commune'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * An agency that differs from dossier to dossier (cơ quan xác định theo từng hồ sơ), such as the commune a person lived in
 * before: the clerk is asked `question` when the dossier is opened.
 */
export type NamedAgency = {
  question: Bilingual;
  /** It must be an agency of this level; either without it. */
  level?: Level;
  /** The cases in which it must be named; every case without it. In the others nobody is asked. */
  cases?: readonly string[];
  /** It may be the very agency that leads; without this, whoever asks must name another one. */
  mayBeLead?: true;
};

/** Who may ask (đối tượng thực hiện, NĐ 63/2010 Điều 8.2.e). */
export const APPLICANT_KINDS = ['individual', 'household', 'organisation', 'business'] as const;
export type ApplicantKind = (typeof APPLICANT_KINDS)[number];

/** Who holds steps: a department of an agency by its function; an agency without such a department holds them itself. */
export type Party = { agency: AgencyRef; function: UnitFunction };

/**
 * Form sets of a sector (biểu mẫu riêng của ngành) that a procedure may name; which forms each has is kept with the forms
 * (src/documents/form-sets.ts).
 */
export const OWN_FORM_SETS = ['TT66/2023-BCA'] as const;
export type OwnFormSet = (typeof OWN_FORM_SETS)[number];

export const UNIT_FUNCTIONS = ['desk', 'room', 'leadership', 'clerical', 'agency'] as const;
export type UnitFunction = (typeof UNIT_FUNCTIONS)[number];

/** What the law publishes of a procedure (NĐ 63/2010 Điều 8.2), one version with its dates of effect. */
export type ProcedureFacts = Sourced & {
  code: string;
  version: string;
  effectiveFrom: LocalDate;
  effectiveTo: LocalDate | null;
  /** The version this one takes the place of: it ends the day before this one takes effect, whatever it says itself. */
  replaces?: string;
  name: Bilingual;
  field: { key: string; name: Bilingual };
  level: Level;
  cases: readonly [ProcedureCase, ...ProcedureCase[]];
  checklist: readonly ChecklistItem[];
  fees: readonly Fee[];
  result: Bilingual;
  /** Yêu cầu, điều kiện thực hiện, where the law sets any. */
  conditions?: readonly Bilingual[];
  /** Mẫu đơn, mẫu tờ khai the applicant fills in, where the law has any. */
  forms?: readonly Bilingual[];
  /** The sector's set the desk's papers are of, for the kinds that set has; the general set serves for the rest. */
  formSet?: OwnFormSet;
  /** Who may ask for it (đối tượng thực hiện); absent where nobody has entered it. */
  applicants?: Sourced & { kinds: readonly ApplicantKind[] };
  /** How many sets of papers are handed in (số lượng hồ sơ, bộ); absent where nobody has entered it. */
  sets?: Sourced & { count: number };
  /** Received and returned by the one-stop desk (giải quyết theo cơ chế một cửa); it is unless this says false. */
  oneStop?: boolean;
  legalBasis: readonly string[];
  /** Who takes part, by the names the steps use. `desk` must be among them. */
  parties: { desk: Party } & Record<string, Party>;
  /** The agencies named with each dossier, by the names the parties use. */
  namedAgencies?: Readonly<Record<string, NamedAgency>>;
  /** The competent agency when a dossier names none; without it the receiving desk's own agency is competent. */
  competentByDefault?: string;
  /** The party whose agency leads (cơ quan chủ trì) and answers for the promised day (R9). */
  lead: string;
  /** How often a supplement may be asked for after reception (default 1; domain 1.4). */
  supplementLimit: number;
  /** How often a desk may guide before reception, where a law allows more than the one time ("hướng dẫn một lần"). */
  guidanceLimit?: number;
  /** How long the citizen has to answer a request for a supplement; without it the office's own setting holds. */
  supplementAnswerWithin?: Term;
  /** Absent where the law gives none: then nobody may extend. */
  extension?: Extension;
};

/** Every term a case may run under: its own, those of its channels, and the shorter one of a refusal. */
export function termsOf({ term, termByChannel = {}, termWhenRefused }: ProcedureCase): Term[] {
  const others = [...Object.values(termByChannel), termWhenRefused];
  return [term, ...others.filter((one) => one !== undefined)];
}

/** The agencies that must be named in a case, by name. */
export function agenciesAskedIn({ namedAgencies = {} }: ProcedureFacts, caseKey: string): string[] {
  return Object.keys(namedAgencies).filter((name) => namedAgencies[name]!.cases?.includes(caseKey) ?? true);
}
