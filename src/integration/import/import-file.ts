import { basename } from 'node:path';
import type { Instant } from '../../calendar/types.js';
import type { ImportOutcome, ImportRun, ImportStore } from '../../ledger/import-port.js';
import type { ImportMapping } from './mapping.js';
import { type Item, readItems } from './reading.js';
import { CaseProblem, type Understood, Understanding } from './records.js';
import type { Reject, Rejects } from './rejects.js';
import { LogError, sizeOf } from './source.js';

/** Dossiers in one transaction. */
const BATCH = 20_000;

/** What became of a log. `read` is `imported` + `alreadyThere` + `rejected`. */
export type ImportResult = {
  /** Dossiers in the log (rows that name none count as one each). */
  read: number;
  imported: number;
  /** In the books from an earlier import; left as they are. */
  alreadyThere: number;
  rejected: number;
  /** Finished before they were received: in the books as given, and listed with the rejects (R14). */
  anomalies: number;
  /** Imported without a due date: outside every share (R14). */
  withoutDue: number;
  /** Imported and still open. */
  withoutEnd: number;
  /** Entries of history imported. */
  events: number;
  /** Events that belong to no dossier of the log. */
  strayEvents: number;
  /** Imported dues that are days although the mapping compares instants: judged by the start of the day. */
  duesWithoutTime: number;
};

/** Reading stopped in the middle of the log; what stood before that place is imported, as `result` says. */
export class ImportStopped extends Error {
  constructor(
    message: string,
    readonly result: ImportResult,
    options: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type ImportProgress = { doneBytes: number; totalBytes: number; read: number };

export type ImportRequest = {
  store: ImportStore;
  file: string;
  mapping: ImportMapping;
  rejects?: Rejects | undefined;
  onProgress?: ((progress: ImportProgress) => void) | undefined;
  now: Instant;
};

/**
 * Brings the dossiers of an older system into the books, in whole batches: a run that was killed leaves whole dossiers,
 * and the next run adds the rest. What cannot be imported is listed, never guessed.
 * @throws LogError when nothing of the file can be read; ImportStopped when it breaks further on; whatever the store throws
 */
export async function importFile(request: ImportRequest): Promise<ImportResult> {
  const { store, file, mapping, onProgress, now } = request;
  const eventsFile = mapping.events?.file;
  const totalBytes = (await sizeOf(file)) + (eventsFile === undefined ? 0 : await sizeOf(eventsFile));
  const run = store.start({ origin: `import:${basename(file)}`, at: now });
  const session = new Session(run, new Understanding(mapping, basename(file)), request.rejects);
  let doneBytes = 0;
  const items = readItems({
    file,
    mapping,
    understanding: session.understanding,
    openPile: () => run.openPile(),
    onBytes: (count) => {
      doneBytes += count;
    },
    onStray: (problem) => {
      session.result.strayEvents++;
      session.list({ ...problem, kind: 'event' });
    },
  });
  try {
    for await (const some of items) {
      for (const item of some) {
        session.take(item);
        if (session.isFull()) await session.handOver();
      }
      onProgress?.({ doneBytes, totalBytes, read: session.result.read });
    }
    await session.finish();
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    await session.finish();
    if (session.result.read === 0) throw error;
    throw new ImportStopped(error.message, session.result, { cause: error });
  } finally {
    await run.close();
  }
  return session.result;
}

type Pending = { item: Item; understood: Understood };

class Session {
  readonly result: ImportResult = {
    read: 0,
    imported: 0,
    alreadyThere: 0,
    rejected: 0,
    anomalies: 0,
    withoutDue: 0,
    withoutEnd: 0,
    events: 0,
    strayEvents: 0,
    duesWithoutTime: 0,
  };
  #pending: Pending[] = [];
  #listed: Reject[] = [];
  /** The batch handed over last: it is written while the next one is read. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    readonly run: ImportRun,
    readonly understanding: Understanding,
    readonly rejects: Rejects | undefined,
  ) {}

  isFull(): boolean {
    return this.#pending.length >= BATCH || this.#listed.length >= BATCH;
  }

  take(item: Item): void {
    this.result.read++;
    if (item.case === null || item.problems.length > 0) {
      this.result.rejected++;
      for (const problem of item.problems) this.list({ ...problem, kind: 'rejected' });
      return;
    }
    try {
      this.#pending.push({ item, understood: this.understanding.understand(item.case) });
    } catch (error) {
      if (!(error instanceof CaseProblem)) throw error;
      const inEvents = error.line !== null && this.understanding.mapping.events?.file !== undefined;
      const reason = inEvents ? `${error.message} (line ${error.line} of the events)` : error.message;
      this.#reject(item, reason, inEvents ? item.case.line : (error.line ?? item.case.line));
    }
  }

  list(reject: Reject): void {
    if (this.rejects) this.#listed.push(reject);
  }

  /** Has what was taken written, once what was handed over before is. */
  async handOver(): Promise<void> {
    const [pending, listed] = [this.#pending, this.#listed];
    this.#pending = [];
    this.#listed = [];
    await this.#writing;
    this.#writing = this.#write(pending, listed);
    // Whoever waits for it next hears of its failure.
    this.#writing.catch(() => {});
  }

  async finish(): Promise<void> {
    await this.handOver();
    await this.#writing;
  }

  /** First the books, whole or not at all, then the list of rejects. */
  async #write(pending: readonly Pending[], listed: Reject[]): Promise<void> {
    if (pending.length > 0) {
      const outcomes = await this.run.write(pending.map(({ understood }) => understood.dossier));
      pending.forEach((one, i) => {
        const problem = this.#settle(one, outcomes[i]!);
        if (problem !== null && this.rejects) listed.push(problem);
      });
    }
    await this.rejects?.write(listed);
  }

  /** Counts what became of a dossier; what is to be listed of it, or null. */
  #settle({ item, understood }: Pending, outcome: ImportOutcome): Reject | null {
    const line = item.case?.line ?? 0;
    if (outcome === 'imported' || outcome === 'alreadyThere') {
      this.#count(item, understood, outcome === 'imported');
      const { anomaly } = understood;
      return anomaly === null ? null : { line, kind: 'anomaly', reason: anomaly, raw: item.raw() };
    }
    this.result.rejected++;
    return { line, kind: 'rejected', reason: REFUSED[outcome], raw: item.raw() };
  }

  #count(item: Item, { dossier, anomaly, dueWithoutTime }: Understood, imported: boolean): void {
    const result = this.result;
    if (anomaly !== null) result.anomalies++;
    if (!imported) {
      result.alreadyThere++;
      return;
    }
    result.imported++;
    result.events += item.case?.events.length ?? 0;
    if (dossier.dueAt === null) result.withoutDue++;
    if (dossier.finishedAt === null) result.withoutEnd++;
    if (dueWithoutTime) result.duesWithoutTime++;
  }

  #reject(item: Item, reason: string, line: number): void {
    this.result.rejected++;
    this.list({ line, kind: 'rejected', reason, raw: item.raw() });
  }
}

const REFUSED = {
  repeated: 'has the code of an earlier dossier of the same log',
  taken: 'has the code of a dossier that was not imported',
} as const satisfies Partial<Record<ImportOutcome, string>>;
