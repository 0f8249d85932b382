import { setTimeout } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import type { Dossier, UnitId } from '../src/dossier/index.js';
import {
  type FormBooks,
  type FormKey,
  type IssuedForm,
  type IssueOrder,
  type RegisterEntry,
  unknownDossier,
} from '../src/ledger/index.js';
import { compile } from './compile.js';
import { placeholdersFor } from './ledger-statements.js';
import type { Store } from './open.js';
import { dossiers, formCounters, issuedForms } from './schema/index.js';

/** The books of issued forms on SQLite. */
export class SqliteFormBooks implements FormBooks {
  readonly #store: Store;
  readonly #statements: Statements;

  constructor(store: Store) {
    this.#store = store;
    this.#statements = statementsOf(store);
  }

  /** Drawn before the lock is taken and only kept under it: a form takes longer to draw than others should wait. */
  async issue(
    order: IssueOrder,
    draw: (number: number) => Pick<IssuedForm, 'template' | 'digest' | 'content'>,
  ): Promise<IssuedForm> {
    const dossier = this.#idOf(order.dossier);
    for (;;) {
      const known = this.#read(order, dossier);
      if (known !== null) return known;
      const number = this.#lastNumber(order) + 1;
      const issued = { ...order, number, ...draw(number) };
      if (await this.#keep(issued, dossier)) return issued;
    }
  }

  /** False when somebody else was given the number, or issued this form. Waits for other writers without holding up this thread. */
  async #keep(issued: IssuedForm, dossier: number): Promise<boolean> {
    const until = Date.now() + LONGEST_WAIT;
    for (;;) {
      try {
        return this.#keepNow(issued, dossier);
      } catch (error) {
        if (!isBusy(error) || Date.now() > until) throw error;
      }
      await setTimeout(PAUSE);
    }
  }

  #keepNow(issued: IssuedForm, dossier: number): boolean {
    const { driver } = this.#store;
    const patience = driver.pragma('busy_timeout', { simple: true }) as number;
    driver.pragma('busy_timeout = 0');
    try {
      return driver
        .transaction(() => {
          if (this.#read(issued, dossier) !== null) return false;
          if (this.#statements.take.get(counterOf(issued)) === undefined) return false;
          this.#statements.keep.run({ ...issued, dossier });
          return true;
        })
        .immediate();
    } finally {
      driver.pragma(`busy_timeout = ${patience}`);
    }
  }

  #lastNumber(order: IssueOrder): number {
    const row = this.#statements.last.get(order) as { last: number } | undefined;
    return row?.last ?? 0;
  }

  find(key: FormKey): IssuedForm | null {
    return this.#read(key, this.#idOf(key.dossier));
  }

  ofDossier(code: string): IssuedForm[] {
    const rows = this.#statements.ofDossier.all({ dossier: this.#idOf(code) }) as IssuedRow[];
    return rows.map((row) => issuedOf(row, code));
  }

  received(desk: UnitId, from: number, until: number, limit: number): RegisterEntry[] {
    const rows = this.#statements.received.all({ desk, from, until, limit }) as RegisterRow[];
    return rows.map(({ state, ...row }) => ({ ...row, ...ofState(state, row) }));
  }

  #read({ formSet, form, event, dossier: code }: FormKey, dossier: number): IssuedForm | null {
    const row = this.#statements.one.get({ dossier, formSet, form, event }) as IssuedRow | undefined;
    return row === undefined ? null : issuedOf(row, code);
  }

  #idOf(code: string): number {
    const row = this.#statements.dossier.get({ code }) as { id: number } | undefined;
    if (row !== undefined) return row.id;
    throw unknownDossier(code);
  }
}

const counterOf = ({ unit, year, formSet, form, number }: IssuedForm) => ({
  unit,
  year,
  formSet,
  form,
  last: number,
});

/** Milliseconds between tries for the write lock, and the longest wait for it. */
const PAUSE = 3;
const LONGEST_WAIT = 10_000;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');

type IssuedRow = Omit<IssuedForm, 'dossier'>;
type RegisterRow = Omit<RegisterEntry, 'applicant' | 'returned'> & {
  name: string | null;
  state: string | null;
};

function issuedOf(row: IssuedRow, dossier: string): IssuedForm {
  return { ...row, dossier };
}

/** Dossiers of an older system have a name at most. */
function ofState(
  state: string | null,
  { name }: { name: string | null },
): Pick<RegisterEntry, 'applicant' | 'returned'> {
  if (state === null) return { applicant: name === null ? null : { name }, returned: null };
  const { applicant, returned = null } = JSON.parse(state) as Dossier;
  return { applicant, returned };
}

type Statements = ReturnType<typeof statementsOf>;

function statementsOf(store: Store) {
  const { orm } = store;
  const p = sql.placeholder;
  const ofDossier = eq(issuedForms.dossier, p('dossier'));
  return {
    dossier: compile<{ code: string }>(
      store,
      orm
        .select({ id: dossiers.id })
        .from(dossiers)
        .where(eq(dossiers.code, p('code'))),
    ),
    one: compile<{ dossier: number; formSet: string; form: string; event: number }>(
      store,
      orm
        .select(ISSUED)
        .from(issuedForms)
        .where(
          and(
            ofDossier,
            eq(issuedForms.formSet, p('formSet')),
            eq(issuedForms.form, p('form')),
            eq(issuedForms.event, p('event')),
          ),
        ),
    ),
    ofDossier: compile<{ dossier: number }>(
      store,
      orm.select(ISSUED).from(issuedForms).where(ofDossier).orderBy(issuedForms.event, issuedForms.form),
    ),
    keep: compile<Record<string, unknown>>(
      store,
      orm.insert(issuedForms).values(placeholdersFor(issuedForms)),
    ),
    last: compile<Pick<IssuedForm, 'unit' | 'year' | 'formSet' | 'form'>>(
      store,
      orm
        .select({ last: formCounters.last })
        .from(formCounters)
        .where(
          and(
            eq(formCounters.unit, p('unit')),
            eq(formCounters.year, p('year')),
            eq(formCounters.formSet, p('formSet')),
            eq(formCounters.form, p('form')),
          ),
        ),
    ),
    // Takes a number only if it is the one after the last.
    take: compile<ReturnType<typeof counterOf>>(
      store,
      orm
        .insert(formCounters)
        .values(placeholdersFor(formCounters))
        .onConflictDoUpdate({
          target: [formCounters.unit, formCounters.year, formCounters.formSet, formCounters.form],
          set: { last: sql`excluded.last` },
          setWhere: sql`form_counters.last = excluded.last - 1`,
        })
        .returning({ last: formCounters.last }),
    ),
    received: compile<{ desk: string; from: number; until: number; limit: number }>(
      store,
      orm
        .select(REGISTER)
        .from(dossiers)
        .where(
          sql`${dossiers.desk} = ${p('desk')} and ${dossiers.receivedAt} >= ${p('from')} and ${dossiers.receivedAt} < ${p('until')} and ${dossiers.status} <> 1`,
        )
        .orderBy(dossiers.receivedAt, dossiers.id)
        .limit(p('limit')),
    ),
  };
}

/** Columns under the names of their fields: raw rows need no renaming. */
const ISSUED = {
  formSet: sql<string>`form_set as "formSet"`,
  form: issuedForms.form,
  event: issuedForms.event,
  unit: issuedForms.unit,
  year: issuedForms.year,
  number: issuedForms.number,
  issuedAt: sql<number>`issued_at as "issuedAt"`,
  issuedBy: sql<string>`issued_by as "issuedBy"`,
  template: issuedForms.template,
  digest: issuedForms.digest,
  content: issuedForms.content,
};

const REGISTER = {
  code: dossiers.code,
  procedure: dossiers.procedure,
  procedureVersion: sql<string | null>`procedure_version as "procedureVersion"`,
  name: sql<string | null>`applicant_name as "name"`,
  lead: dossiers.lead,
  receivedAt: sql<number>`received_at as "receivedAt"`,
  dueAt: sql<number | null>`due_at as "dueAt"`,
  returnedAt: sql<number | null>`returned_at as "returnedAt"`,
  outcome: dossiers.outcome,
  state: sql<string | null>`state`,
};
