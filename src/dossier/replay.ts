import type { Term, WorkCalendar } from '../calendar/index.js';
import type { Catalogue } from '../procedure/index.js';
import { PROCEDURE_CHANGED, replayChange } from './change-procedure.js';
import type { Command, Opening } from './commands.js';
import { apply } from './decide.js';
import { REMINDERS_MOVED, replayFired, TIMER_FIRED } from './fire.js';
import { openDossier } from './receive.js';
import type { Setting, TimerSetting } from './setting.js';
import { DEFAULT_TIMERS } from './timers.js';
import type { Dossier, DossierEvent, Routing, UnitId, UnitTree } from './types.js';

/** What a replay needs of the office: the law and the clock. Who was allowed is history, not asked again. */
export type ReplaySetting = {
  tree: UnitTree;
  catalogue: Catalogue;
  calendarOf: (unit: UnitId) => WorkCalendar;
  timers?: TimerSetting | undefined;
};

/** The history does not begin with a reception, or holds a command its machine refuses. */
export class ReplayError extends Error {
  readonly code = 'dossier.replay';
}

/**
 * The dossier its history makes, computed anew: the proof that the books say what happened. Equal to the stored dossier
 * unless somebody changed one of them.
 * @throws ReplayError, RefusedError when the history is not one the rules could have written
 */
export function replay(history: readonly DossierEvent[], setting: ReplaySetting): Dossier {
  return replayStates(history, setting).at(-1)!;
}

/**
 * The dossier as each event of its history left it, oldest first: what was so at a past event.
 * @throws ReplayError, RefusedError when the history is not one the rules could have written
 */
export function replayStates(history: readonly DossierEvent[], setting: ReplaySetting): Dossier[] {
  const [first, ...rest] = history;
  if (first === undefined) throw new ReplayError('The history is empty.');
  const states = [reopen(first, setting)];
  for (const event of rest) states.push(next(states.at(-1)!, event, settingAt(event, setting)));
  return states;
}

function next(dossier: Dossier, event: DossierEvent, setting: Setting): Dossier {
  if (event.type === PROCEDURE_CHANGED) return replayChange(dossier, event, setting);
  if (event.type === TIMER_FIRED || event.type === REMINDERS_MOVED)
    return replayFired(dossier, event, setting);
  const { command, task } = event.payload as { command: Command; task: number | null };
  return apply(dossier, command, task, setting).dossier;
}

function reopen(event: DossierEvent, setting: ReplaySetting): Dossier {
  const { command, code, procedureVersion, routing } = event.payload as {
    command: Opening;
    code: string;
    procedureVersion: string;
    routing: Routing;
  };
  if (event.type !== 'received' && event.type !== 'refusedAtDesk') {
    throw new ReplayError(`The history begins with "${event.type}", not with a reception.`);
  }
  const procedure = setting.catalogue.version(command.procedure, procedureVersion);
  return openDossier(command, code, procedure, routing, settingAt(event, setting));
}

function settingAt(event: DossierEvent, setting: ReplaySetting): Setting {
  const kind = event.payload['machine'] === true ? 'machine' : 'official';
  return {
    ...setting,
    timers: timersThen(event, setting),
    now: event.at,
    actor: { id: event.actor, name: event.actor, kind, roles: [], scopes: [] },
    staff: { holds: () => true },
  };
}

/** The term the office set for an answer is a fact of the event: what it sets today changes no past promise. */
function timersThen({ payload }: DossierEvent, { timers = DEFAULT_TIMERS }: ReplaySetting): TimerSetting {
  const { answerWithin = null } = payload as { answerWithin?: Term };
  return { ...timers, supplementAnswerWithin: answerWithin };
}
