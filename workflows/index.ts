import type { Procedure } from '../src/procedure/index.js';
import { procedure as birthChain } from './civil-status/birth-chain.js';
import { procedure as buildingPermit } from './construction/building-permit.js';
import { shippedDocuments } from './documents.js';

/**
 * The procedures shipped with the engine. An office publishes its own beside or instead of them.
 * Most are documents; two are written in TypeScript with the same kit, to keep that door open and tested: what a document
 * cannot say yet (a new guard, an unusual state) begins there.
 */
export const procedures: readonly Procedure[] = [birthChain, buildingPermit, ...shippedDocuments()];
