import type { ConsultationAnswer, MachineCommand, Position, Procedure } from './contract.js';
import { advance, begin, offers, type View, view } from './interpreter.js';

/** A way out of a place: the command, the step it addresses, and where it leads. */
export type Way = { command: MachineCommand; step: string | null; label: string; to: Place };

/** One position a dossier can be in, reached on the shortest path of commands. */
export type Place = { position: Position; view: View; path: string[]; ways: Way[] };

/** All places one case of a procedure can reach; `problem` says why the walk ended early. */
export type Walk = { caseKey: string; start: Place; places: Place[]; problem: WalkProblem | null };
export type WalkProblem = { rule: 'tooLarge' | 'throws'; message: string; path: string[] };

/** Far beyond any real procedure (the largest here has some 50 places); a machine that counts without end stops here. */
const MAX_PLACES = 5000;

/** What an asked agency may say at the table; deemed consent comes from silence, never from a command. */
const SPOKEN: readonly ConsultationAnswer[] = ['agree', 'disagree'];

/**
 * Walks a case breadth-first through `offers` and `advance`, as the engine would, with every open step past its term.
 * Supplements beyond the limit are reached but not followed, or an unguarded request would never end.
 */
export function walk(procedure: Procedure, caseKey: string, maxPlaces = MAX_PLACES): Walk {
  const input = { caseKey, channel: 'desk', supplementLimit: procedure.facts.supplementLimit } as const;
  const seen = new Map<string, Place>();
  const places: Place[] = [];
  const visit = (position: Position, path: string[]): Place => {
    const key = keyOf(position);
    const known = seen.get(key);
    if (known) return known;
    const place: Place = { position, view: view(procedure, position), path, ways: [] };
    seen.set(key, place);
    places.push(place);
    return place;
  };
  const start = visit(begin(procedure, input), []);
  for (const place of places) {
    if (place.position.context.supplementsAsked > procedure.facts.supplementLimit) continue;
    const problem = follow(procedure, place, visit);
    if (problem) return { caseKey, start, places, problem };
    if (places.length > maxPlaces) {
      const message = `The procedure has more than ${maxPlaces} positions; give its loops an end.`;
      return { caseKey, start, places, problem: { rule: 'tooLarge', message, path: place.path } };
    }
  }
  return { caseKey, start, places, problem: null };
}

function follow(
  procedure: Procedure,
  place: Place,
  visit: (position: Position, path: string[]) => Place,
): WalkProblem | null {
  if (place.position.done) return null;
  let label = '';
  try {
    for (const { type, step } of offers(procedure, place.position, new Set(place.view.steps.keys()))) {
      for (const answer of type === 'answer' ? SPOKEN : [null]) {
        label = [type, step, answer].filter((word) => word !== null).join(' ');
        const facts = { step, termPassed: type === 'recordSilence', wholeChecklist: true, answer };
        const next = advance(procedure, place.position, type, facts);
        if (!next) continue;
        const to = visit(next, [...place.path, label]);
        const same = place.ways.some((way) => way.command === type && way.step === step && way.to === to);
        if (!same) place.ways.push({ command: type, step, label, to });
      }
    }
    return null;
  } catch (error) {
    const message = `The machine throws: ${reasonOf(error)}`;
    return { rule: 'throws', message, path: label === '' ? place.path : [...place.path, label] };
  }
}

/** The innermost reason of a failure, in words. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}

/** Answers are left out: no guard of the kit reads them, and every mix of opinions would be walked for nothing. */
function keyOf({ value, context, done }: Position): string {
  return JSON.stringify([value, context.supplementsAsked, context.outcome, done]);
}

/** The places from which at least one of `goals` can be reached, the goals themselves included. */
export function placesLeadingTo(places: readonly Place[], goals: Iterable<Place>): Set<Place> {
  const before = new Map<Place, Place[]>();
  for (const place of places) {
    for (const { to } of place.ways) before.set(to, [...(before.get(to) ?? []), place]);
  }
  const found = new Set(goals);
  for (const place of found) for (const earlier of before.get(place) ?? []) found.add(earlier);
  return found;
}
