import { and, eq, sql } from 'drizzle-orm';
import type { Dossier, UnitId } from '../src/dossier/index.js';
import {
  type FormBooks,
  type FormKey,
  type IssuedForm,
  type IssueOrder,
  LedgerError,
  type RegisterEntry,
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

  /** Immediate: the number is read and used up under one write lock, also against other processes. */
  issue(
    order: IssueOrder,
    draw: (number: number) => Pick<IssuedForm, 'template' | 'digest' | 'content'>,
  ): IssuedForm {
    return this.#store.driver
      .transaction((): IssuedForm => {
        const dossier = this.#idOf(order.dossier);
        const known = this.#read(order, dossier);
        if (known !== null) return known;
        const { unit, year, formSet, form } = order;
        const { last } = this.#statements.next.get({ unit, year, formSet, form }) as { last: number };
        const issued = { ...order, number: last, ...draw(last) };
        this.#statements.keep.run({ ...issued, dossier });
        return issued;
      })
      .immediate();
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
    return rows.map(({ state, ...row }) => ({ ...row, applicant: applicantOf(state, row) }));
  }

  #read({ formSet, form, event, dossier: code }: FormKey, dossier: number): IssuedForm | null {
    const row = this.#statements.one.get({ dossier, formSet, form, event }) as IssuedRow | undefined;
    return row === undefined ? null : issuedOf(row, code);
  }

  #idOf(code: string): number {
    const row = this.#statements.dossier.get({ code }) as { id: number } | undefined;
    if (row !== undefined) return row.id;
    throw new LedgerError(
      'ledger.unknownDossier',
      `There is no dossier ${code}. Check the code on the receipt.`,
      { code },
    );
  }
}

type IssuedRow = Omit<IssuedForm, 'dossier'>;
type RegisterRow = Omit<RegisterEntry, 'applicant'> & { name: string | null; state: string | null };

function issuedOf(row: IssuedRow, dossier: string): IssuedForm {
  return { ...row, dossier };
}

/** Dossiers of an older system have a name at most. */
function applicantOf(state: string | null, { name }: { name: string | null }): RegisterEntry['applicant'] {
  if (state !== null) return (JSON.parse(state) as Dossier).applicant;
  return name === null ? null : { name };
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
    next: compile<{ unit: string; year: number; formSet: string; form: string }>(
      store,
      orm
        .insert(formCounters)
        .values({
          unit: p('unit'),
          year: p('year'),
          formSet: p('formSet'),
          form: p('form'),
          last: 1,
        } as never)
        .onConflictDoUpdate({
          target: [formCounters.unit, formCounters.year, formCounters.formSet, formCounters.form],
          set: { last: sql`last + 1` },
        })
        .returning({ last: formCounters.last }),
    ),
    received: compile<{ desk: string; from: number; until: number; limit: number }>(
      store,
      orm
        .select(REGISTER)
        .from(dossiers)
        .where(
          sql`${dossiers.desk} = ${p('desk')} and ${dossiers.receivedAt} >= ${p('from')} and ${dossiers.receivedAt} < ${p('until')}`,
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
