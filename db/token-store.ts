import { createHash } from 'node:crypto';
import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { TokenRecord, TokenStore } from '../src/registry/index.js';
import type { Store } from './open.js';
import { tokens } from './schema/index.js';

type TokenRow = typeof tokens.$inferSelect;

/** As many tokens as a province has callers; beyond it the memory starts anew. */
const MOST_REMEMBERED = 10_000;

/** Bearer tokens, kept by the SHA-256 of their secret and remembered until any token may have changed. */
export class SqliteTokens implements TokenStore {
  readonly #store: Store;
  readonly #remembered = new Map<string, TokenRecord>();

  readonly #state;
  #seen: unknown;

  constructor(store: Store) {
    this.#store = store;
    this.#state = store.driver.prepare("select count(*) || ' ' || count(revoked_at) from tokens").pluck();
    this.#seen = this.#state.get();
  }

  add(secret: string, token: Omit<TokenRecord, 'id'>): TokenRecord {
    const hash = digest(secret);
    this.#store.orm
      .insert(tokens)
      .values({ ...token, hash, scopes: [...token.scopes], roles: [...token.roles] })
      .run();
    return { id: idOf(hash), ...token };
  }

  /** Only tokens that exist are remembered: guesses cost a look-up and no memory. */
  find(secret: string): TokenRecord | null {
    const known = this.#remembered.get(secret);
    if (known) return known;
    const row = this.#store.orm
      .select()
      .from(tokens)
      .where(eq(tokens.hash, digest(secret)))
      .get();
    if (row === undefined) return null;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const record = recordOf(row);
    this.#remembered.set(secret, record);
    return record;
  }

  forget(): void {
    this.#remembered.clear();
  }

  /** Forgets if another process added or revoked one; other writes, such as every command's, leave the memory alone. */
  refresh(): void {
    const state = this.#state.get();
    if (state !== this.#seen) this.forget();
    this.#seen = state;
  }

  list(): TokenRecord[] {
    return this.#store.orm
      .select()
      .from(tokens)
      .orderBy(desc(tokens.createdAt), tokens.hash)
      .all()
      .map(recordOf);
  }

  revoke(id: string, at: number): boolean {
    const named = sql`substr(${tokens.hash}, 1, ${ID_LENGTH}) = ${id}`;
    this.#store.orm
      .update(tokens)
      .set({ revokedAt: at })
      .where(and(named, isNull(tokens.revokedAt)))
      .run();
    this.#remembered.clear();
    return this.#store.orm.select({ hash: tokens.hash }).from(tokens).where(named).get() !== undefined;
  }
}

/** A token's id is the beginning of its digest: it names the token in lists and says nothing about the secret. */
const ID_LENGTH = 16;
const idOf = (hash: string): string => hash.slice(0, ID_LENGTH);
const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex');

function recordOf({ hash, ...row }: TokenRow): TokenRecord {
  return { id: idOf(hash), ...row };
}
