import { type LocalDate, localDateOf, startClock } from '../calendar/index.js';
import { advance, begin, type Procedure, type ProcedureCase, view } from '../procedure/index.js';
import { holdsRole } from './authority.js';
import type { Opening } from './commands.js';
import { RefusedError } from './errors.js';
import { route, unknownUnit } from './routing.js';
import type { Setting } from './setting.js';
import { portalStatus } from './status.js';
import { followSteps } from './tasks.js';
import { nextWake } from './timers.js';
import { byMachine, type Decision, type Dossier, type HandedIn, type Routing, type UnitId } from './types.js';

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

/**
 * Receives a dossier (tiếp nhận, Mẫu 01) or refuses it at the desk (Mẫu 03): checks the paper list, routes it, starts the
 * statutory clock at this instant and opens the first step.
 * @throws RefusedError `dossier.checklistIncomplete` with what is missing, `dossier.unknownCase`, `dossier.unknownUnit` …
 */
export function receive(opening: Opening, desk: UnitId, code: string, setting: Setting): Decision {
  const procedure = setting.catalogue.inForce(opening.procedure, localDateOf(setting.now));
  checkItems(procedure, opening.handedIn);
  const missing = missingItems(procedure, opening.handedIn);
  if (opening.type === 'receive' && missing.length > 0) throw incomplete(missing);
  if (opening.competentUnit !== undefined && !setting.tree.has(opening.competentUnit)) {
    throw unknownUnit(opening.competentUnit, 'given as "competentUnit"');
  }
  const routing = route(procedure.facts, desk, opening.competentUnit ?? null, setting.tree);
  const dossier = openDossier(opening, code, procedure, routing, setting);
  return {
    dossier,
    event: {
      type: opening.type === 'receive' ? 'received' : 'refusedAtDesk',
      at: setting.now,
      actor: setting.actor.id,
      payload: {
        command: opening,
        code,
        procedureVersion: procedure.facts.version,
        routing,
        due: dossier.appointment,
        ...byMachine(setting.actor),
      },
    },
  };
}

/** The dossier an opening makes under a routing already known: `receive` checks first, the recount replays. */
export function openDossier(
  opening: Opening,
  code: string,
  procedure: Procedure,
  routing: Routing,
  setting: Setting,
): Dossier {
  const { facts } = procedure;
  const chosen = caseOf(procedure, opening.case);
  const at = setting.now;
  const start = begin(procedure, {
    caseKey: chosen.key,
    channel: opening.channel,
    supplementLimit: facts.supplementLimit,
  });
  const position = advance(procedure, start, opening.type, {
    step: null,
    termPassed: false,
    wholeChecklist: true,
    answer: null,
  });
  if (position === null)
    throw new Error(`Procedure ${facts.code} does not let a desk "${opening.type}": its machine is unsound.`);
  const after = view(procedure, position);
  const term = chosen.termByChannel?.[opening.channel] ?? chosen.term;
  const clock = after.tags.has('clock.running')
    ? startClock(setting.calendarOf(routing.lead), term, at)
    : null;
  const tasks = followSteps([], after, {
    at,
    calendarOf: setting.calendarOf,
    unitOf: (party) => routing.parties[party] ?? routing.lead,
    nextOfficial: setting.actor.kind === 'official' ? setting.actor.id : null,
  }).map((task) => (task.unit === routing.desk ? task : { ...task, official: null }));
  const dossier: Dossier = {
    code,
    version: 1,
    procedure: { code: facts.code, version: facts.version },
    caseKey: chosen.key,
    channel: opening.channel,
    routing,
    applicant: opening.applicant,
    handedIn: opening.handedIn,
    note: opening.note ?? null,
    changedAt: at,
    receivedAt: at,
    receivedBy: setting.actor.id,
    appointment: clock?.due ?? null,
    clock,
    position,
    status: portalStatus(after, { tasks, closedAt: null, outcome: after.outcome }),
    tasks,
    outcome: after.outcome,
    finishedAt: null,
    closedAt: after.done ? at : null,
    returnedAt: null,
    wakeAt: null,
  };
  return { ...dossier, wakeAt: nextWake(dossier, setting) };
}

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

function caseOf({ facts }: Procedure, key: string | undefined): ProcedureCase {
  const found =
    key === undefined && facts.cases.length === 1
      ? facts.cases[0]
      : facts.cases.find((candidate) => candidate.key === key);
  if (found) return found;
  const keys = facts.cases.map((candidate) => candidate.key);
  throw new RefusedError(
    'dossier.unknownCase',
    `Procedure ${facts.code} has the cases ${keys.join(', ')}: say which as "case".`,
    { cases: keys },
  );
}

function checkItems({ facts }: Procedure, handedIn: readonly HandedIn[]): void {
  const known = new Set(facts.checklist.map((item) => item.key));
  const unknown = handedIn.map((item) => item.key).filter((key) => !known.has(key));
  if (unknown.length === 0) return;
  throw new RefusedError(
    'dossier.unknownChecklistItem',
    `The checklist of ${facts.code} has no ${unknown.join(', ')}; its items are ${[...known].join(', ')}.`,
    { unknown, items: [...known] },
  );
}

type MissingItem = { key: string; name: { vi: string; en: string }; originals: number; copies: number };

function missingItems({ facts }: Procedure, handedIn: readonly HandedIn[]): MissingItem[] {
  return facts.checklist.flatMap((item) => {
    const given = handedIn.filter((candidate) => candidate.key === item.key);
    const originals = item.originals - given.reduce((sum, part) => sum + part.originals, 0);
    const copies = item.copies - given.reduce((sum, part) => sum + part.copies, 0);
    if (!item.required || (originals <= 0 && copies <= 0)) return [];
    return [
      { key: item.key, name: item.name, originals: Math.max(0, originals), copies: Math.max(0, copies) },
    ];
  });
}

function incomplete(missing: MissingItem[]): RefusedError {
  return new RefusedError(
    'dossier.checklistIncomplete',
    `Missing: ${missing.map((item) => item.name.vi).join('; ')}. Ask the applicant once, in writing, for all of it (Mẫu 02), or refuse with a reason (Mẫu 03).`,
    { missing },
  );
}
