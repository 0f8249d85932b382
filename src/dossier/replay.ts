import type { WorkCalendar } from '../calendar/index.js';
import type { Catalogue } from '../procedure/index.js';
import { PROCEDURE_CHANGED, replayChange } from './change-procedure.js';
import type { Command, Opening, Reopening } from './commands.js';
import { apply } from './decide.js';
import { openDossier } from './receive.js';
import type { Found, Setting } from './setting.js';
import type { Dossier, DossierEvent, UnitId, UnitTree } from './types.js';

/** What a replay needs of the office: the law and the clock. Who was allowed is history, not asked again. */
export type ReplaySetting = {
  tree: UnitTree;
  catalogue: Catalogue;
  calendarOf: (unit: UnitId) => WorkCalendar;
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
  const { command, task } = event.payload as { command: Command; task: number | null };
  return apply(dossier, command, task, setting).dossier;
}

function begun(event: DossierEvent, setting: ReplaySetting): Dossier {
  const { command, code, reopening } = event.payload as {
    command: Opening;
    code: string;
    reopening?: Reopening;
  };
  const known = settingAt(event, setting);
  if (!isOpening(event.type) || known.found === undefined) {
    throw new ReplayError(`The history begins with "${event.type}", not with a reception.`);
  }
  return openDossier(command, code, known.found, known, reopening?.of);
}

const OPENINGS: readonly string[] = ['received', 'refusedAtDesk', 'registered', 'reopened'];

/** Whether a history kept here can begin with such an event; an older system's begins with its import. */
export function isOpening(event: string): boolean {
  return OPENINGS.includes(event);
}

function settingAt(event: DossierEvent, setting: ReplaySetting): Setting {
  const kind = event.payload['machine'] === true ? 'machine' : 'official';
  return {
    ...setting,
    now: event.at,
    actor: { id: event.actor, name: event.actor, kind, roles: [], scopes: [] },
    staff: { holds: () => true },
    ...foundOf(event.payload),
  };
}

function foundOf(payload: DossierEvent['payload']): { found?: Found } {
  const { procedureVersion, routing, deadline } = payload as Partial<Found>;
  if (procedureVersion === undefined || routing === undefined) return {};
  return { found: { procedureVersion, routing, ...(deadline === undefined ? {} : { deadline }) } };
}
