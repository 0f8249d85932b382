import { basename } from 'node:path';
import { canonicalJson } from '../../ledger/chain.js';
import type { Pile } from '../../ledger/import-port.js';
import { type CsvRow, readCsv } from './csv.js';
import type { ImportMapping } from './mapping.js';
import { CaseProblem, type Understanding } from './records.js';
import { rowText } from './rejects.js';
import {
  caseOfTrace,
  combine,
  type EventRow,
  type LogCase,
  type LogEvent,
  mappedKeys,
  type Picker,
  picker,
  rowsOfTrace,
  type Values,
} from './rows.js';
import { LogError, readBlocks } from './source.js';
import { readXes } from './xes.js';

/** Something that makes a dossier of the log unfit, and the row it was seen in. */
export type Problem = { line: number; reason: string; raw: string };

/** A dossier of the log, or what stands in its place. With problems it is not imported. */
export type Item = { case: LogCase | null; problems: Problem[]; raw: () => string };

export type Reading = {
  file: string;
  mapping: ImportMapping;
  understanding: Understanding;
  /** Where rows wait until all of their dossier are there. */
  openPile: () => Pile;
  onBytes: (count: number) => void;
  /** An event that belongs to no dossier of the log. */
  onStray: (problem: Problem) => void;
};

/** The dossiers of a log, some at a time. @throws LogError */
export function readItems(reading: Reading): AsyncIterable<Item[]> {
  const { format, events } = reading.mapping;
  if (format === 'xes') return tracesAsItems(reading);
  if (events === undefined) return rowsAsItems(reading, null);
  return events.file === undefined ? groupsAsItems(reading) : rowsWithEvents(reading, events.file);
}

type Csv<Name extends string> = { pick: Picker<Name>; width: number; rows: CsvRow[] };

/** Opens a CSV at its header; every block comes with what is needed to read its rows. */
async function* csvBlocks<Name extends string>(
  { mapping, onBytes }: Reading,
  file: string,
  sources: Parameters<typeof picker<Name>>[1],
): AsyncGenerator<Csv<Name>> {
  const name = basename(file);
  let open: Omit<Csv<Name>, 'rows'> | null = null;
  for await (const rows of readCsv(readBlocks(file, onBytes), mapping.delimiter, name)) {
    if (open === null) {
      const header = rows.shift();
      if (header === undefined) continue;
      open = { pick: picker(header.fields, sources, name), width: header.fields.length };
    }
    yield { ...open, rows };
  }
  if (open === null) throw new LogError(`${name} is empty; its first line must name the columns.`);
}

/** What is wrong with the form of a row, or null. */
function formProblem(row: CsvRow, width: number, delimiter: string): Problem | null {
  const { line, fields, broken } = row;
  if (broken !== undefined) return { line, reason: broken, raw: fields.join(delimiter) };
  if (fields.length === width) return null;
  return {
    line,
    reason: `has ${fields.length} columns instead of ${width}`,
    raw: rowText(fields, delimiter),
  };
}

async function* rowsAsItems(reading: Reading, pile: Pile | null): AsyncGenerator<Item[]> {
  const { columns, delimiter } = reading.mapping;
  for await (const { pick, width, rows } of csvBlocks<keyof Values>(reading, reading.file, columns)) {
    yield rows.map((row) => {
      const problem = formProblem(row, width, delimiter);
      if (problem) return { case: null, problems: [problem], raw: () => problem.raw };
      const values = pick(row.fields);
      const { events, problems } = eventsOf(values.dossier, row.line, pile);
      return {
        case: { line: row.line, values, events },
        problems,
        raw: () => rowText(row.fields, delimiter),
      };
    });
  }
}

/** What a piled row's text holds. */
type Piled = { values?: Values; event?: LogEvent; problem?: Problem };

async function* rowsWithEvents(reading: Reading, file: string): AsyncGenerator<Item[]> {
  const pile = reading.openPile();
  try {
    await pileUp(reading, pile, file, {});
    yield* rowsAsItems(reading, pile);
    for (const { line, text } of pile.left()) {
      const { event, problem } = JSON.parse(text) as Piled;
      reading.onStray(
        problem ?? { line, reason: 'belongs to no dossier of the log', raw: canonicalJson(event) },
      );
    }
  } finally {
    pile.close();
  }
}

function eventsOf(
  dossier: string | undefined,
  line: number,
  pile: Pile | null,
): { events: LogEvent[]; problems: Problem[] } {
  const events: LogEvent[] = [];
  const problems: Problem[] = [];
  if (pile === null || dossier === undefined) return { events, problems };
  for (const row of pile.take(dossier)) {
    const { event, problem } = JSON.parse(row.text) as Piled;
    if (event) events.push(event);
    if (problem)
      problems.push({
        ...problem,
        line,
        reason: `an event of it (line ${row.line} of its file) ${problem.reason}`,
      });
  }
  return { events, problems };
}

async function* groupsAsItems(reading: Reading): AsyncGenerator<Item[]> {
  const pile = reading.openPile();
  try {
    const loose = await pileUp(reading, pile, reading.file, reading.mapping.columns);
    yield loose.map((problem) => ({ case: null, problems: [problem], raw: () => problem.raw }));
    let items: Item[] = [];
    for (const { rows } of pile.groups()) {
      items.push(
        groupAsItem(
          rows.map(({ text }) => JSON.parse(text) as Piled),
          reading.understanding,
        ),
      );
      if (items.length < 1000) continue;
      yield items;
      items = [];
    }
    yield items;
  } finally {
    pile.close();
  }
}

function groupAsItem(piled: readonly Piled[], understanding: Understanding): Item {
  const rows: EventRow[] = [];
  const problems: Problem[] = [];
  for (const { values, event, problem } of piled) {
    if (problem) problems.push(problem);
    else if (values && event) rows.push({ line: event.line, values, event });
  }
  return inTime(rows, understanding, problems, (sorted) => combine(sorted));
}

/** Rows whose dossier is not known are not piled up: they come back as problems. */
async function pileUp(
  reading: Reading,
  pile: Pile,
  file: string,
  columns: Partial<ImportMapping['columns']>,
): Promise<Problem[]> {
  const { mapping } = reading;
  const loose: Problem[] = [];
  const key = mapping.events?.columns.dossier ?? mapping.columns.dossier;
  const sources = { ...renamed(columns), ...mapping.events?.columns, dossier: key };
  for await (const { pick, width, rows } of csvBlocks<string>(reading, file, sources)) {
    for (const row of rows) {
      const problem = formProblem(row, width, mapping.delimiter);
      const { dossier, ...picked } = row.broken === undefined ? pick(row.fields) : {};
      if (dossier === undefined) {
        const raw = problem?.raw ?? rowText(row.fields, mapping.delimiter);
        const lost = problem ?? { line: row.line, reason: 'has no dossier code', raw };
        if (file === reading.file) loose.push(lost);
        else reading.onStray(lost);
      } else {
        const piled = problem ? { problem } : split(dossier, row.line, picked);
        pile.add(dossier, { line: row.line, text: JSON.stringify(piled) });
      }
    }
  }
  return loose;
}

/** Dossier columns and event columns are picked in one go, the former under names that cannot meet the latter. */
const renamed = (columns: Partial<ImportMapping['columns']>) =>
  Object.fromEntries(Object.entries(columns).map(([name, source]) => [`.${name}`, source]));

function split(dossier: string, line: number, picked: Record<string, string | undefined>): Piled {
  const values: Record<string, string | undefined> = { dossier };
  const event: Record<string, string | number | undefined> = { line };
  for (const [name, value] of Object.entries(picked)) {
    if (name.startsWith('.')) values[name.slice(1)] = value;
    else event[name] = value;
  }
  return { values, event: event as LogEvent };
}

async function* tracesAsItems(reading: Reading): AsyncGenerator<Item[]> {
  const { file, mapping, understanding, onBytes } = reading;
  for await (const traces of readXes(readBlocks(file, onBytes), mappedKeys(mapping), basename(file))) {
    yield traces.map((trace) => {
      const rows = rowsOfTrace(trace, mapping);
      return inTime(rows, understanding, [], (sorted) => caseOfTrace(trace, sorted, mapping), trace.line);
    });
  }
}

/** Makes an item of event rows once they stand in the order of time, which needs every time to be readable. */
function inTime(
  rows: readonly EventRow[],
  understanding: Understanding,
  problems: Problem[],
  make: (sorted: readonly EventRow[]) => LogCase,
  line = rows[0]?.line ?? 0,
): Item {
  const raw = () => canonicalJson(rows.map((row) => ({ ...row.values, event: row.event })));
  if (problems.length > 0) return { case: null, problems, raw };
  try {
    const made = make(understanding.sorted(rows));
    return { case: made, problems, raw: () => canonicalJson(made) };
  } catch (error) {
    if (!(error instanceof CaseProblem)) throw error;
    return { case: null, problems: [{ line: error.line ?? line, reason: error.message, raw: raw() }], raw };
  }
}
