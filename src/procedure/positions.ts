import type { StateValue } from 'xstate';

/** Every state that is active in a value, by its path: `{a: {b: 'c'}}` is a, a.b and a.b.c. */
export function pathsOf(value: StateValue, above = ''): string[] {
  if (typeof value === 'string') return [above + value];
  return Object.entries(value).flatMap(([key, inner]) => [
    above + key,
    ...(inner === undefined ? [] : pathsOf(inner, `${above}${key}.`)),
  ]);
}
