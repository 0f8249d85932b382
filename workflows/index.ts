import type { Procedure } from '../src/procedure/index.js';
import { procedure as householdBusiness } from './business/household-business.js';
import { procedure as certifiedCopy } from './certification/certified-copy.js';
import { procedure as birthChain } from './civil-status/birth-chain.js';
import { procedure as buildingPermit } from './construction/building-permit.js';
import { procedure as workPermit } from './employment/work-permit.js';
import { procedure as forecastingLicence } from './hydrometeorology/forecasting-licence.js';
import { procedure as compensationDeduction } from './land/compensation-deduction.js';
import { procedure as landRegisterChange } from './land/land-register-change.js';
import { procedure as oneOffAllowance } from './meritorious-service/one-off-allowance.js';
import { procedure as disabilityEmployer } from './social-protection/disability-employer.js';

/** The procedures shipped with the engine. An office publishes its own beside or instead of them. */
export const procedures: readonly Procedure[] = [
  birthChain,
  buildingPermit,
  certifiedCopy,
  compensationDeduction,
  disabilityEmployer,
  forecastingLicence,
  householdBusiness,
  landRegisterChange,
  oneOffAllowance,
  workPermit,
];
