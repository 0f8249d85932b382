import { type Procedure, view } from '../procedure/index.js';
import { closeTask, followedBy, openTask, standStill } from './tasks.js';
import type { Setting } from './setting.js';
import type { Dossier, Routing, Task, UnitId } from './types.js';

/** The open steps of a party, by what the machine has open now. */
export function openStepsOf(party: string, { tasks, position }: Dossier, procedure: Procedure): Task[] {
  const { steps } = view(procedure, position);
  return tasks.filter((task) => task.finishedAt === null && steps.get(task.step)?.party === party);
}

/**
 * The dossier on another routing, with the open steps of every party that is another unit now taken from the one and put to
 * the other (chuyển cơ quan được hỏi). Whoever was asked by mistake has no part in it, unless it let its allowance run
 * out; whoever is asked now has the whole of it, from now on.
 */
export function redirected(
  dossier: Dossier,
  routing: Routing,
  procedure: Procedure,
  moment: Pick<Setting, 'calendarOf'> & { at: number },
): Dossier {
  const moved = Object.entries(routing.parties).filter(
    ([party, unit]) => unit !== dossier.routing.parties[party],
  );
  const tasks = moved.reduce((all, [party, unit]) => {
    const open = openStepsOf(party, dossier, procedure);
    return open.reduce((now, task) => put(now, task, unit, dossier, procedure, moment), all);
  }, dossier.tasks);
  return { ...dossier, routing, tasks };
}

/** The step taken from one unit and opened at another, standing still if the dossier does. */
function put(
  tasks: readonly Task[],
  task: Task,
  unit: UnitId,
  { position, clock }: Dossier,
  procedure: Procedure,
  { at, calendarOf }: Pick<Setting, 'calendarOf'> & { at: number },
): Task[] {
  const step = view(procedure, position).steps.get(task.step)!;
  const opened = openTask(task.no, task.step, step, {
    at,
    calendarOf,
    unitOf: () => unit,
    nextOfficial: null,
  });
  const stop = clock?.state === 'stopped' ? clock.intervals.at(-1) : undefined;
  const anew = stop?.kind === 'stopped' ? standStill(opened, stop.ground, { at, calendarOf }) : opened;
  return followedBy(tasks, closeTask(task, 'redirected', { at, calendarOf }), anew);
}
