import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import * as schema from './schema/index.js';

/** 'MCua' read as a 32-bit number: marks a SQLite file as one of ours (PRAGMA application_id). */
const APPLICATION_ID = 0x4d437561;

/** The store behind one door: the Drizzle handle and, for the few statements it cannot say, the driver itself. */
export type Store = {
  orm: BetterSQLite3Database<typeof schema>;
  driver: Database.Database;
  close(): void;
};

/** The file is no database of ours, is from a newer release, or cannot be opened. The message says what to do. */
export class StoreError extends Error {
  constructor(
    readonly code: 'store.notOurs' | 'store.newer' | 'store.unreadable' | 'store.missing',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * Opens (and unless `mustExist`, creates) an embedded store and brings it to this release's tables.
 * WAL with synchronous=FULL: a commit that was answered is on the disk.
 * @throws StoreError
 */
export function openStore(file: string, options: { mustExist?: boolean } = {}): Store {
  if (options.mustExist === true && file !== ':memory:' && !existsSync(file)) {
    throw new StoreError(
      'store.missing',
      `There is no database at ${file}. Give the right path with --db, or create one with 'motcua serve' or 'motcua import'.`,
    );
  }
  const driver = connect(file);
  try {
    refuseForeignFile(driver, file);
    setPragmas(driver);
    const orm = drizzle(driver, { schema });
    migrateForward(driver, orm, file);
    return { orm, driver, close: () => driver.close() };
  } catch (error) {
    driver.close();
    throw error;
  }
}

function connect(file: string): Database.Database {
  try {
    return new Database(file);
  } catch (error) {
    throw new StoreError(
      'store.unreadable',
      `${file} cannot be opened: ${(error as Error).message}. Check the path and its permissions.`,
      { cause: error },
    );
  }
}

function refuseForeignFile(driver: Database.Database, file: string): void {
  let application: unknown;
  let tables: unknown;
  try {
    application = driver.pragma('application_id', { simple: true });
    tables = driver.prepare('select count(*) from sqlite_schema').pluck().get();
  } catch (error) {
    throw new StoreError(
      'store.notOurs',
      `${file} is not a SQLite database (${(error as Error).message}). Nothing was changed; give another path with --db.`,
      { cause: error },
    );
  }
  if (application !== APPLICATION_ID && tables !== 0) {
    throw new StoreError(
      'store.notOurs',
      `${file} is a database of another program. Nothing was changed; give another path with --db.`,
    );
  }
}

function setPragmas(driver: Database.Database): void {
  driver.pragma('busy_timeout = 10000');
  driver.pragma('journal_mode = WAL');
  driver.pragma('synchronous = FULL');
  driver.pragma('foreign_keys = ON');
  // Pages of the log (64 MiB) between checkpoints: a page changed by many commands is then carried over once.
  driver.pragma('wal_autocheckpoint = 16384');
  // 64 MiB of pages: enough for the indexes in use, small beside the memory bound of the service.
  driver.pragma('cache_size = -65536');
  driver.pragma('temp_store = MEMORY');
}

function migrateForward(driver: Database.Database, orm: Store['orm'], file: string): void {
  const folder = migrationsFolder();
  const known = readMigrationFiles({ migrationsFolder: folder });
  const applied = appliedMigrations(driver);
  if (applied > known.length) {
    throw new StoreError(
      'store.newer',
      `${file} was written by a newer release (${applied} migrations, this release knows ${known.length}). Nothing was changed; upgrade motcua or use another file.`,
    );
  }
  if (applied === known.length) return;
  driver.pragma(`application_id = ${APPLICATION_ID}`);
  migrate(orm, { migrationsFolder: folder });
}

function appliedMigrations(driver: Database.Database): number {
  const present = driver.prepare("select 1 from sqlite_schema where name = '__drizzle_migrations'").get();
  if (present === undefined) return 0;
  return driver.prepare('select count(*) from __drizzle_migrations').pluck().get() as number;
}

/** `db/migrations` beside this file in the sources; the build copies it beside the compiled one. */
function migrationsFolder(): string {
  return join(dirname(fileURLToPath(import.meta.url)), 'migrations');
}
