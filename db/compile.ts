import { is, Param, Placeholder } from 'drizzle-orm';
import type { Store } from './open.js';

/** A statement written with Drizzle against the schema, run by the driver without building anything at run time. */
export type Statement<V extends Record<string, unknown>> = {
  run(values: V): void;
  get(values: V): unknown;
  all(values: V): unknown[];
};

/**
 * Compiles a Drizzle query with placeholders once. Values go to the driver as they are: booleans must be 0 or 1, JSON
 * must be text; rows come back with column names as in the table.
 */
export function compile<V extends Record<string, unknown>>(
  store: Store,
  query: { toSQL(): { sql: string; params: unknown[] } },
): Statement<V> {
  const { sql, params } = query.toSQL();
  const statement = store.driver.prepare(sql);
  const slots = params.map(slotOf);
  const bind = (values: V): unknown[] => {
    const bound = new Array<unknown>(slots.length);
    for (let at = 0; at < bound.length; at += 1) {
      const { name, value } = slots[at]!;
      bound[at] = name === null ? value : values[name];
    }
    return bound;
  };
  return {
    run: (values) => void statement.run(bind(values)),
    get: (values) => statement.get(bind(values)),
    all: (values) => statement.all(bind(values)),
  };
}

/** Where a bound value comes from: a placeholder's name (Drizzle may wrap it with its column), or a fixed value. */
function slotOf(param: unknown): { name: string | null; value: unknown } {
  if (is(param, Placeholder)) return { name: param.name, value: null };
  if (is(param, Param)) return slotOf(param.value);
  return { name: null, value: param };
}
