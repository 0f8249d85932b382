import { hash } from 'node:crypto';

/**
 * The chain of a dossier's history: each entry's hash covers the entry and the hash before it, so that a changed, dropped
 * or inserted entry is seen by whoever recomputes it.
 */

/** What of an event is hashed. `payloadText` is `canonicalJson(payload)`, the text the store keeps. */
export type ChainEntry = { no: number; type: string; at: number; actor: string; payloadText: string };

/** Hash of the event before the first. */
export const CHAIN_START = '';

/**
 * SHA-256, in hex, of `previous`, a newline and the canonical JSON of `{ no, type, at, actor, payload }`.
 * `previous` is the hash of the entry before, `CHAIN_START` for the first.
 */
export function eventHash(previous: string, entry: ChainEntry): string {
  const { no, type, at, actor, payloadText } = entry;
  // The keys stand in canonical order, and the payload is canonical already: nothing is serialised twice.
  const text = `{"actor":${JSON.stringify(actor)},"at":${at},"no":${no},"payload":${payloadText},"type":${JSON.stringify(type)}}`;
  return hash('sha256', `${previous}\n${text}`, 'hex');
}

/**
 * JSON of which there is one form only: keys sorted by UTF-16 code unit, no white space, members that are `undefined`
 * left out (RFC 8785).
 * @throws TypeError when the value is no JSON: functions, symbols, bigints, non-finite numbers, instances of classes
 */
export function canonicalJson(value: unknown): string {
  return isCanonical(value) ? JSON.stringify(value) : canonicalText(value);
}

/** Whether `JSON.stringify` writes this very value canonically, as it does when the keys happen to be sorted. */
function isCanonical(value: unknown): boolean {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every(isCanonical);
  if (!isPlainObject(value)) return false;
  let last = '';
  for (const key in value) {
    if (key < last || (value[key] !== undefined && !isCanonical(value[key]))) return false;
    last = key;
  }
  return true;
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((member: unknown) => canonicalText(member ?? null)).join(',')}]`;
  }
  if (isPlainObject(value)) {
    const keys = Object.keys(value).sort();
    const members = keys.filter((key) => value[key] !== undefined);
    return `{${members.map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`).join(',')}}`;
  }
  if (!isCanonical(value))
    throw new TypeError(`A ${typeof value} that is no JSON value has no canonical JSON.`);
  return JSON.stringify(value);
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
