import {
  arrived,
  awaitingSupplement,
  clericalOfficer,
  concluding,
  deskClerk,
  endings,
  granted,
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

const DECISION = 'QĐ 2022/QĐ-UBND Cao Bằng ngày 27/11/2025 (tnt305/tai_lieu_noi_bo 8bb6ac57ee7b4c5d)';

const facts: ProcedureFacts = {
  code: '1.001806',
  version: '2025-11-27',
  effectiveFrom: '2025-11-27',
  effectiveTo: null,
  name: {
    vi: 'Công nhận cơ sở sản xuất, kinh doanh có từ 30% tổng số lao động trở lên là người khuyết tật',
    en: 'Recognition of a business where at least 30% of the workers are persons with disabilities',
  },
  field: { key: 'socialProtection', name: { vi: 'Bảo trợ xã hội', en: 'Social protection' } },
  level: 'province',
  cases: [
    {
      key: 'recognition',
      name: { vi: 'Công nhận cơ sở', en: 'Recognition' },
      term: workingDays(10),
      source: `${DECISION}: quy trình nội bộ 0,5 | 0,5 | 7 | 0,5 | 1 | 0,5 | – = 10 ngày làm việc.`,
      verified: true,
    },
  ],
  checklist: [
    paper('request', 'Văn bản đề nghị công nhận của cơ sở', "The business's written request", {
      originals: 1,
    }),
    paper('businessRegistration', 'Giấy chứng nhận đăng ký kinh doanh', 'Business registration', {
      copies: 1,
    }),
    paper(
      'workerList',
      'Danh sách lao động là người khuyết tật',
      'List of the workers who are persons with disabilities',
      { originals: 1 },
    ),
    paper(
      'disabilityCertificates',
      'Giấy xác nhận khuyết tật của người lao động',
      'Disability certificates',
      {
        copies: 1,
      },
    ),
    paper(
      'labourContracts',
      'Hợp đồng lao động hoặc quyết định tuyển dụng người khuyết tật',
      'Labour contracts or recruitment decisions of these workers',
      { copies: 1 },
    ),
  ],
  fees: [],
  result: { vi: 'Quyết định công nhận cơ sở', en: 'Decision of recognition' },
  legalBasis: [
    'Luật Người khuyết tật 2010 (51/2010/QH12)',
    'Nghị định 28/2012/NĐ-CP',
    'Nghị định 118/2025/NĐ-CP',
  ],
  parties: officeParties,
  competentByDefault: 'SYT',
  lead: 'leadership',
  supplementLimit: 1,
  source: `${DECISION}. Thành phần hồ sơ và căn cứ pháp lý: kiến thức chung, chưa kiểm chứng.`,
  verified: false,
};

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
      { no: 2, vi: 'Phân công xử lý', en: 'Assign', by: roomLeader, allowance: officeDays(0.5) },
      { assign: '#examining' },
    ),
    examining: step(
      { no: 3, vi: 'Thẩm định hồ sơ', en: 'Examine', by: specialist, allowance: officeDays(7) },
      { submit: '#reviewing', requestSupplement: supplementOnce('#awaitingSupplement') },
    ),
    reviewing: step(
      { no: 4, vi: 'Xem xét, trình lãnh đạo', en: 'Review', by: roomLeader, allowance: officeDays(0.5) },
      { submit: '#approving', sendBack: '#examining' },
    ),
    approving: step(
      { no: 5, vi: 'Ký duyệt', en: 'Decide', by: leader, allowance: officeDays(1) },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#reviewing' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  concluding: concluding({
    issuing: step(
      { no: 6, vi: 'Đóng dấu, phát hành', en: 'Issue', by: clericalOfficer, allowance: officeDays(0.5) },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(7),
  ...endings,
});
