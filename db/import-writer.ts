import type { Instant } from '../src/calendar/types.js';
import { importedAnswerable } from '../src/dossier/imported.js';
import { type OfficialId, UNASSIGNED, type UnitId } from '../src/dossier/types.js';
import { CHAIN_START, eventHash } from '../src/ledger/chain.js';
import type { ImportedDossier, ImportOutcome, ImportStore } from '../src/ledger/import-port.js';
import { openPile } from './import-pile.js';
import { ImportRegister } from './import-register.js';
import { ImportStage, type Route } from './import-stage.js';
import { BatchTallies, type Holder } from './late-shares-batch.js';
import type { Store } from './open.js';
import { countRegisterChange } from './registry-store.js';

/** Codes looked up by one statement. */
const LOOKED_UP = 250;

/** What every dossier of a run has in common. */
export type RunMark = { origin: string; at: Instant };

/** The books as the import writes them, in this thread. One run at a time. */
export function importStore(store: Store): ImportStore {
  return {
    start: (mark) => {
      const writer = new ImportWriter(store, mark);
      return {
        write: async (dossiers) => writer.write(dossiers, headsOf(dossiers, mark)),
        openPile,
        close: async () => writer.close(),
      };
    },
  };
}

/** The hashes of the one event of each dossier, by which its chain begins. */
export function headsOf(dossiers: readonly ImportedDossier[], { origin, at }: RunMark): string[] {
  const event = { no: 1, type: 'imported', at, actor: origin };
  return dossiers.map(({ payload }) => eventHash(CHAIN_START, { ...event, payloadText: payload }));
}

type Known = { id: number; code: string; origin: string };

/** Writes the batches of one run. */
export class ImportWriter {
  readonly #find;
  readonly #lastId;
  readonly #stage: ImportStage;
  readonly #register: ImportRegister;
  readonly #seen = new IdSet();
  readonly #routes = new Map<UnitId | null, Route>();

  constructor(
    readonly store: Store,
    readonly mark: RunMark,
  ) {
    const { driver } = store;
    this.#find = driver.prepare<(string | null)[], Known>(
      `select id, code, origin from dossiers where code in (${Array.from({ length: LOOKED_UP }, () => '?').join(', ')})`,
    );
    this.#lastId = driver.prepare<[], number | null>('select max(id) from dossiers').pluck();
    this.#stage = new ImportStage(driver);
    this.#register = new ImportRegister(driver, mark.origin);
  }

  close(): void {
    this.#stage.close();
  }

  /** All of them or, if it throws, none. `heads` are those of `headsOf`. */
  write(dossiers: readonly ImportedDossier[], heads: readonly string[]): ImportOutcome[] {
    const all = this.store.driver.transaction(() => {
      const met = this.#register.size;
      const batch = new Batch(this.store);
      const outcomes = this.#stageNew(dossiers, heads, batch);
      this.#stage.spread(this.mark);
      batch.tallies.flush();
      // Reading the register once too often does no harm.
      if (this.#register.size > met) countRegisterChange(this.store.orm);
      return outcomes;
    });
    try {
      return all.immediate();
    } catch (error) {
      this.#register.forget();
      this.#routes.clear();
      throw error;
    }
  }

  #stageNew(dossiers: readonly ImportedDossier[], heads: readonly string[], batch: Batch): ImportOutcome[] {
    const known = this.#known(dossiers);
    const codes = new Set<string>();
    let id = this.#lastId.get() ?? 0;
    return dossiers.map((dossier, place) => {
      const { code } = dossier;
      const before = known.get(code);
      if (before !== undefined) return this.#alreadyKnown(before);
      if (codes.size === codes.add(code).size) return 'repeated';
      id += 1;
      this.#seen.add(id);
      this.#stageOne(id, dossier, heads[place]!, batch);
      return 'imported';
    });
  }

  #stageOne(id: number, dossier: ImportedDossier, head: string, batch: Batch): void {
    const { unit, official } = dossier;
    const route = this.#routeOf(unit);
    if (official !== null) this.#register.meetOfficial(official);
    const standing = this.#stage.add(id, dossier, route, head);
    batch.tallies.add(batch.holders(route, official), standing);
  }

  #known(dossiers: readonly ImportedDossier[]): Map<string, Known> {
    const known = new Map<string, Known>();
    for (let from = 0; from < dossiers.length; from += LOOKED_UP) {
      const codes: (string | null)[] = dossiers.slice(from, from + LOOKED_UP).map(({ code }) => code);
      while (codes.length < LOOKED_UP) codes.push(null);
      for (const row of this.#find.all(...codes)) known.set(row.code, row);
    }
    return known;
  }

  #alreadyKnown({ id, origin }: Known): ImportOutcome {
    if (!origin.startsWith('import:')) return 'taken';
    return this.#seen.add(id) ? 'alreadyThere' : 'repeated';
  }

  #routeOf(unit: UnitId | null): Route {
    let route = this.#routes.get(unit);
    if (route === undefined) {
      route = this.#stage.route(this.#register.leadsOf(unit));
      this.#routes.set(unit, route);
    }
    return route;
  }
}

/** What one transaction counts. */
class Batch {
  readonly tallies: BatchTallies;
  readonly #leads = new Map<Route, Holder[]>();

  constructor(store: Store) {
    this.tallies = new BatchTallies(store);
  }

  /** Everybody who answers for a dossier, the official last. */
  holders(route: Route, official: OfficialId | null): Holder[] {
    const leads = this.#leads.get(route);
    if (leads !== undefined) {
      leads[leads.length - 1] = this.tallies.holder('official', official ?? UNASSIGNED);
      return leads;
    }
    const holders = importedAnswerable(official, route.leads)
      .reverse()
      .map(({ kind, key }) => this.tallies.holder(kind, key));
    this.#leads.set(route, holders);
    return holders;
  }
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
