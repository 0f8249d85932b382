import { createHash } from 'node:crypto';
import type { Instant } from '../calendar/index.js';
import {
  checkProcedure,
  createCatalogue,
  type Finding,
  type Office,
  type Procedure,
} from '../procedure/index.js';
import {
  compilePublished,
  type Fault,
  faultText,
  type ProcedureStore,
  proveDocument,
  type PublishedDocument,
} from '../procedure/document/index.js';
import type { RegistryStore } from '../registry/index.js';

export type PublishPorts = {
  procedures: ProcedureStore;
  shipped: readonly Procedure[];
  registry: RegistryStore;
  now: () => Instant;
};

/** The document is not sound; nothing was published. `faults` says where, why and what to do. */
export class UnsoundProcedureError extends Error {
  readonly code = 'procedure.unsound';
  constructor(
    message: string,
    readonly faults: readonly Fault[],
  ) {
    super(message);
  }
}

/**
 * Publishes a procedure document: proved first, in this office and beside every version already in force, then kept as
 * its author wrote it. Running dossiers stay on their version (NĐ 63/2010: a decision is replaced by another, not edited).
 * @throws UnsoundProcedureError; nothing is kept then
 */
export function publishDocument(ports: PublishPorts, text: string, by: string): PublishedDocument {
  return ports.procedures.add((published) => {
    const others = [
      ...ports.shipped,
      ...published.map((one) => compilePublished(one.text, `${one.code} version ${one.version}`)),
    ];
    const proof = proveDocument(text, { ...officeOf(ports), others });
    if (!proof.sound) throw unsound(proof.faults);
    const { code, version, effectiveFrom, effectiveTo } = proof.document;
    createCatalogue([...others, proof.procedure]);
    const digest = createHash('sha256').update(text).digest('hex');
    return {
      code,
      version,
      effectiveFrom,
      effectiveTo,
      text,
      digest,
      publishedAt: ports.now(),
      publishedBy: by,
    };
  });
}

/** The units of the register; a register without any knows nothing to check against. */
export function officeOf({ registry }: Pick<PublishPorts, 'registry'>): Pick<Office, 'units'> {
  const { units } = registry.current();
  return units.length === 0 ? {} : { units: new Set(units.map(({ id }) => id)) };
}

function unsound(faults: readonly Fault[]): UnsoundProcedureError {
  const lines = faults.map((fault) => `  ${faultText(fault)}`).join('\n');
  return new UnsoundProcedureError(`The procedure is not sound; nothing was published.\n${lines}`, faults);
}

/** A text checked in an office, as the author is told: the faults of its lines. */
export type CheckedText = { file: string; faults: readonly Fault[] };
/** A procedure written in TypeScript has no lines; its findings name states and facts. */
export type CheckedMachine = { code: string; findings: readonly Finding[] };

export function checkTexts(texts: readonly { file: string; text: string }[], office: Office): CheckedText[] {
  return texts.map(({ file, text }) => ({ file, faults: proveDocument(text, office).faults }));
}

export function checkMachines(machines: readonly Procedure[]): CheckedMachine[] {
  return machines.map((procedure) => ({ code: procedure.facts.code, findings: checkProcedure(procedure) }));
}
