import type { Instant } from '../calendar/index.js';
import type { Form } from './form-sets.js';

/**
 * A form as data: every word that is printed and nothing about how. PDF and HTML are two drawings of the same content,
 * so neither can say what the other does not. JSON-safe; the store keeps it as it was issued. A newline is a line break.
 */
export type FormContent = {
  form: Form;
  /** E.g. `Mẫu số 01 – Thông tư số 03/2025/TT-VPCP`. */
  formLabel: string;
  issuer: Issuer;
  /** `12/2026`: counted per unit, year and form. Null for what is not issued (the register). */
  number: string | null;
  /** Place and date of issue, as one line. */
  placeAndDate: string;
  title: string;
  /** Below the title, e.g. the dossier code or the register's period. */
  subtitle: string | null;
  /** What the QR code says; null prints none. */
  qr: string | null;
  layout: 'portrait' | 'landscape';
  blocks: Block[];
  signatures: Signature[];
  /** The instant of the event it tells of; also the document's date. */
  at: Instant;
};

/** The two lines at the top left: the agency above, and the one that issues. */
export type Issuer = { above: string | null; name: string };

export type Block =
  | { kind: 'text'; text: string; style?: 'plain' | 'italic' | 'centred' }
  | { kind: 'heading'; text: string }
  | { kind: 'field'; label: string; value: string; strong?: boolean }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; caption: string; columns: Column[]; rows: string[][] };

/** `weight` is the share of the width; columns of one `group` stand under a common heading. */
export type Column = { title: string; weight: number; align: 'left' | 'centre' | 'right'; group?: string };

export type Signature = { role: string; note: string; name: string | null };

/** What a form's builder says; the frame around it is common to all. */
export type FormBody = Pick<FormContent, 'blocks' | 'signatures'> &
  Partial<Pick<FormContent, 'subtitle' | 'layout' | 'qr'>>;

export const field = (label: string, value: string | null | undefined, strong = false): Block => ({
  kind: 'field',
  label,
  value: value ?? NOT_GIVEN,
  ...(strong ? { strong } : {}),
});
export const text = (words: string, style: 'plain' | 'italic' | 'centred' = 'plain'): Block => ({
  kind: 'text',
  text: words,
  style,
});
export const table = (caption: string, columns: Column[], rows: string[][]): Block => ({
  kind: 'table',
  caption,
  columns,
  rows,
});
/** A table whose lines are counted in its first column (TT); `weight` is that column's. */
export const numberedTable = (caption: string, columns: Column[], rows: string[][], weight = 1): Block =>
  table(
    caption,
    [{ title: 'TT', weight, align: 'centre' }, ...columns],
    rows.map((row, index) => [String(index + 1), ...row]),
  );
export const heading = (words: string): Block => ({ kind: 'heading', text: words });

const NOT_GIVEN = '(không khai)';

export const SIGN_NOTE = '(Ký và ghi rõ họ tên)';
export const SEAL_NOTE = '(Ký, ghi rõ họ tên và đóng dấu)';
