import { eq, sql } from 'drizzle-orm';
import {
  createRegistry,
  type Delegation,
  type DelegationStore,
  type Registry,
  type RegistryContent,
  type Unit,
} from '../src/registry/index.js';
import type { Store } from './open.js';
import { delegations, officialRoles, officials, settings, units } from './schema/index.js';

/**
 * Setting that counts changes of the register, so that other processes' dossiers do not make everybody read it again.
 * Beside it the numbers of units and officials: an import adds them as it meets them.
 */
const COUNTER = 'registerVersion';

/** The register kept in the store, read once and again whenever it has changed. */
export class SqliteRegistry implements DelegationStore {
  readonly #store: Store;
  readonly #counter;
  #version: string;
  #current: Registry;

  constructor(store: Store) {
    this.#store = store;
    this.#counter = store.driver
      .prepare(
        `select coalesce((select value from settings where key = ?), '') || ' ' ||
          (select count(*) from units) || ' ' || (select count(*) from officials)`,
      )
      .pluck();
    this.#version = this.#readVersion();
    this.#current = this.#load();
  }

  current(): Registry {
    return this.#current;
  }

  /** Reads the register again if it has changed: after others' writes, or writes in this process without `save`. */
  refresh(): void {
    const version = this.#readVersion();
    if (version === this.#version) return;
    this.#version = version;
    this.#current = this.#load();
  }

  save(content: RegistryContent): void {
    saveRegister(this.#store, content);
    this.refresh();
  }

  delegate(decide: (register: Registry) => Delegation): Delegation {
    const { driver, orm } = this.#store;
    const inOne = driver.transaction(() => {
      this.refresh();
      const delegation = decide(this.#current);
      const { id, revokedAt } = delegation;
      const values = { target: delegations.id, set: { revokedAt } };
      orm
        .insert(delegations)
        .values({ ...delegation, id })
        .onConflictDoUpdate(values)
        .run();
      countRegisterChange(orm);
      return delegation;
    });
    const kept = inOne.immediate();
    this.refresh();
    return kept;
  }

  #readVersion(): string {
    return this.#counter.get(COUNTER) as string;
  }

  #load(): Registry {
    const { orm } = this.#store;
    return createRegistry(
      orm.select().from(units).orderBy(units.id).all() as Unit[],
      orm.select().from(officials).orderBy(officials.id).all(),
      orm.select().from(officialRoles).all(),
      orm.select().from(delegations).orderBy(delegations.decidedAt, delegations.id).all(),
    );
  }
}

/**
 * Adds or replaces units and officials, in one transaction. Roles of the officials named are replaced by those given.
 * Anybody who writes these tables in another way calls `countRegisterChange` in the same transaction.
 */
export function saveRegister(store: Store, { units: all, officials: staff, roles }: RegistryContent): void {
  store.orm.transaction(
    (tx) => {
      for (const unit of all) {
        tx.insert(units).values(unit).onConflictDoUpdate({ target: units.id, set: unit }).run();
      }
      for (const official of staff) {
        tx.insert(officials)
          .values(official)
          .onConflictDoUpdate({ target: officials.id, set: official })
          .run();
        tx.delete(officialRoles).where(eq(officialRoles.official, official.id)).run();
      }
      for (const role of roles) tx.insert(officialRoles).values(role).onConflictDoNothing().run();
      countRegisterChange(tx);
    },
    { behavior: 'immediate' },
  );
}

/** Tells every process that the register is another one now. */
export function countRegisterChange(tx: Pick<Store['orm'], 'insert'>): void {
  tx.insert(settings)
    .values({ key: COUNTER, value: '1' })
    .onConflictDoUpdate({ target: settings.key, set: { value: sql`cast(value as integer) + 1` } })
    .run();
}
