import type { WorkCalendar } from '../calendar/index.js';
import type { Catalogue } from '../procedure/index.js';
import { PROCEDURE_CHANGED, replayChange } from './change-procedure.js';
import type { Command, Opening } from './commands.js';
import { apply } from './decide.js';
import { replayHandOver, STEPS_HANDED_OVER } from './hand-over.js';
import { openDossier } from './receive.js';
import type { NamedFor, Setting } from './setting.js';
import type { Behalf, Dossier, DossierEvent, Routing, UnitId, UnitTree } from './types.js';

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
  const states = [reopen(first, setting)];
  for (const event of rest) states.push(next(states.at(-1)!, event, settingAt(event, setting)));
  return states;
}

function next(dossier: Dossier, event: DossierEvent, setting: Setting): Dossier {
  if (event.type === PROCEDURE_CHANGED) return replayChange(dossier, event, setting);
  if (event.type === STEPS_HANDED_OVER) return replayHandOver(dossier, event, setting);
  const { command, task, onBehalfOf } = event.payload as {
    command: Command;
    task: number | null;
    onBehalfOf?: Behalf;
  };
  return apply(dossier, command, task, setting, onBehalfOf).dossier;
}

function reopen(event: DossierEvent, setting: ReplaySetting): Dossier {
  const { command, code, procedureVersion, routing, onBehalfOf } = event.payload as {
    command: Opening;
    code: string;
    procedureVersion: string;
    routing: Routing;
    onBehalfOf?: Behalf;
  };
  if (event.type !== 'received' && event.type !== 'refusedAtDesk') {
    throw new ReplayError(`The history begins with "${event.type}", not with a reception.`);
  }
  const procedure = setting.catalogue.version(command.procedure, procedureVersion);
  return openDossier(command, code, procedure, routing, settingAt(event, setting), onBehalfOf);
}

function settingAt(event: DossierEvent, setting: ReplaySetting): Setting {
  const { namedFor } = event.payload as { namedFor?: NamedFor[] };
  const kind = event.payload['machine'] === true ? 'machine' : 'official';
  return {
    ...setting,
    now: event.at,
    actor: { id: event.actor, name: event.actor, kind, roles: [], scopes: [] },
    staff: {
      holds: () => true,
      standIn: () => null,
      standsFor: (_, role, unit) => namedTo(namedFor, role, unit),
    },
  };
}

/** What the register said then of whoever was named. */
function namedTo(namedFor: NamedFor[] = [], role: string, unit: UnitId): Behalf | null {
  const found = namedFor.find((one) => one.role === role && one.unit === unit);
  return found ? { official: found.official, delegation: found.delegation } : null;
}
