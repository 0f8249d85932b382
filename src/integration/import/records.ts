import type { Instant } from '../../calendar/types.js';
import { UNASSIGNED } from '../../dossier/types.js';
import { canonicalJson } from '../../ledger/chain.js';
import type { ImportedDossier } from '../../ledger/import-port.js';
import type { ImportMapping } from './mapping.js';
import type { EventRow, LogCase, LogEvent, Values } from './rows.js';
import { type ReadTime, ZoneTimes } from './times.js';

/** What stands for a procedure or channel the log does not name. */
const UNKNOWN = 'unknown';

/** A dossier understood, with what is odd about it. */
export type Understood = {
  dossier: ImportedDossier;
  /** Why it is listed although it is imported (R14), or null. */
  anomaly: string | null;
  /** Its due is a day, and the mapping compares instants: judged by the start of that day. */
  dueWithoutTime: boolean;
};

/** Why a dossier cannot be imported; `line` is that of the event at fault, else of the dossier. */
export class CaseProblem extends Error {
  constructor(
    message: string,
    readonly line: number | null = null,
  ) {
    super(message);
  }
}

type Moment = Omit<LogEvent, 'at' | 'dossier'> & { at: Instant | null };

/** Turns what a log says of a dossier into what the books keep. Pure but for remembered zone offsets. */
export class Understanding {
  readonly #times: ZoneTimes;

  constructor(
    readonly mapping: ImportMapping,
    /** Name of the log, kept with every dossier. */
    readonly file: string,
  ) {
    this.#times = new ZoneTimes(mapping.timeZone);
  }

  /** @throws CaseProblem */
  understand({ line, values, events }: LogCase): Understood {
    const { comparison, timeZone } = this.mapping;
    if (values.dossier === undefined) throw new CaseProblem('has no dossier code');
    const received = this.#timeOf('received', values);
    if (received === null) throw new CaseProblem('does not say when the dossier was received');
    const due = this.#timeOf('due', values);
    const finished = this.#timeOf('finished', values)?.at ?? null;
    const history = this.#historyOf(events);
    const understood = {
      dueAt: due?.at ?? null,
      finishedAt: finished,
      lateFrom: due === null ? null : this.#lateFrom(due.at),
      official: this.#responsible('official', values, history, finished),
      receivedAt: received.at,
      unit: this.#responsible('unit', values, history, finished),
    };
    const dossier: ImportedDossier = {
      code: values.dossier,
      procedure: values.procedure ?? UNKNOWN,
      channel: values.channel ?? UNKNOWN,
      ...understood,
      // Both what was read and what was made of it: the proof of the books compares the row with the latter.
      payload: canonicalJson({
        comparison,
        file: this.file,
        history: history.length === 0 ? undefined : history,
        line,
        timeZone,
        understood,
        values,
      }),
    };
    const backwards = finished !== null && finished < received.at;
    return {
      dossier,
      anomaly: backwards ? `finished (${values.finished}) before it was received (${values.received})` : null,
      dueWithoutTime: comparison === 'instant' && due?.dateOnly === true,
    };
  }

  /**
   * The time of an event, null when it has none.
   * @throws CaseProblem
   */
  eventTime({ at, line }: LogEvent): Instant | null {
    if (at === undefined) return null;
    const time = this.#times.read(at);
    if (typeof time === 'string') throw new CaseProblem(`event time "${at}" ${time}`, line);
    return time.at;
  }

  /**
   * Event rows in the order of time, as `history` will have them.
   * @throws CaseProblem
   */
  sorted(rows: readonly EventRow[]): EventRow[] {
    return inOrder(rows.map((row) => ({ row, at: this.eventTime(row.event) }))).map(({ row }) => row);
  }

  /** Lateness as stored (R4, R5): exactly after the instant given, or after the local day given. */
  #lateFrom(due: Instant): Instant {
    return this.mapping.comparison === 'instant' ? due + 1 : this.#times.startOfNextDay(due);
  }

  #timeOf(name: 'received' | 'due' | 'finished', values: Values): ReadTime | null {
    const text = values[name];
    if (text === undefined) return null;
    const time = this.#times.read(text);
    if (typeof time === 'string') throw new CaseProblem(`${name} "${text}" ${time}`);
    return time;
  }

  #historyOf(events: readonly LogEvent[]): Moment[] {
    return inOrder(
      events.map((event) => {
        const { dossier: _, ...rest } = event;
        return { ...rest, at: this.eventTime(event) };
      }),
    );
  }

  /**
   * The unit or official who answers for the dossier (R11): the mapped column, or, when none is mapped, whoever the last
   * event at or before the end names.
   */
  #responsible(
    kind: 'unit' | 'official',
    values: Values,
    history: readonly Moment[],
    end: Instant | null,
  ): string | null {
    let name = values[kind];
    if (this.mapping.columns[kind] === undefined) {
      name = history.findLast((moment) => moment[kind] !== undefined && !isAfter(moment.at, end))?.[kind];
    }
    return name === undefined || name === UNASSIGNED ? null : name;
  }
}

/** In the order of time, equal times as given; as given altogether when one has no time. */
function inOrder<T extends { at: Instant | null }>(moments: T[]): T[] {
  if (moments.some(({ at }) => at === null)) return moments;
  return moments.sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

const isAfter = (at: Instant | null, end: Instant | null): boolean => at !== null && end !== null && at > end;
