import { createHash } from 'node:crypto';

/**
 * The hash chain of a dossier's history: each event's hash covers the one before it, so that no event can be changed,
 * left out or put in without every later hash telling (`motcua verify`).
 */
export type ChainedEntry = { no: number; type: string; at: number; actor: string; payloadText: string };

/** Hash of the event before the first. */
export const CHAIN_START = '';

/** SHA-256 (hex) of the previous hash and the event's canonical form. `payloadText` is already `canonicalJson`. */
export function eventHash(previous: string, { no, type, at, actor, payloadText }: ChainedEntry): string {
  const fields = `{"actor":${JSON.stringify(actor)},"at":${at},"no":${no},"payload":${payloadText},"type":${JSON.stringify(type)}}`;
  return createHash('sha256').update(`${previous}\n${fields}`).digest('hex');
}

/** JSON with sorted keys and without `undefined`: one value has one text, whatever order it was built in. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value ?? null);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const record = value as Record<string, unknown>;
  const fields = Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${fields.join(',')}}`;
}
