import { and, asc, sql } from 'drizzle-orm';
import type { WakeList, WakeUp } from '../src/ledger/index.js';
import { compile } from './compile.js';
import type { Store } from './open.js';
import { dossiers } from './schema/index.js';

type Values = { by: number; at: number; id: number; limit: number };

/** The sweeper's list on SQLite: the column every decision leaves, walked through its own index. */
export class SqliteWakeList implements WakeList {
  readonly #due;

  constructor(store: Store) {
    const p = sql.placeholder;
    this.#due = compile<Values>(
      store,
      store.orm
        .select({ id: dossiers.id, code: dossiers.code, at: sql`${dossiers.wakeAt} as at` })
        .from(dossiers)
        .where(
          and(
            sql`${dossiers.wakeAt} is not null and ${dossiers.wakeAt} <= ${p('by')}`,
            sql`(${dossiers.wakeAt}, ${dossiers.id}) > (${p('at')}, ${p('id')})`,
          ),
        )
        .orderBy(asc(dossiers.wakeAt), asc(dossiers.id))
        .limit(p('limit')),
    );
  }

  due(by: number, after: WakeUp | null, limit: number): WakeUp[] {
    const { at, id } = after ?? { at: Number.MIN_SAFE_INTEGER, id: 0 };
    return this.#due.all({ by, at, id, limit }) as WakeUp[];
  }
}
