import { type Instant, parseInstant } from '../calendar/index.js';
import { UsageError } from './command.js';

const DAY_MS = 86_400_000;

/** A reporting instant as it was asked for; a date alone means the end of that local day. */
export function readAsOf(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  const instant = parseInstant(text);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? instant + DAY_MS - 1 : instant;
}

export function wholeYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{4}$/.test(text)) throw new UsageError(`"${text}" is no year; give four digits.`);
  return Number(text);
}
