import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Idempotency, RunOptions } from '../ledger/index.js';
import { InvalidRequestError } from './compilers.js';

/** A dossier's ETag is its version. */
export const etagOf = (version: number): string => `"${version}"`;

/** The ETag of a text that is sent as it is. */
export const textEtag = (text: string): string => `"${createHash('sha1').update(text).digest('base64url')}"`;

/** Whether the caller has it already; `If-None-Match` compares weakly (RFC 9110, 13.1.2). */
export function isKnown({ headers }: Pick<FastifyRequest, 'headers'>, etag: string): boolean {
  const bare = (tag: string): string => tag.trim().replace(/^W\//, '');
  const known = headers['if-none-match']?.split(',').map(bare) ?? [];
  return known.includes('*') || known.includes(bare(etag));
}

const ifMatch = z
  .string()
  .regex(/^(?:W\/)?"?\d{1,15}"?$|^\*$/, 'Give the ETag of the dossier as read, e.g. "3".');
const idempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, 'Give 1 to 255 visible ASCII characters.');

/** The version a caller saw; none for `*` or without the header. */
function expectedVersion({ headers }: FastifyRequest): number | undefined {
  const value = headers['if-match'];
  if (value === undefined) return undefined;
  if (!ifMatch.safeParse(value).success) throw new InvalidRequestError(ifMatch, value, 'header.if-match');
  return value === '*' ? undefined : Number(value.replace(/\D/g, ''));
}

/** The same request is the same text: bodies come out of their schema in one order of fields. */
function idempotency(
  { headers, actor }: FastifyRequest,
  target: string,
  body: unknown,
): Idempotency | undefined {
  const key = headers['idempotency-key'];
  if (key === undefined) return undefined;
  if (!idempotencyKey.safeParse(key).success) {
    throw new InvalidRequestError(idempotencyKey, key, 'header.idempotency-key');
  }
  const request = createHash('sha256')
    .update(`${target}\n${JSON.stringify(body)}`)
    .digest('hex');
  return { actor: actor.id, key: key as string, request };
}

/** `Prefer: return=representation` (RFC 7240): the caller wants the whole dossier back. */
export function wantsWhole({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { prefer } = headers;
  return prefer !== undefined && /(?:^|[,;\s])return="?representation"?(?:[,;\s]|$)/i.test(String(prefer));
}

/** What the headers of a command ask for. `target` is what it is addressed to. */
export function runOptions(request: FastifyRequest, target: string, body: unknown): RunOptions {
  return { idempotency: idempotency(request, target, body), expectedVersion: expectedVersion(request) };
}
