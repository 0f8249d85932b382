import type { Instant } from '../../src/calendar/index.js';
import type { Decision, Dossier } from '../../src/dossier/index.js';
import { view } from '../../src/procedure/index.js';
import { catalogue } from './khanh-hoa.js';
import { minutesBetween } from './minutes.js';

/** Everything that happened to one dossier, oldest first; the first of it began the dossier. */
export type Course = readonly Decision[];

/** Between two things that happened: whether the time stood still then, and which timed steps the machine had open. */
export type Segment = {
  from: Instant;
  to: Instant;
  minutes: number;
  stopped: boolean;
  steps: readonly string[];
};

/** The instant at which handling ended, or null while it goes on. */
export const endOf = ({ finishedAt, closedAt }: Dossier): Instant | null => finishedAt ?? closedAt;

/**
 * The time from reception to the end of handling (or to `until`), cut at everything that happened. What each piece was is
 * read from the machine's position and the suspension then in force, never from the clocks or tasks it is compared with.
 */
export function segmentsOf(course: Course, until: Instant): Segment[] {
  const last = course.at(-1)!.dossier;
  const end = endOf(last) ?? until;
  const states = course.slice(course.findLastIndex(began)).map(({ dossier }) => dossier);
  return states.flatMap((state, index) => {
    const from = index === 0 ? last.receivedAt : state.changedAt;
    const to = Math.min(states[index + 1]?.changedAt ?? end, end);
    return from < end ? [{ from, to, minutes: minutesBetween(from, to), ...standing(state) }] : [];
  });
}

/** What settles reception, clock and steps anew: everything before it counts for nothing. */
export function began({ event }: Decision): boolean {
  const { routing, renamed } = event.payload;
  return routing !== undefined && renamed !== true && event.type !== 'procedureChanged';
}

function standing({ procedure, position, suspension }: Dossier): Pick<Segment, 'stopped' | 'steps'> {
  const { tags, steps } = view(catalogue.version(procedure.code, procedure.version), position);
  const stopped = suspension !== undefined || [...tags].some((tag) => tag.startsWith('clock.stopped.'));
  const timed = [...steps].filter(([, { allowance }]) => allowance !== null);
  return { stopped, steps: timed.map(([key]) => key) };
}
