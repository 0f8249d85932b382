import type { WorkCalendar } from '../calendar/index.js';
import { type Dossier, type ReplaySetting, replayStates, type Task, type UnitId } from '../dossier/index.js';
import type { HistoryEntry } from '../ledger/index.js';
import { stepsOf } from '../lookup/index.js';
import type { ProcedureFacts } from '../procedure/index.js';
import type { Names } from './words.js';

/** All that a form of one dossier is made of: the dossier as it was at one event, and what the registers call things. */
export type FormSource = {
  /** The dossier as the event left it. */
  dossier: Dossier;
  /** The dossier as each event left it, up to this one; `states[i]` is after `history[i]`. */
  states: readonly Dossier[];
  /** Index of the event since which the steps there are were opened: the reception, or a correction that began anew. */
  begunAt: number;
  history: readonly HistoryEntry[];
  event: HistoryEntry;
  facts: ProcedureFacts;
  /** What the procedure's version of that time calls a task's step. */
  stepTitle: (task: Task) => string | null;
  names: Names;
  calendarOf: (unit: UnitId) => WorkCalendar;
  /** Address of the public look-up with `{code}` in it; null prints the code alone. */
  lookupUrl: string | null;
};

export type SourceSetting = ReplaySetting & Pick<FormSource, 'names' | 'lookupUrl'>;

/**
 * The dossier as it was at event `no`, computed from its history and from nothing that happened later.
 * The promise is read where it was written down: a calendar announced since does not change what was promised.
 */
export function sourceAt(history: readonly HistoryEntry[], no: number, setting: SourceSetting): FormSource {
  const past = history.filter((entry) => entry.no <= no);
  const states = replayStates(past, setting).map((state, index) => promisedThen(state, past, index));
  const begunAt = lastBeginning(past);
  const dossier = states.at(-1)!;
  const { code, version } = dossier.procedure;
  return {
    dossier,
    states,
    begunAt,
    history: past,
    event: past.at(-1)!,
    facts: setting.catalogue.version(code, version).facts,
    stepTitle: ({ no, step }) => {
      const since = states.slice(begunAt);
      const { code, version } = since.find(({ tasks }) => tasks.length >= no)!.procedure;
      return stepsOf(setting.catalogue.version(code, version)).get(step)?.title.vi ?? null;
    },
    names: setting.names,
    calendarOf: setting.calendarOf,
    lookupUrl: setting.lookupUrl,
  };
}

/** Index of the last event that settled how the dossier begins; each such event keeps the version it was settled under. */
function lastBeginning(history: readonly HistoryEntry[]): number {
  return Math.max(
    0,
    history.findLastIndex(({ payload }) => 'procedureVersion' in payload && payload['renamed'] !== true),
  );
}

function promisedThen(state: Dossier, history: readonly HistoryEntry[], index: number): Dossier {
  const { payload } = history[lastBeginning(history.slice(0, index + 1))]!;
  const appointment = payload['due'] as Dossier['appointment'] | undefined;
  return appointment === undefined ? state : { ...state, appointment };
}
