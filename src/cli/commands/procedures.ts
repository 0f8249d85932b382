import { readFileSync } from 'node:fs';
import { type ArgsDef, defineCommand } from 'citty';
import { openStore } from '../../../db/open.js';
import { shippedTexts } from '../../../workflows/documents.js';
import { procedures as shipped } from '../../../workflows/index.js';
import { written } from '../../../workflows/written.js';
import {
  checkMachines,
  checkTexts,
  type CheckedText,
  migrate,
  officeOf,
  planMigration,
  publishDocument,
} from '../../admin/index.js';
import { formatInstant } from '../../calendar/index.js';
import type { Actor, ProcedureChange } from '../../dossier/index.js';
import { runningElsewhere } from '../../../db/running-dossiers.js';
import { openOffice } from '../../app.js';
import { createCatalogue, type Office, type Procedure, remedyOf } from '../../procedure/index.js';
import { faultText, readDocument } from '../../procedure/document/index.js';
import { command, dbArg, jsonArg, UsageError } from '../command.js';
import { say, sayJson, table } from '../output.js';
import share from './procedures-share.js';

/** Looking needs no database; with one, what the office published and its register count too. */
const optionalDb = {
  db: { type: 'string', description: 'Also what was published in this database', valueHint: 'FILE' },
} as const satisfies ArgsDef;

const list = command({
  meta: { name: 'list', description: 'The procedures there are, every version' },
  args: { ...optionalDb, ...jsonArg },
  async run({ args }) {
    const { all } = await known(args.db);
    const rows = all.map(({ facts }) => ({
      code: facts.code,
      name: facts.name.vi,
      field: facts.field.name.vi,
      version: facts.version,
    }));
    if (args.json) return sayJson({ rows });
    say(
      table(
        ['code', 'version', 'field', 'name'],
        rows.map((row) => [row.code, row.version, row.field, row.name]),
      ),
    );
  },
});

const check = command({
  meta: {
    name: 'check',
    description: 'Prove a procedure document, or all procedures there are; exits with 1 on faults',
  },
  args: {
    file: {
      type: 'positional',
      description: 'A document in YAML or JSON (default: all there are)',
      required: false,
    },
    ...optionalDb,
    ...jsonArg,
  },
  async run({ args }) {
    const started = performance.now();
    const { office, texts, all } = await known(args.db);
    const checked =
      args.file === undefined
        ? [
            ...checkTexts(shippedTexts(), { ...office, others: [] }),
            ...machines(),
            ...checkTexts(texts, { units: office.units }),
          ]
        : checkFile(args.file, { office, texts, all });
    const milliseconds = Math.round(performance.now() - started);
    const faulty = checked.filter(({ faults }) => faults.length > 0);
    if (args.json) sayJson({ sound: faulty.length === 0, checked: checked.length, milliseconds, faulty });
    else tell(checked, faulty, milliseconds);
    if (faulty.length > 0) process.exitCode = 1;
  },
});

const publish = command({
  meta: { name: 'publish', description: 'Publish a procedure document; an unsound one is refused' },
  args: {
    file: { type: 'positional', description: 'The document, in YAML or JSON', required: true },
    by: { type: 'string', description: 'Who publishes it', default: 'operator' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db) });
    try {
      const { text: _, ...row } = publishDocument(office, read(args.file), args.by);
      if (args.json) sayJson(row);
      else say(`Published ${row.code} version ${row.version}, in force from ${row.effectiveFrom}.`);
    } finally {
      await office.close();
    }
  },
});

const migration = command({
  meta: {
    name: 'migrate',
    description: 'Move running dossiers to another version of their procedure, or say which could move',
  },
  args: {
    code: { type: 'positional', description: 'The procedure', required: true },
    to: { type: 'string', description: 'The version to move to', required: true },
    'dry-run': { type: 'boolean', description: 'Only say what would change', default: false },
    by: { type: 'string', description: 'Who moves them', default: 'operator' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const store = openStore(args.db, { mustExist: true });
    const office = openOffice({ store });
    try {
      const ports = {
        ...office,
        runningElsewhere: (...asked: [string, string]) => runningElsewhere(store, ...asked),
      };
      const actor: Actor = { id: args.by, name: args.by, kind: 'machine', roles: [], scopes: ['admin'] };
      office.catalogue.version(args.code, args.to);
      const rows: (ProcedureChange & { moved?: boolean })[] = args['dry-run']
        ? planMigration(ports, args.code, args.to, actor)
        : await migrate(ports, args.code, args.to, actor);
      if (args.json) sayJson({ dryRun: args['dry-run'], rows });
      else tellMigration(rows, args['dry-run']);
    } finally {
      await office.close();
    }
  },
});

function tellMigration(rows: readonly (ProcedureChange & { moved?: boolean })[], dryRun: boolean): void {
  const can = rows.filter(({ obstacles }) => obstacles.length === 0);
  const cells = rows.map((row) => [
    row.dossier,
    row.from,
    row.obstacles.length > 0 ? 'stays' : dryRun ? 'could move' : 'moved',
    row.due === null ? '–' : formatInstant(row.due),
    row.steps.join(', ') || '–',
    [...row.obstacles, ...(row.obstacles.length > 0 ? [] : row.changes)].join('; ') || 'nothing changes',
  ]);
  if (rows.length > 0)
    say(table(['dossier', 'from', 'what', 'due (kept)', 'open steps (kept)', 'why, or what changes'], cells));
  say(`${rows.length} running on another version: ${can.length} ${dryRun ? 'could move' : 'moved'}.`);
}

export default defineCommand({
  meta: {
    name: 'procedures',
    description:
      'List, check and publish procedures, move running dossiers to another version, and say how many go through the one-stop',
  },
  subCommands: { list, check, publish, migrate: migration, share },
});

type Known = { all: readonly Procedure[]; office: Office; texts: { file: string; text: string }[] };

/** The shipped procedures, and with a database the published ones and its register. */
async function known(db: string | undefined): Promise<Known> {
  if (db === undefined) {
    const all = createCatalogue(shipped).all();
    return { all, office: { others: all }, texts: [] };
  }
  const office = openOffice({ store: openStore(db, { mustExist: true }) });
  try {
    const all = office.catalogue.all();
    const texts = office.procedures
      .list()
      .map((one) => ({ file: `${one.code} ${one.version}`, text: one.text }));
    return { all, office: { ...officeOf(office), others: all }, texts };
  } finally {
    await office.close();
  }
}

/** A file that is already shipped or published is not held against itself. */
function checkFile(file: string, { office, texts, all }: Known): CheckedText[] {
  const text = read(file);
  const { document } = readDocument(text);
  const isKnown = [...shippedTexts(), ...texts].some((one) => one.text === text);
  const others = all.filter(
    ({ facts }) => !isKnown || facts.code !== document?.code || facts.version !== document.version,
  );
  return checkTexts([{ file, text }], { ...office, others });
}

/** Procedures in TypeScript have no lines: what is found is told by the state or the fact it is about. */
function machines(): CheckedText[] {
  return checkMachines(written).map(({ code, findings }) => ({
    file: `workflows (${code})`,
    faults: findings.map(({ rule, message, path, about }) => ({
      rule,
      line: 1,
      column: 1,
      path: about === undefined ? '' : 'state' in about ? about.state : about.fact.join('.'),
      message,
      remedy: remedyOf(rule),
      commands: path,
    })),
  }));
}

function tell(checked: readonly CheckedText[], faulty: readonly CheckedText[], milliseconds: number): void {
  for (const { file, faults } of faulty) for (const fault of faults) say(`${file}:${faultText(fault)}`);
  const verdict = faulty.length === 0 ? 'all sound' : `${faulty.length} with FAULTS, see above`;
  say(`${checked.length} checked in ${milliseconds} ms: ${verdict}.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}.`);
  }
}
