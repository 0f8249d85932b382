import type { z } from 'zod';
import { formatTerm } from '../../calendar/index.js';
import { stepsOf } from '../../lookup/index.js';
import {
  type AgencyRef,
  allowancesOf,
  type ApplicantKind,
  type Bilingual,
  CHANNELS,
  fixedUnit,
  nameAsked,
  namedLead,
  type Party,
  type Procedure,
  type ProcedureCase,
  type ProcedureFacts,
  type StepCard,
  throughOneStop,
} from '../../procedure/index.js';
import type { Registry } from '../../registry/index.js';
import {
  APPLICANT_WORDS,
  COMPETENT_AGENCY,
  DEPARTMENT_WORDS,
  NAMED_AGENCY,
  RECEIVING_AGENCY,
} from '../pages/words.js';
import type * as schemas from '../schemas/catalogue.js';

export type PublicList = z.output<typeof schemas.publicList>;
export type PublicProcedure = z.output<typeof schemas.publicProcedure>;
type Line = PublicList['procedures'][number];

/** Names of units as they are now. */
type Names = Pick<Registry, 'unit'>;

export function publicLineView({ facts }: Procedure): Line {
  const { code, version, name, field, level, verified } = facts;
  return { code, version, name, field, level, verified, href: `/public/procedures/${code}` };
}

/** What the law wants posted of a procedure (NĐ 63/2010 Điều 8.2); page and JSON say the same. */
export function publicProcedureView(procedure: Procedure, names: Names): PublicProcedure {
  const { facts } = procedure;
  const { effectiveFrom, effectiveTo, source, checklist, forms = [], conditions = [] } = facts;
  const { applicants, sets = null } = facts;
  return {
    ...publicLineView(procedure),
    effectiveFrom,
    effectiveTo,
    source,
    steps: stepsView(procedure, names),
    submission: { oneStop: throughOneStop(facts), channels: [...CHANNELS] },
    checklist: [...checklist],
    sets,
    applicants: applicants ? { ...applicants, kinds: applicants.kinds.map(kindView) } : null,
    cases: facts.cases.map(caseView),
    agency: capital(agencyWords(facts.parties[facts.lead]?.agency ?? 'competent', facts, names)),
    coordinating: coordinatingView(facts, names),
    forms: [...forms],
    result: facts.result,
    conditions: [...conditions],
    fees: facts.fees.map(({ channel = null, ...fee }) => ({ ...fee, channel })),
    legalBasis: [...facts.legalBasis],
  };
}

/** In the order of their numbers; steps of one number are ways or parallel work, and follow each other. */
function stepsView(procedure: Procedure, names: Names): PublicProcedure['steps'] {
  const { facts } = procedure;
  return [...stepsOf(procedure).values()]
    .sort((a, b) => a.no - b.no)
    .map((card) => ({
      no: card.no,
      title: card.title,
      holder: holderWords(facts.parties[card.party], facts, names),
      allowances: allowancesView(card, facts),
    }));
}

/** One line for all cases, or one for each time that differs, with the cases that have it. */
function allowancesView(
  card: StepCard,
  facts: ProcedureFacts,
): PublicProcedure['steps'][number]['allowances'] {
  const groups = allowancesOf(card, facts);
  return groups.map(({ allowance, cases }) => ({
    cases: groups.length === 1 ? null : cases.map(({ key, name }) => ({ key, name })),
    allowance: allowance === null ? null : formatTerm(allowance),
  }));
}

function caseView({
  key,
  name,
  source,
  verified,
  ...given
}: ProcedureCase): PublicProcedure['cases'][number] {
  const { term, termByChannel = {}, termWhenRefused } = given;
  return {
    key,
    name,
    terms: CHANNELS.map((channel) => ({ channel, term: formatTerm(termByChannel[channel] ?? term) })),
    termWhenRefused: termWhenRefused === undefined ? null : formatTerm(termWhenRefused),
    source,
    verified,
  };
}

/** The desk that received needs no agency behind it; every other department is one of an agency. */
function holderWords(party: Party | undefined, facts: ProcedureFacts, names: Names): Bilingual {
  const { agency, function: fn }: Party = party ?? { agency: 'competent', function: 'agency' };
  const whose = agencyWords(agency, facts, names);
  if (fn === 'agency') return capital(whose);
  const { vi, en } = DEPARTMENT_WORDS[fn];
  return agency === 'receiving' ? { vi, en } : { vi: `${vi}, ${whose.vi}`, en: `${en}, ${whose.en}` };
}

const capital = ({ vi, en }: Bilingual): Bilingual => ({
  vi: vi.charAt(0).toLocaleUpperCase('vi') + vi.slice(1),
  en: en.charAt(0).toUpperCase() + en.slice(1),
});

function agencyWords(agency: AgencyRef, facts: ProcedureFacts, names: Names): Bilingual {
  if (agency === 'receiving') return RECEIVING_AGENCY;
  const asked = nameAsked(agency);
  if (asked !== null) return NAMED_AGENCY(facts.namedAgencies![asked]!.question);
  const fixed = agency === 'competent' ? (facts.competentByDefault ?? null) : fixedUnit(agency);
  return fixed === null ? COMPETENT_AGENCY[facts.level] : unitWords(fixed, names);
}

/** Every other agency that the procedure names, or has named with each dossier, once. */
function coordinatingView(facts: ProcedureFacts, names: Names): Bilingual[] {
  const lead = namedLead(facts);
  const agencies = Object.values(facts.parties).map(({ agency }) => agency);
  const fixed = agencies.map(fixedUnit).filter((id) => id !== null && id !== lead);
  const asked = Object.values(facts.namedAgencies ?? {});
  return [
    ...[...new Set(fixed)].map((id) => unitWords(id!, names)),
    ...asked.map(({ question }) => capital(NAMED_AGENCY(question))),
  ];
}

const kindView = (key: ApplicantKind) => ({ key, name: APPLICANT_WORDS[key] });

function unitWords(id: string, { unit }: Names): Bilingual {
  const known = unit(id);
  return { vi: known?.name ?? id, en: known?.nameEn ?? known?.name ?? id };
}
