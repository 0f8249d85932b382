import { finishClock, formatInstant, localDateOf } from '../../calendar/index.js';
import { RefusedError } from '../errors.js';
import { closeTask } from '../tasks.js';
import type { Dossier } from '../types.js';
import { leadership, type Measure } from './measure.js';

/**
 * Dừng giải quyết vì không bổ sung hồ sơ đúng hạn: the dossier leaves the books with a notice (Mẫu 05), by the leader's
 * word or by itself once the term to answer has passed. It counts like any other that was stopped (R7).
 */
export const stop: Measure<'stop'> = {
  event: 'stopped',
  by: (dossier, setting) => ({ roles: ['leader'], unit: leadership(dossier, setting) }),
  obstacle(dossier, _view, { now }) {
    if (dossier.closedAt !== null) return over(dossier);
    const { waiting } = dossier;
    if (waiting === undefined) return notWaiting(dossier);
    return waiting.answerBy !== null && now >= waiting.answerBy.lateFrom ? null : mayAnswerYet(dossier);
  },
  take: ({ waiting: _, ...dossier }, _command, at, { calendarOf }) => ({
    ...dossier,
    clock: dossier.clock && finishClock(dossier.clock, at),
    tasks: dossier.tasks.map((task) =>
      task.finishedAt === null ? closeTask(task, 'passed', { at, calendarOf }) : task,
    ),
    outcome: 'stopped',
    closedAt: at,
  }),
};

const RULE =
  'Hết thời hạn bổ sung mà người nộp không bổ sung thì dừng giải quyết và thông báo bằng văn bản (Thông tư 03/2025/TT-VPCP Mẫu 05; như Nghị định 31/2021/NĐ-CP, 239/2025/NĐ-CP)';

/** What is said to a supplement that comes after the stop. */
export function stoppedUnanswered({ code, closedAt }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.stoppedUnanswered',
    `Dossier ${code} was stopped on ${localDateOf(closedAt!)}: the supplement had not come in time (${RULE}). Receive a new dossier; if a complaint about the stop is upheld, the leader reopens this one.`,
    { rule: RULE, stoppedOn: localDateOf(closedAt!) },
  );
}

function over({ code }: Dossier): RefusedError {
  return new RefusedError('dossier.closed', `Dossier ${code} has left the books; there is nothing to stop.`);
}

function notWaiting({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.notWaiting',
    `Dossier ${code} waits for no supplement. Only one that was asked for and did not come stops it (${RULE}).`,
    { rule: RULE },
  );
}

function mayAnswerYet({ code, waiting }: Dossier): RefusedError {
  const by = waiting?.answerBy ? formatInstant(waiting.answerBy.at) : null;
  return new RefusedError(
    'dossier.answerAwaited',
    `The applicant of ${code} ${by === null ? 'was set no term to answer' : `has until ${by} to answer`}; it cannot be stopped for want of an answer now.`,
    { rule: RULE, answerBy: by },
  );
}
