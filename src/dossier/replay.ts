import type { Term, WorkCalendar } from '../calendar/index.js';
import type { Catalogue } from '../procedure/index.js';
import { PROCEDURE_CHANGED, replayChange } from './change-procedure.js';
import type { Command, Opening, Reopening } from './commands.js';
import { apply } from './decide.js';
import { REMINDERS_MOVED, replayFired, TIMER_FIRED } from './fire.js';
import { replayHandOver, STEPS_HANDED_OVER } from './hand-over.js';
import { openDossier } from './receive.js';
import type { Found, NamedFor, Setting, TimerSetting } from './setting.js';
import { DEFAULT_TIMERS } from './timers.js';
import type { Behalf, Dossier, DossierEvent, UnitId, UnitTree } from './types.js';

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
  const states = [begun(first, setting)];
  for (const event of rest) states.push(next(states.at(-1)!, event, settingAt(event, setting)));
  return states;
}

function next(dossier: Dossier, event: DossierEvent, setting: Setting): Dossier {
  if (event.type === PROCEDURE_CHANGED) return replayChange(dossier, event, setting);
  if (event.type === TIMER_FIRED || event.type === REMINDERS_MOVED)
    return replayFired(dossier, event, setting);
  if (event.type === STEPS_HANDED_OVER) return replayHandOver(dossier, event, setting);
  const { command, task, onBehalfOf } = event.payload as {
    command: Command;
    task: number | null;
    onBehalfOf?: Behalf;
  };
  return apply(dossier, command, task, setting, onBehalfOf).dossier;
}

function begun(event: DossierEvent, setting: ReplaySetting): Dossier {
  const { command, code, reopening, onBehalfOf } = event.payload as {
    command: Opening;
    code: string;
    reopening?: Reopening;
    onBehalfOf?: Behalf;
  };
  const known = settingAt(event, setting);
  if (!isOpening(event.type) || known.found === undefined) {
    throw new ReplayError(`The history begins with "${event.type}", not with a reception.`);
  }
  return openDossier(command, code, known.found, known, {
    follows: reopening?.of,
    behalf: onBehalfOf ?? null,
  });
}

const OPENINGS: readonly string[] = ['received', 'refusedAtDesk', 'registered', 'reopened'];

/** Whether a history kept here can begin with such an event; an older system's begins with its import. */
export function isOpening(event: string): boolean {
  return OPENINGS.includes(event);
}

function settingAt(event: DossierEvent, setting: ReplaySetting): Setting {
  const { namedFor } = event.payload as { namedFor?: NamedFor[] };
  const kind = event.payload['machine'] === true ? 'machine' : 'official';
  return {
    ...setting,
    timers: timersThen(event, setting),
    now: event.at,
    actor: { id: event.actor, name: event.actor, kind, roles: [], scopes: [] },
    staff: {
      holds: () => true,
      standIn: () => null,
      standsFor: (_, role, unit) => namedTo(namedFor, role, unit),
    },
    ...foundOf(event.payload),
  };
}

/** What the register said then of whoever was named. */
function namedTo(namedFor: NamedFor[] = [], role: string, unit: UnitId): Behalf | null {
  const found = namedFor.find((one) => one.role === role && one.unit === unit);
  return found ? { official: found.official, delegation: found.delegation } : null;
}

function foundOf(payload: DossierEvent['payload']): { found?: Found } {
  const { procedureVersion, routing, deadline, transfer, renamed } = payload as Partial<Found>;
  if (procedureVersion === undefined || routing === undefined) return {};
  return {
    found: {
      procedureVersion,
      routing,
      ...(deadline === undefined ? {} : { deadline }),
      ...(transfer === undefined ? {} : { transfer }),
      ...(renamed ? { renamed } : {}),
    },
  };
}

/** The term the office set for an answer is a fact of the event: what it sets today changes no past promise. */
function timersThen({ payload }: DossierEvent, { timers = DEFAULT_TIMERS }: ReplaySetting): TimerSetting {
  const { answerWithin = null } = payload as { answerWithin?: Term };
  return { ...timers, supplementAnswerWithin: answerWithin };
}
