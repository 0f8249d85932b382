import type { Instant } from '../calendar/index.js';
import { type MeetingRule, view } from '../procedure/index.js';
import type { Answer } from './answers.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import type { Setting } from './setting.js';
import { heldNow } from './tasks.js';
import type { Dossier, Invitation, Meeting, Task } from './types.js';

/**
 * Meetings at which asked agencies answer (domain 1.6, QĐ 88/2025/QĐ-UBND Lai Châu), read from a dossier. A meeting has
 * been held once its time has come and it was not called off; it stops no clock and changes no term.
 */
export type Invited = { no: number; meeting: Meeting; invitation: Invitation };

/** The open consultations whose procedure lets them be held at a meeting, with the rule of each. */
export function convenable(
  { tasks, procedure, position }: Dossier,
  { catalogue }: Pick<Setting, 'catalogue'>,
): { task: Task; rule: MeetingRule }[] {
  const open = tasks.filter(({ kind, finishedAt }) => kind === 'consultation' && finishedAt === null);
  if (open.length === 0) return [];
  const { steps } = view(catalogue.version(procedure.code, procedure.version), position);
  return open.flatMap((task) => {
    const rule = steps.get(task.step)?.meeting;
    return rule === undefined ? [] : [{ task, rule }];
  });
}

/** The meeting that is convened and whose time has not come; null when there is none. */
export function awaitedMeeting({ meetings }: Dossier, now: Instant): Meeting | null {
  return meetings?.find(({ at, calledOff }) => calledOff === undefined && now < at) ?? null;
}

/** Every invitation of the question a task holds to a meeting that was not called off, the newest meeting first. */
export function invitationsOf({ meetings = [], tasks }: Dossier, task: Task): Invited[] {
  return meetings
    .flatMap((meeting, index) =>
      meeting.invited.map((invitation) => ({ no: index + 1, meeting, invitation })),
    )
    .filter(
      ({ meeting, invitation }) =>
        meeting.calledOff === undefined && heldNow(tasks, invitation.task) === task,
    )
    .reverse();
}

/** The newest meeting at which the agency of a question could have spoken by now; undefined when it declined or was at none. */
export function attendedBy(dossier: Dossier, task: Task, now: Instant): Invited | undefined {
  return invitationsOf(dossier, task).find(
    ({ meeting, invitation }) => meeting.at <= now && invitation.declined === undefined,
  );
}

/** The invitation of the meeting at which an agency answered. */
export function answeredAt({ meetings, tasks }: Dossier, task: Task): Invitation | undefined {
  const { atMeeting } = task;
  if (atMeeting === undefined) return undefined;
  return meetings?.[atMeeting.meeting - 1]?.invited.find((one) => heldNow(tasks, one.task) === task);
}

/** @throws RefusedError `dossier.notAtMeeting` for an answer that was given at no meeting the agency was invited to */
export function checkAtMeeting(dossier: Dossier, command: Answer, task: Task, now: Instant): void {
  if (command.atMeeting === undefined) return;
  if (task.finishedAt === null && attendedBy(dossier, task, now) !== undefined) return;
  throw new RefusedError(
    'dossier.notAtMeeting',
    `No meeting of ${dossier.code} has been held to which step "${task.step}" was invited and went. Answer in writing, without "atMeeting".`,
    { step: task.step },
  );
}

/** The tasks after an answer, which says at which meeting it was given and by whom. */
export function saidAtMeeting(
  tasks: Task[],
  command: Command,
  dossier: Dossier,
  asked: Task | null,
  now: Instant,
): Task[] {
  if (command.type !== 'answer' || command.atMeeting === undefined || asked === null) return tasks;
  const { no: meeting } = attendedBy(dossier, asked, now)!;
  const { representative } = command.atMeeting;
  const said = { meeting, representative, answer: command.answer };
  const { no } = heldNow(tasks, asked.no);
  return tasks.map((task) => (task.no === no ? { ...task, atMeeting: said } : task));
}
