import { type FileHandle, open, stat } from 'node:fs/promises';
import { stringify } from 'csv-stringify/sync';

/**
 * Something of the log that a person should look at. `rejected`: the dossier was not imported. `anomaly`: it was, as given
 * (R14). `event`: an event that belongs to no dossier of the log, not imported.
 */
export type Reject = { line: number; kind: 'rejected' | 'anomaly' | 'event'; reason: string; raw: string };

/** Where rejects go. */
export interface Rejects {
  write(rejects: readonly Reject[]): Promise<void>;
}

/** The rejects file cannot be written. */
export class RejectsError extends Error {}

/** A rejects file: CSV with the columns line, kind, reason, raw; opens in a spreadsheet without running formulas. */
export class RejectsFile implements Rejects {
  private constructor(private readonly handle: FileHandle) {}

  /**
   * Begins the file anew. `inputs` are files it must not be: a slip of the pen would empty the log.
   * @throws RejectsError
   */
  static async create(path: string, inputs: readonly string[]): Promise<RejectsFile> {
    const taken = await Promise.all(inputs.map((input) => isSameFile(path, input)));
    const input = inputs[taken.indexOf(true)];
    if (input !== undefined)
      throw new RejectsError(`The rejects cannot be written to ${path}: that is ${input} itself.`);
    let handle: FileHandle;
    try {
      handle = await open(path, 'w');
    } catch (error) {
      throw new RejectsError(`The rejects file cannot be written: ${(error as Error).message}.`, {
        cause: error,
      });
    }
    const file = new RejectsFile(handle);
    await file.handle.write(stringify([['line', 'kind', 'reason', 'raw']], { bom: true }));
    return file;
  }

  async write(rejects: readonly Reject[]): Promise<void> {
    if (rejects.length === 0) return;
    const rows = rejects.map(({ line, kind, reason, raw }) => [line, kind, reason, raw]);
    await this.handle.write(stringify(rows, { escape_formulas: true }));
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

async function isSameFile(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((file) => stat(file).catch(() => null)));
  return a != null && b != null && a.ino === b.ino && a.dev === b.dev;
}

/** Fields as a CSV row, for showing: equal to what was read but for needless quotes. */
export function rowText(fields: readonly string[], delimiter: string): string {
  return stringify([fields], { delimiter, record_delimiter: '' });
}
