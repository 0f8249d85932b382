import { computeDue, localDateOf } from '../calendar/index.js';
import { holdsRole } from './authority.js';
import { caseOf, checkItems } from './checklist.js';
import type { Opening, Reopening } from './commands.js';
import { RefusedError } from './errors.js';
import { leadership } from './measures/measure.js';
import { openDossier } from './receive.js';
import { routeNaming } from './named-agencies.js';
import { competentOf } from './routing.js';
import { DEFAULT_RECEPTION_TERM, type Found, type Setting } from './setting.js';
import { byMachine, type Decision, type Dossier, type HandedIn, type UnitId } from './types.js';

/**
 * Giải quyết lại after a complaint: the leader of the agency that leads orders it, and a new dossier of the same request
 * begins under the version now in force, with a clock and a promise of its own. The old one and its figures stay. So it is
 * after a result, and after a stop for want of a supplement. What was refused at the desk was never received: the new
 * dossier waits for reception, and its promise begins when the desk has the whole checklist.
 * @param open the code of a reopening of it that is still being handled
 * @throws RefusedError `dossier.notYourDesk`, `dossier.stillHandled`, `dossier.withdrawnByApplicant`,
 *   `dossier.reopenedAlready`, `dossier.unknownCase`, `dossier.unknownChecklistItem`, and what `routeNaming` refuses: an agency
 *   that only the version now in force asks for is named by the order
 */
export function reopen(
  order: Reopening,
  old: Dossier,
  open: string | null,
  code: string,
  setting: Setting,
): Decision {
  checkLeader(old, setting);
  checkEnded(old);
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

function foundAnew(order: Reopening, old: Dossier, setting: Setting): Found {
  const { catalogue, tree, now } = setting;
  const { code, version } = old.procedure;
  const procedure = catalogue.inForce(code, localDateOf(now));
  const { key } = caseOf(procedure, order.case ?? old.caseKey);
  checkItems(procedure, order.handedIn ?? []);
  const competent = competentOf(catalogue.version(code, version).facts, old.routing, tree);
  const { desk, named } = old.routing;
  const naming = { given: order.agencies, before: named, whole: !wasRefusedAtDesk(old) };
  const found = {
    procedureVersion: procedure.facts.version,
    routing: routeNaming(procedure, key, naming, { desk, competent, tree }),
  };
  if (!wasRefusedAtDesk(old)) return found;
  const term = setting.receptionTerm ?? DEFAULT_RECEPTION_TERM;
  return { ...found, deadline: computeDue(setting.calendarOf(desk), now, term) };
}

const wasRefusedAtDesk = ({ outcome }: Dossier): boolean => outcome === 'notReceived';

/**
 * The papers are those the office has, and what the order says it has besides; what they lack under a newer checklist is for
 * whoever handles it to ask for. With a refusal at the desk papers were given back, so only what came in online is still here.
 */
function papersOf({ handedIn: more = [] }: Reopening, old: Dossier): HandedIn[] {
  const kept = wasRefusedAtDesk(old) && old.channel !== 'online' ? [] : old.handedIn;
  return [...kept, ...more];
}

function openingOf(order: Reopening, old: Dossier): Opening {
  const { channel, applicant, note, delivery } = old;
  return {
    type: wasRefusedAtDesk(old) ? 'register' : 'receive',
    procedure: old.procedure.code,
    case: order.case ?? old.caseKey,
    channel,
    desk: old.routing.desk,
    applicant,
    handedIn: papersOf(order, old),
    ...(note === null ? {} : { note }),
    ...(delivery === undefined ? {} : { delivery }),
  };
}

/** Whose act is complained of: the desk's refusal is its agency's, everything after reception the lead's. */
function orderedBy(old: Dossier, { tree }: Pick<Setting, 'tree'>): UnitId {
  if (!wasRefusedAtDesk(old)) return leadership(old, { tree });
  return tree.department(tree.agencyOf(old.routing.desk), 'leadership');
}

function checkLeader(old: Dossier, setting: Setting): void {
  const unit = orderedBy(old, setting);
  if (holdsRole(setting.actor, ['leader'], unit, setting)) return;
  throw new RefusedError(
    'dossier.notYourDesk',
    `Reopening ${old.code} is ordered by the leader of ${unit}. Ask them.`,
    { unit, roles: ['leader'] },
  );
}

function checkEnded(old: Dossier): void {
  if (old.outcome === 'withdrawn' && old.finishedAt === null) throw withdrawn(old);
  if (old.finishedAt === null && old.closedAt === null) throw stillHandled(old);
}

function stillHandled({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.stillHandled',
    `Dossier ${code} is still being handled; put it right there. Only one that has ended is reopened.`,
  );
}

/** Nobody decided anything that a complaint could overturn. */
function withdrawn({ code, closedAt }: Dossier): RefusedError {
  const on = localDateOf(closedAt!);
  return new RefusedError(
    'dossier.withdrawnByApplicant',
    `The applicant withdrew ${code} on ${on}, so there is nothing to reopen. They hand in a new dossier.`,
    { withdrawnOn: on },
  );
}

function reopenedAlready({ code }: Dossier, open: string): RefusedError {
  return new RefusedError(
    'dossier.reopenedAlready',
    `Dossier ${code} is being handled again as ${open}. Finish that one first.`,
    { reopenedAs: open },
  );
}
