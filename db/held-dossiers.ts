import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Store } from './open.js';
import { dossiers, tasks } from './schema/index.js';

/** Codes of the dossiers with an open step of an official, the oldest first; those of an older system are not moved. */
export function dossiersHeldBy(store: Store, official: string): string[] {
  return store.orm
    .selectDistinct({ id: dossiers.id, code: dossiers.code })
    .from(tasks)
    .innerJoin(dossiers, eq(dossiers.id, tasks.dossier))
    .where(and(eq(tasks.official, official), isNull(tasks.finishedAt), isNotNull(dossiers.state)))
    .orderBy(asc(dossiers.id))
    .all()
    .map(({ code }) => code);
}
