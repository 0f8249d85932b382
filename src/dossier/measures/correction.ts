import { type Instant, localDateOf, parseInstant } from '../../calendar/index.js';
import { nameAsked, type Procedure } from '../../procedure/index.js';
import { caseOf, checkItems, checkWhole } from '../checklist.js';
import type { Command } from '../commands.js';
import { beginCourse } from '../course.js';
import { checkDelivery, redelivered } from '../delivery.js';
import { RefusedError } from '../errors.js';
import { routeNaming } from '../named-agencies.js';
import { awaitsReception, checkCompetent, goingOn } from '../receive.js';
import { competentOf } from '../routing.js';
import { scansKept } from '../scans.js';
import { openStepsOf, redirected } from '../redirect.js';
import type { Found, Setting } from '../setting.js';
import { transferBegun } from '../transfer.js';
import type { Dossier, Task } from '../types.js';
import type { Measure } from './measure.js';

type Correction = Extract<Command, { type: 'correct' }>;

/**
 * Đính chính sai sót khi tiếp nhận: a mistake of the desk is put right at once by that desk, with a new receipt; the old
 * one is void. Who the applicant is can be put right until there is a result; what was asked for, handed in and when,
 * only until somebody worked on it: routing, clock, promise and steps are then made anew as at `receivedAt`, under the same code.
 * An agency named wrongly can be put right until it has answered; nothing begins anew then, what was put to it is put to the
 * other. How and where the result is wanted can be put right, or be wanted otherwise, until it is handed over.
 */
export const correct: Measure<'correct'> = {
  event: 'corrected',
  by: ({ routing }) => ({ roles: ['clerk'], unit: routing.desk }),
  obstacle: (dossier, { done }) => (done || dossier.closedAt !== null ? tooLate(dossier, ENDED) : null),
  check(dossier, command, { tags }, { tree }) {
    const { type: _type, reason: _reason, delivery, ...before } = command;
    if (tags.has('resultExists') && Object.keys(before).length > 0) throw tooLate(dossier, RESULT);
    if (delivery !== undefined) checkDelivery(delivery, command.applicant ?? dossier.applicant, tree);
  },
  take(dossier, command, at, setting) {
    const named = command.applicant ? { ...dossier, applicant: command.applicant } : dossier;
    const { delivery } = command;
    const { found } = setting;
    const meant = delivery ? redelivered(named, delivery, { at, calendarOf: setting.calendarOf }) : named;
    if (found === undefined) return meant;
    if (!found.renamed) return begunAnew(meant, command, found, setting);
    const procedure = setting.catalogue.version(dossier.procedure.code, found.procedureVersion);
    return redirected(meant, found.routing, procedure, { at, calendarOf: setting.calendarOf });
  },
};

/**
 * What a correction takes from the office of the day it speaks of; null when only the applicant's data change.
 * @throws RefusedError `dossier.badCorrection`, `dossier.correctedTooLate`, and what a reception may be refused for
 */
export function foundAtCorrection(
  dossier: Dossier,
  command: Correction,
  at: Instant,
  setting: Setting,
): Found | null {
  const { type: _type, reason: _reason, applicant, delivery, ...course } = command;
  if (Object.keys(course).length === 0) {
    if (applicant === undefined && delivery === undefined)
      throw badCorrection(dossier, 'it says nothing that would be different');
    return null;
  }
  if (!isUntouched(dossier)) return foundRenamed(dossier, course, setting);
  if (command.receivedAt !== undefined) checkEarlier(dossier, parseInstant(command.receivedAt));
  checkCompetent(command.competentUnit, setting);
  const procedure = procedureMeant(dossier, command, at, setting);
  const { key } = caseOf(procedure, caseMeant(dossier, command));
  const papers = command.handedIn ?? dossier.handedIn;
  if (awaitsReception(dossier)) checkItems(procedure, papers);
  else checkWhole(procedure, papers);
  const routing = routingMeant(dossier, command, procedure, key, setting);
  const received = { channel: dossier.channel, handedIn: papers };
  return {
    procedureVersion: procedure.facts.version,
    routing,
    ...(awaitsReception(dossier)
      ? {}
      : goingOn(received, routing, receptionMeant(dossier, command), setting)),
  };
}

/** Once somebody worked on it only an agency can be put right, which has not answered yet. */
function foundRenamed(dossier: Dossier, course: Partial<Correction>, { catalogue, tree }: Setting): Found {
  const { agencies, ...others } = course;
  if (agencies === undefined || Object.keys(others).length > 0) throw tooLate(dossier, WORKED_ON);
  const { routing, caseKey, procedure: of } = dossier;
  const procedure = catalogue.version(of.code, of.version);
  const competent = competentOf(procedure.facts, routing, tree);
  const naming = { given: agencies, before: routing.named, whole: true };
  const anew = routeNaming(procedure, caseKey, naming, { desk: routing.desk, competent, tree });
  const parties = { ...routing.parties };
  for (const [party, { agency }] of Object.entries(procedure.facts.parties)) {
    const name = nameAsked(agency);
    if (name === null || !Object.hasOwn(agencies, name)) continue;
    const asked = openStepsOf(party, dossier, procedure);
    if (dossier.tasks.some((task) => task.unit === parties[party] && !stillAsked(task, asked)))
      throw tooLate(dossier, ANSWERED);
    parties[party] = anew.parties[party]!;
  }
  return { procedureVersion: of.version, routing: { ...routing, parties, named: anew.named }, renamed: true };
}

/** What an agency holds now, or held before somebody else was given it, there or elsewhere. */
function stillAsked({ step, end, finishedAt }: Task, asked: readonly Task[]): boolean {
  const passedOn = end === 'reassigned' || end === 'redirected';
  return (finishedAt === null || passedOn) && asked.some((task) => task.step === step);
}

function begunAnew(dossier: Dossier, command: Correction, found: Found, setting: Setting): Dossier {
  const { channel, delivery } = dossier;
  const held = dossier.tasks.find((task) => task.unit === dossier.routing.desk);
  const course = beginCourse(
    {
      how: awaitsReception(dossier) ? 'register' : 'receive',
      procedure: setting.catalogue.version(
        command.procedure ?? dossier.procedure.code,
        found.procedureVersion,
      ),
      caseKey: caseMeant(dossier, command),
      channel,
      routing: found.routing,
      delivery,
      at: receptionMeant(dossier, command),
      holder: held?.official ?? null,
      behalf: held?.onBehalfOf ?? null,
    },
    setting.calendarOf,
  );
  // Its steps are other steps now, with warnings of their own.
  const fired = dossier.fired?.filter((id) => !id.startsWith('task'));
  const handedIn = command.handedIn ?? dossier.handedIn;
  const same = course.procedure.code === dossier.procedure.code;
  const { transfer: _before, ...kept } = dossier;
  return {
    ...kept,
    handedIn,
    ...(dossier.scans && { scans: scansKept(dossier, handedIn, same) }),
    ...course,
    ...transferBegun(found.transfer, course),
    ...(fired === undefined ? {} : { fired }),
  };
}

const receptionMeant = ({ receivedAt: recorded }: Dossier, { receivedAt }: Correction): Instant =>
  receivedAt === undefined ? recorded : parseInstant(receivedAt);

/** Nobody has done anything yet beyond holding the desk's own first step, and its clock is as it began. */
function isUntouched(dossier: Dossier): boolean {
  const { clock, appointment, tasks, routing, reappointment, suspension, extension, transfer } = dossier;
  return (
    transfer?.papers === undefined &&
    reappointment === undefined &&
    extension === undefined &&
    suspension === undefined &&
    (clock === null || (clock.intervals.length === 1 && clock.due.at === appointment?.at)) &&
    tasks.every((task) => task.finishedAt === null && (task.unit === routing.desk || task.official === null))
  );
}

/** The engine itself stamps receptions; what can be wrong is that it was typed in late. */
function checkEarlier(dossier: Dossier, receivedAt: Instant): void {
  const { receivedAt: recorded, arrival } = dossier;
  if (awaitsReception(dossier)) throw badCorrection(dossier, 'it was not received yet');
  if (receivedAt >= recorded) throw badCorrection(dossier, 'the reception can only have been earlier');
  if (localDateOf(receivedAt) !== localDateOf(recorded))
    throw badCorrection(dossier, 'the reception stays on its day');
  if (arrival !== undefined && receivedAt < arrival.at)
    throw badCorrection(dossier, 'it cannot be received before it arrived');
}

/** The version it was received under, or for another procedure and for what still waits the one then in force. */
function procedureMeant(
  dossier: Dossier,
  { procedure }: Correction,
  at: Instant,
  { catalogue }: Setting,
): Procedure {
  const { code, version } = dossier.procedure;
  const waits = awaitsReception(dossier);
  if (!waits && (procedure ?? code) === code) return catalogue.version(code, version);
  return catalogue.inForce(procedure ?? code, localDateOf(waits ? at : dossier.receivedAt));
}

function caseMeant({ procedure, caseKey }: Dossier, command: Correction): string | undefined {
  const other = (command.procedure ?? procedure.code) !== procedure.code;
  return command.case ?? (other ? undefined : caseKey);
}

/** What was not said to be wrong stays; the agencies named for one procedure mean nothing to another. */
function routingMeant(
  dossier: Dossier,
  { competentUnit, agencies }: Correction,
  procedure: Procedure,
  caseKey: string,
  { catalogue, tree }: Setting,
): Found['routing'] {
  const { code, version } = dossier.procedure;
  const { desk, named } = dossier.routing;
  const competent =
    competentUnit ?? competentOf(catalogue.version(code, version).facts, dossier.routing, tree);
  const before = procedure.facts.code === code ? named : undefined;
  const naming = { given: agencies, before, whole: !awaitsReception(dossier) };
  return routeNaming(procedure, caseKey, naming, { desk, competent, tree });
}

const ENDED = 'its handling is over';
const RESULT = 'a decision exists';
const ANSWERED = 'the agency named before has answered already';
const WORKED_ON = 'somebody has worked on it beyond the first step of the desk';

const WHAT_IS_LEFT: Readonly<Record<string, (code: string) => string>> = {
  [ENDED]: (code) => `Dossier ${code} can no longer be corrected: ${ENDED}.`,
  [RESULT]: (code) =>
    `Dossier ${code} can no longer be corrected: ${RESULT}. How and where the result is handed over ("delivery") still can.`,
  [ANSWERED]: (code) =>
    `The agency of ${code} can no longer be changed: ${ANSWERED}. Write to the agency that leads.`,
  [WORKED_ON]: (code) =>
    `Procedure, case, papers and reception of ${code} can no longer be corrected: ${WORKED_ON}. The applicant's data and the delivery still can.`,
};

function tooLate({ code }: Dossier, why: string): RefusedError {
  return new RefusedError('dossier.correctedTooLate', WHAT_IS_LEFT[why]!(code), { why });
}

function badCorrection({ code }: Dossier, why: string): RefusedError {
  return new RefusedError(
    'dossier.badCorrection',
    `Dossier ${code} cannot be corrected so: ${why}. Say what was wrong; "receivedAt" may only be earlier, on the same day.`,
    { why },
  );
}
