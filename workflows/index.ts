import type { Procedure } from '../src/procedure/index.js';
import { shippedDocuments } from './documents.js';
import { written } from './written.js';

/** The procedures shipped with the engine, most of them documents. An office publishes its own beside or instead of them. */
export const procedures: readonly Procedure[] = [...written, ...shippedDocuments()];
