import type { Instant, WorkCalendar } from '../calendar/index.js';
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
};

export type Staff = {
  /** Whether an official holds a role in a unit (or in a unit above it). */
  holds(official: OfficialId, role: StepRole, unit: UnitId): boolean;
};
