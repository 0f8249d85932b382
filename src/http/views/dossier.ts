import type { z } from 'zod';
import { formatInstant, formatTerm, type Due, type Instant } from '../../calendar/index.js';
import { isLate } from '../../casework/index.js';
import {
  type AllowedCommand,
  type Dossier,
  reappointmentKept,
  receptionAnswer,
  type Task,
} from '../../dossier/index.js';
import type { DossierLine, Engine, HistoryEntry } from '../../ledger/index.js';
import { stepsOf } from '../../lookup/index.js';
import type { Catalogue, Procedure } from '../../procedure/index.js';
import type * as schemas from '../schemas/dossier.js';
import { meetingViews, ofMeeting } from './meetings.js';
import { returnedView, scansView } from './papers.js';
import { transferView } from './transfer.js';

export type DossierView = z.output<typeof schemas.dossier>;
export type StandingView = z.output<typeof schemas.standing>;
export type DossierLineView = z.output<typeof schemas.dossierLine>;

export const instantOf = (at: Instant | null): string | null => (at === null ? null : formatInstant(at));

export function dueView({ at, lateFrom, comparison, provisional }: Due): z.output<typeof schemas.due> {
  return { at: formatInstant(at), lateFrom: formatInstant(lateFrom), comparison, provisional };
}

/** What the dossier does not say itself. */
type Known = { allowedCommands: AllowedCommand[]; reopenedAs: string[] };

export function dossierView(
  dossier: Dossier,
  { allowedCommands, reopenedAs }: Known,
  { catalogue, now, engine }: { catalogue: Catalogue; now: () => Instant; engine: Engine },
): DossierView {
  const procedure = catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const { code, version, channel, status, routing, applicant, handedIn, note, outcome } = dossier;
  return {
    origin: 'desk',
    code,
    version,
    procedure: { ...dossier.procedure, name: procedure.facts.name },
    case: dossier.caseKey,
    channel,
    status,
    desk: routing.desk,
    lead: routing.lead,
    agencies: agenciesView(dossier, procedure),
    applicant,
    handedIn,
    note,
    receivedAt: formatInstant(dossier.receivedAt),
    receivedBy: dossier.receivedBy,
    appointment: dossier.appointment && dueView(dossier.appointment),
    clock: clockView(dossier),
    late: isLate(dossier, now()),
    tasks: dossier.tasks.map((task) => taskView(task, procedure)),
    outcome,
    suspension: dossier.suspension
      ? { ...dossier.suspension, since: formatInstant(dossier.suspension.since) }
      : null,
    reappointment: reappointmentView(dossier),
    ...deskView(dossier, now()),
    reopenedAs,
    extension: extensionView(dossier),
    waiting: waitingView(dossier),
    ...scansView(dossier),
    transfer: transferView(dossier, now(), engine),
    meetings: meetingViews(dossier, now()),
    changedAt: formatInstant(dossier.changedAt),
    finishedAt: instantOf(dossier.finishedAt),
    closedAt: instantOf(dossier.closedAt),
    returnedAt: instantOf(dossier.returnedAt),
    allowedCommands,
  };
}

/** The agencies named for it, by what its procedure asks. */
function agenciesView({ routing }: Dossier, { facts }: Procedure): DossierView['agencies'] {
  return Object.entries(routing.named ?? {}).map(([name, unit]) => ({
    name,
    question: facts.namedAgencies?.[name]?.question ?? null,
    unit,
  }));
}

/** How it stands now: its open steps and what the caller may do. */
export function standingView(
  dossier: Dossier,
  allowedCommands: AllowedCommand[],
  { catalogue, now }: { catalogue: Catalogue; now: () => Instant },
): StandingView {
  const procedure = catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const { code, version, status, outcome } = dossier;
  return {
    origin: 'desk',
    code,
    version,
    status,
    appointment: dossier.appointment && dueView(dossier.appointment),
    clock: clockView(dossier),
    late: isLate(dossier, now()),
    outcome,
    changedAt: formatInstant(dossier.changedAt),
    finishedAt: instantOf(dossier.finishedAt),
    closedAt: instantOf(dossier.closedAt),
    returnedAt: instantOf(dossier.returnedAt),
    waiting: waitingView(dossier),
    tasks: dossier.tasks
      .filter(({ finishedAt }) => finishedAt === null)
      .map((task) => taskView(task, procedure)),
    allowedCommands,
  };
}

/** How it came in, what the applicant was told and asked for, and how the result went out. */
function deskView(
  dossier: Dossier,
  now: Instant,
): Pick<DossierView, 'arrival' | 'guidance' | 'delivery' | 'result' | 'returned' | 'follows'> {
  const { guidance = [], delivery, result, returned, follows, routing } = dossier;
  return {
    arrival: arrivalView(dossier, now),
    guidance: guidance.map((one) => ({ ...one, at: formatInstant(one.at) })),
    delivery: delivery
      ? {
          by: delivery.by,
          at: delivery.at ?? routing.desk,
          address: delivery.address ?? null,
          copies: delivery.copies ?? null,
        }
      : null,
    result: result ?? null,
    returned: returned ? returnedView(returned) : null,
    follows: follows ?? null,
  };
}

function arrivalView(dossier: Dossier, now: Instant): DossierView['arrival'] {
  const { arrival } = dossier;
  if (arrival === undefined) return null;
  const answeredAt = receptionAnswer(dossier);
  return {
    at: formatInstant(arrival.at),
    channel: arrival.channel,
    deadline: dueView(arrival.deadline),
    answeredAt: instantOf(answeredAt),
    late: (answeredAt ?? now) >= arrival.deadline.lateFrom,
  };
}

function reappointmentView(dossier: Dossier): DossierView['reappointment'] {
  const { reappointment } = dossier;
  if (reappointment === undefined) return null;
  const { at, newDue } = reappointment;
  return {
    ...reappointment,
    at: formatInstant(at),
    newDue: dueView(newDue),
    kept: reappointmentKept(dossier),
  };
}

export function extensionView({ extension }: Dossier): DossierView['extension'] {
  if (extension === undefined) return null;
  const { at, term, dueBefore } = extension;
  return {
    ...extension,
    at: formatInstant(at),
    termText: formatTerm(term),
    dueBefore: dueView(dueBefore),
  };
}

function waitingView({ waiting }: Dossier): DossierView['waiting'] {
  if (waiting === undefined) return null;
  const { since, answerBy, items } = waiting;
  return { since: formatInstant(since), answerBy: answerBy && dueView(answerBy), items };
}

function clockView({ clock }: Dossier): DossierView['clock'] {
  if (clock === null) return null;
  const last = clock.intervals.at(-1);
  const ground = clock.state === 'stopped' && last?.kind === 'stopped' ? last.ground : null;
  return { state: clock.state, ground, due: dueView(clock.due) };
}

function taskView(task: Task, procedure: Procedure): DossierView['tasks'][number] {
  const { no, step, stepNo, kind, unit, role, official, clock, end, usedMinutes, late, lateAnswer } = task;
  return {
    no,
    step,
    stepNo,
    title: stepsOf(procedure).get(step)?.title ?? null,
    kind,
    unit,
    role,
    official,
    onBehalfOf: task.onBehalfOf ?? null,
    openedAt: formatInstant(task.openedAt),
    dueAt: instantOf(clock?.due.at ?? null),
    lateFrom: instantOf(clock === null || clock.state === 'stopped' ? null : clock.due.lateFrom),
    finishedAt: instantOf(task.finishedAt),
    end,
    usedMinutes,
    late,
    lateAnswer: lateAnswer ? { ...lateAnswer, at: formatInstant(lateAnswer.at) } : null,
    laidIn: task.laidIn ?? null,
    ...ofMeeting(task),
  };
}

export function lineView(line: DossierLine): DossierLineView {
  return {
    origin: line.origin,
    code: line.code,
    version: line.version,
    procedure: line.procedure,
    status: line.status,
    desk: line.desk,
    lead: line.lead,
    applicantName: line.applicantName,
    receivedAt: formatInstant(line.receivedAt),
    dueAt: instantOf(line.dueAt),
    lateFrom: instantOf(line.lateFrom),
    finishedAt: instantOf(line.finishedAt),
    returnedAt: instantOf(line.returnedAt),
  };
}

export function historyView(code: string, entries: HistoryEntry[]): z.output<typeof schemas.history> {
  const events = entries.map(({ no, type, at, actor, payload, hash }) => ({
    no,
    type,
    at: formatInstant(at),
    actor,
    payload,
    hash,
  }));
  return { code, events };
}
