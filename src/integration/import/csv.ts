import { type CsvError, Parser } from 'csv-parse';
import { LogError } from './source.js';

/** One row: `line` is where it begins, counting from 1. `broken` says why its fields cannot be trusted. */
export type CsvRow = { line: number; fields: string[]; broken?: string };

/** A quoted value that is never closed must not swallow the memory with the rest of the file. */
const LONGEST_ROW = 4 * 1024 * 1024;

/**
 * The rows of a CSV, a block at a time, the header among them; empty lines are passed over. A row with a quote inside an
 * unquoted value is handed out as `broken`; where quotes do not close, nothing behind can be trusted and reading stops.
 * @throws LogError after the rows before the place were handed out
 */
export async function* readCsv(
  blocks: AsyncIterable<Buffer>,
  delimiter: string,
  name: string,
): AsyncGenerator<CsvRow[]> {
  const reader = new Reader(delimiter, name);
  for await (const block of blocks) {
    yield await reader.read(block);
    if (reader.fatal) throw reader.fatal;
  }
  yield await reader.end();
  if (reader.fatal) throw reader.fatal;
}

/** Hands rows out as they are recognised, with the line they end on; nothing waits in the stream's own buffer. */
class RowParser extends Parser {
  constructor(
    delimiter: string,
    onSkip: (error: CsvError | undefined) => undefined,
    private readonly onRow: (fields: string[], lines: number) => void,
  ) {
    super({
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      skip_records_with_error: true,
      on_skip: onSkip,
    });
  }

  override push(fields: string[] | null): boolean {
    if (fields === null) return super.push(null);
    this.onRow(fields, this.info.lines);
    return true;
  }
}

class Reader {
  fatal: LogError | null = null;
  #rows: CsvRow[] = [];
  /** Line on which the last row ended. */
  #line = 0;
  /** The block before and the one being read, and where in the text they begin: to show a broken line as it is. */
  #before: Buffer = Buffer.alloc(0);
  #block: Buffer = Buffer.alloc(0);
  #windowStart = 0;
  readonly #parser: RowParser;

  constructor(
    delimiter: string,
    readonly name: string,
  ) {
    const onSkip = (error: CsvError | undefined) => this.#skip(error);
    this.#parser = new RowParser(delimiter, onSkip, (fields, lines) => this.#take(fields, lines));
    this.#parser.on('error', () => {});
    this.#parser.resume();
  }

  read(block: Buffer): Promise<CsvRow[]> {
    this.#windowStart += this.#before.length;
    this.#before = this.#block;
    this.#block = block;
    return new Promise((done, failed) => {
      this.#parser.write(block, (error) => (error ? failed(error) : done(this.#handOut())));
    });
  }

  end(): Promise<CsvRow[]> {
    return new Promise((done, failed) => {
      this.#parser.once('error', failed);
      this.#parser.end(() => done(this.#handOut()));
    });
  }

  #handOut(): CsvRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #take(fields: string[], lines: number): void {
    if (this.fatal !== null) return;
    const spanned = lines - this.#line === 1 ? 0 : lineBreaks(fields);
    this.#rows.push({ line: lines - spanned, fields });
    this.#line = lines;
  }

  #skip(error: CsvError | undefined): undefined {
    if (error === undefined || this.fatal !== null) return;
    const line = Number(error.lines);
    if (error.code === 'INVALID_OPENING_QUOTE') {
      if (this.#rows.at(-1)?.line === line) return;
      this.#rows.push({
        line,
        fields: [this.#rawLine(Number(error.bytes))],
        broken: 'has a quote inside an unquoted value',
      });
      this.#line = line;
    } else {
      this.fatal = new LogError(
        `${this.name}: ${this.#whatBroke(error, line)}. Correct the file there and import it again.`,
      );
    }
  }

  #rawLine(byte: number): string {
    const window = Buffer.concat([this.#before, this.#block]);
    let at = Math.max(0, byte - this.#windowStart);
    while (window[at] === 10 || window[at] === 13) at++;
    const from = window.lastIndexOf(10, at - 1) + 1;
    const to = window.indexOf(10, at);
    return window.toString('utf8', from, to === -1 ? undefined : to).replace(/\r$/, '');
  }

  #whatBroke(error: CsvError, line: number): string {
    if (error.code === 'CSV_QUOTE_NOT_CLOSED')
      return `a quote opened after line ${this.#line} is never closed`;
    if (error.code === 'CSV_MAX_RECORD_SIZE') {
      return `the row after line ${this.#line} is longer than ${LONGEST_ROW} bytes, probably because a quote is never closed`;
    }
    if (error.code === 'CSV_INVALID_CLOSING_QUOTE') {
      return `a quoted value goes on after its closing quote in line ${line} (the row began after line ${this.#line})`;
    }
    return `line ${line} cannot be read (${error.message})`;
  }
}

function lineBreaks(fields: readonly string[]): number {
  let count = 0;
  for (const field of fields) {
    for (let at = field.indexOf('\n'); at !== -1; at = field.indexOf('\n', at + 1)) count++;
  }
  return count;
}
