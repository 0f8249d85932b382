#!/usr/bin/env node
import { type ArgsDef, type CommandDef, defineCommand, renderUsage, runCommand } from 'citty';
import { stripVTControlCharacters } from 'node:util';
import { UsageError } from './command.js';

type AnyCommand = CommandDef<ArgsDef>;

/** Each command is loaded when it is asked for: `motcua due` does not wait for the HTTP service to load. */
const commands: Record<string, () => Promise<AnyCommand>> = {
  serve: async () => (await import('./commands/serve.js')).default as AnyCommand,
  import: async () => (await import('./commands/import.js')).default as AnyCommand,
  'late-shares': async () => (await import('./commands/late-shares.js')).default as AnyCommand,
  'late-dossiers': async () => (await import('./commands/late-dossiers.js')).default as AnyCommand,
  'missing-apologies': async () => (await import('./commands/missing-apologies.js')).default as AnyCommand,
  due: async () => (await import('./commands/due.js')).default as AnyCommand,
  procedures: async () => (await import('./commands/procedures.js')).default,
  delegations: async () => (await import('./commands/delegations.js')).default,
  sweep: async () => (await import('./commands/sweep.js')).default as AnyCommand,
  verify: async () => (await import('./commands/verify.js')).default as AnyCommand,
  token: async () => (await import('./commands/token.js')).default,
};

const main = defineCommand({
  meta: {
    name: 'motcua',
    description: 'One-stop-shop case engine (một cửa): dossiers, the legal clock, late shares',
  },
  subCommands: commands,
});

// Whoever reads the answer may have read enough of it (`motcua … | head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await runMotcua(process.argv.slice(2));

async function runMotcua(args: string[]): Promise<number> {
  if (args.length === 0 || args[0] === '--help' || args[0] === '-h') {
    await help(main);
    return args.length === 0 ? 2 : 0;
  }
  try {
    const [path, command] = await commandAt(args);
    if (args.includes('--help') || args.includes('-h')) {
      await help(command, path.length > 1 ? await commands[path[0]!]!() : main);
      return 0;
    }
    await runCommand(command, { rawArgs: args.slice(path.length) });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return complain(error as Error, args);
  }
}

/** Colours are for terminals. */
async function help(command: AnyCommand, parent?: AnyCommand): Promise<void> {
  const text = await renderUsage(command, parent);
  process.stdout.write(`${process.stdout.isTTY ? text : stripVTControlCharacters(text)}\n`);
}

/** The command named by the first words, and those words. */
async function commandAt(args: string[]): Promise<[path: string[], command: AnyCommand]> {
  const load = commands[args[0]!];
  if (load === undefined) {
    throw new UsageError(`There is no command "${args[0]}". Commands: ${Object.keys(commands).join(', ')}.`);
  }
  const command = await load();
  const under = command.subCommands as Record<string, AnyCommand> | undefined;
  if (under === undefined) return [[args[0]!], command];
  const nested = under[args[1] ?? ''];
  if (nested !== undefined) return [[args[0]!, args[1]!], nested];
  if (args[1] === undefined || args[1].startsWith('-')) {
    if (args.includes('--help')) return [[args[0]!], command];
  }
  throw new UsageError(`Say what to do: motcua ${args[0]} ${Object.keys(under).join(' | ')}.`);
}

/** One sentence on stderr. 2: the command line was wrong; 1: what was asked for could not be done. */
function complain(error: Error, args: string[]): number {
  const usage = error instanceof UsageError || error.name === 'CLIError';
  const { message } = error;
  process.stderr.write(`motcua: ${process.stderr.isTTY ? message : stripVTControlCharacters(message)}\n`);
  if (usage) process.stderr.write(`See motcua ${commands[args[0]!] ? `${args[0]} ` : ''}--help.\n`);
  if (!usage && process.env['MOTCUA_DEBUG']) process.stderr.write(`${error.stack}\n`);
  return usage ? 2 : 1;
}
