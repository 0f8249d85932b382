import type { Statement } from 'better-sqlite3';
import { importedLate, importedParticipations } from '../src/dossier/imported.js';
import type { OfficialId, Participation, UnitId } from '../src/dossier/types.js';
import { UNASSIGNED } from '../src/dossier/types.js';
import { eventHash } from '../src/ledger/chain.js';
import type { ImportedDossier, ImportOutcome, ImportRun, ImportStore } from '../src/ledger/import-port.js';
import { openPile } from './import-pile.js';
import type { Store } from './open.js';
import { countRegisterChange } from './registry-store.js';

/** Keeps the tallies equal to the participations written. `flush` is called inside the same transaction. */
export type TallyKeeper = { add(participation: Participation): void; flush(): void };

/** National-portal status of an imported dossier (domain 4.1): result returned, or being processed. */
const RETURNED = 10;
const IN_PROCESS = 4;
/** Step and role of the one task an imported dossier has (R11). */
const STEP = 'imported';
const ROLE = 'specialist';

/** Pages of the log (64 MiB) between checkpoints while importing: index pages are then carried over once, not many times. */
const CHECKPOINT_EVERY = 16_384;

/** The books as the import writes them. `tallies` makes a keeper for one transaction. */
export function importStore(store: Store, tallies?: () => TallyKeeper): ImportStore {
  return { start: (run) => new Run(store, run.origin, run.at, tallies) };
}

class Run implements ImportRun {
  readonly #statements: ReturnType<typeof prepare>;
  readonly #seen = new IdSet();
  readonly #officials = new Set<OfficialId>();
  readonly #leads = new Map<UnitId, readonly UnitId[]>();
  #root: UnitId | null = null;
  readonly #checkpointEvery: number;

  constructor(
    readonly store: Store,
    readonly origin: string,
    readonly at: number,
    readonly tallies: (() => TallyKeeper) | undefined,
  ) {
    this.#statements = prepare(store);
    this.#checkpointEvery = store.driver.pragma('wal_autocheckpoint', { simple: true }) as number;
    store.driver.pragma(`wal_autocheckpoint = ${CHECKPOINT_EVERY}`);
  }

  openPile = openPile;

  close(): void {
    this.store.driver.pragma(`wal_autocheckpoint = ${this.#checkpointEvery}`);
  }

  write(dossiers: readonly ImportedDossier[]): ImportOutcome[] {
    const all = this.store.driver.transaction(() => {
      const keeper = this.tallies?.();
      const known = this.#leads.size + this.#officials.size;
      const outcomes = dossiers.map((dossier) => this.#writeOne(dossier, keeper));
      keeper?.flush();
      // Perhaps not new to the register, only to this run: reading it once too often does no harm.
      if (this.#leads.size + this.#officials.size > known) countRegisterChange(this.store.orm);
      return outcomes;
    });
    try {
      return all.immediate();
    } catch (error) {
      // Units and officials created in it are gone again.
      this.#officials.clear();
      this.#leads.clear();
      this.#root = null;
      throw error;
    }
  }

  #writeOne(dossier: ImportedDossier, keeper: TallyKeeper | undefined): ImportOutcome {
    const { insertDossier, insertTask, insertEvent, insertParticipation } = this.#statements;
    const { code, unit, official, receivedAt, dueAt, lateFrom, finishedAt, payload } = dossier;
    const event = { no: 1, type: 'imported', at: this.at, actor: this.origin, payloadText: payload };
    const head = eventHash('', event);
    const status = finishedAt === null ? IN_PROCESS : RETURNED;
    const inserted = insertDossier.run(
      code,
      this.origin,
      dossier.procedure,
      dossier.channel,
      status,
      unit,
      receivedAt,
      dueAt,
      lateFrom,
      finishedAt,
      head,
    );
    if (inserted.changes === 0) return this.#alreadyKnown(code);
    const id = Number(inserted.lastInsertRowid);
    this.#seen.add(id);
    const leads = this.#leadsOf(unit);
    if (official !== null) this.#ensureOfficial(official);
    const late = importedLate(dossier) ? 1 : 0;
    const end = finishedAt === null ? null : 'done';
    insertTask.run(id, unit ?? UNASSIGNED, official, receivedAt, dueAt, lateFrom, finishedAt, end, late);
    insertEvent.run(id, this.at, this.origin, payload, head);
    for (const row of importedParticipations(dossier, leads)) {
      insertParticipation.run(
        id,
        row.kind,
        row.key,
        row.role,
        row.openedAt,
        row.closedAt,
        row.accountable ? 1 : 0,
        row.late ? 1 : 0,
        row.overdueFrom,
        row.withoutDue ? 1 : 0,
      );
      keeper?.add(row);
    }
    return 'imported';
  }

  #alreadyKnown(code: string): ImportOutcome {
    const known = this.#statements.findDossier.get(code) as { id: number; origin: string };
    if (!known.origin.startsWith('import:')) return 'taken';
    return this.#seen.add(known.id) ? 'alreadyThere' : 'repeated';
  }

  /** The unit and every unit above it, the province last; a unit not in the tree yet is put below the province. */
  #leadsOf(unit: UnitId | null): readonly UnitId[] {
    const key = unit ?? UNASSIGNED;
    let path = this.#leads.get(key);
    if (path === undefined) {
      const root = this.#ensureRoot();
      path = unit === null ? [UNASSIGNED, root] : this.#pathOf(unit, root);
      this.#leads.set(key, path);
    }
    return path;
  }

  #pathOf(unit: UnitId, root: UnitId): UnitId[] {
    const { findUnit, insertUnit } = this.#statements;
    const path: UnitId[] = [];
    let at: UnitId | null = unit;
    while (at !== null && !path.includes(at)) {
      const row = findUnit.get(at) as { parent: UnitId | null } | undefined;
      if (row === undefined) insertUnit.run(at, root, at, 'agency', 1, this.origin);
      path.push(at);
      at = row === undefined ? root : row.parent;
    }
    return path.includes(root) ? path : [...path, root];
  }

  #ensureRoot(): UnitId {
    if (this.#root === null) {
      const { findRoot, insertUnit } = this.#statements;
      const row = findRoot.get() as { id: UnitId } | undefined;
      if (row === undefined) insertUnit.run('root', null, 'Toàn tỉnh', 'province', 0, this.origin);
      this.#root = row?.id ?? 'root';
    }
    return this.#root;
  }

  #ensureOfficial(official: OfficialId): void {
    if (this.#officials.has(official)) return;
    this.#statements.insertOfficial.run(official, official, this.origin);
    this.#officials.add(official);
  }
}

function prepare({
  driver,
}: Store): Record<
  | 'insertDossier'
  | 'findDossier'
  | 'insertTask'
  | 'insertEvent'
  | 'insertParticipation'
  | 'insertUnit'
  | 'findUnit'
  | 'findRoot'
  | 'insertOfficial',
  Statement
> {
  return {
    insertDossier: driver.prepare(
      `insert into dossiers (code, version, origin, procedure, channel, status, lead, received_at, due_at, late_from, finished_at, head, events)
       values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) on conflict (code) do nothing`,
    ),
    findDossier: driver.prepare('select id, origin from dossiers where code = ?'),
    insertTask: driver.prepare(
      `insert into tasks (dossier, no, step, unit, role, official, opened_at, due_at, late_from, finished_at, "end", late)
       values (?, 1, '${STEP}', ?, '${ROLE}', ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertEvent: driver.prepare(
      `insert into events (dossier, no, type, at, actor, payload, hash) values (?, 1, 'imported', ?, ?, ?, ?)`,
    ),
    insertParticipation: driver.prepare(
      `insert into participations (dossier, kind, key, role, opened_at, closed_at, accountable, late, overdue_from, without_due)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertUnit: driver.prepare(
      `insert into units (id, parent, name, level, function, rated, origin) values (?, ?, ?, 'province', ?, ?, ?)`,
    ),
    findUnit: driver.prepare('select parent from units where id = ?'),
    findRoot: driver.prepare(
      `select id from units where parent is null order by function = 'province' desc, id limit 1`,
    ),
    insertOfficial: driver.prepare(
      'insert into officials (id, name, origin) values (?, ?, ?) on conflict (id) do nothing',
    ),
  };
}

/** Row numbers already met in this run, a bit each: a million take 125 kB. */
class IdSet {
  #bits = new Uint8Array(1 << 16);

  /** False when it was there. */
  add(id: number): boolean {
    const at = Math.floor(id / 8);
    if (at >= this.#bits.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.#bits.length * 2));
      larger.set(this.#bits);
      this.#bits = larger;
    }
    const mask = 1 << (id % 8);
    const bits = this.#bits[at] ?? 0;
    this.#bits[at] = bits | mask;
    return (bits & mask) === 0;
  }
}
