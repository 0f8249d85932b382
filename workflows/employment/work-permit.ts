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

const SOURCE = 'Bản chép danh mục 2025 (tnt305/tai_lieu_noi_bo f411a708bcdcfda7)';

const facts: ProcedureFacts = {
  code: '1.014199',
  version: '2025-08-07',
  effectiveFrom: '2025-08-07',
  effectiveTo: null,
  name: {
    vi: 'Cấp giấy phép lao động cho người lao động nước ngoài làm việc tại Việt Nam',
    en: 'Work permit for a foreign worker',
  },
  field: { key: 'employment', name: { vi: 'Việc làm', en: 'Employment' } },
  level: 'province',
  cases: [
    {
      key: 'new',
      name: { vi: 'Cấp mới', en: 'New permit' },
      term: workingDays(10),
      termWhenRefused: workingDays(3),
      source: `${SOURCE}: 10 ngày làm việc; không cấp thì trả lời trong 03 ngày làm việc.`,
      verified: true,
    },
  ],
  checklist: [
    paper(
      'request',
      'Văn bản giải trình nhu cầu và đề nghị cấp giấy phép lao động (Mẫu số 03, NĐ 219/2025)',
      'Statement of need and request (form 03)',
      { originals: 1 },
    ),
    paper('healthCertificate', 'Giấy khám sức khỏe', 'Health certificate', { originals: 1 }),
    paper('passport', 'Hộ chiếu còn giá trị', 'Valid passport', { copies: 1 }),
    paper('criminalRecord', 'Phiếu lý lịch tư pháp', 'Criminal record certificate', { originals: 1 }),
    paper(
      'qualification',
      'Giấy tờ chứng minh vị trí, trình độ, kinh nghiệm',
      'Proof of position, qualification and experience',
      { copies: 1 },
    ),
    paper('photos', 'Ảnh màu 4 cm x 6 cm', 'Colour photographs', { originals: 2 }),
  ],
  fees: [],
  result: {
    vi: 'Giấy phép lao động, hoặc văn bản không cấp có nêu lý do',
    en: 'The work permit, or a reasoned refusal',
  },
  legalBasis: [
    'Bộ luật Lao động 2019 (45/2019/QH14)',
    'Nghị định 219/2025/NĐ-CP',
    'Nghị định 118/2025/NĐ-CP',
  ],
  parties: officeParties,
  competentByDefault: 'SNV',
  lead: 'leadership',
  supplementLimit: 1,
  source: `${SOURCE}: thời hạn, cơ quan (BQL khu công nghiệp được ủy quyền hoặc Sở Nội vụ). Thành phần hồ sơ: kiến thức chung, chưa kiểm chứng. Nguồn không chia thời gian nội bộ; cách chia và việc tách nhánh từ chối ngay sau sơ thẩm là của dự án này. Lệ phí do HĐND tỉnh quy định, chưa nhập.`,
  verified: false,
};

/**
 * A refusal is due on the third day, a grant on the tenth: screening decides early which way the dossier goes
 * (`submit` proposes the refusal, `finishTask` goes on), so a refusal never waits for the long examination.
 */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      { no: 1, vi: 'Tiếp nhận, chuyển hồ sơ', en: 'Receive and pass on', by: deskClerk, allowance: hours(2) },
      { handOff: '#assigning' },
    ),
    assigning: step(
      { no: 2, vi: 'Phân công xử lý', en: 'Assign', by: roomLeader, allowance: hours(2) },
      { assign: '#screening' },
    ),
    screening: step(
      {
        no: 3,
        vi: 'Sơ thẩm điều kiện: trình từ chối hoặc thẩm định tiếp',
        en: 'Screen: propose a refusal, or go on',
        by: specialist,
        allowance: hours(8),
      },
      {
        finishTask: '#examining',
        submit: '#reviewingRefusal',
        requestSupplement: supplementOnce('#awaitingSupplement'),
      },
    ),
    reviewingRefusal: step(
      {
        no: 4,
        vi: 'Xem xét đề xuất từ chối',
        en: 'Review the proposed refusal',
        by: roomLeader,
        allowance: hours(4),
      },
      { submit: '#refusing', sendBack: '#screening' },
    ),
    refusing: step(
      { no: 5, vi: 'Ký văn bản không cấp', en: 'Sign the refusal', by: leader, allowance: hours(4) },
      { refuse: refused('#issuingRefusal'), sendBack: '#screening' },
    ),
    examining: step(
      {
        no: 4,
        vi: 'Thẩm định, dự thảo giấy phép',
        en: 'Examine and draft the permit',
        by: specialist,
        allowance: hours(44),
      },
      { submit: '#reviewing' },
    ),
    reviewing: step(
      { no: 5, vi: 'Xem xét, trình ký', en: 'Review', by: roomLeader, allowance: hours(8) },
      { submit: '#approving', sendBack: '#screening' },
    ),
    approving: step(
      { no: 6, vi: 'Ký giấy phép', en: 'Sign the permit', by: leader, allowance: hours(8) },
      { approve: granted('#issuing'), sendBack: '#reviewing' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#screening'),
  concluding: concluding({
    issuing: step(
      {
        no: 7,
        vi: 'Đóng dấu, phát hành giấy phép',
        en: 'Issue the permit',
        by: clericalOfficer,
        allowance: hours(8),
      },
      { finishProcessing: '#returning' },
    ),
    issuingRefusal: step(
      {
        no: 6,
        vi: 'Phát hành văn bản không cấp',
        en: 'Issue the refusal',
        by: clericalOfficer,
        allowance: hours(4),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(8),
  ...endings,
});
