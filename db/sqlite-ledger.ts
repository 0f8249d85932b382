import type { LocalDate } from '../src/calendar/index.js';
import {
  type Decision,
  type Dossier,
  type Participation,
  participationsOf,
  type UnitId,
  type UnitTree,
} from '../src/dossier/index.js';
import {
  CHAIN_START,
  type Committed,
  type HistoryEntry,
  type Ledger,
  LedgerError,
  type RunOptions,
  canonicalJson,
  eventHash,
} from '../src/ledger/index.js';
import { TallyDeltas } from './late-shares.js';
import { dossierColumns, participationColumns, sameParticipation, taskColumns } from './ledger-rows.js';
import { type LedgerRow, type LedgerStatements, ledgerStatements } from './ledger-statements.js';
import type { Store } from './open.js';

type Job = {
  work: () => Committed;
  resolve: (committed: Committed) => void;
  reject: (error: unknown) => void;
};

type Counted = [was: Participation[], is: Participation[]];

/** More would make one waiting command wait for too many others; fewer would pay for more fsyncs. */
const MOST_PER_COMMIT = 256;

/**
 * The ledger on SQLite. Commands that wait at the same time share one transaction and one fsync (group commit), each
 * behind its own savepoint: one refused command leaves the others alone, and nothing is answered before it is durable.
 */
export class SqliteLedger implements Ledger {
  readonly #store: Store;
  readonly #tree: () => UnitTree;
  readonly #statements: LedgerStatements;
  readonly #tallies: TallyDeltas;
  readonly #savepoint;
  /** What the command at hand changes in the tallies: rows as they were, rows as they are. */
  #counted: Counted | null = null;
  #waiting: Job[] = [];
  #scheduled = false;
  #closed = false;

  constructor(store: Store, tree: () => UnitTree) {
    this.#store = store;
    this.#tree = tree;
    this.#statements = ledgerStatements(store);
    this.#tallies = new TallyDeltas(store);
    this.#savepoint = {
      open: store.driver.prepare('savepoint command'),
      keep: store.driver.prepare('release command'),
      undo: store.driver.prepare('rollback to command'),
    };
  }

  open(
    key: { desk: UnitId; day: LocalDate },
    decide: (sequence: number) => Decision,
    options: RunOptions = {},
  ): Promise<Committed> {
    return this.#enqueue(() => this.#once(options, () => this.#openNow(key, decide)));
  }

  run(code: string, decide: (dossier: Dossier) => Decision, options: RunOptions = {}): Promise<Committed> {
    return this.#enqueue(() => this.#once(options, () => this.#runNow(code, decide, options)));
  }

  find(code: string): Dossier | null {
    const row = this.#statements.findDossier.get({ code }) as LedgerRow | undefined;
    return row?.state ? (JSON.parse(row.state) as Dossier) : null;
  }

  history(code: string): HistoryEntry[] | null {
    const row = this.#statements.findDossier.get({ code }) as LedgerRow | undefined;
    if (row === undefined) return null;
    const entries = this.#statements.history.all({ dossier: row.id }) as (Omit<HistoryEntry, 'payload'> & {
      payload: string;
    })[];
    return entries.map((entry) => ({
      ...entry,
      payload: JSON.parse(entry.payload) as Record<string, unknown>,
    }));
  }

  /** Commits what waits and refuses what comes later. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#waiting.length > 0) this.#commitWaiting();
  }

  #enqueue(work: () => Committed): Promise<Committed> {
    if (this.#closed) {
      return Promise.reject(
        new LedgerError('ledger.closed', 'The service is stopping; send the command again in a moment.'),
      );
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ work, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#waiting.length === 0) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#commitWaiting();
      this.#schedule();
    });
  }

  #commitWaiting(): void {
    const jobs = this.#waiting.splice(0, MOST_PER_COMMIT);
    const settle: (() => void)[] = [];
    try {
      this.#store.driver
        .transaction(() => {
          for (const job of jobs) settle.push(this.#behindSavepoint(job));
          this.#tallies.flush();
        })
        .immediate();
    } catch (error) {
      // The commit itself failed (disk full, file gone): nothing of the batch happened, and everybody is told.
      this.#tallies.clear();
      for (const job of jobs) job.reject(error);
      return;
    }
    for (const tell of settle) tell();
  }

  #behindSavepoint(job: Job): () => void {
    this.#savepoint.open.run();
    this.#counted = null;
    try {
      const committed = job.work();
      this.#savepoint.keep.run();
      // Counted only now: what a savepoint takes back must not stay in the tallies.
      if (this.#counted !== null) this.#tallies.replace(...(this.#counted as Counted));
      return () => job.resolve(committed);
    } catch (error) {
      this.#savepoint.undo.run();
      this.#savepoint.keep.run();
      return () => job.reject(error);
    }
  }

  /** The same command under the same key is answered from what was kept; see `Idempotency`. */
  #once({ idempotency }: RunOptions, work: () => Committed): Committed {
    if (idempotency === undefined) return work();
    const { actor, key, request } = idempotency;
    const kept = this.#statements.findAnswer.get({ actor, key }) as
      | { request: string; answer: string }
      | undefined;
    if (kept === undefined) {
      const committed = work();
      this.#statements.keepAnswer.run({
        actor,
        key,
        request,
        dossier: committed.dossier.code,
        version: committed.dossier.version,
        answer: JSON.stringify(committed),
        at: committed.dossier.changedAt,
      });
      return committed;
    }
    if (kept.request !== request) {
      throw new LedgerError(
        'ledger.keyReused',
        'This Idempotency-Key was used for another request. Use a new key for a new command.',
        { key },
      );
    }
    return { ...(JSON.parse(kept.answer) as Committed), replayed: true };
  }

  #openNow(
    { desk, day }: { desk: UnitId; day: LocalDate },
    decide: (sequence: number) => Decision,
  ): Committed {
    const { last } = this.#statements.nextNumber.get({ unit: desk, day }) as { last: number };
    const { dossier, event } = decide(last);
    const payloadText = canonicalJson(event.payload);
    const head = eventHash(CHAIN_START, { ...event, no: 1, payloadText });
    const columns = dossierColumns(dossier, head, 1);
    const { id } = this.#statements.insertDossier.get({ id: null, ...columns }) as { id: number };
    this.#statements.appendEvent.run({ dossier: id, no: 1, ...event, payload: payloadText, hash: head });
    this.#keep(id, null, dossier);
    return { dossier, head, replayed: false };
  }

  #runNow(code: string, decide: (dossier: Dossier) => Decision, { expectedVersion }: RunOptions): Committed {
    const row = this.#statements.findDossier.get({ code }) as LedgerRow | undefined;
    if (row === undefined || row.state === null) {
      throw new LedgerError(
        'ledger.unknownDossier',
        `There is no dossier ${code}. Check the code on the receipt.`,
        { code },
      );
    }
    if (expectedVersion !== undefined && expectedVersion !== row.version) {
      throw new LedgerError(
        'ledger.staleVersion',
        `Dossier ${code} is at version ${row.version}, not ${expectedVersion}. Read it again and decide anew.`,
        {
          current: row.version,
        },
      );
    }
    const before = JSON.parse(row.state) as Dossier;
    const { dossier, event } = decide(before);
    const no = row.events + 1;
    const payloadText = canonicalJson(event.payload);
    const head = eventHash(row.head, { ...event, no, payloadText });
    this.#statements.appendEvent.run({ dossier: row.id, no, ...event, payload: payloadText, hash: head });
    this.#statements.updateDossier.run({ id: row.id, ...dossierColumns(dossier, head, no) });
    this.#keep(row.id, before, dossier);
    return { dossier, head, replayed: false };
  }

  /** Tasks, participations and tallies: whatever differs from before. */
  #keep(id: number, before: Dossier | null, after: Dossier): void {
    for (const task of after.tasks) {
      if (!before?.tasks.includes(task)) this.#statements.putTask.run({ dossier: id, ...taskColumns(task) });
    }
    const tree = this.#tree();
    const was = before ? participationsOf(before, tree) : [];
    const is = participationsOf(after, tree);
    const changed = is.filter((row) => !was.some((old) => sameParticipation(old, row)));
    const gone = was.filter((old) => !is.some((row) => sameParticipation(old, row)));
    for (const row of changed)
      this.#statements.putParticipation.run({ dossier: id, ...participationColumns(row) });
    for (const old of gone.filter((one) => !is.some((row) => sameKey(one, row)))) {
      this.#statements.dropParticipation.run({ dossier: id, kind: old.kind, key: old.key });
    }
    this.#counted = [gone, changed];
  }
}

const sameKey = (a: Participation, b: Participation): boolean => a.kind === b.kind && a.key === b.key;
