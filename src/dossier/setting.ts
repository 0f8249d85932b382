import {
  type Due,
  type Instant,
  SAME_DAY_CUTOFF,
  type Term,
  type WorkCalendar,
  workingDays,
  workingHours,
} from '../calendar/index.js';
import type { Catalogue, Sourced, StepRole } from '../procedure/index.js';
import type {
  Actor,
  Behalf,
  Dossier,
  LostSlipProof,
  OfficialId,
  Routing,
  Transfer,
  UnitId,
  UnitTree,
} from './types.js';

/** Everything a decision may know besides the dossier and the command. All of it is an argument: decisions are pure. */
export type Setting = {
  now: Instant;
  actor: Actor;
  tree: UnitTree;
  staff: Staff;
  catalogue: Catalogue;
  /** The calendar with a unit's office hours. */
  calendarOf: (unit: UnitId) => WorkCalendar;
  /** How long a desk has to receive what was registered; `DEFAULT_RECEPTION_TERM` when the office chose none. */
  receptionTerm?: Term;
  /** Recounts only: what the history says was found then. Left out, it is found now. */
  found?: Found;
  /** The office's own set points; `DEFAULT_TIMERS` where it has none. */
  timers?: TimerSetting | undefined;
  /** Whether the desk passes a dossier on only once its papers are scanned; by default it may go on and scan after. */
  scanBeforeTransfer?: boolean | undefined;
  /** What whoever has lost the slip has to show; by default both, for no general rule was read (domain 1.9). */
  lostSlipNeeds?: readonly LostSlipProof[] | undefined;
  /** How soon what was received goes on; `DEFAULT_TRANSFER` where the office set nothing. */
  transfer?: TransferSetting | undefined;
};

/**
 * The setting as it counts for a dossier: nothing happens to it before what happened last, even when a server's clock was
 * set back. What is offered and what is accepted have to ask at one and the same instant.
 */
export function notBefore({ changedAt }: Dossier, setting: Setting): Setting {
  return setting.now < changedAt ? { ...setting, now: changedAt } : setting;
}

/** When an office has its people reminded, where no law says so. */
export type TimerSetting = {
  /** Working minutes before the end of an allowance at which its holder is warned. */
  warnBefore: readonly number[];
  /** Calendar days after a result reached the desk at which the desk is reminded of it. */
  remindUncollected: readonly number[];
  /** How long a citizen has to bring a supplement where the procedure does not say; null: without end. */
  supplementAnswerWithin: Term | null;
};

/** A value an office may set, and where it was read. What an office sets itself, it answers for: nobody has read it here. */
export type SetPoint<T> = Sourced & { value: T };

/** How soon a received dossier goes on to the competent agency (chuyển hồ sơ, NĐ 118/2025 Điều 18). */
export type TransferSetting = {
  /** Minute of the day up to which it goes on that same day. */
  cutoffMinute: SetPoint<number>;
  /** "Đầu giờ ngày làm việc tiếp theo": so many working minutes of it. */
  firstMinutes: SetPoint<number>;
  papersWithin: SetPoint<Term>;
};

const CAO_BANG = 'QĐ 2022/QĐ-UBND 27/11/2025 và QĐ 1948/QĐ-UBND Cao Bằng';

/** As Cao Bằng's internal processes have it; how long "đầu giờ" is, no text says. */
export const DEFAULT_TRANSFER: TransferSetting = {
  cutoffMinute: { value: SAME_DAY_CUTOFF, source: `${CAO_BANG}: "sau 15 giờ hằng ngày"`, verified: true },
  firstMinutes: {
    value: 60,
    source: 'Không văn bản nào nói "đầu giờ" là bao lâu; mức này là của dự án',
    verified: false,
  },
  papersWithin: {
    value: workingDays(1),
    source: `${CAO_BANG}: "không quá 01 ngày làm việc kể từ khi tiếp nhận"`,
    verified: true,
  },
};

/**
 * What a dossier's beginning takes from the office of that day: the version in force, the units, the deadline. The event
 * keeps it, so that a recount does not depend on what the register and the catalogue have become. `renamed`: nothing begins
 * anew, only an agency that the dossier has yet to come to is another one (correction.ts).
 */
export type Found = {
  procedureVersion: string;
  routing: Routing;
  deadline?: Due;
  transfer?: Transfer;
  renamed?: true;
};

/**
 * Eight working hours from arrival. Read for the State Treasury only (TT 87/2021/TT-BTC Điều 10); that it holds for
 * every desk is unverified, so an office may set another.
 */
export const DEFAULT_RECEPTION_TERM: Term = workingHours(8);

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
