import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { OfficeHours } from '../../src/calendar/types.js';
import type { Role, Scope } from '../../src/dossier/types.js';
import type { StepRole } from '../../src/procedure/contract.js';
import { flag, instant, json } from './columns.js';

/** What this database file is: one row per fact (`schema`, `created`, `rehearsalClock` …). */
export const settings = sqliteTable('settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull(),
});

/** Units form a tree: province, agencies, departments (cơ quan, đơn vị). */
export const units = sqliteTable('units', {
  id: text('id').primaryKey(),
  parent: text('parent'),
  name: text('name').notNull(),
  nameEn: text('name_en'),
  level: text('level', { enum: ['province', 'commune'] }).notNull(),
  /** `province`, `desk`, `room`, `leadership`, `clerical` or `agency`. */
  function: text('function').notNull(),
  /** Identity used in dossier codes (mã định danh). */
  identifier: text('identifier'),
  /** Whether the rating rules name this unit (R17). */
  rated: flag('rated').notNull(),
  officeHours: json<OfficeHours>('office_hours'),
  /** `registry` or the import that brought it. */
  origin: text('origin').notNull(),
});

export const officials = sqliteTable('officials', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  origin: text('origin').notNull(),
});

export const officialRoles = sqliteTable(
  'official_roles',
  {
    official: text('official').notNull(),
    unit: text('unit').notNull(),
    role: text('role').$type<Role>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.official, table.unit, table.role] }),
    index('official_roles_by_unit').on(table.unit),
  ],
);

/** Who stands in for whom, on which days (ủy quyền khi vắng mặt). Rows are added and revoked, never edited. */
export const delegations = sqliteTable('delegations', {
  id: text('id').primaryKey(),
  from: text('absent').notNull(),
  to: text('stand_in').notNull(),
  unit: text('unit').notNull(),
  role: text('role').$type<StepRole>().notNull(),
  startsAt: instant('starts_at').notNull(),
  endsAt: instant('ends_at').notNull(),
  reason: text('reason').notNull(),
  decidedBy: text('decided_by').notNull(),
  decidedAt: instant('decided_at').notNull(),
  revokedAt: instant('revoked_at'),
});

/** Bearer tokens; only the SHA-256 of the secret is kept. */
export const tokens = sqliteTable('tokens', {
  hash: text('hash').primaryKey(),
  actor: text('actor').notNull(),
  kind: text('kind', { enum: ['official', 'machine'] }).notNull(),
  label: text('label').notNull(),
  scopes: json<Scope[]>('scopes').notNull(),
  /** Roles of a machine account; an official's are in the register. */
  roles: json<{ role: Role; unit: string }[]>('roles').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at'),
  revokedAt: instant('revoked_at'),
});

/** Last number given to a dossier at a desk on a day; codes are never reused. */
export const receiptCounters = sqliteTable(
  'receipt_counters',
  {
    unit: text('unit').notNull(),
    day: text('day').notNull(),
    last: integer('last').notNull(),
  },
  (table) => [primaryKey({ columns: [table.unit, table.day] })],
);
