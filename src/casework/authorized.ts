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
  static dossier(code: string, actor: Actor, { reports, registry }: SightPorts): Authorized {
    const touched = reports.touched(code);
    if (touched === null) throw unknownDossier(code);
    const register = registry.current();
    if (!maySeeUnits(actor, touched, register) && !maySeeSteps(code, actor, reports, register))
      throw unknownDossier(code);
    return new Authorized(code, actor);
  }
}

/** What the units alone do not show: the leaders of the agency that leads, and steps somebody got while standing in. */
function maySeeSteps(code: string, actor: Actor, reports: Reports, register: Registry): boolean {
  const dossier = reports.dossier(code);
  return dossier !== null && maySee(actor, dossier, register);
}
