import {
  arrived,
  awaitingSupplement,
  clericalOfficer,
  concluding,
  deskClerk,
  endings,
  granted,
  handedTo,
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
  together,
  workingDays,
} from '../../src/procedure/index.js';

const DECISION = 'QĐ 296/QĐ-VPCP năm 2024 (Báo Công an nhân dân 15/6/2024, amp.cand.com.vn i734441)';

const facts: ProcedureFacts = {
  code: '2.002621',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: {
    vi: 'Liên thông: đăng ký khai sinh, đăng ký thường trú, cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi',
    en: 'Birth registration, permanent residence and health-insurance card for a child under six, in one',
  },
  field: { key: 'civilStatus', name: { vi: 'Hộ tịch', en: 'Civil status' } },
  level: 'commune',
  cases: [
    {
      key: 'chain',
      name: { vi: 'Khai sinh – thường trú – thẻ BHYT', en: 'Birth, residence and health card' },
      term: workingDays(3),
      source: `${DECISION}: không quá 3 ngày làm việc.`,
      verified: true,
    },
  ],
  applicants: {
    kinds: ['individual'],
    source: 'Suy ra từ nội dung thủ tục: cha, mẹ hoặc người thân khai sinh cho trẻ.',
    verified: false,
  },
  checklist: [
    paper('declaration', 'Tờ khai điện tử liên thông', 'The joint electronic declaration', { originals: 1 }),
    paper(
      'birthCertificateOfHospital',
      'Giấy chứng sinh hoặc giấy tờ thay thế',
      "The hospital's birth notice or what stands for it",
      { originals: 1 },
    ),
    paper('surrogacyProof', 'Văn bản chứng minh việc mang thai hộ (nếu có)', 'Proof of surrogacy, if any', {
      copies: 1,
      required: false,
    }),
    paper(
      'residenceConsent',
      'Ý kiến đồng ý của chủ hộ, chủ sở hữu chỗ ở hợp pháp (nếu không theo cha mẹ)',
      "The householder's consent, when not living with the parents",
      { originals: 1, required: false },
    ),
  ],
  fees: [],
  result: {
    vi: 'Giấy khai sinh; thông báo kết quả đăng ký thường trú; thẻ BHYT',
    en: 'Birth certificate, notice of residence, health-insurance card',
  },
  legalBasis: [
    'Luật Hộ tịch 2014 (60/2014/QH13)',
    'Nghị định 63/2024/NĐ-CP',
    'QĐ 296/QĐ-VPCP',
    'Nghị định 118/2025/NĐ-CP',
  ],
  parties: {
    ...officeParties,
    police: { agency: { unit: 'CAT' }, function: 'room' },
    socialInsurance: { agency: { unit: 'BHXH' }, function: 'room' },
  },
  lead: 'leadership',
  supplementLimit: 1,
  source: `${DECISION}: tên, thời hạn, các cơ quan. Mã thủ tục, thành phần hồ sơ, căn cứ pháp lý, phí: kiến thức chung, chưa kiểm chứng. Nguồn không chia thời gian nội bộ; cách chia là của dự án này (nguồn thứ cấp: thường trú và thẻ BHYT mỗi việc tối đa 2 ngày làm việc).`,
  verified: false,
};

/** Once the birth is registered a result exists; police and insurance then work at once, in either order. */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      { no: 1, vi: 'Tiếp nhận, chuyển hồ sơ', en: 'Receive and pass on', by: deskClerk, allowance: hours(2) },
      { handOff: '#registering' },
    ),
    registering: step(
      {
        no: 2,
        vi: 'Công chức tư pháp – hộ tịch thẩm tra, ghi sổ',
        en: 'The registrar examines and registers',
        by: specialist,
        allowance: hours(4),
      },
      { submit: '#approving', requestSupplement: supplementOnce('#awaitingSupplement') },
    ),
    approving: step(
      {
        no: 3,
        vi: 'Lãnh đạo UBND xã ký Giấy khai sinh',
        en: "The commune's leader signs the birth certificate",
        by: leader,
        allowance: hours(2),
      },
      { approve: granted('#followingOn'), refuse: refused('#issuingRefusal'), sendBack: '#registering' },
    ),
  }),
  awaitingSupplement: awaitingSupplement('#registering'),
  concluding: concluding({
    followingOn: together('#collecting', {
      residence: handedTo('registeringResidence', {
        no: 4,
        vi: 'Công an đăng ký thường trú',
        en: 'The police register the residence',
        by: held('police', 'specialist'),
        allowance: hours(12),
      }),
      healthCard: handedTo('issuingHealthCard', {
        no: 5,
        vi: 'BHXH cấp thẻ bảo hiểm y tế',
        en: 'Social insurance issues the health card',
        by: held('socialInsurance', 'specialist'),
        allowance: hours(8),
      }),
    }),
    collecting: step(
      {
        no: 6,
        vi: 'Tập hợp kết quả, chuyển về một cửa',
        en: 'Collect the results for the desk',
        by: clericalOfficer,
        allowance: hours(4),
      },
      { finishProcessing: '#returning' },
    ),
    issuingRefusal: step(
      {
        no: 6,
        vi: 'Phát hành văn bản từ chối',
        en: 'Issue the refusal',
        by: clericalOfficer,
        allowance: hours(2),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(7),
  ...endings,
});
