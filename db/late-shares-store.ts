import type Database from 'better-sqlite3';
import type { Participation } from '../src/dossier/types.js';
import { TALLY_COLUMNS, type TallyColumn } from '../src/rating/index.js';
import type { Store } from './open.js';

/** What the files of the late shares have in common: how tallies look in the store, and one of a thing per store. */

export type Kind = Participation['kind'];
export const KINDS: readonly Kind[] = ['unit', 'official'];

/** Number of counts in a tally. */
export const WIDTH = TALLY_COLUMNS.length;

/** Place of each count in a tally. */
export const PLACE = Object.fromEntries(TALLY_COLUMNS.map((column, place) => [column, place])) as Record<
  TallyColumn,
  number
>;

/** The counts' columns in the store, in their order. */
export const TALLY_SQL: readonly string[] = TALLY_COLUMNS.map((column) =>
  column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
);

/** Adds the counts of that many tallies, opening those there are none of yet: kind, grain, span, key and counts of each. */
export function upsertOfTallies(tallies: number): string {
  const row = `(?, ?, ?, ?, ${TALLY_SQL.map(() => '?').join(', ')})`;
  return `insert into tallies (kind, grain, span, key, ${TALLY_SQL.join(', ')})
    values ${Array.from({ length: tallies }, () => row).join(', ')}
    on conflict do update set ${TALLY_SQL.map((column) => `${column} = ${column} + excluded.${column}`).join(', ')}`;
}

/** One tally as read raw: its key, then its counts. */
export type TallyRow = [key: string, ...counts: number[]];

/** Adds numbers to those of an array from a place on, as far as the array goes. */
export function addInto(
  into: number[] | Int32Array | Float64Array,
  start: number,
  by: ArrayLike<number>,
  sign: 1 | -1 = 1,
): void {
  const length = Math.min(by.length, into.length - start);
  for (let i = 0; i < length; i += 1) into[start + i] = (into[start + i] ?? 0) + sign * (by[i] ?? 0);
}

/** What `make` makes of a store's driver, made once per store: prepared statements, caches. */
export function perStore<T>(make: (driver: Database.Database) => T): (store: Pick<Store, 'driver'>) => T {
  const made = new WeakMap<Database.Database, T>();
  return ({ driver }) => {
    const known = made.get(driver);
    if (known !== undefined) return known;
    const fresh = make(driver);
    made.set(driver, fresh);
    return fresh;
  };
}

/** Runs within the caller's transaction, or one of its own: all of it or nothing, and reads see one state. */
export function within<T>({ driver }: Store, run: () => T): T {
  return driver.inTransaction ? run() : driver.transaction(run)();
}

/**
 * The stamp of the tallies: changed by every write of them, in its transaction, and never the same twice. Whatever was
 * read under a stamp is what the store holds for as long as it shows that stamp.
 */
export const stampOf = perStore((driver) => {
  const read = driver.prepare<[], string>("select value from settings where key = 'tallies'").pluck();
  const write = driver.prepare<[string]>(
    "insert into settings (key, value) values ('tallies', ?) on conflict do update set value = excluded.value",
  );
  return {
    read: (): string => read.get() ?? '',
    write: (): string => {
      const stamp = crypto.randomUUID();
      write.run(stamp);
      return stamp;
    },
  };
});
