import { formatInstant, type Instant, localDateOf } from '../../calendar/index.js';
import { RefusedError } from '../errors.js';
import { answeredAt, invitationsOf } from '../meetings.js';
import type { Dossier, Invitation, Task } from '../types.js';
import type { AskedMeasure } from './measure.js';

/** Từ chối dự họp: once for each invitation, before the meeting, with the reason in writing. The question stays open. */
export const declineMeeting: AskedMeasure<'declineMeeting'> = {
  event: 'meetingDeclined',
  tasks: (dossier, { now }) =>
    awaited(dossier, now).flatMap(({ task, declined }) => (declined === undefined ? [task] : [])),
  obstacle(dossier, step, { now }) {
    const meant = awaited(dossier, now).find(({ task }) => isMeant(task, step));
    return meant?.declined === undefined
      ? notInvited(dossier, step)
      : declinedAlready(dossier, meant.task, meant.declined.at);
  },
  take(dossier, { reason, paper = null }, task, at, setting) {
    const { no, invitation } = invitationsOf(dossier, task).find(({ meeting }) => at < meeting.at)!;
    const declined = { at, by: setting.actor.id, reason, paper };
    return {
      ...dossier,
      meetings: dossier.meetings!.map((meeting, index) =>
        index + 1 !== no
          ? meeting
          : {
              ...meeting,
              invited: meeting.invited.map((one) => (one === invitation ? { ...one, declined } : one)),
            },
      ),
    };
  },
};

/**
 * Ý kiến khác: what whom it sent said at the meeting is the agency's opinion, unless it writes otherwise in time, once. It is
 * kept on the step and the lead hears of it; the answer in the machine stays the one given, for nothing ever takes a
 * machine's memory back, and whoever sums up weighs both.
 */
export const differ: AskedMeasure<'differ'> = {
  event: 'opinionDiffered',
  tasks: (dossier, { now }) =>
    spoken(dossier).filter(
      (task) => task.differing === undefined && now < answeredAt(dossier, task)!.differBy.lateFrom,
    ),
  obstacle(dossier, step, { now }) {
    if (dossier.finishedAt !== null || dossier.closedAt !== null) return ended(dossier);
    const meant = spoken(dossier).filter((task) => isMeant(task, step));
    const differed = meant.find(({ differing }) => differing !== undefined);
    if (differed) return differedAlready(dossier, differed);
    const late = meant.find((task) => now >= answeredAt(dossier, task)!.differBy.lateFrom);
    return late ? tooLate(dossier, late) : notSpoken(dossier, step);
  },
  take: (dossier, { answer, note, paper = null }, { no }, at, { actor }) => ({
    ...dossier,
    tasks: dossier.tasks.map((task) =>
      task.no === no ? { ...task, differing: { at, by: actor.id, answer, note, paper } } : task,
    ),
  }),
};

/** The open questions invited to a meeting whose time has not come, and whether their agency declined. */
function awaited(dossier: Dossier, now: Instant): { task: Task; declined: Invitation['declined'] }[] {
  return dossier.tasks
    .filter(({ finishedAt }) => finishedAt === null)
    .flatMap((task) => {
      const invited = invitationsOf(dossier, task).find(({ meeting }) => now < meeting.at);
      return invited === undefined ? [] : [{ task, declined: invited.invitation.declined }];
    });
}

/** Questions answered at a meeting and not asked again since. */
function spoken({ tasks, finishedAt, closedAt }: Dossier): Task[] {
  if (finishedAt !== null || closedAt !== null) return [];
  return tasks.filter(
    ({ atMeeting, step, no }) =>
      // The stretch in which its own paper lay is no new question.
      atMeeting !== undefined &&
      !tasks.some((later) => later.step === step && later.no > no && later.laidIn === undefined),
  );
}

const isMeant = ({ step }: Task, asked: string | undefined): boolean => asked === undefined || step === asked;

function notInvited({ code }: Dossier, step: string | undefined): RefusedError {
  return new RefusedError(
    'dossier.notInvited',
    `No open question of ${code}${step === undefined ? '' : ` in step "${step}"`} is invited to a meeting yet to be held. Answer in writing.`,
    { step: step ?? null },
  );
}

function declinedAlready({ code }: Dossier, { step }: Task, at: Instant): RefusedError {
  return new RefusedError(
    'dossier.declinedAlready',
    `The agency of step "${step}" declined the meeting of ${code} on ${localDateOf(at)}. What it has to say it answers in writing.`,
    { step, on: localDateOf(at) },
  );
}

function notSpoken({ code }: Dossier, step: string | undefined): RefusedError {
  return new RefusedError(
    'dossier.notAtMeeting',
    `Nothing was answered at a meeting of ${code}${step === undefined ? '' : ` in step "${step}"`} that could be differed from.`,
    { step: step ?? null },
  );
}

function differedAlready({ code }: Dossier, { step, differing }: Task): RefusedError {
  const on = localDateOf(differing!.at);
  return new RefusedError(
    'dossier.differedAlready',
    `The agency of step "${step}" of ${code} wrote its different opinion on ${on}; a second one is not kept. Write to the agency that leads.`,
    { step, on },
  );
}

function tooLate(dossier: Dossier, task: Task): RefusedError {
  const { differBy, legalBasis: rule } = answeredAt(dossier, task)!;
  const by = formatInstant(differBy.at);
  return new RefusedError(
    'dossier.differTooLate',
    `A different opinion in step "${task.step}" of ${dossier.code} had to come by ${by} (${rule}). What was said at the meeting stands.`,
    { step: task.step, by, rule },
  );
}

function ended({ code, finishedAt, closedAt }: Dossier): RefusedError {
  const on = localDateOf((finishedAt ?? closedAt)!);
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} ended on ${on}; a different opinion can change nothing any more.`,
    { ended: on },
  );
}
