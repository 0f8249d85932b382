import type Database from 'better-sqlite3';
import type { Instant } from '../src/calendar/types.js';
import { type ImportedStanding, importedAnswerable, importedStanding } from '../src/dossier/imported.js';
import type { UnitId } from '../src/dossier/types.js';
import { UNASSIGNED } from '../src/dossier/types.js';
import type { ImportedDossier } from '../src/ledger/import-port.js';

/** National-portal status of an imported dossier (domain 4.1): result returned, or being processed. */
const RETURNED = 10;
const IN_PROCESS = 4;
/** Step and role of the one task an imported dossier has (R11). */
const STEP = 'imported';
const ROLE = 'specialist';

const TABLES = `
create temp table import_stage (
  id integer primary key, code, procedure, channel, status, unit, official, received_at, due_at, late_from, finished_at,
  head, payload, route, opened_at, accountable, late, overdue_from, without_due);
create temp table import_answerable (route, no, kind, key, role, primary key (route, no)) without rowid`;

const NO_TABLES = 'drop table temp.import_stage; drop table temp.import_answerable';

/** Each fills one table of the books from the stage, in the order of its primary key. */
const SPREAD = [
  `insert into dossiers (id, code, version, origin, procedure, channel, status, lead, received_at, due_at, late_from, finished_at, head, events)
   select id, code, 1, :origin, procedure, channel, status, unit, received_at, due_at, late_from, finished_at, head, 1
   from temp.import_stage`,
  `insert into tasks (dossier, no, step, unit, role, official, opened_at, due_at, late_from, finished_at, "end", late)
   select id, 1, '${STEP}', coalesce(unit, '${UNASSIGNED}'), '${ROLE}', official, received_at, due_at, late_from, finished_at,
     iif(finished_at is null, null, 'done'), late
   from temp.import_stage`,
  `insert into events (dossier, no, type, at, actor, payload, hash)
   select id, 1, 'imported', :at, :origin, payload, head from temp.import_stage`,
  `insert into participations (dossier, kind, key, role, opened_at, closed_at, accountable, late, overdue_from, without_due)
   select id, kind, coalesce(key, official, '${UNASSIGNED}'), role, opened_at, finished_at, accountable, late, overdue_from, without_due
   from temp.import_stage cross join temp.import_answerable using (route)`,
];

/** A unit's way up the tree, met before: `number` stands for it in the stage. */
export type Route = { number: number; leads: readonly UnitId[] };

/**
 * Where the dossiers of a batch gather before they are spread over the tables of the books: each is bound once, and every
 * table is then filled by one statement. Temporary tables of the connection; one stage at a time.
 */
export class ImportStage {
  readonly #driver: Database.Database;
  readonly #add;
  readonly #route;
  readonly #spread;
  readonly #empty;
  #routes = 0;

  constructor(driver: Database.Database) {
    this.#driver = driver;
    driver.exec(TABLES);
    this.#add = driver.prepare(
      `insert into temp.import_stage values (${Array.from({ length: 19 }, () => '?').join(', ')})`,
    );
    this.#route = driver.prepare('insert into temp.import_answerable values (?, ?, ?, ?, ?)');
    this.#spread = SPREAD.map((sql) => driver.prepare(sql));
    this.#empty = driver.prepare('delete from temp.import_stage');
  }

  /** To be called within the transaction in which it is first used. */
  route(leads: readonly UnitId[]): Route {
    const number = ++this.#routes;
    // The official differs from dossier to dossier: no key here.
    const ordered = importedAnswerable(null, leads).sort((a, b) =>
      a.kind + a.key < b.kind + b.key ? -1 : 1,
    );
    ordered.forEach(({ kind, key, role }, no) => {
      this.#route.run(number, no, kind, kind === 'official' ? null : key, role);
    });
    return { number, leads };
  }

  add(id: number, dossier: ImportedDossier, route: Route, head: string): ImportedStanding {
    const { code, procedure, channel, unit, official, receivedAt, dueAt, lateFrom, finishedAt } = dossier;
    const standing = importedStanding(dossier);
    this.#add.run(
      id,
      code,
      procedure,
      channel,
      finishedAt === null ? IN_PROCESS : RETURNED,
      unit,
      official,
      receivedAt,
      dueAt,
      lateFrom,
      finishedAt,
      head,
      dossier.payload,
      route.number,
      standing.openedAt,
      standing.accountable ? 1 : 0,
      standing.late ? 1 : 0,
      standing.overdueFrom,
      standing.withoutDue ? 1 : 0,
    );
    return standing;
  }

  /** Writes what has gathered into the books, and is empty afterwards. */
  spread({ origin, at }: { origin: string; at: Instant }): void {
    for (const statement of this.#spread) statement.run({ origin, at });
    this.#empty.run();
  }

  close(): void {
    this.#driver.exec(NO_TABLES);
  }
}
