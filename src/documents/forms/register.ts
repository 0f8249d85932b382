import type { Instant, LocalDate } from '../../calendar/index.js';
import type { HandedOver } from '../../dossier/index.js';
import type { RegisterEntry } from '../../ledger/index.js';
import type { ProcedureFacts } from '../../procedure/index.js';
import { type Column, field, type FormBody, numberedTable, SIGN_NOTE, text } from '../content.js';
import { DELIVERY_WORDS, type Names, shortDay, shortInstant, unitName } from '../words.js';

/** A desk's register for a period of receptions, both days included, as the books stood at `asOf`. */
export type RegisterSource = {
  desk: string;
  from: LocalDate;
  to: LocalDate;
  asOf: Instant;
  entries: readonly RegisterEntry[];
  /** What is published of a procedure, by code and version. */
  factsOf: (code: string, version: string | null) => ProcedureFacts | null;
  names: Names;
};

/** Sổ theo dõi hồ sơ: one line a dossier the desk received or refused, in the order of reception. */
export function register(source: RegisterSource): FormBody {
  const { desk, from, to, asOf, entries, names } = source;
  return {
    layout: 'landscape',
    subtitle: `Từ ngày ${shortDay(from)} đến ngày ${shortDay(to)}`,
    blocks: [
      field('Nơi tiếp nhận', unitName(desk, names)),
      field('Số hồ sơ', String(entries.length)),
      field('Số liệu tính đến', shortInstant(asOf)),
      numberedTable(
        'Sổ theo dõi hồ sơ',
        COLUMNS,
        entries.map((entry) => rowOf(entry, source)),
        1.1,
      ),
      ...(entries.length === 0 ? [text('Không có hồ sơ trong kỳ.', 'italic')] : []),
    ],
    signatures: [{ role: 'Người lập sổ', note: SIGN_NOTE, name: null }],
  };
}

const GROUP = 'Nhận và trả kết quả';
const COLUMNS: Column[] = [
  { title: 'Mã hồ sơ', weight: 5.6, align: 'left' },
  { title: 'Tên thủ tục hành chính', weight: 6.5, align: 'left' },
  { title: 'Số lượng\n(bộ)', weight: 1.5, align: 'centre' },
  { title: 'Tên cá nhân,\ntổ chức', weight: 3.8, align: 'left' },
  { title: 'Địa chỉ,\nsố điện thoại', weight: 4, align: 'left' },
  { title: 'Cơ quan chủ trì giải quyết', weight: 3.6, align: 'left' },
  { title: 'Ngày nhận', weight: 2.3, align: 'centre', group: GROUP },
  { title: 'Ngày hẹn trả', weight: 2.3, align: 'centre', group: GROUP },
  { title: 'Ngày trả', weight: 2.3, align: 'centre', group: GROUP },
  { title: 'Phương thức nhận', weight: 1.9, align: 'centre', group: GROUP },
  { title: 'Ký nhận', weight: 1.9, align: 'centre', group: GROUP },
  { title: 'Ghi chú', weight: 2.4, align: 'left' },
];

function rowOf(entry: RegisterEntry, { names, factsOf }: RegisterSource): string[] {
  const { applicant, lead, returned } = entry;
  const facts = factsOf(entry.procedure, entry.procedureVersion);
  return [
    entry.code,
    facts?.name.vi ?? entry.procedure,
    facts?.sets === undefined ? '' : String(facts.sets.count).padStart(2, '0'),
    applicant?.name ?? '',
    [applicant?.address, applicant?.phone].filter(Boolean).join('\n'),
    lead === null ? '' : unitName(lead, names),
    shortInstant(entry.receivedAt),
    dayOrNothing(entry.dueAt),
    dayOrNothing(entry.returnedAt),
    returned === null ? '' : DELIVERY_WORDS[returned.by],
    returned === null ? '' : receiverOf(returned),
    [REMARKS[entry.outcome ?? ''], ...(returned === null ? [] : collectionRemarks(returned))]
      .filter(Boolean)
      .join('; '),
  ];
}

/** Who signs for it: whoever came for it in the applicant's place, or to whom it went. */
const receiverOf = ({ to, collector }: HandedOver): string => collector?.name ?? to;

/** By what somebody else came, and on what word it was handed over without the slip. */
function collectionRemarks({ collector }: HandedOver): string[] {
  const { authorisation, lostSlip } = collector ?? {};
  return [
    ...(authorisation === undefined ? [] : [`Nhận thay: ${authorisation}`]),
    ...(lostSlip === undefined ? [] : [`Mất giấy hẹn, cam kết: ${lostSlip.undertaking ?? ''}`]),
  ];
}

const REMARKS: Readonly<Record<string, string>> = {
  refused: 'Từ chối giải quyết',
  withdrawn: 'Dừng theo đề nghị',
  stopped: 'Dừng giải quyết',
  notReceived: 'Không tiếp nhận',
};

const dayOrNothing = (at: Instant | null): string => (at === null ? '' : shortInstant(at));
