import { z } from 'zod';
import { STEP_ROLES } from '../contract.js';
import { APPLICANT_KINDS, LEVELS, OWN_FORM_SETS, UNIT_FUNCTIONS } from '../facts.js';
import { allowance, bilingual, byCase, key, sourced, term } from './words.js';

/**
 * A procedure as an office writes it, in YAML or JSON: what the law publishes (NĐ 63/2010 Điều 8.2) and the internal
 * process (quy trình nội bộ) with its allowances. It compiles to a machine under the same contract as one written in
 * TypeScript. Unknown fields are refused: a misspelt field would be a rule nobody applies.
 */

const holder = z.strictObject({ party: key, role: z.enum(STEP_ROLES) });

/** Where a command leads; with `cases`, only in those cases (trường hợp) of the procedure. */
const target = z.union([key, z.strictObject({ to: key, cases: z.array(key).min(1) })]);
const targets = z.union([target, z.array(target).min(1)]);

/** The commands a step may accept. `requestSupplement` and `requireFinancialDuty` lead to a wait, the others to a step. */
const moves = z.strictObject({
  assign: targets.optional(),
  finishTask: targets.optional(),
  handOff: targets.optional(),
  submit: targets.optional(),
  sendBack: targets.optional(),
  answer: targets.optional(),
  finishProcessing: targets.optional(),
  approve: key.optional(),
  refuse: key.optional(),
  requestSupplement: key.optional(),
  requireFinancialDuty: targets.optional(),
});

const card = {
  key,
  no: z.number().int().min(1),
  title: bilingual,
  by: holder,
};

/** One step (bước xử lý) of one holder; `handoff` when it goes to another agency (chuyển liên thông). */
const step = z.strictObject({
  kind: z.enum(['task', 'handoff']).optional(),
  ...card,
  allowance: byCase(allowance.nullable()),
  moves,
});

const branch = { ...card, branch: key.optional(), allowance: byCase(allowance) };

/** One agency's share of parallel work: it does its part and answers. */
const handoffPart = z.strictObject({ kind: z.literal('handoff'), ...branch });

/** Where a province's rule lets the question be put at a meeting or site check (QĐ 88/2025/QĐ-UBND Lai Châu). */
const meeting = z.strictObject({
  papersBefore: term,
  differWithin: term,
  legalBasis: z.string().trim().min(1),
  ...sourced,
});

/**
 * One agency asked for its opinion (lấy ý kiến). There is no single rule on silence (domain 1.6), so each says its own:
 * deemed consent (NĐ 31/2021 Điều 6.2), escalation to the superior, or hold (QĐ 88/2025/QĐ-UBND Lai Châu Điều 2.2).
 */
const consultationPart = z.strictObject({
  kind: z.literal('consultation'),
  ...branch,
  question: bilingual,
  silence: z.enum(['deemedConsent', 'escalate', 'hold']),
  /** Under `escalate`: who answers for the silence, and within what time. */
  superior: z.strictObject({ by: holder, allowance: byCase(allowance) }).optional(),
  meeting: meeting.optional(),
});

/** Several agencies at once; `next` goes on when each has answered. */
const together = z.strictObject({
  kind: z.literal('together'),
  key,
  parts: z.array(z.discriminatedUnion('kind', [handoffPart, consultationPart])).min(1),
  next: key,
});

const entry = z.discriminatedUnion('kind', [step, together]);

/** While the citizen owes papers or money the clock stands still; each stop names the step it returns to. */
const wait = z.strictObject({ for: z.enum(['supplement', 'financialDuty']), backTo: key });

const procedureCase = z.strictObject({
  key,
  name: bilingual,
  term,
  termWhenRefused: term.optional(),
  termByChannel: z
    .strictObject({ desk: term.optional(), online: term.optional(), post: term.optional() })
    .optional(),
  ...sourced,
});

/** How far the law lets the term be extended, at most; without `cases` in every case. */
const extension = z.strictObject({
  term,
  legalBasis: z.string().trim().min(1),
  cases: z.array(key).min(1).optional(),
  ...sourced,
});

const paper = z.strictObject({
  key,
  name: bilingual,
  originals: z.number().int().min(0).max(99).default(0),
  copies: z.number().int().min(0).max(99).default(0),
  required: z.boolean().default(true),
});

const fee = z.strictObject({
  name: bilingual,
  amount: z.number().int().min(0).max(1_000_000_000_000),
  channel: z.enum(['desk', 'online', 'post']).optional(),
  ...sourced,
});

const party = z.strictObject({
  agency: z.union([
    z.enum(['receiving', 'competent']),
    z.strictObject({ unit: z.string().min(1) }),
    z.strictObject({ named: key }),
  ]),
  function: z.enum(UNIT_FUNCTIONS),
});

/** An agency the clerk is asked for when the dossier is opened; without `cases` in every case. */
const namedAgency = z.strictObject({
  question: bilingual,
  level: z.enum(LEVELS).optional(),
  cases: z.array(key).min(1).optional(),
  mayBeLead: z.literal(true).optional(),
});

/** National codes (1.014199), or an office's own with its letters in front (BN.000001). */
const code = z.string().regex(/^(\d|[A-Z]{2,5})\.\d{6}$/);
const version = z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.-]{0,39}$/);

export const procedureDocument = z
  .strictObject({
    code,
    version,
    effectiveFrom: z.iso.date(),
    effectiveTo: z.iso.date().nullable().default(null),
    /** The version that ends the day before this one takes effect. */
    replaces: version.optional(),
    name: bilingual,
    field: z.strictObject({ key, name: bilingual }),
    level: z.enum(LEVELS),
    ...sourced,
    parties: z.record(key, party),
    /** Agencies that differ from dossier to dossier; a party says `agency: { named: … }`. */
    namedAgencies: z.record(key, namedAgency).optional(),
    lead: key,
    competentByDefault: z.string().min(1).optional(),
    cases: z.array(procedureCase).min(1),
    extension: extension.optional(),
    checklist: z.array(paper),
    fees: z.array(fee),
    result: bilingual,
    /** Yêu cầu, điều kiện and mẫu đơn, mẫu tờ khai: posted where the law has any (NĐ 63/2010 Điều 8.2). */
    conditions: z.array(bilingual).optional(),
    forms: z.array(bilingual).optional(),
    /** The sector's own set of forms (receipt, supplement, refusal …) where it has one; the general set serves for the rest. */
    formSet: z.enum(OWN_FORM_SETS).optional(),
    /** Đối tượng thực hiện and số lượng hồ sơ (bộ): posted; left out, the listing says that they are not recorded. */
    applicants: z.strictObject({ kinds: z.array(z.enum(APPLICANT_KINDS)).min(1), ...sourced }).optional(),
    sets: z.strictObject({ count: z.number().int().min(1).max(99), ...sourced }).optional(),
    /** Received and returned by the one-stop desk; `false` for what another agency receives by itself. */
    oneStop: z.boolean().default(true),
    legalBasis: z.array(z.string().trim().min(1)),
    /** How often a supplement may be asked for (default once, domain 1.4), and how long the citizen has to answer. */
    supplement: z
      .strictObject({
        limit: z.number().int().min(0).max(5).default(1),
        answerWithin: term.optional(),
        /** How often the desk may guide before reception; the law says once. */
        guidance: z.number().int().min(1).max(5).optional(),
      })
      .default({ limit: 1 }),
    /** From reception to the decision; the first one is where a received dossier begins. */
    steps: z.array(entry).min(1),
    /** After the decision: a result exists, so nothing can be withdrawn any more (TT 03/2025 Điều 7). */
    afterDecision: z.array(entry).default([]),
    waits: z.record(key, wait).default({}),
  })
  .meta({ title: 'Procedure document (thủ tục hành chính)' });

export type ProcedureDocument = z.output<typeof procedureDocument>;
export type DocumentEntry = ProcedureDocument['steps'][number];
export type DocumentStep = z.output<typeof step>;
export type DocumentTogether = z.output<typeof together>;
export type DocumentPart = DocumentTogether['parts'][number];
export type DocumentMoves = z.output<typeof moves>;
export type DocumentTarget = z.output<typeof target>;

/** The schema as JSON Schema, for editors and for /schemas. */
export function procedureDocumentJsonSchema(): object {
  return z.toJSONSchema(procedureDocument, { io: 'input' });
}
