import type { LocalDate } from '../calendar/index.js';

/**
 * The pattern of dossier codes (mã hồ sơ). TT 03/2025 Điều 13 as read in TT 4/2025; the ordinary pattern is an inference
 * (domain 1.11), so it is a setting: `{unit}` the desk's identifier, `{yyMMdd}` the local day, `{seq}` the number of the
 * day with at least four digits and no upper bound.
 */
export const DEFAULT_CODE_PATTERN = '{unit}-{yyMMdd}-{seq}';

/** @throws Error when the pattern lacks a part without which two dossiers could get one code. */
export function checkCodePattern(pattern: string): string {
  for (const part of ['{unit}', '{yyMMdd}', '{seq}']) {
    if (!pattern.includes(part))
      throw new Error(`The dossier code pattern "${pattern}" lacks ${part}; add it.`);
  }
  return pattern;
}

export function dossierCode(pattern: string, identifier: string, day: LocalDate, sequence: number): string {
  return pattern
    .replace('{unit}', identifier)
    .replace('{yyMMdd}', day.slice(2).replaceAll('-', ''))
    .replace('{seq}', String(sequence).padStart(4, '0'));
}
