import { type ArgsDef, type CommandContext, type CommandDef, defineCommand } from 'citty';
import { databaseFile } from '../config.js';
import type { Actor } from '../dossier/index.js';

/** The command line was used wrongly: exit code 2, and the help says how. Anything else that fails exits with 1. */
export class UsageError extends Error {}

/** A command that refuses options it does not know: a misspelt one must not be ignored in silence. */
export function command<const A extends ArgsDef>(definition: {
  meta: { name: string; description: string };
  args: A;
  run(context: CommandContext<A>): Promise<void> | void;
}): CommandDef<A> {
  return defineCommand({
    ...definition,
    run: (context) => {
      refuseUnknown(definition.args, context.args);
      return definition.run(context);
    },
  });
}

function refuseUnknown(known: ArgsDef, given: Record<string, unknown> & { _: string[] }): void {
  const names = new Set(['_', ...Object.keys(known).flatMap((name) => [name, camelOf(name)])]);
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new UsageError(`There is no option --${unknown[0]}.`);
  const places = Object.values(known).filter((argument) => argument.type === 'positional').length;
  if (given._.length > places) throw new UsageError(`"${given._[places]}" is one argument too many.`);
  for (const [name, argument] of Object.entries(known)) {
    // citty reads an option without its value as an empty text, or as `true`.
    if (argument.type === 'string' && (given[name] === '' || given[name] === true)) {
      throw new UsageError(`--${name} needs a value.`);
    }
    // citty asks for required options itself, but not for those with a list of values.
    if (argument.type === 'enum' && argument.required === true && given[name] === undefined) {
      throw new UsageError(`--${name} is missing: ${argument.options?.join(' or ')}.`);
    }
  }
}

const camelOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** Options every command on the books has. */
export const dbArg = {
  db: {
    type: 'string',
    description: 'The database file; MOTCUA_DB names another default',
    valueHint: 'FILE',
    default: databaseFile(),
  },
} as const satisfies ArgsDef;

export const jsonArg = {
  json: { type: 'boolean', description: 'Machine-readable output on stdout', default: false },
} as const satisfies ArgsDef;

/** Whoever may run the command on the file may read all of it. */
export function wholeProvince(root: string): Actor {
  return {
    id: 'cli',
    name: 'cli',
    kind: 'machine',
    roles: [{ role: 'supervisor', unit: root }],
    scopes: ['supervision'],
  };
}
