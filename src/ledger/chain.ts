import { hash } from 'node:crypto';

/**
 * The chain of a dossier's history: each entry's hash covers the entry and the hash before it, so that a changed, dropped
 * or inserted entry is seen by whoever recomputes it.
 */

/** What of an event is hashed. `payloadText` is `canonicalJson(payload)`, the text the store keeps. */
export type ChainEntry = { no: number; type: string; at: number; actor: string; payloadText: string };

/**
 * SHA-256, in hex, of `previous`, a newline and the canonical JSON of `{ no, type, at, actor, payload }`.
 * `previous` is the hash of the entry before, the empty text for the first.
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
  if (typeof value === 'string') return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return canonicalArray(value);
  if (typeof value === 'object') return canonicalObject(value as Record<string, unknown>);
  throw new TypeError(`A ${typeof value} that is no JSON value has no canonical JSON.`);
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '[';
  for (let i = 0; i < values.length; i++) {
    text += (i === 0 ? '' : ',') + canonicalJson(values[i] === undefined ? null : values[i]);
  }
  return text + ']';
}

function canonicalObject(object: Record<string, unknown>): string {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) {
    throw new TypeError('Only plain objects have canonical JSON.');
  }
  let text = '{';
  for (const key of Object.keys(object).sort()) {
    const member = object[key];
    if (member === undefined) continue;
    text += (text.length === 1 ? '' : ',') + JSON.stringify(key) + ':' + canonicalJson(member);
  }
  return text + '}';
}
