import type {
  ApplicantKind,
  Bilingual,
  Channel,
  ProcedureFacts,
  UnitFunction,
} from '../../procedure/index.js';

/** The words of the pages everybody may read, Vietnamese first. */

export const DEPARTMENT_WORDS: Record<Exclude<UnitFunction, 'agency'>, Bilingual> = {
  desk: { vi: 'Bộ phận một cửa', en: 'One-stop desk' },
  room: { vi: 'Phòng chuyên môn', en: 'Professional room' },
  leadership: { vi: 'Lãnh đạo', en: 'Leadership' },
  clerical: { vi: 'Văn thư', en: 'Clerical office' },
};

export const RECEIVING_AGENCY: Bilingual = {
  vi: 'cơ quan nơi tiếp nhận hồ sơ',
  en: 'the agency that receives the dossier',
};

/** Where no agency is named: whichever of the level is competent. */
export const COMPETENT_AGENCY: Record<ProcedureFacts['level'], Bilingual> = {
  commune: { vi: 'cơ quan có thẩm quyền cấp xã', en: 'the competent agency of the commune level' },
  province: { vi: 'cơ quan có thẩm quyền cấp tỉnh', en: 'the competent agency of the province level' },
};

/** An agency that is named with each dossier, by what the clerk asks. */
export const NAMED_AGENCY = ({ vi, en }: Bilingual): Bilingual => ({
  vi: `cơ quan xác định theo từng hồ sơ (${vi})`,
  en: `the agency named with each dossier (${en})`,
});

export const APPLICANT_WORDS: Record<ApplicantKind, Bilingual> = {
  individual: { vi: 'Cá nhân', en: 'Individuals' },
  household: { vi: 'Hộ gia đình', en: 'Households' },
  organisation: { vi: 'Tổ chức', en: 'Organisations' },
  business: { vi: 'Doanh nghiệp', en: 'Businesses' },
};

export const LEVEL_WORDS: Record<ProcedureFacts['level'], Bilingual> = {
  commune: { vi: 'Cấp xã', en: 'Commune level' },
  province: { vi: 'Cấp tỉnh', en: 'Provincial level' },
};

export const CHANNEL_WORDS: Record<Channel, Bilingual> = {
  desk: { vi: 'Trực tiếp', en: 'In person' },
  online: { vi: 'Trực tuyến', en: 'Online' },
  post: { vi: 'Bưu chính công ích', en: 'Public post' },
};

/** The three ways to submit and to get the result (NĐ 118/2025 Điều 15). */
export const WAY_WORDS: Record<Channel, Bilingual> = {
  desk: { vi: 'Trực tiếp tại bộ phận một cửa', en: 'In person at the one-stop desk' },
  online: {
    vi: 'Trực tuyến trên Cổng Dịch vụ công quốc gia',
    en: 'Online at the National Public Service Portal',
  },
  post: { vi: 'Qua dịch vụ bưu chính công ích', en: 'By public post' },
};

/** What another agency receives by itself, without the one-stop desk. */
export const WAY_WITHOUT_ONE_STOP: Bilingual = {
  vi: 'Trực tiếp tại cơ quan giải quyết',
  en: 'In person at the deciding agency',
};

const words = (vi: string, en: string): Bilingual => ({ vi, en });

/** Headings and labels; the sections are those of NĐ 63/2010 Điều 8.2. */
export const LABELS = {
  list: words('Thủ tục hành chính công khai', 'Published administrative procedures'),
  back: words('Danh mục thủ tục', 'All procedures'),
  inForceOn: words('Có hiệu lực ngày', 'In force on'),
  unverified: words('chưa kiểm chứng', 'unverified'),
  verified: words('đã kiểm chứng', 'verified'),
  unverifiedPage: words(
    'Nội dung chưa kiểm chứng đầy đủ với văn bản gốc; chỗ nào đã kiểm chứng thì có ghi.',
    'Not everything here has been checked against the original texts; what has been is marked so.',
  ),
  verifiedPage: words(
    'Nội dung đã kiểm chứng với văn bản gốc; chỗ nào chưa thì có ghi.',
    'Checked against the original texts; what has not been is marked so.',
  ),
  source: words('Nguồn', 'Source'),
  code: words('Mã thủ tục', 'Code'),
  field: words('Lĩnh vực', 'Field'),
  level: words('Cấp thực hiện', 'Level'),
  effective: words('Hiệu lực', 'In force'),
  from: words('từ ngày', 'from'),
  to: words('đến hết ngày', 'to the end of'),
  steps: words('Trình tự thực hiện', 'Steps'),
  submission: words('Cách thức thực hiện', 'Ways to submit'),
  checklist: words('Thành phần hồ sơ', 'Papers'),
  sets: words('Số lượng hồ sơ (bộ)', 'Number of sets'),
  applicants: words('Đối tượng thực hiện', 'Who may apply'),
  paper: words('Tên giấy tờ', 'Paper'),
  originals: words('Bản chính', 'Originals'),
  copies: words('Bản sao', 'Copies'),
  optional: words('nếu có', 'where there is one'),
  terms: words('Thời hạn giải quyết', 'Terms'),
  case: words('Trường hợp', 'Case'),
  term: words('Thời hạn', 'Term'),
  whenRefused: words('nếu từ chối', 'when refused'),
  agency: words('Cơ quan giải quyết', 'Deciding agency'),
  coordinating: words('Cơ quan phối hợp', 'Coordinating agencies'),
  forms: words('Mẫu đơn, mẫu tờ khai', 'Forms to fill in'),
  result: words('Kết quả', 'Result'),
  conditions: words('Yêu cầu, điều kiện', 'Conditions'),
  fees: words('Phí, lệ phí', 'Fees'),
  fee: words('Khoản thu', 'Fee'),
  channel: words('Cách nộp', 'Way'),
  everyChannel: words('Mọi cách nộp', 'Every way'),
  amount: words('Mức thu (đồng)', 'Amount (đồng)'),
  legalBasis: words('Căn cứ pháp lý', 'Legal basis'),
  notTimed: words('không tính thời gian', 'not timed'),
  notRecorded: words('Chưa có trong dữ liệu; hỏi nơi tiếp nhận.', 'Not recorded; ask where you submit.'),
  nothingNeeded: words('Không có giấy tờ nào phải nộp.', 'No papers are needed.'),
} as const satisfies Record<string, Bilingual>;
