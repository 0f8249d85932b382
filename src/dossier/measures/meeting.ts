import {
  computeDue,
  epochDayOf,
  formatInstant,
  type Instant,
  localDateOf,
  localDateOfEpochDay,
  parseInstant,
} from '../../calendar/index.js';
import type { MeetingRule } from '../../procedure/index.js';
import type { Command } from '../commands.js';
import { RefusedError } from '../errors.js';
import { awaitedMeeting, convenable } from '../meetings.js';
import type { Setting } from '../setting.js';
import type { Dossier, Invitation, Meeting, Task } from '../types.js';
import { clockStands, leadership, type Measure, type Post } from './measure.js';

type Convening = Extract<Command, { type: 'convene' }>;
type Question = { task: Task; rule: MeetingRule };

/**
 * Mời họp, kiểm tra thực địa lấy ý kiến where the procedure's own rule allows it (QĐ 88/2025/QĐ-UBND Lai Châu): by whoever
 * handles the dossier for the lead, with the papers sent in the same step, so many working days before. It stops no
 * clock and changes no term; one at a time.
 */
export const convene: Measure<'convene'> = {
  event: 'meetingConvened',
  concerns: ({ tasks }) =>
    tasks.some(({ kind, finishedAt }) => kind === 'consultation' && finishedAt === null),
  by: askers,
  obstacle(dossier, _view, setting) {
    if (convenable(dossier, setting).length === 0) return noRule(dossier);
    if (dossier.clock?.state !== 'running') return clockStands(dossier);
    const awaited = awaitedMeeting(dossier, setting.now);
    return awaited === null ? null : convened(dossier, awaited);
  },
  take(dossier, command, at, setting) {
    const questions = questionsOf(dossier, command, setting);
    const meetingAt = checkTime(dossier, command, questions, at, setting);
    const invited = questions.map((question) => invitation(dossier, question, meetingAt, setting));
    const { place } = command;
    const meeting: Meeting = { at: meetingAt, place, convenedAt: at, by: setting.actor.id, invited };
    return { ...dossier, meetings: [...(dossier.meetings ?? []), meeting] };
  },
};

/** Hủy cuộc họp that has not been held, so that another one can be convened. */
export const callOffMeeting: Measure<'callOffMeeting'> = {
  event: 'meetingCalledOff',
  concerns: ({ meetings }) => meetings !== undefined,
  by: askers,
  obstacle(dossier, _view, { now }) {
    if (dossier.closedAt !== null || dossier.finishedAt !== null) return ended(dossier);
    return awaitedMeeting(dossier, now) === null ? none(dossier) : null;
  },
  take(dossier, { reason }, at, { actor }) {
    const awaited = awaitedMeeting(dossier, at);
    const calledOff = { at, by: actor.id, reason };
    return {
      ...dossier,
      meetings: dossier.meetings!.map((one) => (one === awaited ? { ...one, calledOff } : one)),
    };
  },
};

/** Whoever may ask for opinions: those who handle the dossier in the agency that leads, and its leaders. */
function askers(dossier: Dossier, setting: Setting): Post[] {
  const { tree } = setting;
  const { parties, desk, lead } = dossier.routing;
  const agency = tree.agencyOf(lead);
  const rooms = new Set(
    Object.values(parties).filter(
      (unit) => unit !== desk && tree.has(unit) && tree.agencyOf(unit) === agency,
    ),
  );
  const handlers = [...rooms].map((unit): Post => ({ roles: ['specialist', 'roomLeader'], unit }));
  return [...handlers, { roles: ['leader'], unit: leadership(dossier, setting) }];
}

/** The consultations meant: those named, or all that can be. @throws RefusedError `dossier.badMeeting` */
function questionsOf(dossier: Dossier, { invite }: Convening, setting: Setting): Question[] {
  const possible = convenable(dossier, setting);
  if (invite === undefined) return possible;
  const steps = possible.map(({ task }) => task.step);
  const strangers = invite.filter((step) => !steps.includes(step));
  if (strangers.length === 0) return possible.filter(({ task }) => invite.includes(task.step));
  throw new RefusedError(
    'dossier.badMeeting',
    `${strangers.join(', ')} cannot be invited; open steps that can: ${steps.join(', ')}.`,
    { why: 'steps', steps, earliest: null },
  );
}

/** @throws RefusedError `dossier.badMeeting` */
function checkTime(
  { code, routing }: Dossier,
  command: Convening,
  questions: readonly Question[],
  at: Instant,
  { calendarOf }: Setting,
): Instant {
  const meetingAt = parseInstant(command.at);
  const strictest = questions.reduce((one, other) =>
    daysOf(other.rule) > daysOf(one.rule) ? other : one,
  ).rule;
  const calendar = calendarOf(routing.lead);
  const sentOn = calendar.nextWorkingDayOnOrAfter(epochDayOf(at));
  const first = calendar.addWorkingDays(sentOn, daysOf(strictest));
  if (meetingAt > at && epochDayOf(meetingAt) >= first) return meetingAt;
  const earliest = localDateOfEpochDay(first);
  throw new RefusedError(
    'dossier.badMeeting',
    `Dossier ${code} cannot have a meeting at ${formatInstant(meetingAt)}: papers sent now go out ${daysOf(strictest)} working days before it (${strictest.legalBasis}). The first day is ${earliest}.`,
    { why: 'tooSoon', rule: strictest.legalBasis, earliest },
  );
}

/** Proved of every procedure: papersBefore is in working days. */
const daysOf = ({ papersBefore }: MeetingRule): number =>
  papersBefore.unit === 'workingDays' ? papersBefore.count : 0;

function invitation(
  { routing }: Dossier,
  { task, rule }: Question,
  meetingAt: Instant,
  { calendarOf }: Setting,
): Invitation {
  const { no, step, unit } = task;
  const differBy = computeDue(calendarOf(routing.lead), meetingAt, rule.differWithin);
  return { task: no, step, unit, differBy, legalBasis: rule.legalBasis };
}

function noRule({ code, procedure }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.noMeetingRule',
    `No question of ${code} is open that the rules of ${procedure.code} let be held at a meeting. Ask in writing.`,
    { procedure: procedure.code },
  );
}

function convened({ code }: Dossier, { at, place }: Meeting): RefusedError {
  return new RefusedError(
    'dossier.meetingConvened',
    `A meeting of ${code} is convened for ${formatInstant(at)} (${place}). Hold it, or call it off first.`,
    { at: formatInstant(at), place },
  );
}

function none({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.noMeeting',
    `No meeting of ${code} is convened that has not been held; there is nothing to call off.`,
  );
}

function ended({ code, closedAt, finishedAt }: Dossier): RefusedError {
  const on = localDateOf((closedAt ?? finishedAt)!);
  return new RefusedError('dossier.closed', `The handling of ${code} ended on ${on}.`, { ended: on });
}
