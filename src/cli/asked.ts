import { UsageError } from './command.js';

export function wholeYear(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{4}$/.test(text)) throw new UsageError(`"${text}" is no year; give four digits.`);
  return Number(text);
}
