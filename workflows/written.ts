import type { Procedure } from '../src/procedure/index.js';
import { procedure as birthChain } from './civil-status/birth-chain.js';
import { procedure as buildingPermit } from './construction/building-permit.js';

/**
 * The procedures written in TypeScript with the procedure kit. A document could say the same as these two (a test proves
 * it); they stay to keep this door open and tested, for what a document cannot say yet: a new guard, an unusual state.
 */
export const written: readonly Procedure[] = [birthChain, buildingPermit];
