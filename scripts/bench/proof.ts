import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** Seconds of `motcua procedures check` on everything shipped, as a whole process, and what it says. */
export function proofOfAll(): { seconds: number; said: string } {
  const begun = performance.now();
  const out = execFileSync(process.execPath, [CLI, 'procedures', 'check'], { encoding: 'utf8' });
  return { seconds: (performance.now() - begun) / 1000, said: out.trim().split('\n').at(-1) ?? '' };
}
