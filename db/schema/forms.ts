import { integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { instant } from './columns.js';

/**
 * Forms handed out (biểu mẫu đã phát hành), one row a form of a dossier at an event. `content` is what it says, as it was
 * said then; the file is drawn from it again with `template` and must have `digest`.
 */
export const issuedForms = sqliteTable(
  'issued_forms',
  {
    dossier: integer('dossier').notNull(),
    formSet: text('form_set').notNull(),
    form: text('form').notNull(),
    event: integer('event').notNull(),
    unit: text('unit').notNull(),
    year: integer('year').notNull(),
    number: integer('number').notNull(),
    issuedAt: instant('issued_at').notNull(),
    issuedBy: text('issued_by').notNull(),
    template: text('template').notNull(),
    /** SHA-256 (hex) of the file. */
    digest: text('digest').notNull(),
    content: text('content').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dossier, table.formSet, table.form, table.event] }),
    uniqueIndex('issued_forms_by_number').on(table.unit, table.year, table.formSet, table.form, table.number),
  ],
);

/** Last number given to a form of a unit in a year; numbers have no end. */
export const formCounters = sqliteTable(
  'form_counters',
  {
    unit: text('unit').notNull(),
    year: integer('year').notNull(),
    formSet: text('form_set').notNull(),
    form: text('form').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.unit, table.year, table.formSet, table.form] })],
);
