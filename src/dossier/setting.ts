import type { Instant, WorkCalendar } from '../calendar/index.js';
import type { Catalogue, StepRole } from '../procedure/index.js';
import type { Actor, Behalf, OfficialId, UnitId, UnitTree } from './types.js';

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

/** The officials as they are at the instant of the decision. */
export type Staff = {
  /** Whether an official holds a role in a unit (or in a unit above it), their own or that of somebody they stand in for. */
  holds(official: OfficialId, role: StepRole, unit: UnitId): boolean;
  /** Who stands in for an official who is away from that role in that unit; null when they are there. */
  standIn(official: OfficialId, role: StepRole, unit: UnitId): StandIn | null;
  /** For whom an official has a role there; null in their own right. A replay is told it by the event. */
  standsFor(official: OfficialId, role: StepRole, unit: UnitId): Behalf | null;
};

/** A role that the official named by a command has for somebody else, as the event keeps it. */
export type NamedFor = Behalf & { role: StepRole; unit: UnitId };

/** Who does the work of somebody away (người làm thay), until when (exclusive), by which delegation. */
export type StandIn = { official: OfficialId; until: Instant; delegation: string };
