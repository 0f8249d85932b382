import { dayDue, type Due, formatInstant, type LocalDate, localDateOf } from '../../calendar/index.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import type { Dossier } from '../types.js';
import { clockStands, leadership, type Measure } from './measure.js';

/**
 * Hẹn lại ngày trả kết quả, once in a dossier's life, by the leader of the agency that leads, with the apology (Mẫu 04)
 * written in the same step (K3; QĐ 88/2025/QĐ-UBND Lai Châu Điều 3.6). The first promise and its lateness stay (R4).
 * It may come before the due date ("at the latest one day before") and must come after it.
 */
export const reappoint: Measure<'reappoint'> = {
  event: 'reappointed',
  by: (dossier, setting) => ({ roles: ['leader'], unit: leadership(dossier, setting) }),
  notYours: leaderOnly,
  obstacle(dossier, _view, setting) {
    if (dossier.reappointment) return already(dossier);
    if (dossier.finishedAt !== null || dossier.clock === null || dossier.clock.state === 'finished')
      return tooLate(dossier);
    if (dossier.clock.state === 'stopped') return clockStands(dossier);
    return handles(dossier, setting) ? leaderOnly(dossier, setting) : null;
  },
  take: (dossier, { newDue, reason }, at, { actor, calendarOf }) => ({
    ...dossier,
    reappointment: {
      at,
      by: actor.id,
      reason,
      newDue: promise(dossier, newDue, at, calendarOf(dossier.routing.lead)),
    },
  }),
};

/** Whether the new promise was kept: shown beside lateness, never instead of it (R4). Null while it cannot be said. */
export function reappointmentKept({ reappointment, finishedAt, closedAt }: Dossier): boolean | null {
  const end = finishedAt ?? closedAt;
  return reappointment === undefined || end === null ? null : end < reappointment.newDue.lateFrom;
}

/** Somebody who holds an open step as its handler cannot forgive their own delay, leader or not. */
function handles({ tasks }: Dossier, { actor }: Setting): boolean {
  return tasks.some(
    (task) => task.finishedAt === null && task.official === actor.id && task.role !== 'leader',
  );
}

function promise(
  { code, clock }: Dossier,
  date: LocalDate,
  at: number,
  calendar: Parameters<typeof dayDue>[0],
): Due {
  const due = dayDue(calendar, date);
  if (due === null) throw badAppointment(code, `${date} is no working day`, date);
  if (due.at <= at) throw badAppointment(code, `${date} is over`, date);
  if (clock !== null && due.at <= clock.due.at)
    throw badAppointment(code, `it is promised for ${formatInstant(clock.due.at)} already`, date);
  return due;
}

function badAppointment(code: string, why: string, newDue: LocalDate): RefusedError {
  return new RefusedError(
    'dossier.badAppointment',
    `Dossier ${code} cannot be re-appointed for ${newDue}: ${why}. Give a working day after the first promise that you can keep: there is no second one.`,
    { newDue, why },
  );
}

const RULE =
  'Chỉ hẹn lại 01 lần, do lãnh đạo cơ quan, đơn vị (Chương trình hành động Tỉnh ủy Khánh Hòa 2017; NĐ 118/2025/NĐ-CP)';

function already({ code, reappointment }: Dossier): RefusedError {
  const { at, newDue } = reappointment!;
  return new RefusedError(
    'dossier.reappointedAlready',
    `Dossier ${code} was re-appointed on ${localDateOf(at)} for ${localDateOf(newDue.at)}; the law allows one re-appointment. Finish it, and tell the applicant how it stands.`,
    { rule: RULE, newDue: localDateOf(newDue.at) },
  );
}

function leaderOnly(dossier: Dossier, setting: Setting): RefusedError {
  const unit = leadership(dossier, setting);
  return new RefusedError(
    'dossier.leaderOnly',
    `A new appointment is set by a leader of ${unit} who does not handle the dossier. Ask them.`,
    { rule: RULE, unit },
  );
}

function tooLate({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} has ended; there is no day left to promise.`,
  );
}
