import {
  arrived,
  awaitingSupplement,
  byCase,
  calendarDays,
  clericalOfficer,
  concluding,
  consultationOf,
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
  together,
} from '../../src/procedure/index.js';

const LAW = 'Luật Xây dựng 2014 Điều 102 (9houz.vn, bản 2014)';
const UNCHECKED = 'Sửa đổi sau 2014 và Nghị định 175/2024 chưa đối chiếu.';

const facts: ProcedureFacts = {
  code: '1.013225',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: {
    vi: 'Cấp giấy phép xây dựng mới đối với công trình cấp III, cấp IV và nhà ở riêng lẻ',
    en: 'Building permit for class III and IV works and for detached houses',
  },
  field: { key: 'construction', name: { vi: 'Hoạt động xây dựng', en: 'Construction' } },
  level: 'commune',
  cases: [
    {
      key: 'house',
      name: { vi: 'Nhà ở riêng lẻ', en: 'Detached house' },
      term: calendarDays(15),
      source: `${LAW}: 15 ngày. ${UNCHECKED}`,
      verified: false,
    },
    {
      key: 'works',
      name: { vi: 'Công trình cấp III, cấp IV', en: 'Class III or IV works' },
      term: calendarDays(30),
      source: `${LAW}: 30 ngày. ${UNCHECKED}`,
      verified: false,
    },
  ],
  extension: {
    term: calendarDays(10),
    legalBasis: 'Luật Xây dựng 2014 Điều 102',
    source: `${LAW}: gia hạn không quá 10 ngày, phải thông báo bằng văn bản lý do và báo cáo cấp trên. ${UNCHECKED}`,
    verified: false,
  },
  checklist: [
    paper('application', 'Đơn đề nghị cấp giấy phép xây dựng', 'Application for the permit', {
      originals: 1,
    }),
    paper('landProof', 'Giấy tờ chứng minh quyền sử dụng đất', 'Proof of the right to use the land', {
      copies: 1,
    }),
    paper('drawings', 'Bản vẽ thiết kế xây dựng', 'Design drawings', { originals: 2 }),
    paper(
      'neighbourUndertaking',
      'Cam kết bảo đảm an toàn đối với công trình liền kề (nếu có)',
      'Undertaking towards adjoining buildings, if any',
      { originals: 1, required: false },
    ),
  ],
  fees: [],
  result: { vi: 'Giấy phép xây dựng', en: 'Building permit' },
  legalBasis: ['Luật Xây dựng 2014 (50/2014/QH13)', 'Nghị định 175/2024/NĐ-CP', 'Nghị định 118/2025/NĐ-CP'],
  parties: {
    ...officeParties,
    planning: { agency: { unit: 'SXD' }, function: 'room' },
    fireSafety: { agency: { unit: 'CAT' }, function: 'room' },
    landOffice: { agency: { unit: 'SNNMT' }, function: 'room' },
    landLeadership: { agency: { unit: 'SNNMT' }, function: 'leadership' },
  },
  lead: 'leadership',
  supplementLimit: 1,
  source: `${LAW}: thời hạn. Lấy ý kiến 05 ngày làm việc, im lặng coi là đồng ý: sxdphuyen.gov.vn/Home/TthcDetail/64 (2018), áp dụng cho Sở Xây dựng; im lặng không phải đồng ý: QĐ 88/2025/QĐ-UBND Lai Châu Điều 2.2 (đất đai, áp dụng tương tự). Chọn cơ quan, chính sách im lặng của từng cơ quan và cách chia thời gian là của dự án này. Thành phần hồ sơ: kiến thức chung, chưa kiểm chứng. Lệ phí do HĐND tỉnh quy định, chưa nhập.`,
  verified: false,
};

/** Works have twice the term of a house, and what the agencies asked do not need of it is the commune's. */
const twoTerms = (house: number, works: number) => byCase(hours(house), { works: hours(works) });

/** Three agencies are asked at once; each silence means something else (domain 1.6 has no single rule). */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      { no: 1, vi: 'Tiếp nhận, chuyển hồ sơ', en: 'Receive and pass on', by: deskClerk, allowance: hours(4) },
      { handOff: '#assigning' },
    ),
    assigning: step(
      { no: 2, vi: 'Phân công xử lý', en: 'Assign', by: roomLeader, allowance: twoTerms(2, 6) },
      { assign: '#examining' },
    ),
    examining: step(
      {
        no: 3,
        vi: 'Thẩm định hồ sơ, kiểm tra thực địa',
        en: 'Examine and visit the site',
        by: specialist,
        allowance: twoTerms(10, 50),
      },
      {
        handOff: '#consulting',
        // No opinion is needed: straight to the draft.
        finishTask: '#drafting',
        requestSupplement: supplementOnce('#awaitingSupplement'),
      },
    ),
    consulting: together('#drafting', {
      planningOpinion: consultationOf('askingPlanning', {
        no: 4,
        vi: 'Ý kiến Sở Xây dựng về quy hoạch',
        en: 'Opinion on planning',
        by: held('planning', 'specialist'),
        allowance: hours(40),
        silence: 'deemedConsent',
      }),
      fireOpinion: consultationOf('askingFireSafety', {
        no: 5,
        vi: 'Ý kiến Công an về phòng cháy, chữa cháy',
        en: 'Opinion on fire safety',
        by: held('fireSafety', 'specialist'),
        allowance: hours(40),
        silence: 'hold',
      }),
      landOpinion: consultationOf('askingLand', {
        no: 6,
        vi: 'Ý kiến Sở Nông nghiệp và Môi trường về đất đai',
        en: 'Opinion on the land',
        by: held('landOffice', 'specialist'),
        allowance: hours(32),
        silence: 'escalate',
        superior: { by: held('landLeadership', 'leader'), allowance: hours(8) },
      }),
    }),
    drafting: step(
      {
        no: 7,
        vi: 'Tổng hợp ý kiến, dự thảo giấy phép',
        en: 'Sum up and draft the permit',
        by: specialist,
        allowance: twoTerms(8, 24),
      },
      { submit: '#reviewing' },
    ),
    reviewing: step(
      { no: 8, vi: 'Xem xét, trình ký', en: 'Review', by: roomLeader, allowance: twoTerms(4, 12) },
      { submit: '#approving', sendBack: '#drafting' },
    ),
    approving: step(
      { no: 9, vi: 'Ký giấy phép', en: 'Decide', by: leader, allowance: twoTerms(8, 16) },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#reviewing' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  concluding: concluding({
    issuing: step(
      { no: 10, vi: 'Đóng dấu, phát hành', en: 'Issue', by: clericalOfficer, allowance: twoTerms(4, 8) },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(11),
  ...endings,
});
