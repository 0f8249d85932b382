import {
  answered,
  arrived,
  awaitingSupplement,
  clericalOfficer,
  concluding,
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
  specialist,
  step,
  supplementOnce,
  workingDays,
} from '../../src/procedure/index.js';

const SOURCE = 'Kiến thức chung, chưa kiểm chứng (mã dùng theo nguồn thứ cấp)';

const facts: ProcedureFacts = {
  code: '1.001612',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: { vi: 'Đăng ký thành lập hộ kinh doanh', en: 'Registering a household business' },
  field: {
    key: 'business',
    name: { vi: 'Thành lập và hoạt động của hộ kinh doanh', en: 'Household businesses' },
  },
  level: 'commune',
  cases: [
    {
      key: 'new',
      name: { vi: 'Đăng ký thành lập mới', en: 'New registration' },
      term: workingDays(3),
      source: `${SOURCE}: 03 ngày làm việc.`,
      verified: false,
    },
  ],
  checklist: [
    paper('application', 'Giấy đề nghị đăng ký hộ kinh doanh', 'Application to register', { originals: 1 }),
    paper('identity', 'Giấy tờ pháp lý của chủ hộ kinh doanh', "The owner's identity paper", { copies: 1 }),
    paper(
      'familyMinutes',
      'Biên bản họp thành viên hộ gia đình (nếu do hộ gia đình thành lập)',
      'Minutes of the family members, if founded by a family',
      { copies: 1, required: false },
    ),
    paper(
      'authorisation',
      'Văn bản ủy quyền cho một thành viên làm chủ hộ (nếu có)',
      'Authorisation of one member as owner, if any',
      { copies: 1, required: false },
    ),
  ],
  fees: [],
  result: { vi: 'Giấy chứng nhận đăng ký hộ kinh doanh', en: 'Certificate of registration' },
  legalBasis: ['Nghị định 168/2025/NĐ-CP', 'Nghị định 118/2025/NĐ-CP'],
  parties: { ...officeParties, tax: { agency: { unit: 'THUE' }, function: 'room' } },
  lead: 'leadership',
  supplementLimit: 1,
  source: `${SOURCE}: thời hạn, thành phần hồ sơ, căn cứ pháp lý. Nguồn không chia thời gian nội bộ; cách chia là của dự án này. Lệ phí do HĐND tỉnh quy định, chưa nhập.`,
  verified: false,
};

/** The tax agency gives the tax code, which becomes the business's number, before the certificate is signed. */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      { no: 1, vi: 'Tiếp nhận, chuyển hồ sơ', en: 'Receive and pass on', by: deskClerk, allowance: hours(2) },
      { handOff: '#examining' },
    ),
    examining: step(
      {
        no: 2,
        vi: 'Thẩm tra, gửi thông tin sang cơ quan thuế',
        en: 'Examine, send the data to the tax agency',
        by: specialist,
        allowance: hours(6),
      },
      {
        handOff: '#assigningTaxCode',
        // The conditions are not met: no tax code is asked for, and only a refusal can follow.
        submit: '#refusing',
        requestSupplement: supplementOnce('#awaitingSupplement'),
      },
    ),
    assigningTaxCode: step(
      {
        no: 3,
        vi: 'Cơ quan thuế cấp mã số thuế',
        en: 'The tax agency gives the tax code',
        by: held('tax', 'specialist'),
        allowance: hours(6),
        kind: 'handoff',
      },
      { answer: answered('assigningTaxCode', '#drafting') },
    ),
    drafting: step(
      {
        no: 4,
        vi: 'Dự thảo Giấy chứng nhận',
        en: 'Draft the certificate',
        by: specialist,
        allowance: hours(4),
      },
      { submit: '#approving' },
    ),
    approving: step(
      { no: 5, vi: 'Ký Giấy chứng nhận', en: 'Decide', by: leader, allowance: hours(4) },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#examining' },
    ),
    refusing: step(
      { no: 5, vi: 'Ký văn bản từ chối', en: 'Sign the refusal', by: leader, allowance: hours(4) },
      { refuse: refused('#issuing'), sendBack: '#examining' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#examining'),
  concluding: concluding({
    issuing: step(
      { no: 6, vi: 'Đóng dấu, phát hành', en: 'Issue', by: clericalOfficer, allowance: hours(2) },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(7),
  ...endings,
});
