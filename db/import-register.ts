import type Database from 'better-sqlite3';
import { type OfficialId, UNASSIGNED, type UnitId } from '../src/dossier/types.js';

/** The units and officials an import names: those the register does not have are added to it. */
export class ImportRegister {
  readonly #findUnit;
  readonly #insertUnit;
  readonly #findRoot;
  readonly #insertOfficial;
  readonly #officials = new Set<OfficialId>();
  readonly #paths = new Map<UnitId | null, readonly UnitId[]>();
  #root: UnitId | null = null;

  constructor(
    driver: Database.Database,
    readonly origin: string,
  ) {
    this.#findUnit = driver.prepare<[UnitId], { parent: UnitId | null }>(
      'select parent from units where id = ?',
    );
    this.#insertUnit = driver.prepare(
      `insert into units (id, parent, name, level, function, rated, origin) values (?, ?, ?, 'province', ?, ?, ?)`,
    );
    this.#findRoot = driver
      .prepare<[], UnitId>(
        `select id from units where parent is null order by function = 'province' desc, id limit 1`,
      )
      .pluck();
    this.#insertOfficial = driver.prepare(
      'insert into officials (id, name, origin) values (?, ?, ?) on conflict (id) do nothing',
    );
  }

  /** How many have been met. Perhaps not new to the register, only to this run. */
  get size(): number {
    return this.#paths.size + this.#officials.size;
  }

  /** Forgets everybody: what was added in a transaction that was rolled back is gone again. */
  forget(): void {
    this.#officials.clear();
    this.#paths.clear();
    this.#root = null;
  }

  meetOfficial(official: OfficialId): void {
    if (this.#officials.has(official)) return;
    this.#insertOfficial.run(official, official, this.origin);
    this.#officials.add(official);
  }

  /** The unit and every unit above it, the province last; a unit not in the tree yet is put below the province. */
  leadsOf(unit: UnitId | null): readonly UnitId[] {
    let path = this.#paths.get(unit);
    if (path === undefined) {
      const root = this.#ensureRoot();
      path = unit === null ? [UNASSIGNED, root] : this.#pathOf(unit, root);
      this.#paths.set(unit, path);
    }
    return path;
  }

  #pathOf(unit: UnitId, root: UnitId): UnitId[] {
    const path: UnitId[] = [];
    let at: UnitId | null = unit;
    while (at !== null && !path.includes(at)) {
      const row = this.#findUnit.get(at);
      if (row === undefined) this.#insertUnit.run(at, root, at, 'agency', 1, this.origin);
      path.push(at);
      at = row === undefined ? root : row.parent;
    }
    return path.includes(root) ? path : [...path, root];
  }

  #ensureRoot(): UnitId {
    if (this.#root === null) {
      const known = this.#findRoot.get();
      if (known === undefined) this.#insertUnit.run('root', null, 'Toàn tỉnh', 'province', 0, this.origin);
      this.#root = known ?? 'root';
    }
    return this.#root;
  }
}
