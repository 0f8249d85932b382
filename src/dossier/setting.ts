import type { Instant, Term, WorkCalendar } from '../calendar/index.js';
import type { Catalogue, StepRole } from '../procedure/index.js';
import type { Actor, OfficialId, UnitId, UnitTree } from './types.js';

/** Everything a decision may know besides the dossier and the command. All of it is an argument: decisions are pure. */
export type Setting = {
  now: Instant;
  actor: Actor;
  tree: UnitTree;
  staff: Staff;
  catalogue: Catalogue;
  /** The calendar with a unit's office hours. */
  calendarOf: (unit: UnitId) => WorkCalendar;
  /** The office's own set points; `DEFAULT_TIMERS` where it has none. */
  timers?: TimerSetting | undefined;
};

/** When an office has its people reminded, where no law says so. */
export type TimerSetting = {
  /** Working minutes before the end of an allowance at which its holder is warned. */
  warnBefore: readonly number[];
  /** Calendar days after a result reached the desk at which the desk is reminded of it. */
  remindUncollected: readonly number[];
  /** How long a citizen has to bring a supplement where the procedure does not say; null: without end. */
  supplementAnswerWithin: Term | null;
};

export type Staff = {
  /** Whether an official holds a role in a unit (or in a unit above it). */
  holds(official: OfficialId, role: StepRole, unit: UnitId): boolean;
};
