import type { LocalDate } from '../calendar/index.js';
import type { OwnFormSet } from '../procedure/index.js';

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

export type FormSetId = 'TT03/2025' | 'TT01/2018' | OwnFormSet;

/** One form of one set. A bare number says nothing: 05 was the control slip and is now the stop notice. */
export type Form = { set: FormSetId; no: string; kind: FormKind; title: string };

export type FormSet = {
  id: FormSetId;
  /** The circular in full, as printed on the form. */
  circular: string;
  /** First local date it is used on; the older set is used before it. */
  from: LocalDate;
  source: string;
  /** Whether somebody has read the circular itself for its numbers and titles. */
  verified: boolean;
  forms: readonly Form[];
};

const RECEIPT = 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả';
const SUPPLEMENT = 'Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ';
const REFUSAL = 'Phiếu từ chối tiếp nhận giải quyết hồ sơ';
const CONTROL_SLIP = 'Phiếu kiểm soát quá trình giải quyết hồ sơ';
const REGISTER = 'Sổ theo dõi hồ sơ';

const formsOf = (set: FormSetId, rows: readonly (readonly [string, FormKind, string])[]): Form[] =>
  rows.map(([no, kind, title]) => ({ set, no, kind, title }));

/** The general sets there have been (Văn phòng Chính phủ), the newest first. */
export const FORM_SETS: readonly FormSet[] = [
  {
    id: 'TT03/2025',
    circular: 'Thông tư số 03/2025/TT-VPCP',
    from: '2025-09-15',
    source: 'TT 03/2025/TT-VPCP, Phụ lục I (thuviennhadat.vn 708489)',
    verified: true,
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
    verified: true,
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

/**
 * Sets of a sector, for the kinds they have. The official layouts were not read: what their forms say is what the general
 * forms of the same kind say, under the sector's numbers and titles (docs/decisions/0016).
 */
const OWN_SETS: readonly FormSet[] = [
  {
    id: 'TT66/2023-BCA',
    circular: 'Thông tư số 66/2023/TT-BCA',
    from: '2024-01-01',
    source:
      'TT 66/2023/TT-BCA (17/11/2023), số và tên mẫu theo nội dung công khai của thủ tục 1.004194, 1.004222 (bản chép); ngày hiệu lực và bố cục chưa đối chiếu',
    verified: false,
    forms: formsOf('TT66/2023-BCA', [
      ['CT04', 'receipt', 'Phiếu tiếp nhận hồ sơ và hẹn trả kết quả'],
      ['CT05', 'supplement', 'Phiếu hướng dẫn bổ sung, hoàn thiện hồ sơ'],
      ['CT06', 'refusal', 'Phiếu từ chối tiếp nhận, giải quyết hồ sơ'],
    ]),
  },
];

const ALL_SETS = [...FORM_SETS, ...OWN_SETS];

/** Every form of every set. */
export const ALL_FORMS: readonly Form[] = ALL_SETS.flatMap((set) => set.forms);

/** The general set in use on a local date. */
export function formSetOn(date: LocalDate): FormSet {
  return FORM_SETS.find((set) => set.from <= date)!;
}

export function formSet(id: FormSetId): FormSet {
  return ALL_SETS.find((set) => set.id === id)!;
}

/** The forms a desk hands out, one a kind; `general` is the set whose numbers everybody knows. */
export type FormsInUse = Pick<FormSet, 'forms'> & { general?: FormSet };

/** Those in use on a local date for a procedure that names a set of its own, or none. */
export function formsInUse(date: LocalDate, own: OwnFormSet | undefined): FormsInUse {
  const general = formSetOn(date);
  const set = own === undefined ? undefined : formSet(own);
  if (set === undefined || date < set.from) return { forms: general.forms, general };
  const rest = general.forms.filter(({ kind }) => formFor(kind, set) === null);
  return { forms: [...set.forms, ...rest], general };
}

/** The form a set has for something; null when it has none (no stop notice before TT 03/2025). */
export function formFor(kind: FormKind, { forms }: FormsInUse): Form | null {
  return forms.find((form) => form.kind === kind) ?? null;
}

/** How a form names itself at its head. */
export function formLabel({ set, no }: Pick<Form, 'set' | 'no'>): string {
  const { circular } = formSet(set);
  return /^\d/.test(no) ? `Mẫu số ${no} – ${circular}` : `Mẫu ${no} – ${circular}`;
}

/** A form's name in addresses and file names: `TT03-2025-01`. */
export function formSlug({ set, no }: Pick<Form, 'set' | 'no'>): string {
  return `${set.replace('/', '-')}-${no}`;
}

/**
 * Reads a slug, or a bare number together with the forms it is meant among; null when there is no such form. A number of
 * the general set means that kind of paper, whatever the sector calls it: whoever asks for 01 wants the receipt.
 */
export function findForm(text: string, within: FormsInUse): Form | null {
  const named =
    ALL_FORMS.find((form) => formSlug(form) === text) ?? within.forms.find((form) => form.no === text);
  if (named !== undefined) return named;
  const meant = within.general?.forms.find((form) => form.no === text);
  return meant === undefined ? null : formFor(meant.kind, within);
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

type Happened = { no: number; type: string; payload: Record<string, unknown> };

/**
 * What an event of a history calls for. A dossier put right before it was received has no receipt to replace, and one
 * reopened after a refusal at the desk gets its own when it is received.
 */
export function kindCalledFor(event: Happened, history: readonly Happened[]): FormKind | null {
  const { no, type } = event;
  if (type === 'corrected' && !history.some((one) => one.no < no && isReception(one))) return null;
  if (type === 'reopened' && !isReception(event)) return null;
  return FORM_OF_EVENT[type] ?? null;
}

function isReception({ type, payload }: Happened): boolean {
  const { command } = payload as { command?: { type: string } };
  return type === 'received' || (type === 'reopened' && command?.type === 'receive');
}

/**
 * The event that made a form void (hủy): a receipt is, once a correction calls for a new one. Read from the history, so
 * that it cannot differ from it. Null while the form holds good.
 */
export function voiding<E extends Happened>(kind: FormKind, event: number, history: readonly E[]): E | null {
  if (kind !== 'receipt') return null;
  return history.find(({ no, type }) => no > event && type === 'corrected') ?? null;
}
