import type { z } from 'zod';
import { formatInstant, formatTerm } from '../../calendar/index.js';
import { type ListedOfficial, type ListedProcedure, stepsOf } from '../../lookup/index.js';
import type { MeetingRule, ProcedureFacts } from '../../procedure/index.js';
import type { TokenRecord, Unit } from '../../registry/index.js';
import type * as schemas from '../schemas/register.js';
import { instantOf } from './dossier.js';

type Line = z.output<typeof schemas.procedureList>['procedures'][number];
type Version = z.output<typeof schemas.procedureVersions>['versions'][number];
type StepMeeting = Version['steps'][number]['meeting'];
type UnitLine = z.output<typeof schemas.unitList>['units'][number];
type OfficialLine = z.output<typeof schemas.officialList>['officials'][number];
type Token = z.output<typeof schemas.tokenList>['tokens'][number];

export function procedureLineView({ procedure: { facts }, inForce }: ListedProcedure): Line {
  const { code, version, name, field, level, effectiveFrom, effectiveTo, verified } = facts;
  return { code, version, name, field, level, effectiveFrom, effectiveTo, inForce, verified };
}

export function procedureView(listed: ListedProcedure): Version {
  const { facts } = listed.procedure;
  return {
    ...procedureLineView(listed),
    cases: facts.cases.map(({ key, name, term, termWhenRefused = null, source, verified }) => ({
      key,
      name,
      term,
      termText: formatTerm(term),
      termWhenRefused,
      source,
      verified,
    })),
    checklist: [...facts.checklist],
    fees: facts.fees.map(({ name, amount, channel = null, source, verified }) => ({
      name,
      amount,
      channel,
      source,
      verified,
    })),
    result: facts.result,
    legalBasis: [...facts.legalBasis],
    extension: extensionView(facts),
    namedAgencies: namedAgenciesView(facts),
    steps: [...stepsOf(listed.procedure)].map(([key, { no, title, role, party, meeting }]) => ({
      key,
      no,
      title,
      role,
      party,
      meeting: meeting ? meetingRuleView(meeting) : null,
    })),
    source: facts.source,
  };
}

function meetingRuleView({ papersBefore, differWithin, ...rule }: MeetingRule): StepMeeting {
  return { ...rule, papersBefore: formatTerm(papersBefore), differWithin: formatTerm(differWithin) };
}

function extensionView({ extension, cases }: ProcedureFacts): Version['extension'] {
  if (extension === undefined) return null;
  const { term, legalBasis, cases: named = cases.map(({ key }) => key), source, verified } = extension;
  return { term, termText: formatTerm(term), legalBasis, cases: [...named], source, verified };
}

/** What the clerk has to ask when a dossier is opened, and in which cases. */
function namedAgenciesView({ namedAgencies = {}, cases }: ProcedureFacts): Version['namedAgencies'] {
  return Object.entries(namedAgencies).map(([name, { question, level = null, ...asked }]) => ({
    name,
    question,
    level,
    cases: [...(asked.cases ?? cases.map(({ key }) => key))],
    mayBeLead: asked.mayBeLead ?? false,
  }));
}

export function tokenView(token: TokenRecord): Token {
  const { id, actor, kind, label, scopes, roles, createdAt, expiresAt, revokedAt } = token;
  return {
    id,
    actor,
    kind,
    label,
    scopes: [...scopes],
    roles: [...roles],
    createdAt: formatInstant(createdAt),
    expiresAt: instantOf(expiresAt),
    revokedAt: instantOf(revokedAt),
  };
}

export function unitView({ id, parent, name, nameEn, level, function: of, rated }: Unit): UnitLine {
  return { id, parent, name, nameEn, level, function: of, rated };
}

export function officialView({ id, name, roles }: ListedOfficial): OfficialLine {
  return { id, name, roles };
}
