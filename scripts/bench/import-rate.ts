import { fork, spawnSync } from 'node:child_process';
import { createWriteStream, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { LOG_HEADER, logLine, logMapping, wallTime } from '../made/log.js';

const UNITS = 400;
const OFFICIALS = 2000;
const DAY = 86_400_000;

/** Dossiers a second of `motcua import`, process start to end, and what the service then takes of memory. */
export async function importRate(
  folder: string,
  dossiers: number,
): Promise<{ perSecond: number; serviceRss: number }> {
  const [log, mapping, db] = ['log.csv', 'log.mapping.json', 'imported.db'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeLog(log, dossiers);
  writeFileSync(mapping, JSON.stringify(logMapping()));
  const main = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));
  const started = performance.now();
  const run = spawnSync(process.execPath, [
    main,
    'import',
    log,
    '--mapping',
    mapping,
    '--db',
    db,
    '--rejects',
    join(folder, 'rejects.csv'),
  ]);
  const seconds = (performance.now() - started) / 1000;
  if (run.status !== 0) throw new Error(`The import failed: ${run.stderr.toString()}`);
  return { perSecond: dossiers / seconds, serviceRss: await serviceRss(db) };
}

/** Three years of dossiers, in the order of reception, one in eleven late, one in thirty still open. */
async function writeLog(file: string, dossiers: number): Promise<void> {
  const out = createWriteStream(file);
  out.write(`${LOG_HEADER}\n`);
  const from = Date.parse('2024-01-02T01:00:00Z');
  for (let start = 0; start < dossiers; start += 10_000) {
    const lines: string[] = [];
    for (let no = start; no < Math.min(start + 10_000, dossiers); no += 1)
      lines.push(lineOf(no, from + (no / dossiers) * 1050 * DAY));
    if (!out.write(`${lines.join('\n')}\n`))
      await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  out.end();
  await finished(out);
}

function lineOf(no: number, received: number): string {
  const due = received + (5 + (no % 20)) * DAY;
  const finished = no % 30 === 7 ? '' : wallTime(due + (no % 11 === 3 ? 1 + (no % 5) : -(no % 5)) * DAY);
  return logLine({
    code: `D${no}`,
    unit: `U${(no * 7) % UNITS}`,
    official: `O${(no * 13) % OFFICIALS}`,
    received: wallTime(received),
    due: wallTime(due),
    finished,
  });
}

/** Resident memory of the service after it has answered shares of everybody, for two years. */
function serviceRss(db: string): Promise<number> {
  const child = fork(fileURLToPath(new URL('./memory-server.js', import.meta.url)), [db]);
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => {
      child.disconnect();
      resolve((answer as { rss: number }).rss);
    });
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}.`)));
  });
}
