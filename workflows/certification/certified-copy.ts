import {
  arrived,
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
  sameDayUntil15,
  specialist,
  step,
  workingDays,
} from '../../src/procedure/index.js';

const SOURCE = 'Bản chép tài liệu pháp quy 2025 (tnt305/tai_lieu_noi_bo 741f24db1e774799)';

const facts: ProcedureFacts = {
  code: '2.000815',
  version: '2025-07-01',
  effectiveFrom: '2025-07-01',
  effectiveTo: null,
  name: {
    vi: 'Chứng thực bản sao từ bản chính giấy tờ, văn bản',
    en: 'Certification of a copy against its original',
  },
  field: { key: 'certification', name: { vi: 'Chứng thực', en: 'Certification' } },
  level: 'commune',
  cases: [
    {
      key: 'sameDay',
      name: { vi: 'Trả trong ngày', en: 'Returned the same day' },
      term: sameDayUntil15,
      source: `${SOURCE}: trong ngày; tiếp nhận sau 15 giờ thì trả trong ngày làm việc tiếp theo.`,
      verified: true,
    },
    {
      key: 'extended',
      name: {
        vi: 'Nhiều loại bản chính, nhiều trang hoặc nội dung phức tạp',
        en: 'Many originals, many pages or a difficult text',
      },
      term: workingDays(2),
      source: `${SOURCE}: được kéo dài không quá 02 ngày làm việc, hoặc dài hơn theo thỏa thuận bằng văn bản (thỏa thuận dài hơn chưa có trong dữ liệu này).`,
      verified: true,
    },
  ],
  checklist: [
    paper('original', 'Bản chính giấy tờ, văn bản', 'The original', { originals: 1 }),
    paper('copies', 'Bản sao cần chứng thực (nếu cơ quan không tự chụp)', 'The copies to certify', {
      copies: 1,
      required: false,
    }),
  ],
  fees: [
    {
      name: { vi: 'Mỗi trang, hai trang đầu của một bản', en: 'Each of the first two pages of a copy' },
      amount: 2000,
      source: SOURCE,
      verified: true,
    },
    {
      name: { vi: 'Mỗi trang từ trang thứ ba', en: 'Each page from the third on' },
      amount: 1000,
      source: SOURCE,
      verified: true,
    },
    {
      name: { vi: 'Mức thu tối đa một bản', en: 'The most a copy may cost' },
      amount: 200_000,
      source: SOURCE,
      verified: true,
    },
  ],
  result: { vi: 'Bản sao được chứng thực từ bản chính', en: 'The certified copy' },
  legalBasis: ['Nghị định 23/2015/NĐ-CP', 'Thông tư 226/2016/TT-BTC', 'Nghị định 118/2025/NĐ-CP'],
  parties: officeParties,
  lead: 'leadership',
  supplementLimit: 0,
  source: `${SOURCE}: thời hạn, phí. Thành phần hồ sơ, căn cứ pháp lý: kiến thức chung, chưa kiểm chứng. Cách chia thời gian các bước là của dự án này: cộng lại 2 giờ, để hồ sơ nhận lúc 15 giờ vẫn kịp trong ngày.`,
  verified: false,
};

/** Nothing is supplemented here: whoever lacks the original is told so at the desk. */
export const procedure: Procedure = procedureOf(facts, {
  arrived,
  processing: processing({
    atDesk: step(
      {
        no: 1,
        vi: 'Tiếp nhận, chuyển hồ sơ',
        en: 'Receive and pass on',
        by: deskClerk,
        allowance: hours(0.25),
      },
      { handOff: '#comparing' },
    ),
    comparing: step(
      {
        no: 2,
        vi: 'Đối chiếu bản sao với bản chính',
        en: 'Compare the copy with the original',
        by: specialist,
        allowance: hours(1),
      },
      { submit: '#signing' },
    ),
    signing: step(
      { no: 3, vi: 'Ký chứng thực', en: 'Sign the certification', by: leader, allowance: hours(0.5) },
      { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#comparing' },
    ),
  }),
  concluding: concluding({
    issuing: step(
      {
        no: 4,
        vi: 'Đóng dấu, vào sổ chứng thực',
        en: 'Seal and register',
        by: clericalOfficer,
        allowance: hours(0.25),
      },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(5),
  ...endings,
});
