import { view } from '../procedure/index.js';
import type { Setting } from './setting.js';
import { giveTask, stopGround, type TaskSetting } from './tasks.js';
import {
  byMachine,
  type Decision,
  type Dossier,
  type DossierEvent,
  type OfficialId,
  type Task,
} from './types.js';

export const STEPS_HANDED_OVER = 'stepsHandedOver';

/** One open step that went from somebody away to whoever stands in for them. */
type Handed = { task: number; step: string; from: OfficialId; to: OfficialId; delegation: string };

/**
 * Hands every open step of officials who are away over to those who stand in for them (giao người làm thay). The clock runs
 * on: whoever holds a step at the minute its allowance runs out is late. Null when there is nothing to hand over, so that
 * it may be asked again and again. A step that stands still is left where it is until it runs.
 */
export function handOver(dossier: Dossier, setting: Setting): Decision | null {
  const handed = openTasks(dossier, setting).flatMap((task) => handedOf(task, setting));
  if (handed.length === 0) return null;
  const at = Math.max(setting.now, dossier.changedAt);
  const payload = { command: { type: 'handOver' }, handed, ...byMachine(setting.actor) };
  const event: DossierEvent = { type: STEPS_HANDED_OVER, at, actor: setting.actor.id, payload };
  return { dossier: replayHandOver(dossier, event, setting), event };
}

/** The handing over as the history tells it, whoever is away now. */
export function replayHandOver(dossier: Dossier, event: DossierEvent, { calendarOf }: Setting): Dossier {
  const { handed } = event.payload as { handed: Handed[] };
  const { routing } = dossier;
  const setting: TaskSetting = {
    at: event.at,
    calendarOf,
    unitOf: (party) => routing.parties[party] ?? routing.lead,
    nextOfficial: null,
  };
  const tasks = handed.reduce(
    (all, { task, from, to, delegation }) => giveTask(all, task, to, setting, { official: from, delegation }),
    dossier.tasks,
  );
  return { ...dossier, tasks, version: dossier.version + 1, changedAt: event.at };
}

/** The steps on which something can be done now. */
function openTasks(dossier: Dossier, { catalogue }: Setting): Task[] {
  if (dossier.closedAt !== null || dossier.suspension !== undefined) return [];
  const { code, version } = dossier.procedure;
  const now = view(catalogue.version(code, version), dossier.position);
  if (stopGround(now) !== null) return [];
  return dossier.tasks.filter((task) => task.finishedAt === null && now.steps.has(task.step));
}

function handedOf({ no, step, official, role, unit }: Task, { staff }: Setting): Handed[] {
  const standing = official === null ? null : staff.standIn(official, role, unit);
  if (official === null || standing === null) return [];
  return [{ task: no, step, from: official, to: standing.official, delegation: standing.delegation }];
}
