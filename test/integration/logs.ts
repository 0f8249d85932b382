import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { importStore } from '../../db/import-writer.js';
import { openStore, type Store } from '../../db/open.js';
import { LOG_HEADER, logMapping } from '../../scripts/made/log.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { parseMapping } from '../../src/integration/import/mapping.js';
import type { Reject } from '../../src/integration/import/rejects.js';

export const NOW = Date.parse('2026-03-02T01:00:00Z');

/** A file of the repository. */
export const repositoryFile = (path: string): string =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

export const openMemory = (): Store => openStore(':memory:');

/** Writes a log, to a folder of its own unless told otherwise; packed when its name says so. */
export function logFile(name: string, text: string, folder = mkdtempSync(join(tmpdir(), 'motcua-'))): string {
  const file = join(folder, name);
  writeFileSync(file, name.endsWith('.gz') ? gzipSync(text) : text);
  return file;
}

/** The mapping most tests need, with changes. */
export const mappingOf = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  ...logMapping('instant'),
  ...changes,
});

export const HEADER = `${LOG_HEADER}\n`;

/** Imports a file and gathers what was listed. */
export async function importLog(store: Store, file: string, mapping: unknown = mappingOf()) {
  const listed: Reject[] = [];
  const result = await importFile({
    store: importStore(store),
    file,
    mapping: parseMapping(mapping, join(file, '..')),
    rejects: { write: async (rejects) => void listed.push(...rejects) },
    now: NOW,
  });
  return { result, listed };
}

export const rows = <T = Record<string, unknown>>(store: Store, sql: string, ...values: unknown[]): T[] =>
  store.driver.prepare(sql).all(...values) as T[];

/** Everything the import could have added to, in numbers. */
export const sizes = (store: Store): Record<string, unknown> =>
  Object.fromEntries(
    ['dossiers', 'tasks', 'events', 'participations', 'tallies', 'units', 'officials'].map((table) => [
      table,
      store.driver.prepare(`select count(*) from ${table}`).pluck().get(),
    ]),
  );
