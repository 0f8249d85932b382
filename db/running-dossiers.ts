import { and, asc, eq, isNotNull, isNull, ne } from 'drizzle-orm';
import type { Store } from './open.js';
import { dossiers } from './schema/index.js';

/** Codes of the running dossiers of a procedure on any other version than this one, oldest first. */
export function runningElsewhere(store: Store, procedure: string, version: string): string[] {
  return store.orm
    .select({ code: dossiers.code })
    .from(dossiers)
    .where(
      and(
        eq(dossiers.procedure, procedure),
        ne(dossiers.procedureVersion, version),
        isNotNull(dossiers.state),
        isNull(dossiers.closedAt),
        isNull(dossiers.returnedAt),
      ),
    )
    .orderBy(asc(dossiers.id))
    .all()
    .map(({ code }) => code);
}
