import { integer, text } from 'drizzle-orm/sqlite-core';

/** An instant: integer milliseconds UTC. */
export const instant = (name: string) => integer(name);
/** A yes/no kept as 0 or 1, so that the same statement serves both stores. */
export const flag = (name: string) => integer(name, { mode: 'boolean' });
/** A JSON value kept as text. */
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
