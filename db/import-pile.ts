import Database from 'better-sqlite3';
import type { Pile, PiledRow } from '../src/ledger/import-port.js';

/** Rows in one transaction of the pile; nothing of it outlives the process, so this is for speed only. */
const CHUNK = 50_000;

/** A pile in a temporary database, which SQLite keeps in the temporary folder beyond a few megabytes and then removes. */
export function openPile(): Pile {
  const driver = new Database('');
  driver.pragma('journal_mode = OFF');
  driver.pragma('synchronous = OFF');
  driver.pragma('cache_size = -32768');
  driver.exec(`
    create table dossiers (id integer primary key, code text not null unique, taken integer not null default 0);
    create table rows (dossier integer not null, no integer not null, line integer not null, text text not null,
      primary key (dossier, no)) without rowid;
  `);
  return new SqlitePile(driver);
}

class SqlitePile implements Pile {
  readonly #insertDossier;
  readonly #findDossier;
  readonly #insertRow;
  readonly #take;
  readonly #rowsOf;
  #rows = 0;
  #last = { code: '', id: 0 };

  constructor(readonly driver: Database.Database) {
    this.#insertDossier = driver.prepare(
      'insert into dossiers (code) values (?) on conflict (code) do nothing',
    );
    this.#findDossier = driver.prepare('select id from dossiers where code = ?').pluck();
    this.#insertRow = driver.prepare('insert into rows (dossier, no, line, text) values (?, ?, ?, ?)');
    this.#take = driver.prepare('update dossiers set taken = 1 where code = ? returning id').pluck();
    this.#rowsOf = driver.prepare('select line, text from rows where dossier = ? order by no');
  }

  add(dossier: string, { line, text }: PiledRow): void {
    if (!this.driver.inTransaction) this.driver.exec('begin');
    if (dossier !== this.#last.code || this.#last.id === 0) {
      const added = this.#insertDossier.run(dossier);
      const id =
        added.changes > 0 ? Number(added.lastInsertRowid) : (this.#findDossier.get(dossier) as number);
      this.#last = { code: dossier, id };
    }
    this.#insertRow.run(this.#last.id, ++this.#rows, line, text);
    if (this.#rows % CHUNK === 0) this.driver.exec('commit');
  }

  take(dossier: string): PiledRow[] {
    if (!this.driver.inTransaction) this.driver.exec('begin');
    const id = this.#take.get(dossier) as number | undefined;
    return id === undefined ? [] : (this.#rowsOf.all(id) as PiledRow[]);
  }

  *groups(): IterableIterator<{ dossier: string; rows: PiledRow[] }> {
    const all = this.driver.prepare(
      'select d.code, r.line, r.text from rows r join dossiers d on d.id = r.dossier order by r.dossier, r.no',
    );
    let dossier = '';
    let rows: PiledRow[] = [];
    for (const { code, line, text } of all.iterate() as IterableIterator<PiledRow & { code: string }>) {
      if (code !== dossier) {
        if (rows.length > 0) yield { dossier, rows };
        dossier = code;
        rows = [];
      }
      rows.push({ line, text });
    }
    if (rows.length > 0) yield { dossier, rows };
  }

  *left(): IterableIterator<{ dossier: string; line: number; text: string }> {
    const all = this.driver.prepare(
      'select d.code as dossier, r.line, r.text from rows r join dossiers d on d.id = r.dossier where d.taken = 0 order by r.no',
    );
    yield* all.iterate() as IterableIterator<{ dossier: string; line: number; text: string }>;
  }

  close(): void {
    this.driver.close();
  }
}
