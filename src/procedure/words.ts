import type { Term } from '../calendar/types.js';
import type { AllowanceByCase, StepRole, Waiting } from './contract.js';
import type { AgencyRef, ChecklistItem, Party } from './facts.js';

/** Minutes of one working day: internal processes count 8 hours a day ("mỗi ngày 08 giờ làm việc"). */
export const MINUTES_A_DAY = 480;

/** An allowance written in working hours (giờ làm việc). */
export const hours = (count: number): Term => ({ unit: 'workingMinutes', count: count * 60 });

/** An allowance that is another one in some cases. */
export const byCase = (otherwise: Term | null, cases: Record<string, Term | null>): AllowanceByCase => ({
  default: otherwise,
  cases,
});

/** A statutory term in whole working days (ngày làm việc). */
export const workingDays = (count: number): Term => ({ unit: 'workingDays', count });

/** A statutory term in calendar days (ngày). */
export const calendarDays = (count: number): Term => ({ unit: 'days', count });

/** A paper of the checklist; required unless it says otherwise. */
export function paper(
  key: string,
  vi: string,
  en: string,
  { originals = 0, copies = 0, required = true }: Partial<Omit<ChecklistItem, 'key' | 'name'>>,
): ChecklistItem {
  return { key, name: { vi, en }, originals, copies, required };
}

/** Who holds a step: a party by its name in the facts, and the role in it. */
export const held = (party: string, role: StepRole): Waiting => ({ party, role });

/** The holders nearly every procedure has, under the party names of `officeParties`. */
export const deskClerk = held('desk', 'clerk');
export const roomLeader = held('room', 'roomLeader');
export const specialist = held('room', 'specialist');
export const leader = held('leadership', 'leader');
export const clericalOfficer = held('clerical', 'clerical');

/** The receiving desk, and the room, leadership and clerical office of the agency that decides. */
export const officeParties = {
  desk: { agency: 'receiving', function: 'desk' },
  ...departmentsOf('competent', { room: 'room', leadership: 'leadership', clerical: 'clerical' }),
} satisfies Record<string, Party>;

/** A second agency's room, leadership and clerical office, under names of their own. */
export function departmentsOf<R extends string, L extends string, C extends string>(
  agency: AgencyRef,
  names: { room: R; leadership: L; clerical: C },
): Record<R | L | C, Party> {
  return {
    [names.room]: { agency, function: 'room' },
    [names.leadership]: { agency, function: 'leadership' },
    [names.clerical]: { agency, function: 'clerical' },
  } as Record<R | L | C, Party>;
}
