import { computeDue, type Instant, type LocalDate, localDateOf } from '../calendar/index.js';
import { behalfInRole, holdsRole } from './authority.js';
import { caseOf, checkItems, checkWhole } from './checklist.js';
import type { Command, Opening } from './commands.js';
import { beginCourse } from './course.js';
import { checkDelivery } from './delivery.js';
import { RefusedError } from './errors.js';
import { routeNaming } from './named-agencies.js';
import { competentOf, unknownUnit } from './routing.js';
import { DEFAULT_RECEPTION_TERM, type Found, type Setting } from './setting.js';
import { nextWake } from './timers.js';
import { transferBegun, transferOwed } from './transfer.js';
import {
  type Actor,
  type Behalf,
  byMachine,
  type Decision,
  type Dossier,
  type OfficialId,
  onBehalf,
  type Routing,
  type Transfer,
  type UnitId,
} from './types.js';

/**
 * The desk and day an opening counts its code under; asked first, because the ledger numbers dossiers per desk and day.
 * @throws RefusedError `dossier.unknownDesk`, `dossier.notYourDesk`
 */
export function receivingDesk(opening: Opening, setting: Setting): { desk: UnitId; day: LocalDate } {
  const desk = opening.desk ?? onlyDeskOf(setting);
  if (!setting.tree.has(desk)) throw unknownUnit(desk, 'given as "desk"');
  if (!holdsRole(setting.actor, ['clerk'], desk, setting)) {
    throw new RefusedError(
      'dossier.notYourDesk',
      `You are not a clerk of ${desk}. Receive dossiers at your own desk.`,
      { desk },
    );
  }
  return { desk, day: localDateOf(setting.now) };
}

/** What the history calls each way of beginning. */
const EVENT_OF_OPENING = {
  receive: 'received',
  refuseAtDesk: 'refusedAtDesk',
  register: 'registered',
} as const satisfies Record<Opening['type'], string>;

/**
 * Receives a dossier (tiếp nhận, Mẫu 01), refuses it at the desk (Mẫu 03) or registers it: routes it, and when it is
 * received checks the paper list, starts the statutory clock at this instant and opens the first step.
 * @throws RefusedError `dossier.checklistIncomplete` with what is missing, `dossier.unknownCase`, `dossier.unknownUnit`,
 *   what `routeNaming` refuses …
 */
export function receive(opening: Opening, desk: UnitId, code: string, setting: Setting): Decision {
  const found = foundAtDesk(opening, desk, setting);
  const behalf = behalfInRole(setting.actor, ['clerk'], desk, setting);
  const dossier = openDossier(opening, code, found, setting, { behalf });
  return {
    dossier,
    event: {
      type: EVENT_OF_OPENING[opening.type],
      at: setting.now,
      actor: setting.actor.id,
      payload: {
        command: opening,
        code,
        ...found,
        due: dossier.appointment,
        ...onBehalf(behalf),
        ...byMachine(setting.actor),
      },
    },
  };
}

function foundAtDesk(opening: Opening, desk: UnitId, setting: Setting): Found {
  const { tree, now } = setting;
  const procedure = setting.catalogue.inForce(opening.procedure, localDateOf(now));
  if (opening.type === 'receive') checkWhole(procedure, opening.handedIn);
  else checkItems(procedure, opening.handedIn);
  checkCompetent(opening.competentUnit, setting);
  checkDelivery(opening.delivery, opening.applicant, tree);
  const competent = opening.competentUnit ?? null;
  const naming = { given: opening.agencies, whole: opening.type === 'receive' };
  const routing = routeNaming(procedure, opening.case, naming, { desk, competent, tree });
  const procedureVersion = procedure.facts.version;
  if (opening.type === 'receive')
    return { procedureVersion, routing, ...goingOn(opening, routing, now, setting) };
  if (opening.type !== 'register') return { procedureVersion, routing };
  const term = setting.receptionTerm ?? DEFAULT_RECEPTION_TERM;
  return { procedureVersion, routing, deadline: computeDue(setting.calendarOf(desk), now, term) };
}

/** What is received goes on to the competent agency; of what stays in the house nothing is said. */
export function goingOn(
  { channel, handedIn }: Pick<Dossier, 'channel' | 'handedIn'>,
  routing: Routing,
  at: Instant,
  setting: Setting,
): { transfer?: Transfer } {
  const transfer = transferOwed({ routing, channel, handedIn }, at, setting);
  return transfer === undefined ? {} : { transfer };
}

/** @throws RefusedError `dossier.unknownUnit` */
export function checkCompetent(unit: UnitId | undefined, { tree }: Pick<Setting, 'tree'>): void {
  if (unit !== undefined && !tree.has(unit)) throw unknownUnit(unit, 'given as "competentUnit"');
}

/**
 * The dossier an opening makes of what was found: `receive` checks first, the recount replays. One that follows another
 * was opened by a leader, who holds no step at the desk.
 */
export function openDossier(
  opening: Opening,
  code: string,
  found: Found,
  setting: Setting,
  { follows, behalf = null }: { follows?: string | undefined; behalf?: Behalf | null } = {},
): Dossier {
  const at = setting.now;
  const { channel, delivery } = opening;
  const course = beginCourse(
    {
      how: opening.type,
      procedure: setting.catalogue.version(opening.procedure, found.procedureVersion),
      caseKey: opening.case,
      channel,
      routing: found.routing,
      delivery,
      at,
      holder: follows === undefined ? personOf(setting.actor) : null,
      behalf,
    },
    setting.calendarOf,
  );
  const dossier: Dossier = {
    code,
    version: 1,
    channel,
    applicant: opening.applicant,
    handedIn: opening.handedIn,
    note: opening.note ?? null,
    changedAt: at,
    receivedBy: setting.actor.id,
    finishedAt: null,
    returnedAt: null,
    ...course,
    ...transferBegun(found.transfer, course),
    ...(delivery === undefined ? {} : { delivery }),
    ...(found.deadline === undefined ? {} : { arrival: { at, channel, deadline: found.deadline } }),
    ...(follows === undefined ? {} : { follows }),
    wakeAt: null,
  };
  return { ...dossier, wakeAt: nextWake(dossier, setting) };
}

/** Whether a dossier is registered and waits for the desk's word. */
export function awaitsReception({ status }: Dossier): boolean {
  return status === 1;
}

/** When the desk first answered what was registered: by guidance, reception or refusal. Null while it has not. */
export function receptionAnswer(dossier: Dossier): Instant | null {
  const guided = dossier.guidance?.[0]?.at;
  if (guided !== undefined) return guided;
  if (awaitsReception(dossier)) return null;
  return dossier.outcome === 'notReceived' ? dossier.closedAt : dossier.receivedAt;
}

type Reception = Extract<Command, { type: 'receive' }>;

/**
 * The office as it is at reception: the version then in force, whatever it was at arrival, and routing under it.
 * @throws RefusedError when papers or an agency to be named are missing, or that version has no such case;
 *   UnknownProcedureError
 */
export function foundAtReception(dossier: Dossier, command: Reception, at: number, setting: Setting): Found {
  const { code, version } = dossier.procedure;
  const procedure = setting.catalogue.inForce(code, localDateOf(at));
  const { key } = caseOf(procedure, command.case ?? dossier.caseKey);
  checkWhole(procedure, [...dossier.handedIn, ...command.handedIn]);
  const competent = competentOf(
    setting.catalogue.version(code, version).facts,
    dossier.routing,
    setting.tree,
  );
  const { desk, named } = dossier.routing;
  const naming = { given: command.agencies, before: named, whole: true };
  const routing = routeNaming(procedure, key, naming, { desk, competent, tree: setting.tree });
  const handedIn = [...dossier.handedIn, ...command.handedIn];
  return {
    procedureVersion: procedure.facts.version,
    routing,
    ...goingOn({ channel: dossier.channel, handedIn }, routing, at, setting),
  };
}

/** A registered dossier is received: from here on it is one like any other. */
export function takeIn(
  dossier: Dossier,
  command: Reception,
  at: number,
  setting: Setting,
  behalf: Behalf | null,
): Dossier {
  const { channel, delivery, procedure } = dossier;
  const { routing, procedureVersion, transfer } = setting.found!;
  const course = beginCourse(
    {
      how: 'receive',
      procedure: setting.catalogue.version(procedure.code, procedureVersion),
      caseKey: command.case ?? dossier.caseKey,
      channel,
      routing,
      delivery,
      at,
      holder: personOf(setting.actor),
      behalf,
    },
    setting.calendarOf,
  );
  const handedIn = [...dossier.handedIn, ...command.handedIn];
  const begun = { ...course, ...transferBegun(transfer, course) };
  return { ...dossier, handedIn, receivedBy: setting.actor.id, ...begun };
}

/** Machine accounts hold no steps. */
const personOf = ({ kind, id }: Actor): OfficialId | null => (kind === 'official' ? id : null);

function onlyDeskOf({ actor }: Setting): UnitId {
  const desks = actor.roles.filter((held) => held.role === 'clerk').map((held) => held.unit);
  if (desks.length === 1) return desks[0]!;
  throw new RefusedError(
    'dossier.unknownDesk',
    desks.length === 0
      ? 'You are clerk at no desk; only a clerk receives dossiers.'
      : `You are clerk at ${desks.join(', ')}: say which as "desk".`,
    { desks },
  );
}
