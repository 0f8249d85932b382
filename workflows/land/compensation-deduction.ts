import {
  arrived,
  awaitingSupplement,
  clericalOfficer,
  concluding,
  deskClerk,
  endings,
  granted,
  hours,
  leader,
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

const DECISION = 'QĐ 3857/QĐ-UBND Nghệ An ngày 26/11/2025 (tnt305/tai_lieu_noi_bo a9e3b1619c1d3512)';

const facts: ProcedureFacts = {
  code: '1.012994',
  version: '2025-11-26',
  effectiveFrom: '2025-11-26',
  effectiveTo: null,
  name: {
    vi: 'Khấu trừ kinh phí bồi thường, hỗ trợ, tái định cư vào tiền sử dụng đất, tiền thuê đất',
    en: 'Deducting compensation, support and resettlement costs from the land-use fee or land rent',
  },
  field: { key: 'land', name: { vi: 'Đất đai', en: 'Land' } },
  level: 'commune',
  cases: [
    {
      key: 'deduction',
      name: { vi: 'Khấu trừ kinh phí', en: 'Deduction' },
      term: workingDays(21),
      source: `${DECISION}: "168 giờ (tương đương 21 ngày)", mỗi ngày 08 giờ làm việc; vì vậy đọc là 21 ngày làm việc.`,
      verified: true,
    },
  ],
  checklist: [
    paper('request', 'Văn bản đề nghị khấu trừ', 'Written request for the deduction', { originals: 1 }),
    paper(
      'plan',
      'Phương án bồi thường, hỗ trợ, tái định cư và quyết định phê duyệt',
      'The compensation plan and its approval',
      { copies: 1 },
    ),
    paper('payments', 'Chứng từ chi trả tiền bồi thường, hỗ trợ', 'Proof of the payments made', {
      copies: 1,
    }),
    paper('landDecision', 'Quyết định giao đất, cho thuê đất', 'The decision to allocate or lease the land', {
      copies: 1,
    }),
  ],
  fees: [],
  result: {
    vi: 'Văn bản xác định kinh phí được khấu trừ, gửi người đề nghị và cơ quan thuế',
    en: 'The confirmed amount, sent to the applicant and the tax office',
  },
  legalBasis: ['Luật Đất đai 2024 (31/2024/QH15)', 'Nghị định 103/2024/NĐ-CP', 'Nghị định 118/2025/NĐ-CP'],
  parties: officeParties,
  lead: 'leadership',
  supplementLimit: 1,
  source: `${DECISION}: quy trình nội bộ, thời hạn. Tên đầy đủ, thành phần hồ sơ, căn cứ pháp lý: kiến thức chung, chưa kiểm chứng.`,
  verified: false,
};

export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      {
        no: 1,
        vi: 'TTPVHCC xã tiếp nhận, chuyển hồ sơ',
        en: 'The commune centre receives and passes on',
        by: deskClerk,
        allowance: hours(4),
      },
      { handOff: '#assigning' },
    ),
    assigning: step(
      {
        no: 2,
        vi: 'Lãnh đạo Phòng Kinh tế phân công',
        en: 'The head of the economic office assigns',
        by: roomLeader,
        allowance: hours(4),
      },
      { assign: '#examining' },
    ),
    examining: step(
      {
        no: 3,
        vi: 'Chuyên viên thẩm định',
        en: 'The specialist examines',
        by: specialist,
        allowance: hours(112),
      },
      { submit: '#reviewing', requestSupplement: supplementOnce('#awaitingSupplement') },
    ),
    reviewing: step(
      {
        no: 4,
        vi: 'Lãnh đạo phòng xem xét, trình ký',
        en: 'The head of the office reviews',
        by: roomLeader,
        allowance: hours(24),
      },
      { submit: '#approving', sendBack: '#examining' },
    ),
    approving: step(
      {
        no: 5,
        vi: 'Lãnh đạo UBND xã ký',
        en: "The commune's leader decides",
        by: leader,
        allowance: hours(16),
      },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#reviewing' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  concluding: concluding({
    issuing: step(
      {
        no: 6,
        vi: 'Văn thư phát hành, gửi cả cơ quan thuế',
        en: 'Issue, to the tax office as well',
        by: clericalOfficer,
        allowance: hours(8),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(7),
  ...endings,
});
