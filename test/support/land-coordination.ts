import { readFileSync } from 'node:fs';
import { proveDocument } from '../../src/procedure/document/index.js';
import type { Procedure } from '../../src/procedure/index.js';

const text = readFileSync(new URL('../procedure/documents/land-coordination.yaml', import.meta.url), 'utf8');

function proved(): Procedure {
  const proof = proveDocument(text);
  if (proof.sound) return proof.procedure;
  throw new Error(JSON.stringify(proof.faults));
}

/** A province's own procedure whose rule lets opinions be asked for at a meeting; no shipped one has such a rule. */
export const landCoordination = proved();
