import type { Instant } from '../../calendar/index.js';
import type { View } from '../../procedure/index.js';
import type { Command } from '../commands.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import type { Dossier, Role, Task, UnitId } from '../types.js';

/**
 * A measure (biện pháp): what the law lets an office do to any dossier, whatever its procedure. The machine does not
 * move; the dossier as a whole changes: its clock, its promise, its end. One file of this folder a measure, and one
 * table of them (index.ts) that allowedCommands, decide and replay all read.
 */
export type Measure<T extends Command['type']> = {
  /** What the history calls it. */
  event: string;
  /** Dossiers it can concern at all, asked before anything dearer; by default any. */
  concerns?(dossier: Dossier): boolean;
  /** Who may take it. */
  by(dossier: Dossier, setting: Setting): Post | readonly Post[];
  /** What is said to whoever may not; by default that it belongs to others (403). */
  notYours?(dossier: Dossier, setting: Setting): RefusedError;
  /** Why it cannot be taken now, by this caller among them who may; null when it can. */
  obstacle(dossier: Dossier, view: View, setting: Setting): RefusedError | null;
  /**
   * Why it cannot be taken as this command has it: what depends on the command's own fields, or on the office of that day.
   * Asked only when the command is given, never by a replay. @throws RefusedError
   */
  check?(dossier: Dossier, command: Extract<Command, { type: T }>, view: View, setting: Setting): void;
  /**
   * The dossier after it. `at` never lies before the dossier's last change. Replay calls it too, so all it needs comes
   * from the dossier, the command and the law. @throws RefusedError for what only the command's own fields can show
   */
  take(dossier: Dossier, command: Extract<Command, { type: T }>, at: Instant, setting: Setting): Dossier;
};

/** A place in the office: one of the roles, in the unit or above it. */
export type Post = { roles: readonly Role[]; unit: UnitId };

/**
 * A measure about one question an agency was asked (lấy ý kiến), taken by that agency, or typed in from its paper by the
 * desk or the lead. The tables of index.ts hold both kinds.
 */
export type AskedMeasure<T extends Command['type']> = {
  event: string;
  /** The consultations it may be taken about now, by whoever may speak for their agencies. */
  tasks(dossier: Dossier, setting: Setting): readonly Task[];
  /** Why it cannot be taken about a step (about any, when none is named); asked when `tasks` has none that is meant. */
  obstacle(dossier: Dossier, step: string | undefined, setting: Setting): RefusedError;
  take(
    dossier: Dossier,
    command: Extract<Command, { type: T }>,
    task: Task,
    at: Instant,
    setting: Setting,
  ): Dossier;
};

/** The leadership (lãnh đạo) of the agency that leads: whose word suspensions and new promises need. */
export function leadership({ routing }: Dossier, { tree }: Pick<Setting, 'tree'>): UnitId {
  return tree.department(tree.agencyOf(routing.lead), 'leadership');
}

/** Refusal of a measure that only a dossier whose time is being counted can meet. */
export function clockStands({ code, clock }: Dossier): RefusedError {
  const why = clock?.state === 'stopped' ? 'it is waiting for something already' : 'no time is being counted';
  return new RefusedError(
    'dossier.clockStands',
    `The clock of ${code} does not run: ${why}. Read GET /api/v1/dossiers/${code}/clock and wait until it does.`,
    { state: clock?.state ?? null },
  );
}
