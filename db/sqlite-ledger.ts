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
  type Following,
  type HistoryEntry,
  type Ledger,
  LedgerError,
  type RunOptions,
  canonicalJson,
  eventHash,
  unknownDossier,
} from '../src/ledger/index.js';
import { TallyDeltas } from './late-shares.js';
import { type HotDossier, HotDossiers } from './hot-dossiers.js';
import {
  dossierColumns,
  participationColumns,
  participationOf,
  type ParticipationRow,
  sameParticipation,
  taskColumns,
} from './ledger-rows.js';
import { type LedgerRow, type LedgerStatements, ledgerStatements } from './ledger-statements.js';
import type { Store } from './open.js';
import { readState, writeState } from './stored-state.js';

type Job = {
  work: () => Committed;
  resolve: (committed: Committed) => void;
  reject: (error: unknown) => void;
};

type Changed = { tallied?: [was: readonly Participation[], is: readonly Participation[]]; hot?: HotDossier };

/** A command failed in the midst of its writing; the whole batch has to be taken back. */
class HalfWritten extends Error {}

/** More would make one waiting command wait for too many others; fewer would pay for more fsyncs. */
const MOST_PER_COMMIT = 256;

/** A lone command waits one turn more than it has to, which is nothing beside the disk. */
const MOST_TURNS = 8;

/**
 * The ledger on SQLite. Commands that wait at the same time share one transaction and one fsync (group commit), each
 * able to fail alone: one refused command leaves the others as they are, and nothing is answered before it is durable.
 */
export class SqliteLedger implements Ledger {
  readonly #store: Store;
  readonly #tree: () => UnitTree;
  readonly #statements: LedgerStatements;
  readonly #tallies: TallyDeltas;
  readonly #savepoint;
  readonly #dataVersion;
  readonly #hot = new HotDossiers();
  #seen: unknown = null;
  /** What the command at hand changed, to be taken over once its savepoint is kept. */
  #changed: Changed = {};
  #waiting: Job[] = [];
  #scheduled = false;
  #closed = false;
  /** The command at hand has begun to write. */
  #writing = false;

  constructor(store: Store, tree: () => UnitTree) {
    this.#store = store;
    this.#tree = tree;
    this.#statements = ledgerStatements(store);
    this.#tallies = new TallyDeltas(store);
    this.#dataVersion = store.driver.prepare('pragma data_version').pluck();
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
    return row?.state ? readState(row.state) : null;
  }

  following(code: string): Following[] {
    const rows = this.#statements.following.all({ code }) as { code: string; open: number }[];
    return rows.map((row) => ({ code: row.code, open: row.open === 1 }));
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
    this.#gather(0, MOST_TURNS);
  }

  /** While each turn of the event loop brings more commands, they share the commit. */
  #gather(seen: number, turns: number): void {
    setImmediate(() => {
      const waiting = this.#waiting.length;
      if (waiting > seen && waiting < MOST_PER_COMMIT && turns > 0) return this.#gather(waiting, turns - 1);
      this.#scheduled = false;
      this.#commitWaiting();
      this.#schedule();
    });
  }

  #commitWaiting(): void {
    const jobs = this.#waiting.splice(0, MOST_PER_COMMIT);
    try {
      for (const tell of this.#commitTogether(jobs)) tell();
    } catch (error) {
      // The commit itself failed (disk full, file gone): nothing of the batch happened, and everybody is told.
      for (const job of jobs) job.reject(error);
    }
  }

  /**
   * Most commands are refused, if at all, before they write, and need no savepoint then. Should one fail in the midst of
   * its writing, the batch is taken back and done again with every command behind a savepoint of its own.
   */
  #commitTogether(jobs: readonly Job[]): (() => void)[] {
    try {
      return this.#transaction(jobs, (job) => this.#openly(job));
    } catch (error) {
      if (!(error instanceof HalfWritten)) throw error;
      return this.#transaction(jobs, (job) => this.#behindSavepoint(job));
    }
  }

  #transaction(jobs: readonly Job[], attempt: (job: Job) => () => void): (() => void)[] {
    try {
      return this.#store.driver
        .transaction(() => {
          this.#forgetIfOthersWrote();
          const settle = jobs.map(attempt);
          this.#tallies.flush();
          return settle;
        })
        .immediate();
    } catch (error) {
      this.#tallies.clear();
      this.#hot.forget();
      throw error;
    }
  }

  /** `data_version` moves when another connection commits: an import, a second tool. */
  #forgetIfOthersWrote(): void {
    const version = this.#dataVersion.get();
    if (version !== this.#seen) this.#hot.forget();
    this.#seen = version;
  }

  /** @throws HalfWritten when it failed after its first write */
  #openly(job: Job): () => void {
    this.#changed = {};
    this.#writing = false;
    try {
      return this.#done(job, job.work());
    } catch (error) {
      if (this.#writing) throw new HalfWritten();
      return () => job.reject(error);
    }
  }

  /** Only now: what is taken back must stay neither in the tallies nor in memory. */
  #done(job: Job, committed: Committed): () => void {
    const { tallied, hot } = this.#changed;
    if (tallied) this.#tallies.replace(...tallied);
    if (hot) this.#hot.put(hot.dossier.code, hot);
    return () => job.resolve(committed);
  }

  #behindSavepoint(job: Job): () => void {
    this.#savepoint.open.run();
    this.#changed = {};
    try {
      const committed = job.work();
      this.#savepoint.keep.run();
      return this.#done(job, committed);
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
        answer: JSON.stringify({ head: committed.head, text: writeState(committed.dossier) }),
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
    const { head, text } = JSON.parse(kept.answer) as { head: string; text: string };
    return { dossier: readState(text), head, replayed: true };
  }

  #openNow(
    { desk, day }: { desk: UnitId; day: LocalDate },
    decide: (sequence: number) => Decision,
  ): Committed {
    const last = this.#statements.lastNumber.get({ unit: desk, day }) as { last: number } | undefined;
    const { dossier, event } = decide((last?.last ?? 0) + 1);
    this.#writing = true;
    this.#statements.takeNumber.run({ unit: desk, day });
    const payloadText = canonicalJson(event.payload);
    const head = eventHash(CHAIN_START, { ...event, no: 1, payloadText });
    const columns = dossierColumns(dossier, head, 1);
    const { id } = this.#statements.insertDossier.get({ id: null, ...columns }) as { id: number };
    this.#statements.appendEvent.run({ dossier: id, no: 1, ...event, payload: payloadText, hash: head });
    const participations = this.#keep(id, null, dossier);
    this.#changed.hot = { id, version: dossier.version, head, events: 1, dossier, participations };
    return { dossier, head, replayed: false };
  }

  #runNow(
    code: string,
    decide: (dossier: Dossier) => Decision,
    { expectedVersion, visible }: RunOptions,
  ): Committed {
    const was = this.#read(code);
    if (visible?.(was.dossier) === false) throw unknownDossier(code);
    if (expectedVersion !== undefined && expectedVersion !== was.version)
      throw stale(code, was.version, expectedVersion);
    const { dossier, event } = decide(was.dossier);
    this.#writing = true;
    const no = was.events + 1;
    const payloadText = canonicalJson(event.payload);
    const head = eventHash(was.head, { ...event, no, payloadText });
    this.#statements.appendEvent.run({ dossier: was.id, no, ...event, payload: payloadText, hash: head });
    const columns = dossierColumns(dossier, head, no);
    this.#statements.updateDossier.run({ id: was.id, ...columns });
    if (isBegunAnew(was.dossier, dossier) || was.dossier.applicant !== dossier.applicant)
      this.#statements.restateDossier.run({ id: was.id, ...columns });
    const participations = this.#keep(was.id, was, dossier);
    this.#changed.hot = { id: was.id, version: dossier.version, head, events: no, dossier, participations };
    return { dossier, head, replayed: false };
  }

  #read(code: string): HotDossier {
    const hot = this.#hot.get(code);
    if (hot !== undefined) return hot;
    const row = this.#statements.findDossier.get({ code }) as LedgerRow | undefined;
    if (row === undefined || row.state === null) throw unknownDossier(code);
    const { id, version, head, events, state } = row;
    const participations = this.#statements.participationsOf.all({ dossier: id }) as ParticipationRow[];
    return {
      id,
      version,
      head,
      events,
      dossier: readState(state),
      participations: participations.map(participationOf),
    };
  }

  /** Tasks, participations and tallies: whatever differs from before. @returns the participations as they now are */
  #keep(
    id: number,
    before: Pick<HotDossier, 'dossier' | 'participations'> | null,
    after: Dossier,
  ): readonly Participation[] {
    const anew = before !== null && isBegunAnew(before.dossier, after);
    if (anew) this.#statements.dropTasks.run({ dossier: id });
    for (const task of after.tasks) {
      if (anew || !before?.dossier.tasks.includes(task)) this.#statements.putTask.run(taskColumns(id, task));
    }
    const was = before?.participations ?? [];
    const is = participationsOf(after, this.#tree());
    const changed = is.filter((row) => !was.some((old) => sameParticipation(old, row)));
    const gone = was.filter((old) => !is.some((row) => sameParticipation(old, row)));
    for (const row of changed) this.#statements.putParticipation.run(participationColumns(id, row));
    for (const old of gone.filter((one) => !is.some((row) => sameKey(one, row)))) {
      this.#statements.dropParticipation.run({ dossier: id, kind: old.kind, key: old.key });
    }
    this.#changed.tallied = [gone, changed];
    return is;
  }
}

/**
 * Whether a decision settled the dossier's beginning anew (received after waiting, corrected, moved to another version).
 * An ordinary one hands on the very routing it was given, so that asking costs nothing.
 */
const isBegunAnew = (before: Dossier, after: Dossier): boolean => before.routing !== after.routing;

function stale(code: string, current: number, expected: number): LedgerError {
  return new LedgerError(
    'ledger.staleVersion',
    `Dossier ${code} is at version ${current}, not ${expected}. Read it again and decide anew.`,
    { current },
  );
}

const sameKey = (a: Participation, b: Participation): boolean => a.kind === b.kind && a.key === b.key;
