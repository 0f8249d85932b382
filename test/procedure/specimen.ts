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
  type States,
  specialist,
  step,
  supplementOnce,
  workingDays,
} from '../../src/procedure/index.js';

/** A small sound procedure; each test breaks one thing of it. */
export const soundFacts: ProcedureFacts = {
  code: '9.000001',
  version: '1',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
  name: { vi: 'Thủ tục mẫu', en: 'Specimen' },
  field: { key: 'specimen', name: { vi: 'Mẫu', en: 'Specimen' } },
  level: 'commune',
  cases: [
    { key: 'only', name: { vi: 'Mẫu', en: 'Only' }, term: workingDays(3), source: 'test', verified: false },
  ],
  checklist: [paper('form', 'Đơn', 'Form', { originals: 1 })],
  fees: [],
  result: { vi: 'Kết quả', en: 'Result' },
  legalBasis: [],
  parties: { ...officeParties, tax: { agency: { unit: 'THUE' }, function: 'agency' } },
  lead: 'leadership',
  supplementLimit: 1,
  source: 'test',
  verified: false,
};

/** The steps of the specimen while it is processed: 2 + 12 + 4 hours, and 6 to issue. */
export const soundSteps = {
  atDesk: step(
    { no: 1, vi: 'Tiếp nhận', en: 'Receive', by: deskClerk, allowance: hours(2) },
    { handOff: '#examining' },
  ),
  examining: step(
    { no: 2, vi: 'Thẩm định', en: 'Examine', by: specialist, allowance: hours(12) },
    { submit: '#approving', requestSupplement: supplementOnce('#awaitingSupplement') },
  ),
  approving: step(
    { no: 3, vi: 'Ký', en: 'Decide', by: leader, allowance: hours(4) },
    { approve: granted('#issuing'), refuse: refused('#issuing'), sendBack: '#examining' },
  ),
} satisfies States;

export const soundStates = {
  arrived,
  processing: processing(soundSteps),
  awaitingSupplement: awaitingSupplement('#examining'),
  concluding: concluding({
    issuing: step(
      { no: 4, vi: 'Phát hành', en: 'Issue', by: clericalOfficer, allowance: hours(6) },
      { finishProcessing: '#returning' },
    ),
  }),
  returning: returning(5),
  ...endings,
} satisfies States;

/** The specimen with other facts, other states, or other steps while it is processed. */
export function specimen({
  facts = {},
  states = {},
  steps = {},
}: {
  facts?: Partial<ProcedureFacts>;
  states?: States;
  steps?: States;
} = {}): Procedure {
  return procedureOf(
    { ...soundFacts, ...facts },
    { ...soundStates, processing: processing({ ...soundSteps, ...steps }), ...states },
  );
}
