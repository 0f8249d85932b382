import type { LocalDate } from '../calendar/index.js';

/** What a form is for, whatever number a circular gives it. */
export const FORM_KINDS = [
  'receipt',
  'supplement',
  'refusal',
  'apology',
  'stopNotice',
  'controlSlip',
  'register',
] as const;
export type FormKind = (typeof FORM_KINDS)[number];

export type FormSetId = 'TT03/2025' | 'TT01/2018';

/** One form of one set. A bare number says nothing: 05 was the control slip and is now the stop notice. */
export type Form = { set: FormSetId; no: string; kind: FormKind; title: string };

export type FormSet = {
  id: FormSetId;
  /** The circular in full, as printed on the form. */
  circular: string;
  /** First local date it is used on; the older set is used before it. */
  from: LocalDate;
  source: string;
  forms: readonly Form[];
};

const RECEIPT = 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả';
const SUPPLEMENT = 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ';
const REFUSAL = 'Phiếu từ chối tiếp nhận giải quyết hồ sơ';
const CONTROL_SLIP = 'Phiếu kiểm soát quá trình giải quyết hồ sơ';
const REGISTER = 'Sổ theo dõi hồ sơ';

const formsOf = (set: FormSetId, rows: readonly (readonly [string, FormKind, string])[]): Form[] =>
  rows.map(([no, kind, title]) => ({ set, no, kind, title }));

/** The sets there have been, the newest first. */
export const FORM_SETS: readonly FormSet[] = [
  {
    id: 'TT03/2025',
    circular: 'Thông tư số 03/2025/TT-VPCP',
    from: '2025-09-15',
    source: 'TT 03/2025/TT-VPCP, Phụ lục I (thuviennhadat.vn 708489)',
    forms: formsOf('TT03/2025', [
      ['01', 'receipt', RECEIPT],
      ['02', 'supplement', SUPPLEMENT],
      ['03', 'refusal', REFUSAL],
      ['04', 'apology', 'Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết'],
      ['05', 'stopNotice', 'Thông báo dừng giải quyết hồ sơ'],
      ['06', 'controlSlip', CONTROL_SLIP],
      ['07', 'register', REGISTER],
    ]),
  },
  {
    id: 'TT01/2018',
    circular: 'Thông tư số 01/2018/TT-VPCP',
    from: '0001-01-01',
    source: 'TT 01/2018/TT-VPCP (tnt305/tai_lieu_noi_bo 1ea5e769bcf16b99)',
    forms: formsOf('TT01/2018', [
      ['01', 'receipt', RECEIPT],
      ['02', 'supplement', SUPPLEMENT],
      ['03', 'refusal', REFUSAL],
      ['04', 'apology', 'Phiếu xin lỗi và hẹn lại ngày trả kết quả'],
      ['05', 'controlSlip', CONTROL_SLIP],
      ['06', 'register', REGISTER],
    ]),
  },
];

/** The set in use on a local date. */
export function formSetOn(date: LocalDate): FormSet {
  return FORM_SETS.find((set) => set.from <= date)!;
}

export function formSet(id: FormSetId): FormSet {
  return FORM_SETS.find((set) => set.id === id)!;
}

/** The form a set has for something; null when it has none (no stop notice before TT 03/2025). */
export function formFor(kind: FormKind, set: FormSet): Form | null {
  return set.forms.find((form) => form.kind === kind) ?? null;
}

/** A form's name in addresses and file names: `TT03-2025-01`. */
export function formSlug({ set, no }: Pick<Form, 'set' | 'no'>): string {
  return `${set.replace('/', '-')}-${no}`;
}

/** Reads a slug, or a bare number together with the set it is meant in; null when there is no such form. */
export function findForm(text: string, within: FormSet): Form | null {
  const all = FORM_SETS.flatMap((set) => set.forms);
  return all.find((form) => formSlug(form) === text) ?? within.forms.find((form) => form.no === text) ?? null;
}

/** Events at which a form is handed out, and which one. The control slip may be drawn at any event. */
const FORM_OF_EVENT: Readonly<Record<string, FormKind>> = {
  received: 'receipt',
  reopened: 'receipt',
  corrected: 'receipt',
  guided: 'supplement',
  refusedAtDesk: 'refusal',
  supplementRequested: 'supplement',
  refused: 'refusal',
  withdrawn: 'stopNotice',
  stopped: 'stopNotice',
  reappointed: 'apology',
};

type Happened = { no: number; type: string };

/** What an event of a history calls for. A dossier put right before it was received has no receipt to replace. */
export function kindCalledFor({ no, type }: Happened, history: readonly Happened[]): FormKind | null {
  if (type === 'corrected' && !history.some((one) => one.no < no && RECEPTIONS.includes(one.type)))
    return null;
  return FORM_OF_EVENT[type] ?? null;
}

const RECEPTIONS: readonly string[] = ['received', 'reopened'];

/**
 * The event that made a form void (hủy): a receipt is, once a correction calls for a new one. Read from the history, so
 * that it cannot differ from it. Null while the form holds good.
 */
export function voiding<E extends Happened>(kind: FormKind, event: number, history: readonly E[]): E | null {
  if (kind !== 'receipt') return null;
  return history.find(({ no, type }) => no > event && type === 'corrected') ?? null;
}
