import { primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.js';

/** Procedures an office published, one row a version; rows are added and never changed. */
export const procedureDocuments = sqliteTable(
  'procedure_documents',
  {
    code: text('code').notNull(),
    version: text('version').notNull(),
    effectiveFrom: text('effective_from').notNull(),
    effectiveTo: text('effective_to'),
    /** YAML or JSON as its author wrote it. */
    text: text('text').notNull(),
    digest: text('digest').notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.code, table.version] })],
);
