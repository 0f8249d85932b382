import { localDateOf } from '../calendar/index.js';
import { holdsRole } from './authority.js';
import { caseOf } from './checklist.js';
import type { Opening, Reopening } from './commands.js';
import { RefusedError } from './errors.js';
import { leadership } from './measures/measure.js';
import { openDossier } from './receive.js';
import { routeNaming } from './named-agencies.js';
import { competentOf } from './routing.js';
import type { Found, Setting } from './setting.js';
import { byMachine, type Decision, type Dossier } from './types.js';

/**
 * Giải quyết lại after a complaint: the leader of the agency that leads orders it, and a new dossier of the same request
 * begins under the version now in force, with a clock and a promise of its own. The old one and its figures stay.
 * @param open the code of a reopening of it that is still being handled
 * @throws RefusedError `dossier.notYourDesk`, `dossier.stillHandled`, `dossier.reopenedAlready`, `dossier.unknownCase`, and
 *   what `routeNaming` refuses: an agency that only the version now in force asks for is named by the order
 */
export function reopen(
  order: Reopening,
  old: Dossier,
  open: string | null,
  code: string,
  setting: Setting,
): Decision {
  checkLeader(old, setting);
  if (old.finishedAt === null) throw stillHandled(old);
  if (open !== null) throw reopenedAlready(old, open);
  const found = foundAnew(order, old, setting);
  const opening = openingOf(order, old);
  const dossier = openDossier(opening, code, found, setting, { follows: old.code });
  const payload = {
    command: opening,
    reopening: order,
    code,
    ...found,
    due: dossier.appointment,
    ...byMachine(setting.actor),
  };
  return { dossier, event: { type: 'reopened', at: setting.now, actor: setting.actor.id, payload } };
}

function foundAnew(order: Reopening, old: Dossier, { catalogue, tree, now }: Setting): Found {
  const { code, version } = old.procedure;
  const procedure = catalogue.inForce(code, localDateOf(now));
  const { key } = caseOf(procedure, order.case ?? old.caseKey);
  const competent = competentOf(catalogue.version(code, version).facts, old.routing, tree);
  const { desk, named } = old.routing;
  const naming = { given: order.agencies, before: named, whole: true };
  return {
    procedureVersion: procedure.facts.version,
    routing: routeNaming(procedure, key, naming, { desk, competent, tree }),
  };
}

/** The papers are those the office has; what they lack under a newer checklist is for whoever handles it to ask for. */
function openingOf(order: Reopening, old: Dossier): Opening {
  const { channel, applicant, handedIn, note, delivery } = old;
  return {
    type: 'receive',
    procedure: old.procedure.code,
    case: order.case ?? old.caseKey,
    channel,
    desk: old.routing.desk,
    applicant,
    handedIn,
    ...(note === null ? {} : { note }),
    ...(delivery === undefined ? {} : { delivery }),
  };
}

function checkLeader(old: Dossier, setting: Setting): void {
  const unit = leadership(old, setting);
  if (holdsRole(setting.actor, ['leader'], unit, setting)) return;
  throw new RefusedError(
    'dossier.notYourDesk',
    `Reopening ${old.code} is ordered by the leader of ${unit}. Ask them.`,
    { unit, roles: ['leader'] },
  );
}

function stillHandled({ code, closedAt }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.stillHandled',
    closedAt === null
      ? `Dossier ${code} is still being handled; put it right there. Only one with a result is reopened.`
      : `Dossier ${code} ended without a result that could be complained of. The applicant hands in a new one.`,
  );
}

function reopenedAlready({ code }: Dossier, open: string): RefusedError {
  return new RefusedError(
    'dossier.reopenedAlready',
    `Dossier ${code} is being handled again as ${open}. Finish that one first.`,
    { reopenedAs: open },
  );
}
