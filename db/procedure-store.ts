import { asc } from 'drizzle-orm';
import type { ProcedureStore, PublishedDocument } from '../src/procedure/document/index.js';
import type { Store } from './open.js';
import { procedureDocuments } from './schema/index.js';

/** Published procedure documents in the embedded store. */
export class SqliteProcedures implements ProcedureStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  list(): PublishedDocument[] {
    const { code, effectiveFrom, version } = procedureDocuments;
    return this.#store.orm
      .select()
      .from(procedureDocuments)
      .orderBy(asc(code), asc(effectiveFrom), asc(version))
      .all();
  }

  add(decide: (published: readonly PublishedDocument[]) => PublishedDocument): PublishedDocument {
    const inOne = this.#store.driver.transaction(() => {
      const document = decide(this.list());
      this.#store.orm.insert(procedureDocuments).values(document).run();
      return document;
    });
    return inOne.immediate();
  }
}
