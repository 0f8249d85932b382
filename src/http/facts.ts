/** What an error knows beside its code. */
export type Facts = Record<string, unknown>;

/** A fact in words, for a sentence of advice. */
export function said(value: unknown): string {
  if (Array.isArray(value)) return value.map(said).join(', ') || 'không có';
  if (typeof value === 'object' && value !== null) return wordOf(value as Facts);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'không rõ';
}

/** The word for one thing of a list of facts: a name, a command, a field. */
function wordOf({ name, type, path, key }: Facts): string {
  if (typeof name === 'object' && name !== null) return said((name as Facts)['vi']);
  return said(type ?? path ?? key);
}
