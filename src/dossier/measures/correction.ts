import { type Instant, localDateOf, parseInstant } from '../../calendar/index.js';
import type { Procedure } from '../../procedure/index.js';
import { caseOf, checkItems, checkWhole } from '../checklist.js';
import type { Command } from '../commands.js';
import { beginCourse } from '../course.js';
import { RefusedError } from '../errors.js';
import { awaitsReception, checkCompetent, goingOn } from '../receive.js';
import { competentOf, route } from '../routing.js';
import type { Found, Setting } from '../setting.js';
import { transferBegun } from '../transfer.js';
import type { Dossier } from '../types.js';
import type { Measure } from './measure.js';

type Correction = Extract<Command, { type: 'correct' }>;

/**
 * Đính chính sai sót khi tiếp nhận: a mistake of the desk is put right at once by that desk, with a new receipt; the old
 * one is void. Who the applicant is can be put right until there is a result; what was asked for, handed in and when,
 * only until somebody worked on it: routing, clock, promise and steps are then made anew as at `receivedAt`, under the same code.
 */
export const correct: Measure<'correct'> = {
  event: 'corrected',
  by: ({ routing }) => ({ roles: ['clerk'], unit: routing.desk }),
  obstacle: (dossier, { tags, done }) =>
    done || dossier.closedAt !== null || tags.has('resultExists') ? tooLate(dossier, RESULT) : null,
  take(dossier, command, _at, setting) {
    const named = command.applicant ? { ...dossier, applicant: command.applicant } : dossier;
    return setting.found === undefined ? named : begunAnew(named, command, setting.found, setting);
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
  const { type: _type, reason: _reason, applicant, ...course } = command;
  if (Object.keys(course).length === 0) {
    if (applicant === undefined) throw badCorrection(dossier, 'it says nothing that would be different');
    return null;
  }
  if (!isUntouched(dossier)) throw tooLate(dossier, WORKED_ON);
  if (command.receivedAt !== undefined) checkEarlier(dossier, parseInstant(command.receivedAt));
  checkCompetent(command.competentUnit, setting);
  const procedure = procedureMeant(dossier, command, at, setting);
  caseOf(procedure, caseMeant(dossier, command));
  const papers = command.handedIn ?? dossier.handedIn;
  if (awaitsReception(dossier)) checkItems(procedure, papers);
  else checkWhole(procedure, papers);
  const routing = routingMeant(dossier, command, procedure, setting);
  const received = { channel: dossier.channel, handedIn: papers };
  return {
    procedureVersion: procedure.facts.version,
    routing,
    ...(awaitsReception(dossier)
      ? {}
      : goingOn(received, routing, receptionMeant(dossier, command), setting)),
  };
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
  const { transfer: _before, ...kept } = dossier;
  return {
    ...kept,
    handedIn: command.handedIn ?? dossier.handedIn,
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

function routingMeant(
  { procedure: { code, version }, routing }: Dossier,
  { competentUnit }: Correction,
  { facts }: Procedure,
  { catalogue, tree }: Setting,
): Found['routing'] {
  const competent = competentUnit ?? competentOf(catalogue.version(code, version).facts, routing, tree);
  return route(facts, routing.desk, competent, tree);
}

const RESULT = 'handling has ended or a decision exists';
const WORKED_ON = 'somebody has worked on it beyond the first step of the desk';

function tooLate({ code }: Dossier, why: string): RefusedError {
  return new RefusedError(
    'dossier.correctedTooLate',
    why === RESULT
      ? `Dossier ${code} can no longer be corrected: ${why}.`
      : `Procedure, case, papers and reception of ${code} can no longer be corrected: ${why}. The applicant's data still can.`,
    { why },
  );
}

function badCorrection({ code }: Dossier, why: string): RefusedError {
  return new RefusedError(
    'dossier.badCorrection',
    `Dossier ${code} cannot be corrected so: ${why}. Say what was wrong; "receivedAt" may only be earlier, on the same day.`,
    { why },
  );
}
