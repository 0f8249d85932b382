import type { Instant } from '../../calendar/types.js';
import { type Catalogue, createCatalogue } from '../catalogue.js';
import type { Procedure } from '../contract.js';
import { compileDocument } from './compile.js';
import { faultText } from './problem.js';
import { readDocument } from './read.js';

/** A procedure document as an office published it: never changed afterwards, only followed by another version. */
export type PublishedDocument = {
  code: string;
  version: string;
  effectiveFrom: string;
  effectiveTo: string | null;
  /** As its author wrote it, and the SHA-256 of that. */
  text: string;
  digest: string;
  publishedAt: Instant;
  publishedBy: string;
};

/** Where published documents are kept. */
export interface ProcedureStore {
  /** All of them, by code and date of effect. */
  list(): PublishedDocument[];
  /** Adds one. `decide` sees what is published already and runs in the same transaction; what it throws adds nothing. */
  add(decide: (published: readonly PublishedDocument[]) => PublishedDocument): PublishedDocument;
}

/** The shipped procedures and the published ones as one catalogue, read again when asked to. */
export class LiveCatalogue implements Catalogue {
  readonly #shipped: readonly Procedure[];
  readonly #store: ProcedureStore;
  readonly #compiled = new Map<string, Procedure>();
  #digests = '';
  #catalogue: Catalogue;

  constructor(shipped: readonly Procedure[], store: ProcedureStore) {
    this.#shipped = shipped;
    this.#store = store;
    this.#catalogue = createCatalogue(shipped);
    this.refresh();
  }

  /** Takes in what was published since. Each document is compiled once; nothing published, nothing done. */
  refresh(): void {
    const published = this.#store.list();
    const digests = published.map(({ digest }) => digest).join();
    if (digests === this.#digests) return;
    this.#catalogue = createCatalogue([...this.#shipped, ...published.map((one) => this.#compile(one))]);
    this.#digests = digests;
  }

  inForce(...asked: Parameters<Catalogue['inForce']>): Procedure {
    return this.#catalogue.inForce(...asked);
  }

  version(...asked: Parameters<Catalogue['version']>): Procedure {
    return this.#catalogue.version(...asked);
  }

  all(): readonly Procedure[] {
    return this.#catalogue.all();
  }

  #compile({ digest, text, code, version }: PublishedDocument): Procedure {
    const known = this.#compiled.get(digest);
    if (known) return known;
    const procedure = compilePublished(text, `${code} version ${version}`);
    this.#compiled.set(digest, procedure);
    return procedure;
  }
}

/** @throws Error when a published text cannot be read by this release */
export function compilePublished(text: string, name: string): Procedure {
  const { document, faults } = readDocument(text);
  if (document !== null) return compileDocument(document);
  throw new Error(
    `The published ${name} cannot be read by this release; running dossiers need it. ` +
      faults.map(faultText).join(' '),
  );
}
