import {
  answered,
  arrived,
  awaitingSupplement,
  clericalOfficer,
  concluding,
  departmentsOf,
  deskClerk,
  endings,
  granted,
  held,
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

const DECISION = 'QĐ 3854/QĐ-UBND Nghệ An (tnt305/tai_lieu_noi_bo f7f2733d47a603dc)';

const facts: ProcedureFacts = {
  code: '2.002755',
  version: '2025-11-26',
  effectiveFrom: '2025-11-26',
  effectiveTo: null,
  name: {
    vi: 'Giải quyết chế độ trợ cấp một lần (đối tượng còn sống)',
    en: 'One-off allowance (living beneficiary)',
  },
  field: { key: 'meritoriousService', name: { vi: 'Người có công', en: 'Meritorious service' } },
  level: 'commune',
  cases: [
    {
      key: 'living',
      name: { vi: 'Đối tượng còn sống', en: 'Living beneficiary' },
      term: workingDays(12),
      source: `${DECISION}: UBND xã 40 giờ (05 ngày), Sở Nội vụ 56 giờ (07 ngày), cộng 96 giờ = 12 ngày làm việc.`,
      verified: true,
    },
  ],
  checklist: [
    paper('declaration', 'Bản khai của đối tượng đề nghị hưởng trợ cấp', "The beneficiary's declaration", {
      originals: 1,
    }),
    paper('proof', 'Giấy tờ chứng minh quá trình tham gia', 'Proof of service', { copies: 1 }),
    paper('minutes', 'Biên bản họp xét của thôn, xã', "Minutes of the village's and commune's review", {
      originals: 1,
      required: false,
    }),
  ],
  fees: [],
  result: { vi: 'Quyết định hưởng trợ cấp một lần', en: 'Decision on the one-off allowance' },
  legalBasis: ['Nghị định 118/2025/NĐ-CP', 'QĐ 3854/QĐ-UBND Nghệ An'],
  parties: {
    ...officeParties,
    provincialCentre: { agency: { unit: 'TTPVHCC' }, function: 'desk' },
    provincialOffice: { agency: { unit: 'VPUBND' }, function: 'room' },
    ...departmentsOf(
      { unit: 'SNV' },
      { room: 'departmentRoom', leadership: 'departmentLeadership', clerical: 'departmentClerical' },
    ),
  },
  // Sở Nội vụ signs the decision; the commune prepares the file.
  lead: 'departmentLeadership',
  supplementLimit: 1,
  source: `${DECISION}: quy trình nội bộ, thời hạn, không thu phí. Ngày hiệu lực suy từ QĐ 3857 (26/11/2025) cùng đợt; lĩnh vực, cơ quan chủ trì, thành phần hồ sơ: kiến thức chung, chưa kiểm chứng.`,
  verified: false,
};

const departmentSpecialist = held('departmentRoom', 'specialist');
const departmentRoomLeader = held('departmentRoom', 'roomLeader');

export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    // The commune: 4 + 4 + 20 + 4 + 4 + 4 = 40 hours.
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
        vi: 'Lãnh đạo phòng phân công',
        en: 'The head of the office assigns',
        by: roomLeader,
        allowance: hours(4),
      },
      { assign: '#examining' },
    ),
    examining: step(
      {
        no: 3,
        vi: 'Công chức thẩm tra, lập hồ sơ',
        en: 'The official examines and prepares the file',
        by: specialist,
        allowance: hours(20),
      },
      { submit: '#reviewing', requestSupplement: supplementOnce('#awaitingSupplement') },
    ),
    reviewing: step(
      {
        no: 4,
        vi: 'Lãnh đạo phòng xem xét, trình ký',
        en: 'The head of the office reviews',
        by: roomLeader,
        allowance: hours(4),
      },
      { submit: '#signing', sendBack: '#examining' },
    ),
    signing: step(
      {
        no: 5,
        vi: 'Lãnh đạo UBND xã ký văn bản đề nghị',
        en: "The commune's leader signs the proposal",
        by: leader,
        allowance: hours(4),
      },
      { finishTask: '#forwarding', sendBack: '#reviewing' },
    ),
    forwarding: step(
      {
        no: 6,
        vi: 'Văn thư phát hành, chuyển Sở Nội vụ',
        en: 'Issue and send to the Department of Home Affairs',
        by: clericalOfficer,
        allowance: hours(4),
      },
      { handOff: '#atProvincialCentre' },
    ),
    // Sở Nội vụ with Văn phòng UBND tỉnh: 4 + 4 + 12 + 16 + 8 + 4 + 4 + 4 = 56 hours.
    atProvincialCentre: step(
      {
        no: 7,
        vi: 'TTPVHCC tỉnh tiếp nhận, chuyển Sở Nội vụ',
        en: 'The provincial centre receives and passes on',
        by: held('provincialCentre', 'clerk'),
        allowance: hours(4),
        kind: 'handoff',
      },
      { handOff: '#departmentAssigning' },
    ),
    departmentAssigning: step(
      {
        no: 8,
        vi: 'Lãnh đạo phòng thuộc Sở phân công',
        en: "The head of the department's division assigns",
        by: departmentRoomLeader,
        allowance: hours(4),
        kind: 'handoff',
      },
      { assign: '#departmentExamining' },
    ),
    departmentExamining: step(
      {
        no: 9,
        vi: 'Công chức Sở thẩm định, trình UBND tỉnh',
        en: "The department's official examines",
        by: departmentSpecialist,
        allowance: hours(12),
      },
      { handOff: '#atProvincialOffice', requestSupplement: supplementOnce('#awaitingDepartmentSupplement') },
    ),
    atProvincialOffice: step(
      {
        no: 10,
        vi: 'Văn phòng UBND tỉnh xem xét, trả lời',
        en: 'The provincial office considers and answers',
        by: held('provincialOffice', 'specialist'),
        allowance: hours(16),
        kind: 'handoff',
      },
      { answer: answered('atProvincialOffice', '#drafting') },
    ),
    drafting: step(
      {
        no: 11,
        vi: 'Công chức Sở dự thảo quyết định',
        en: "The department's official drafts the decision",
        by: departmentSpecialist,
        allowance: hours(8),
      },
      { submit: '#departmentReviewing' },
    ),
    departmentReviewing: step(
      {
        no: 12,
        vi: 'Lãnh đạo phòng thuộc Sở xem xét',
        en: "The head of the department's division reviews",
        by: departmentRoomLeader,
        allowance: hours(4),
      },
      { submit: '#departmentApproving', sendBack: '#drafting' },
    ),
    departmentApproving: step(
      {
        no: 13,
        vi: 'Lãnh đạo Sở ký quyết định',
        en: "The department's leader decides",
        by: held('departmentLeadership', 'leader'),
        allowance: hours(4),
      },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#departmentReviewing' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  awaitingDepartmentSupplement: awaitingSupplement('#departmentExamining'),
  concluding: concluding({
    issuing: step(
      {
        no: 14,
        vi: 'Văn thư Sở phát hành, chuyển kết quả về xã',
        en: 'Issue and send to the commune',
        by: held('departmentClerical', 'clerical'),
        allowance: hours(4),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(15),
  ...endings,
});
