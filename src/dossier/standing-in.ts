import { localDateOf } from '../calendar/index.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import type { NamedFor, Setting, StandIn } from './setting.js';
import { giveTask, type TaskSetting } from './tasks.js';
import type { Behalf, Dossier, OfficialId, Task } from './types.js';

/** Says in an event for whom the official it names has which role, so that a replay need not ask the register. */
export function standInNamed(was: Dossier, next: Dossier, command: Command): { namedFor?: NamedFor[] } {
  const named = namedOfficial(command);
  const given = next.tasks.filter((task) => task.finishedAt === null && !was.tasks.includes(task));
  const namedFor = given.flatMap(({ official, role, unit, onBehalfOf }) =>
    official === named && onBehalfOf ? [{ role, unit, ...onBehalfOf }] : [],
  );
  return namedFor.length === 0 ? {} : { namedFor };
}

/** A step held by somebody away is handed over before anything is done on it: each answers for the time they held it. */
export function takenOver(
  tasks: readonly Task[],
  task: Task | null,
  behalf: Behalf | null,
  taskSetting: TaskSetting,
  { actor }: Setting,
): readonly Task[] {
  if (task === null || behalf === null || task.official !== behalf.official) return tasks;
  return giveTask(tasks, task.no, actor.id, taskSetting, behalf);
}

/** A step is not given to somebody who is away: it would wait for them. */
export function officialAway(official: OfficialId, { official: standsIn, until }: StandIn): RefusedError {
  const last = localDateOf(until - 1);
  return new RefusedError(
    'dossier.officialAway',
    `${official} is away until the end of ${last}; ${standsIn} stands in. Name ${standsIn}, or somebody else of the unit.`,
    { official, until: last, standsIn },
  );
}

/** Whom a command names as the next holder. */
export function namedOfficial(command: Command): OfficialId | null {
  if (command.type === 'assign') return command.official;
  return 'nextOfficial' in command ? (command.nextOfficial ?? null) : null;
}
