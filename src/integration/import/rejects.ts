import { type FileHandle, open } from 'node:fs/promises';
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

/** A rejects file: CSV with the columns line, kind, reason, raw; opens in a spreadsheet without running formulas. */
export class RejectsFile implements Rejects {
  private constructor(private readonly handle: FileHandle) {}

  /** Begins the file anew. */
  static async create(path: string): Promise<RejectsFile> {
    const file = new RejectsFile(await open(path, 'w'));
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

/** Fields as a CSV row, for showing: equal to what was read but for needless quotes. */
export function rowText(fields: readonly string[], delimiter: string): string {
  return stringify([fields], { delimiter, record_delimiter: '' });
}
