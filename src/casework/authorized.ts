import { type Actor, maySee, maySeeUnits } from '../dossier/index.js';
import { type Reports, unknownDossier } from '../ledger/index.js';
import type { Registry, RegistryStore } from '../registry/index.js';

/** What asking needs. */
export type SightPorts = { reports: Reports; registry: RegistryStore };

/**
 * A dossier that its reader may see, together with that reader. It can be had in one way only, by passing the check, so
 * a use case that takes it cannot be called by somebody who forgot to ask.
 */
export class Authorized {
  private constructor(
    readonly code: string,
    readonly actor: Actor,
  ) {}

  /**
   * What one may not see is answered as if it were not there: codes are not to be found out by trying.
   * @throws LedgerError `ledger.unknownDossier`
   */
  static dossier(code: string, actor: Actor, ports: SightPorts): Authorized {
    if (!Authorized.sees(code, actor, ports)) throw unknownDossier(code);
    return new Authorized(code, actor);
  }

  /** The same question, as a question. */
  static sees(code: string, actor: Actor, { reports, registry }: SightPorts): boolean {
    const touched = reports.touched(code);
    if (touched === null) return false;
    const register = registry.current();
    return maySeeUnits(actor, touched, register) || maySeeSteps(code, actor, reports, register);
  }
}

/** What the units alone do not show: steps somebody got while standing in. */
function maySeeSteps(code: string, actor: Actor, reports: Reports, register: Registry): boolean {
  const dossier = reports.dossier(code);
  return dossier !== null && maySee(actor, dossier, register);
}
