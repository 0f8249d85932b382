import {
  answered,
  arrived,
  awaitingFinancialDuty,
  awaitingSupplement,
  clericalOfficer,
  concluding,
  deskClerk,
  endings,
  granted,
  held,
  leader,
  officeDays,
  officeParties,
  type Procedure,
  type ProcedureFacts,
  paper,
  procedureOf,
  processing,
  refused,
  returning,
  roomLeader,
  specialist,
  step,
  supplementOnce,
  workingDays,
} from '../../src/procedure/index.js';

const SOURCE = 'Trang tổng hợp theo QĐ 2228/QĐ-UBND (GitHub phamhungVpdklk/TTHC-2228, 1.013831.H19.html)';
const UNIT_READING =
  'Nguồn chỉ ghi "ngày"; đọc là ngày làm việc theo các thủ tục cùng danh mục, chưa kiểm chứng.';

const facts: ProcedureFacts = {
  code: '1.013831',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: {
    vi: 'Đăng ký biến động quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất',
    en: 'Registering a change in land-use rights or in property attached to land',
  },
  field: { key: 'land', name: { vi: 'Đất đai', en: 'Land' } },
  level: 'province',
  cases: [
    {
      key: 'transfer',
      name: {
        vi: 'Chuyển đổi, chuyển nhượng, thừa kế, tặng cho, góp vốn',
        en: 'Exchange, sale, inheritance, gift or capital contribution',
      },
      term: workingDays(8),
      source: `${SOURCE}: "08 ngày". ${UNIT_READING}`,
      verified: false,
    },
    {
      key: 'lease',
      name: {
        vi: 'Cho thuê, cho thuê lại trong dự án kết cấu hạ tầng',
        en: 'Lease or sublease in an infrastructure project',
      },
      term: workingDays(4),
      source: `${SOURCE}: "04 ngày". ${UNIT_READING}`,
      verified: false,
    },
  ],
  checklist: [
    paper(
      'application',
      'Đơn đăng ký biến động đất đai, tài sản gắn liền với đất',
      'Application to register the change',
      { originals: 1 },
    ),
    paper(
      'contract',
      'Hợp đồng, văn bản về việc chuyển quyền đã công chứng hoặc chứng thực',
      'The notarised or certified contract or deed',
      { originals: 1 },
    ),
    paper('certificate', 'Giấy chứng nhận đã cấp (bản gốc)', 'The land certificate (original)', {
      originals: 1,
    }),
    paper(
      'taxDeclaration',
      'Tờ khai lệ phí trước bạ, thuế thu nhập cá nhân',
      'Registration-fee and income-tax declarations',
      { originals: 1, required: false },
    ),
    paper('authorisation', 'Văn bản ủy quyền (khi nộp thay)', 'Authorisation, when handed in by another', {
      originals: 1,
      required: false,
    }),
  ],
  fees: [],
  result: {
    vi: 'Giấy chứng nhận đã xác nhận thay đổi hoặc được cấp mới',
    en: 'The certificate, amended or issued anew',
  },
  legalBasis: [
    'Luật Đất đai 2024 (31/2024/QH15)',
    'Nghị định 101/2024/NĐ-CP',
    'Nghị định 118/2025/NĐ-CP',
    'Nghị định 151/2025/NĐ-CP',
  ],
  parties: { ...officeParties, tax: { agency: { unit: 'THUE' }, function: 'room' } },
  competentByDefault: 'VPDKDD',
  lead: 'leadership',
  supplementLimit: 1,
  source: `${SOURCE}: tên, thời hạn, cơ quan. Thành phần hồ sơ: kiến thức chung, chưa kiểm chứng. Nguồn không chia thời gian nội bộ; cách chia là của dự án này. Phí, lệ phí do HĐND tỉnh quy định, chưa nhập.`,
  verified: false,
};

/** The land registration office (VPĐKĐĐ) or its branch is the competent agency. */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      {
        no: 1,
        vi: 'Tiếp nhận, chuyển hồ sơ',
        en: 'Receive and pass on',
        by: deskClerk,
        allowance: officeDays(0.5),
      },
      { handOff: '#assigning' },
    ),
    assigning: step(
      { no: 2, vi: 'Phân công xử lý', en: 'Assign', by: roomLeader, allowance: officeDays(0.25) },
      { assign: '#examining' },
    ),
    examining: step(
      {
        no: 3,
        vi: 'Thẩm tra hồ sơ, trích lục; gửi thông tin địa chính cho cơ quan thuế',
        en: 'Examine; send the land data to the tax office',
        by: specialist,
        allowance: officeDays(1),
      },
      {
        handOff: { target: '#assessingTax', guard: { type: 'isCase', params: { key: 'transfer' } } },
        finishTask: { target: '#updating', guard: { type: 'isCase', params: { key: 'lease' } } },
        // The conditions are not met: no duty is assessed, and only a refusal can follow.
        submit: '#refusing',
        requestSupplement: supplementOnce('#awaitingSupplement'),
      },
    ),
    assessingTax: step(
      {
        no: 4,
        vi: 'Xác định nghĩa vụ tài chính',
        en: 'Assess the financial duty',
        by: held('tax', 'specialist'),
        allowance: officeDays(4),
        kind: 'handoff',
      },
      { answer: answered('assessingTax', '#notifyingDuty') },
    ),
    notifyingDuty: step(
      {
        no: 5,
        vi: 'Thông báo nghĩa vụ tài chính',
        en: 'Notify the financial duty',
        by: specialist,
        allowance: officeDays(0.25),
      },
      // Nothing to pay (exempt, or nil): straight on, without stopping the clock.
      { requireFinancialDuty: '#awaitingFinancialDuty', finishTask: '#updating' },
    ),
    updating: step(
      {
        no: 6,
        vi: 'Cập nhật hồ sơ địa chính, dự thảo kết quả',
        en: 'Update the register, draft the result',
        by: specialist,
        allowance: officeDays(0.75),
      },
      { submit: '#reviewing' },
    ),
    reviewing: step(
      { no: 7, vi: 'Kiểm tra, trình ký', en: 'Review', by: roomLeader, allowance: officeDays(0.25) },
      { submit: '#approving', sendBack: '#updating' },
    ),
    approving: step(
      {
        no: 8,
        vi: 'Ký xác nhận thay đổi hoặc cấp Giấy chứng nhận',
        en: 'Decide',
        by: leader,
        allowance: officeDays(0.5),
      },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#reviewing' },
    ),
    refusing: step(
      { no: 8, vi: 'Ký văn bản từ chối', en: 'Sign the refusal', by: leader, allowance: officeDays(0.5) },
      { refuse: refused('#issuing'), sendBack: '#examining' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  awaitingFinancialDuty: awaitingFinancialDuty('#updating'),
  concluding: concluding({
    issuing: step(
      {
        no: 9,
        vi: 'Đóng dấu, chuyển kết quả về một cửa',
        en: 'Issue and send to the desk',
        by: clericalOfficer,
        allowance: officeDays(0.5),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(10),
  ...endings,
});
