import type { ImportMapping, ValueSource } from './mapping.js';
import { LogError } from './source.js';
import type { XesAttributes, XesTrace } from './xes.js';

/** What a dossier's columns are called in the mapping, and what they said. Empty values are left out. */
export type Values = { [name in keyof ImportMapping['columns']]?: string };
/** One entry of an event log, as given. */
export type LogEvent = {
  line: number;
  dossier?: string;
  activity?: string;
  at?: string;
  official?: string;
  unit?: string;
};
/** A dossier as the log has it, before anything was understood. */
export type LogCase = { line: number; values: Values; events: LogEvent[] };

type Sources<Name extends string> = { [name in Name]?: ValueSource | undefined };
/** Gets the mapped values out of one row. */
export type Picker<Name extends string> = (fields: readonly string[]) => { [name in Name]?: string };

/**
 * Finds the mapped columns in a header.
 * @throws LogError naming what the file does not have, or has twice
 */
export function picker<Name extends string>(
  header: readonly string[],
  sources: Sources<Name>,
  file: string,
): Picker<Name> {
  const names = header.map((name) => name.trim());
  const places: { name: Name; at: number; constant: string }[] = [];
  for (const [name, source] of Object.entries(sources) as [Name, ValueSource | undefined][]) {
    if (source === undefined) continue;
    if (typeof source !== 'string') {
      places.push({ name, at: -1, constant: source.const });
      continue;
    }
    const at = names.indexOf(source);
    if (at === -1) throw new LogError(`${file} has no column "${source}"; it has: ${names.join(', ')}.`);
    if (names.indexOf(source, at + 1) !== -1)
      throw new LogError(`${file} has more than one column "${source}".`);
    places.push({ name, at, constant: '' });
  }
  // In this order what is picked is canonical JSON as it stands.
  places.sort((a, b) => (a.name < b.name ? -1 : 1));
  return (fields) => {
    const picked: { [name in Name]?: string } = {};
    for (const { name, at, constant } of places) {
      const value = at === -1 ? constant : (fields[at] ?? '').trim();
      if (value !== '') picked[name] = value;
    }
    return picked;
  };
}

/** One row of an event log without dossier rows: an entry of the history and the dossier's columns as they stood. */
export type EventRow = { line: number; values: Values; event: LogEvent };

/**
 * Makes one dossier of its event rows, which stand in the order of time: it was received with the first row that says
 * when, and for everything else the last row that says something holds.
 */
export function combine(rows: readonly EventRow[]): LogCase {
  const values: Values = {};
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.values) as [keyof Values, string][]) {
      if (name !== 'received' || values.received === undefined) values[name] = value;
    }
  }
  return { line: Math.min(...rows.map((row) => row.line)), values, events: rows.map((row) => row.event) };
}

/** The attribute keys a mapping asks for. */
export function mappedKeys({ columns, events }: ImportMapping): Set<string> {
  const sources = [...Object.values(columns), ...Object.values(events?.columns ?? {})];
  return new Set(sources.filter((source) => typeof source === 'string'));
}

/** One event row for each event of a trace. */
export function rowsOfTrace(trace: XesTrace, { columns, events }: ImportMapping): EventRow[] {
  return trace.events.map(({ line, attributes }) => ({
    line,
    values: attributesOf(attributes, columns),
    event: { line, ...(events ? attributesOf(attributes, { ...events.columns, dossier: undefined }) : {}) },
  }));
}

/**
 * Makes one dossier of a trace: what the trace itself says goes before what its events (in the order of time) say.
 * Events name the dossier only when they all agree, so that an event's own name is never taken for a code.
 */
export function caseOfTrace(trace: XesTrace, rows: readonly EventRow[], mapping: ImportMapping): LogCase {
  const own: Values = attributesOf(trace.attributes, mapping.columns);
  const fromEvents = rows.length === 0 ? { values: {}, events: [] } : combine(rows);
  const codes = new Set(rows.map((row) => row.values.dossier));
  const values: Values = { ...fromEvents.values, ...own };
  if (own.dossier === undefined && codes.size !== 1) delete values.dossier;
  return { line: trace.line, values, events: mapping.events ? fromEvents.events : [] };
}

function attributesOf<Name extends string>(
  attributes: XesAttributes,
  sources: Sources<Name>,
): { [name in Name]?: string } {
  const values: { [name in Name]?: string } = {};
  for (const [name, source] of Object.entries(sources) as [Name, ValueSource | undefined][]) {
    if (source === undefined) continue;
    const value = (typeof source === 'string' ? attributes[source] : source.const)?.trim();
    if (value !== undefined && value !== '') values[name] = value;
  }
  return values;
}
