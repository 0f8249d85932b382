import { SaxesParser } from 'saxes';
import { LogError } from './source.js';

/** Attributes of a trace or event by key, in so far as they were asked for. */
export type XesAttributes = Record<string, string>;
/** One trace, from the line its element begins on. */
export type XesTrace = { line: number; attributes: XesAttributes; events: XesEvent[] };
export type XesEvent = { line: number; attributes: XesAttributes };

const VALUES = new Set(['string', 'date', 'int', 'float', 'boolean', 'id']);

/**
 * The traces of an XES log, a block at a time. Only attributes named in `keys` are kept; lists, nested attributes and the
 * log's own (globals, classifiers) are passed over.
 * @throws LogError where the XML breaks, after the whole traces before it were handed out
 */
export async function* readXes(
  blocks: AsyncIterable<Buffer>,
  keys: ReadonlySet<string>,
  name: string,
): AsyncGenerator<XesTrace[]> {
  const reader = new Reader(keys, name);
  for await (const block of blocks) {
    yield reader.read(block.toString('utf8'));
    if (reader.fatal) throw reader.fatal;
  }
  reader.close();
  if (reader.fatal) throw reader.fatal;
}

class Reader {
  fatal: LogError | null = null;
  readonly #parser = new SaxesParser();
  readonly #open: string[] = [];
  #traces: XesTrace[] = [];
  #trace: XesTrace | null = null;
  #event: XesEvent | null = null;

  constructor(
    readonly keys: ReadonlySet<string>,
    readonly name: string,
  ) {
    this.#parser.on('opentag', (tag) => this.#enter(tag.name, tag.attributes));
    this.#parser.on('closetag', (tag) => this.#leave(tag.name));
    this.#parser.on('error', (error) => this.#fail(error.message));
  }

  read(text: string): XesTrace[] {
    this.#parser.write(text);
    const traces = this.#traces;
    this.#traces = [];
    return traces;
  }

  close(): void {
    if (this.fatal === null) this.#parser.close();
  }

  #enter(tag: string, attributes: Record<string, string>): void {
    const depth = this.#open.push(tag);
    if (this.fatal !== null) return;
    if (depth === 1) {
      if (tag !== 'log') this.#fail(`${this.#parser.line}: the root element is <${tag}>, not <log>`);
    } else if (depth === 2) {
      if (tag === 'trace') this.#trace = { line: this.#parser.line, attributes: {}, events: [] };
    } else if (this.#trace !== null && depth === 3) {
      if (tag === 'event') this.#event = { line: this.#parser.line, attributes: {} };
      else this.#keep(this.#trace.attributes, tag, attributes);
    } else if (this.#event !== null && depth === 4) {
      this.#keep(this.#event.attributes, tag, attributes);
    }
  }

  #leave(tag: string): void {
    const depth = this.#open.length;
    this.#open.pop();
    if (this.fatal !== null || this.#trace === null) return;
    if (depth === 3 && tag === 'event' && this.#event !== null) {
      this.#trace.events.push(this.#event);
      this.#event = null;
    } else if (depth === 2 && tag === 'trace') {
      this.#traces.push(this.#trace);
      this.#trace = null;
    }
  }

  #keep(into: XesAttributes, tag: string, { key, value }: Record<string, string>): void {
    if (key === undefined || value === undefined || !VALUES.has(tag) || !this.keys.has(key)) return;
    into[key] = value;
  }

  /** The parser's messages begin with line and column. */
  #fail(message: string): void {
    this.fatal ??= new LogError(
      `${this.name} is no well-formed XES log, line ${message.replace(/\.$/, '')}. Correct the file there and import it again.`,
    );
  }
}
