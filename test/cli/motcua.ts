import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));

export type Answer = { code: number | null; stdout: string; stderr: string };

/** Starts the command line from its sources, as a user would, in a folder. */
export function start(cwd: string, args: readonly string[], options: SpawnOptions = {}): ChildProcess {
  return spawn(process.execPath, ['--import', import.meta.resolve('tsx'), MAIN, ...args], {
    cwd,
    env: { ...process.env, NODE_V8_COVERAGE: '' },
    ...options,
  });
}

/** Runs the command line to its end. */
export async function motcua(cwd: string, ...args: string[]): Promise<Answer> {
  const child = start(cwd, args);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout!), text(child.stderr!)]);
  return { code: await ended, stdout, stderr };
}

/** Runs it with `--json` and reads the answer, which must come with exit code 0. */
export async function asked<T>(cwd: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await motcua(cwd, ...args, '--json');
  if (code !== 0) throw new Error(`motcua ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
