import {
  arrived,
  awaitingSupplement,
  clericalOfficer,
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

const DECISION = 'QĐ 1948/QĐ-UBND Cao Bằng (tnt305/tai_lieu_noi_bo a0079a10826a1d45)';

const facts: ProcedureFacts = {
  code: '1.000987',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: {
    vi: 'Cấp giấy phép hoạt động dự báo, cảnh báo khí tượng thủy văn',
    en: 'Licence to issue hydrometeorological forecasts and warnings',
  },
  field: { key: 'hydrometeorology', name: { vi: 'Khí tượng thủy văn', en: 'Hydrometeorology' } },
  level: 'province',
  cases: [
    {
      key: 'new',
      name: { vi: 'Cấp mới', en: 'New licence' },
      term: workingDays(17),
      source: `${DECISION}: các bước cộng lại 17 ngày làm việc; binhdinh.gov.vn (danh mục khí tượng thủy văn): kiểm tra 02 + thẩm định 15 ngày làm việc. Văn bản gốc về thời hạn chưa đọc.`,
      verified: false,
    },
  ],
  checklist: [
    paper('application', 'Đơn đề nghị cấp giấy phép', 'Application for the licence', { originals: 1 }),
    paper(
      'establishment',
      'Quyết định thành lập hoặc giấy chứng nhận đăng ký doanh nghiệp',
      'Decision of establishment or business registration',
      { copies: 1 },
    ),
    paper(
      'facilities',
      'Bản khai cơ sở vật chất, kỹ thuật và quy trình dự báo',
      'Statement of facilities and of the forecasting method',
      { originals: 1 },
    ),
    paper(
      'staff',
      'Bản khai nhân lực, văn bằng và hợp đồng lao động',
      'Statement of staff, with diplomas and contracts',
      { originals: 1, copies: 1 },
    ),
  ],
  fees: [],
  result: {
    vi: 'Giấy phép hoạt động dự báo, cảnh báo khí tượng thủy văn',
    en: 'The forecasting licence',
  },
  legalBasis: [
    'Luật Khí tượng thủy văn 2015',
    'Nghị định 38/2016/NĐ-CP',
    'Nghị định 48/2020/NĐ-CP',
    'Nghị định 118/2025/NĐ-CP',
  ],
  parties: { ...officeParties, provincialOffice: { agency: { unit: 'VPUBND' }, function: 'leadership' } },
  competentByDefault: 'SNNMT',
  lead: 'leadership',
  supplementLimit: 1,
  source: `${DECISION}: quy trình nội bộ. Ngày hiệu lực, thành phần hồ sơ, phí: kiến thức chung, chưa kiểm chứng.`,
  verified: false,
};

/** Sở Nông nghiệp và Môi trường examines and proposes; UBND tỉnh decides through its office, within one step of 5,5 days. */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      {
        no: 1,
        vi: 'Tiếp nhận, chuyển hồ sơ',
        en: 'Receive and pass on',
        by: deskClerk,
        allowance: officeDays(0.25),
      },
      { handOff: '#assigning' },
    ),
    assigning: step(
      { no: 2, vi: 'Phân công xử lý', en: 'Assign', by: roomLeader, allowance: officeDays(0.5) },
      { assign: '#examining' },
    ),
    examining: step(
      { no: 3, vi: 'Thẩm định hồ sơ', en: 'Examine', by: specialist, allowance: officeDays(8.25) },
      { submit: '#reviewing', requestSupplement: supplementOnce('#awaitingSupplement') },
    ),
    reviewing: step(
      {
        no: 4,
        vi: 'Lãnh đạo phòng xem xét',
        en: 'The head of the division reviews',
        by: roomLeader,
        allowance: officeDays(1.5),
      },
      { submit: '#signing', sendBack: '#examining' },
    ),
    signing: step(
      {
        no: 5,
        vi: 'Lãnh đạo Sở ký tờ trình',
        en: "The department's leader signs the proposal",
        by: leader,
        allowance: officeDays(0.5),
      },
      { finishTask: '#forwarding', sendBack: '#reviewing' },
    ),
    forwarding: step(
      {
        no: 6,
        vi: 'Văn thư chuyển Văn phòng UBND tỉnh',
        en: 'Send to the provincial office',
        by: clericalOfficer,
        allowance: officeDays(0.5),
      },
      { handOff: '#approving' },
    ),
    approving: step(
      {
        no: 7,
        vi: 'Văn phòng UBND tỉnh trình ký, phát hành giấy phép',
        en: 'The provincial office has the licence signed and issued',
        by: held('provincialOffice', 'leader'),
        allowance: officeDays(5.5),
        kind: 'handoff',
      },
      { approve: granted('#returning'), refuse: refused('#returning'), sendBack: '#examining' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  returning: returning(8),
  ...endings,
});
