import { localDateOf } from '../calendar/index.js';
import type { HistoryEntry } from '../ledger/index.js';
import type { Catalogue, OwnFormSet } from '../procedure/index.js';
import { type FormsInUse, formsInUse } from './form-sets.js';

/** A kept event of one dossier, with the forms its desk handed out then. */
export type EventForms = { event: HistoryEntry; inUse: FormsInUse };

/**
 * The forms in use at each event of a history: those of that day, and of the procedure as the dossier then was of. Read from
 * the history without replaying it.
 * @throws UnknownProcedureError when a version that is no longer there was named
 */
export function formsByEvent(history: readonly HistoryEntry[], catalogue: Catalogue): EventForms[] {
  let [code, version]: [string | undefined, string | undefined] = [undefined, undefined];
  return history.map((event) => {
    const { command, procedureVersion } = event.payload as NamesProcedure;
    code = command?.procedure ?? code;
    version = procedureVersion ?? (command?.type === 'changeProcedure' ? command.version : version);
    return { event, inUse: formsInUse(localDateOf(event.at), ownSet(catalogue, code, version)) };
  });
}

/** Openings and corrections name the procedure and keep the version they found; a change of version names that one. */
type NamesProcedure = {
  command?: { type?: string; procedure?: string; version?: string };
  procedureVersion?: string;
};

function ownSet(catalogue: Catalogue, code?: string, version?: string): OwnFormSet | undefined {
  if (code === undefined || version === undefined) return undefined;
  return catalogue.version(code, version).facts.formSet;
}
