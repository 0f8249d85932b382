import { type Position, type Procedure, type Walk, walk } from '../../src/procedure/index.js';

/** Cases whose machines take the same ways by the same allowances are walked once: terms differ, and the calendar has its own proof. */
export function differentWalks(procedure: Procedure): Walk[] {
  const walks = new Map<string, Walk>();
  for (const { key } of procedure.facts.cases) {
    const each = walk(procedure, key);
    const ways = JSON.stringify(
      each.places.map(({ path, ways: out, view: { steps } }) => [
        path,
        out.map(({ label }) => label),
        [...steps.values()].map(({ allowance }) => allowance),
      ]),
    );
    if (!walks.has(ways)) walks.set(ways, each);
  }
  return [...walks.values()];
}

/** A position as `walk` tells it from others. */
export function placeKey({ value, context, done }: Position): string {
  return JSON.stringify([value, context.supplementsAsked, context.outcome, done]);
}
