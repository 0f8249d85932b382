import type { Term } from '../calendar/types.js';
import type { Outcome, Step } from './contract.js';
import type { ProcedureCase } from './facts.js';
import type { Place, Walk } from './walk.js';
import { MINUTES_A_DAY } from './words.js';

/** What one way through a procedure takes by its internal process, in working minutes while the clock runs. */
export type Course = { minutes: number; outcome: Outcome | null; path: string[] };

/**
 * The least working minutes a term is sure to hold when no holiday falls in it, at eight hours a day.
 * `n` calendar days hold at least five working days a week and, of the days left over, all but a Saturday and a Sunday.
 */
export function workingMinutesOf(term: Term): number {
  const inDays = (days: number) => (Math.floor(days / 7) * 5 + Math.max(0, (days % 7) - 2)) * MINUTES_A_DAY;
  switch (term.unit) {
    case 'workingMinutes':
      return term.count;
    case 'workingDays':
      return term.count * MINUTES_A_DAY;
    case 'sameDay':
      return MINUTES_A_DAY;
    case 'days':
      return inDays(term.count);
    case 'weeks':
      return inDays(term.count * 7);
    case 'months':
      return inDays(term.count * 30);
    case 'years':
      return inDays(term.count * 365);
  }
}

/** The minutes the law gives a case for an outcome: the shortest of its channels, or the term of a refusal. */
export function limitOf(procedureCase: ProcedureCase, outcome: Outcome | null): number {
  const { term, termWhenRefused, termByChannel = {} } = procedureCase;
  if (outcome === 'refused' && termWhenRefused) return workingMinutesOf(termWhenRefused);
  return Math.min(...[term, ...Object.values(termByChannel)].map(workingMinutesOf));
}

/**
 * The longest way through a walk for each outcome, among those that repeat no state. Parallel steps run side by side:
 * at each point the step that would finish first is the one to move, so a join happens when its longest branch does.
 * @returns null when there are more than `maxMoves` moves to follow
 */
export function longestCourses(walk: Walk, maxMoves = MAX_MOVES): Course[] | null {
  const longest = new Map<Outcome | null, Course>();
  let moves = 0;
  const go = (at: Place, now: number, ends: Ends, seen: ReadonlySet<string>, path: string[]): void => {
    moves += 1;
    if (moves > maxMoves) return;
    if (hasEnded(at)) {
      const { outcome } = at.view;
      if ((longest.get(outcome)?.minutes ?? -1) < now) longest.set(outcome, { minutes: now, outcome, path });
      return;
    }
    const state = JSON.stringify(at.position.value);
    if (seen.has(state)) return;
    const passed = new Set(seen).add(state);
    const first = Math.min(...[...at.view.steps.keys()].map((key) => ends.get(key) ?? now));
    for (const { step, to, label } of at.ways) {
      const end = step === null ? now : (ends.get(step) ?? now);
      if (step !== null && end > first) continue;
      const then = Math.max(now, end);
      go(to, then, openedAt(to, then, ends), passed, [...path, label]);
    }
  };
  go(walk.start, 0, new Map(), new Set(), []);
  return moves > maxMoves ? null : [...longest.values()];
}

/** A real procedure needs a few thousand at most; a thicket of loops would never be added up. */
const MAX_MOVES = 200_000;

/** When each open step will have used up its allowance. */
type Ends = ReadonlyMap<string, number>;

const hasEnded = ({ view }: Place): boolean => view.done || view.tags.has('clock.ended');

/** Steps still open keep their end, new ones start now; while the clock stands still they use nothing. */
function openedAt({ view }: Place, now: number, ends: Ends): Ends {
  const running = view.tags.has('clock.running');
  return new Map(
    [...view.steps].map(([key, step]) => [key, ends.get(key) ?? now + (running ? minutesOf(step) : 0)]),
  );
}

const minutesOf = ({ allowance }: Step): number => (allowance ? workingMinutesOf(allowance) : 0);
