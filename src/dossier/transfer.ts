import {
  computeDue,
  type Due,
  type Instant,
  localDateOf,
  passOnDue,
  type WorkCalendar,
} from '../calendar/index.js';
import { DEFAULT_TRANSFER, type Setting } from './setting.js';
import type { Dossier, HandedIn, Routing, Task, Transfer } from './types.js';

/**
 * Chuyển hồ sơ đến cơ quan có thẩm quyền (NĐ 118/2025 Điều 18): what the desk received goes on at once, or at the beginning
 * of the next working day; its papers follow within their own term.
 */
type Received = { routing: Routing; channel: Dossier['channel']; handedIn: readonly HandedIn[] };

/**
 * By when what was received has to be with the competent agency; undefined where the desk's own agency is the competent
 * one: then nothing leaves the house. Online dossiers have no papers.
 */
export function transferOwed(
  { routing, channel, handedIn }: Received,
  at: Instant,
  { tree, calendarOf, transfer: own = DEFAULT_TRANSFER }: Setting,
): Transfer | undefined {
  const { desk, lead } = routing;
  if (tree.agencyOf(desk) === tree.agencyOf(lead)) return undefined;
  const { cutoffMinute, firstMinutes, papersWithin } = own;
  const calendar = calendarOf(desk);
  const onPaper = channel !== 'online' && handedIn.some(({ originals, copies }) => originals + copies > 0);
  const electronicBy = passOnDue(calendar, at, {
    cutoffMinute: cutoffMinute.value,
    firstMinutes: firstMinutes.value,
  });
  const sameDay = localDateOf(electronicBy.at) === localDateOf(at);
  const reckonedWith = [cutoffMinute, ...(sameDay ? [] : [firstMinutes]), ...(onPaper ? [papersWithin] : [])];
  return {
    electronicBy,
    papersBy: onPaper ? computeDue(calendar, at, papersWithin.value) : null,
    verified: reckonedWith.every(({ verified }) => verified),
  };
}

/** The part of a beginning that transfers: nothing where no first step lies with the desk. */
export function transferBegun(
  transfer: Transfer | undefined,
  { tasks, routing, clock }: Pick<Dossier, 'tasks' | 'routing' | 'clock'>,
): { transfer?: Transfer } {
  const withDesk = clock !== null && tasks.some(({ unit }) => unit === routing.desk);
  return transfer === undefined || !withDesk ? {} : { transfer };
}

/** The step of the desk by whose leaving the electronic dossier goes on, as it was left; undefined while it is the desk's. */
export function leftDesk({ tasks, routing }: Pick<Dossier, 'tasks' | 'routing'>): Task | undefined {
  const first = tasks.find(({ unit }) => unit === routing.desk);
  const left = tasks.find(({ step, end }) => step === first?.step && end !== null && end !== 'reassigned');
  return left?.end === 'passed' ? undefined : left;
}

/** One thing that goes on: by when, when it went, and how many working minutes too late (so far, while it has not). */
export type Standing = { by: Due; at: Instant | null; late: boolean; lateMinutes: number };

/** How the transfer stands at an instant; null where nothing leaves the house. */
export function transferStanding(
  dossier: Dossier,
  now: Instant,
  calendar: WorkCalendar,
): { electronic: Standing; papers: Standing | null } | null {
  const { transfer, finishedAt, closedAt } = dossier;
  if (transfer === undefined) return null;
  const until = closedAt ?? finishedAt ?? now;
  const standing = (by: Due, at: Instant | null): Standing => {
    const reached = at ?? until;
    const late = reached >= by.lateFrom;
    return { by, at, late, lateMinutes: late ? calendar.workingMinutesBetween(by.at, reached) : 0 };
  };
  const { electronicBy, papersBy, papers } = transfer;
  return {
    electronic: standing(electronicBy, leftDesk(dossier)?.finishedAt ?? null),
    papers: papersBy && standing(papersBy, papers?.at ?? null),
  };
}

/** When the desk is told that something should have gone on, while the clock runs; null when all has. */
export function transferOverdueFrom(dossier: Dossier): Instant | null {
  const { transfer, clock } = dossier;
  if (transfer === undefined || clock?.state !== 'running') return null;
  const { electronicBy, papersBy, papers } = transfer;
  const left = leftDesk(dossier) === undefined ? electronicBy.lateFrom : Infinity;
  const given = papersBy !== null && papers === undefined ? papersBy.lateFrom : Infinity;
  const first = Math.min(left, given);
  return first === Infinity ? null : first;
}
