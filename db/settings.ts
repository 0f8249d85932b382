import { eq } from 'drizzle-orm';
import type { Store } from './open.js';
import { settings } from './schema/index.js';

/** One fact about this database, or null. */
export function readSetting({ orm }: Store, key: string): string | null {
  return orm.select().from(settings).where(eq(settings.key, key)).get()?.value ?? null;
}

export function writeSetting({ orm }: Store, key: string, value: string): void {
  orm
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } })
    .run();
}
