import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { Dossier } from '../../src/dossier/types.js';
import { flag, instant, json } from './columns.js';

/**
 * One row a dossier. `state` is the whole dossier as the rules know it; the columns beside it are copies for queries and
 * are written together with it. Dossiers of an older system have `state` null: their columns are all there is (R11).
 */
export const dossiers = sqliteTable(
  'dossiers',
  {
    id: integer('id').primaryKey(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    origin: text('origin').notNull(),
    procedure: text('procedure').notNull(),
    procedureVersion: text('procedure_version'),
    channel: text('channel').notNull(),
    status: integer('status').notNull(),
    desk: text('desk'),
    lead: text('lead'),
    applicantName: text('applicant_name'),
    receivedAt: instant('received_at').notNull(),
    dueAt: instant('due_at'),
    lateFrom: instant('late_from'),
    finishedAt: instant('finished_at'),
    closedAt: instant('closed_at'),
    returnedAt: instant('returned_at'),
    outcome: text('outcome'),
    /** When the one new appointment was set (hẹn lại), with its apology. */
    reappointedAt: instant('reappointed_at'),
    /** The dossier whose handling this one takes up again after a complaint. */
    follows: text('follows'),
    /** When something falls due by itself next: a warning, a silence, an unanswered request. The sweeper's list. */
    wakeAt: instant('wake_at'),
    /** Hash of the last event, the head of the dossier's chain. */
    head: text('head').notNull(),
    events: integer('events').notNull(),
    state: json<Dossier>('state'),
  },
  (table) => [
    uniqueIndex('dossiers_by_code').on(table.code),
    // Lists are pages of ids, newest first, per unit that has to do with a dossier.
    index('dossiers_by_desk')
      .on(table.desk, table.id)
      .where(sql`desk is not null`),
    index('dossiers_by_lead').on(table.lead, table.id).where(sql`lead is not null`),
    index('dossiers_to_wake').on(table.wakeAt).where(sql`wake_at is not null`),
    index('dossiers_following').on(table.follows).where(sql`follows is not null`),
  ],
);

/** Steps held by units and officials. Open tasks are the work lists. */
export const tasks = sqliteTable(
  'tasks',
  {
    dossier: integer('dossier').notNull(),
    no: integer('no').notNull(),
    step: text('step').notNull(),
    unit: text('unit').notNull(),
    role: text('role').notNull(),
    official: text('official'),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at'),
    /** Null while its clock stands still, or when untimed. */
    lateFrom: instant('late_from'),
    finishedAt: instant('finished_at'),
    end: text('end'),
    allowedMinutes: integer('allowed_minutes'),
    usedMinutes: integer('used_minutes'),
    late: flag('late').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dossier, table.no] }),
    index('open_tasks_by_unit').on(table.unit, table.dossier).where(sql`finished_at is null`),
    index('open_tasks_by_official')
      .on(table.official, table.dossier)
      .where(sql`finished_at is null and official is not null`),
    index('tasks_by_unit').on(table.unit, table.dossier),
  ],
);

/**
 * The rows shares count (R16), one per dossier and unit or official. `overdue_from` is set while open on a running
 * clock (often in the future) and kept when closed late; see `Participation`.
 */
export const participations = sqliteTable(
  'participations',
  {
    dossier: integer('dossier').notNull(),
    kind: text('kind', { enum: ['unit', 'official'] }).notNull(),
    key: text('key').notNull(),
    role: text('role', { enum: ['lead', 'coordinator', 'handler'] }).notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    accountable: flag('accountable').notNull(),
    late: flag('late').notNull(),
    overdueFrom: instant('overdue_from'),
    withoutDue: flag('without_due').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dossier, table.kind, table.key] }),
    // Late and possibly late rows of one unit or official, in the order they went over.
    index('participations_overdue')
      .on(table.kind, table.key, table.overdueFrom)
      .where(sql`overdue_from is not null`),
    // What closed, went over or opened on one day: the part of a day that the day tallies cannot cut.
    index('participations_closed')
      .on(table.kind, table.closedAt)
      .where(sql`closed_at is not null`),
    // The overdue ones still open: a handful beside all that was ever late.
    index('participations_open_overdue')
      .on(table.kind, table.key, table.overdueFrom)
      .where(sql`closed_at is null and overdue_from is not null`),
    index('participations_overdue_from')
      .on(table.kind, table.overdueFrom)
      .where(sql`overdue_from is not null`),
    index('participations_opened').on(table.kind, table.openedAt),
  ],
);

/**
 * Counts of participations per unit or official in calendar spans of local days, so that a share reads a handful of rows
 * however long the history is. `grain` is year, month or day; `span` the span's first local
 * day as days since 1970-01-01. What is counted: `marksOf`. Kept equal to a recount by `motcua verify` and by a property test.
 */
export const tallies = sqliteTable(
  'tallies',
  {
    kind: text('kind', { enum: ['unit', 'official'] }).notNull(),
    grain: text('grain', { enum: ['year', 'month', 'day'] }).notNull(),
    span: integer('span').notNull(),
    key: text('key').notNull(),
    /** With a due date: opened and closed in the span. */
    opened: integer('opened').notNull(),
    closed: integer('closed').notNull(),
    /** Of those closed in the span, the ones somebody answers for (R7), and the late ones of them. */
    resolved: integer('resolved').notNull(),
    resolvedLate: integer('resolved_late').notNull(),
    /** Became open and overdue in the span, and stopped being so. */
    wentOver: integer('went_over').notNull(),
    overdueEnded: integer('overdue_ended').notNull(),
    /** Without a due date (R14): the same. */
    openedWithoutDue: integer('opened_without_due').notNull(),
    closedWithoutDue: integer('closed_without_due').notNull(),
    resolvedWithoutDue: integer('resolved_without_due').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.grain, table.span, table.key] })],
);

/** Events that may tell of a fired timer. The words are SQL's: an index serves whoever says the very same. */
export const noticed = sql`type in ('timerFired', 'silenceRecorded', 'stopped')`;

/** The append-only history, hash-chained per dossier. */
export const events = sqliteTable(
  'events',
  {
    dossier: integer('dossier').notNull(),
    no: integer('no').notNull(),
    type: text('type').notNull(),
    at: instant('at').notNull(),
    actor: text('actor').notNull(),
    /** Canonical JSON of what happened. */
    payload: text('payload').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.dossier, table.no] }),
    // What befell dossiers by itself, newest first; all other events stay out of it.
    index('events_noticed')
      .on(table.at, table.dossier, table.no)
      .where(noticed),
  ],
);

/** Answers already given under an Idempotency-Key, per actor. */
export const answers = sqliteTable(
  'answers',
  {
    actor: text('actor').notNull(),
    key: text('key').notNull(),
    /** Digest of the request; the same key with another request is refused. */
    request: text('request').notNull(),
    dossier: text('dossier').notNull(),
    version: integer('version').notNull(),
    answer: text('answer').notNull(),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.actor, table.key] })],
);
