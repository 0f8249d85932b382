import { resumeClock, stopClock } from '../../calendar/index.js';
import { RefusedError } from '../errors.js';
import { runOn, standStill } from '../tasks.js';
import type { Dossier } from '../types.js';
import { clockStands, leadership, type Measure } from './measure.js';

/** Tạm dừng giải quyết on a lawful ground, by the leader's word: clock and steps stand still (R6). */
export const suspend: Measure<'suspend'> = {
  event: 'suspended',
  by: (dossier, setting) => ({ roles: ['leader'], unit: leadership(dossier, setting) }),
  obstacle: (dossier) => (dossier.clock?.state === 'running' ? null : clockStands(dossier)),
  take: (dossier, { ground, until }, at, { actor, calendarOf }) => ({
    ...dossier,
    clock: stopClock(calendarOf(dossier.routing.lead), dossier.clock!, at, 'suspension'),
    tasks: dossier.tasks.map((task) =>
      task.finishedAt === null ? standStill(task, 'suspension', { at, calendarOf }) : task,
    ),
    suspension: { since: at, ground, approvedBy: actor.id, until: until ?? null },
  }),
};

/** The ground is gone: what was left of every allowance and of the term runs on (R6). */
export const resume: Measure<'resume'> = {
  event: 'resumed',
  by: (dossier, setting) => suspend.by(dossier, setting),
  obstacle: (dossier) => (dossier.suspension ? null : notSuspended(dossier)),
  take: ({ suspension: _, ...dossier }, _command, at, { calendarOf }) => ({
    ...dossier,
    clock: resumeClock(calendarOf(dossier.routing.lead), dossier.clock!, at),
    tasks: dossier.tasks.map((task) => (task.finishedAt === null ? runOn(task, { at, calendarOf }) : task)),
  }),
};

function notSuspended({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.notSuspended',
    `Dossier ${code} is not suspended; there is nothing to resume.`,
  );
}
