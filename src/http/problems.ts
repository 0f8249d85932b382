import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { AccessError, ClockBackError, TokenError } from '../admin/index.js';
import { CalendarRangeError } from '../calendar/index.js';
import { FormError } from '../documents/index.js';
import { RefusedError } from '../dossier/index.js';
import { CursorError, LedgerError } from '../ledger/index.js';
import { LookupError } from '../lookup/index.js';
import { UnknownProcedureError } from '../procedure/index.js';
import { PeriodError } from '../rating/index.js';
import { DelegationError } from '../registry/index.js';
import { SupervisionError } from '../supervision/index.js';
import { InvalidRequestError } from './compilers.js';
import { MESSAGES, type ProblemCode } from './messages.js';

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export type Language = 'vi' | 'en';

/** What went wrong, before it is worded: RFC 9457's members come from the dictionary. */
type Problem = { code: ProblemCode; message: string; facts: Record<string, unknown> };

/** The client asked for a representation there is none of. */
export class NotAcceptableError extends Error {
  readonly code = 'request.notAcceptable';
  readonly facts: Record<string, unknown>;

  constructor(offered: readonly string[]) {
    super(`Set "Accept" to one of ${offered.join(', ')}.`);
    this.facts = { offered };
  }
}

type WithFacts = Error & { code: ProblemCode; facts: Record<string, unknown> };

const WITH_FACTS = [
  RefusedError,
  LedgerError,
  AccessError,
  TokenError,
  SupervisionError,
  FormError,
  LookupError,
  ClockBackError,
  DelegationError,
  NotAcceptableError,
] as const;

/** Fastify's own refusals, by its codes. */
const OF_FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'request.malformed',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'request.malformed',
  FST_ERR_CTP_BODY_TOO_LARGE: 'request.tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'request.unsupportedMediaType',
};

function problemOf(error: Error, language: Language): Problem {
  if (WITH_FACTS.some((known) => error instanceof known)) {
    const { code, message, facts } = error as WithFacts;
    return { code, message, facts };
  }
  if (error instanceof InvalidRequestError) {
    return { code: 'request.invalid', message: error.message, facts: { errors: error.issuesIn(language) } };
  }
  const plain = plainCode(error as FastifyError);
  return { code: plain, message: plain === 'server.failed' ? '' : error.message, facts: {} };
}

function plainCode(error: FastifyError): ProblemCode {
  if (error instanceof UnknownProcedureError) return 'procedure.unknown';
  if (error instanceof CursorError) return 'reports.unknownCursor';
  if (error instanceof PeriodError) return 'rating.badPeriod';
  if (error instanceof CalendarRangeError) return 'calendar.outOfRange';
  if (error.statusCode === 429) return 'request.tooMany';
  const known = OF_FASTIFY[error.code];
  if (known !== undefined) return known;
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500
    ? 'request.malformed'
    : 'server.failed';
}

/** The one place where errors become answers. A stranger is never told what broke; the log is. */
export function answerError(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOf(request);
  const problem = problemOf(error, language);
  if (problem.code === 'server.failed')
    request.log.error({ err: error, reqId: request.id }, 'request failed');
  const { status } = MESSAGES[problem.code];
  if (status === 401) reply.header('www-authenticate', challenge(problem.code));
  if (status === 503) reply.header('retry-after', '1');
  return reply
    .code(status)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(worded(problem, language, request.id)));
}

export function answerUnknownRoute(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem: Problem = { code: 'request.unknownRoute', message: '', facts: {} };
  return reply
    .code(404)
    .type(PROBLEM_TYPE)
    .send(JSON.stringify(worded(problem, languageOf(request), request.id)));
}

function worded({ code, message, facts }: Problem, language: Language, instance: string) {
  const words = MESSAGES[code];
  return {
    ...facts,
    type: `urn:motcua:problem:${code}`,
    title: words[language],
    status: words.status,
    detail: language === 'vi' ? words.viAdvice(facts) : (words.enAdvice ?? message),
    code,
    instance,
  };
}

/** Vietnamese, unless the caller prefers English. */
function languageOf({ headers }: FastifyRequest): Language {
  return /^\s*en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'vi';
}

function challenge(code: ProblemCode): string {
  return code === 'access.missing' ? 'Bearer realm="motcua"' : 'Bearer realm="motcua", error="invalid_token"';
}
