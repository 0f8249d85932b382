import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { compile } from './compile.js';
import type { Store } from './open.js';
import { answers, dossiers, events, participations, receiptCounters, tasks } from './schema/index.js';

/** A dossier's row as the ledger reads it. */
export type LedgerRow = { id: number; version: number; head: string; events: number; state: string | null };

/** The statements of the ledger, compiled once per store. Values are raw: booleans 0 or 1, JSON as text. */
export function ledgerStatements(store: Store) {
  const { orm } = store;
  const p = sql.placeholder;
  return {
    findDossier: compile<{ code: string }>(
      store,
      orm
        .select({
          id: dossiers.id,
          version: dossiers.version,
          head: dossiers.head,
          events: dossiers.events,
          state: sql<string>`state`,
        })
        .from(dossiers)
        .where(eq(dossiers.code, p('code'))),
    ),
    insertDossier: compile<Record<string, unknown>>(
      store,
      orm.insert(dossiers).values(placeholdersFor(dossiers)).returning({ id: dossiers.id }),
    ),
    updateDossier: compile<Record<string, unknown>>(
      store,
      orm
        .update(dossiers)
        .set(
          rawPlaceholders([
            'version',
            'procedureVersion',
            'status',
            'dueAt',
            'lateFrom',
            'finishedAt',
            'closedAt',
            'returnedAt',
            'outcome',
            'reappointedAt',
            'wakeAt',
            'head',
            'events',
            'state',
          ]),
        )
        .where(eq(dossiers.id, p('id'))),
    ),
    // What a correction or a late reception changes; apart, so that no ordinary command rewrites these indexes.
    restateDossier: compile<Record<string, unknown>>(
      store,
      orm
        .update(dossiers)
        .set(rawPlaceholders(['procedure', 'lead', 'applicantName', 'receivedAt']))
        .where(eq(dossiers.id, p('id'))),
    ),
    dropTasks: compile<{ dossier: number }>(store, orm.delete(tasks).where(eq(tasks.dossier, p('dossier')))),
    following: compile<{ code: string }>(
      store,
      orm
        .select({
          code: dossiers.code,
          open: sql<number>`${dossiers.finishedAt} is null and ${dossiers.closedAt} is null`.as('open'),
        })
        .from(dossiers)
        .where(eq(dossiers.follows, p('code')))
        .orderBy(dossiers.id),
    ),
    putTask: compile<Record<string, unknown>>(
      store,
      orm
        .insert(tasks)
        .values(placeholdersFor(tasks))
        .onConflictDoUpdate({
          target: [tasks.dossier, tasks.no],
          set: excluded(
            ['official', 'dueAt', 'lateFrom', 'finishedAt', 'end', 'allowedMinutes', 'usedMinutes', 'late'],
            tasks,
          ),
        }),
    ),
    putParticipation: compile<Record<string, unknown>>(
      store,
      orm
        .insert(participations)
        .values(placeholdersFor(participations))
        .onConflictDoUpdate({
          target: [participations.dossier, participations.kind, participations.key],
          set: excluded(
            ['role', 'openedAt', 'closedAt', 'accountable', 'late', 'overdueFrom', 'withoutDue'],
            participations,
          ),
        }),
    ),
    participationsOf: compile<{ dossier: number }>(
      store,
      orm
        .select({
          kind: participations.kind,
          key: participations.key,
          role: participations.role,
          openedAt: sql`${participations.openedAt} as "openedAt"`,
          closedAt: sql`${participations.closedAt} as "closedAt"`,
          accountable: participations.accountable,
          late: participations.late,
          overdueFrom: sql`${participations.overdueFrom} as "overdueFrom"`,
          withoutDue: sql`${participations.withoutDue} as "withoutDue"`,
        })
        .from(participations)
        .where(eq(participations.dossier, p('dossier'))),
    ),
    dropParticipation: compile<{ dossier: number; kind: string; key: string }>(
      store,
      orm
        .delete(participations)
        .where(
          sql`${participations.dossier} = ${p('dossier')} and ${participations.kind} = ${p('kind')} and ${participations.key} = ${p('key')}`,
        ),
    ),
    appendEvent: compile<Record<string, unknown>>(store, orm.insert(events).values(placeholdersFor(events))),
    history: compile<{ dossier: number }>(
      store,
      orm
        .select({
          no: events.no,
          type: events.type,
          at: events.at,
          actor: events.actor,
          payload: events.payload,
          hash: events.hash,
        })
        .from(events)
        .where(eq(events.dossier, p('dossier')))
        .orderBy(events.no),
    ),
    lastNumber: compile<{ unit: string; day: string }>(
      store,
      orm
        .select({ last: receiptCounters.last })
        .from(receiptCounters)
        .where(sql`${receiptCounters.unit} = ${p('unit')} and ${receiptCounters.day} = ${p('day')}`),
    ),
    takeNumber: compile<{ unit: string; day: string }>(
      store,
      orm
        .insert(receiptCounters)
        .values({ unit: p('unit'), day: p('day'), last: 1 } as never)
        .onConflictDoUpdate({
          target: [receiptCounters.unit, receiptCounters.day],
          set: { last: sql`last + 1` },
        }),
    ),
    findAnswer: compile<{ actor: string; key: string }>(
      store,
      orm
        .select({ request: answers.request, dossier: answers.dossier, answer: answers.answer })
        .from(answers)
        .where(sql`${answers.actor} = ${p('actor')} and ${answers.key} = ${p('key')}`),
    ),
    keepAnswer: compile<Record<string, unknown>>(store, orm.insert(answers).values(placeholdersFor(answers))),
  };
}

export type LedgerStatements = ReturnType<typeof ledgerStatements>;

/** Every column as a raw placeholder: the driver gets values as they are, no mapping per row. */
export function placeholdersFor(table: SQLiteTable): never {
  return rawPlaceholders(Object.keys(getTableColumns(table)));
}

function rawPlaceholders(names: readonly string[]): never {
  return Object.fromEntries(names.map((name) => [name, sql`${sql.placeholder(name)}`])) as never;
}

function excluded(names: readonly string[], table: SQLiteTable): never {
  const columns = getTableColumns(table);
  return Object.fromEntries(
    names.map((name) => [name, sql.raw(`excluded."${columns[name]!.name}"`)]),
  ) as never;
}
