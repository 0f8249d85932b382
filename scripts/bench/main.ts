import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { bpmnStepsPerSecond } from './bpmn-baseline.js';
import { duesPerSecond } from './dues.js';
import { writeDueTimers } from './due-timers.js';
import { commandRate, echoRate, sweepRate } from './http-rate.js';
import { formPages } from './form-pages.js';
import { importRate } from './import-rate.js';
import { measureLateShares } from './late-shares-rate.js';
import { proofOfAll } from './proof.js';

/**
 * Every figure the project claims, measured in one run on one machine; ratios are against a bare baseline of the same
 * run. Printed, and kept in docs/benchmarks.md.
 */
const SECONDS = 8;
const folder = mkdtempSync(join(tmpdir(), 'motcua-bench-'));
const rows: [figure: string, measured: string, asked: string][] = [];
const note = (figure: string, measured: string, asked: string): void => {
  rows.push([figure, measured, asked]);
  process.stdout.write(`${figure}: ${measured} (asked: ${asked})\n`);
};
const count = (value: number): string => Math.round(value).toLocaleString('en');
const mebibytes = (bytes: number): string => `${Math.round(bytes / 1_048_576)} MiB`;

try {
  const rounds = await commandRounds();
  const { bare, commands } = rounds[1]!;
  note('Bare Fastify JSON echo, 64 connections', `${count(bare)}/s`, 'the baseline');
  note(
    'Durable commands over HTTP, 64 connections',
    `${count(commands.perSecond)}/s, p99 ${commands.p99} ms, ${commands.failed} failed`,
    '–',
  );
  note(
    'Commands / echo',
    `${ratioOf(rounds[1]!)} (three rounds: ${rounds.map(ratioOf).join(', ')})`,
    'at least 0.10, aim 0.25',
  );
  await writeDueTimers(join(folder, 'timers.db'), 10_000);
  const sweep = await sweepRate(join(folder, 'timers.db'), SECONDS);
  note(
    'Due timers fired in one pass while commands run',
    `${count(sweep.fired)} in ${sweep.seconds.toFixed(1)} s; commands ${count(sweep.during.perSecond)}/s, p99 ${sweep.during.p99} ms, ${sweep.during.failed} failed (without: ${count(sweep.without.perSecond)}/s, p99 ${sweep.without.p99} ms)`,
    '10,000',
  );
  note(
    'p99 of commands during the sweep / without it',
    (sweep.during.p99 / sweep.without.p99).toFixed(2),
    'at most 3',
  );
  const bpmn = await bpmnStepsPerSecond(join(folder, 'bpmn.db'));
  note('bpmn-engine, state to SQLite after each step', `${count(bpmn)} steps/s`, 'the baseline');
  note('Commands / bpmn-engine steps', (commands.perSecond / bpmn).toFixed(1), 'more than 10');
  note('Due dates', `${count(duesPerSecond())}/s`, 'at least 1,000,000/s');
  const pages = await formPages(join(folder, 'forms.db'));
  note(
    'A form page as PDF over HTTP, warm',
    `issued p50 ${pages.issued.p50.toFixed(1)} ms, p99 ${pages.issued.p99.toFixed(1)} ms; reprinted p50 ${pages.again.p50.toFixed(1)} ms, p99 ${pages.again.p99.toFixed(1)} ms`,
    'under 20 ms',
  );
  const proof = proofOfAll();
  note(
    'Proof of all procedures, whole process',
    `${proof.seconds.toFixed(1)} s (${proof.said})`,
    'under 10 s',
  );
  const imported = await importRate(folder, 1_000_000);
  note('Import of 1,000,000 dossiers from CSV', `${count(imported.perSecond)}/s`, 'at least 20,000/s');
  note(
    'Memory of the service at 1,000,000 dossiers, after reading all shares',
    mebibytes(imported.serviceRss),
    'under 300 MB',
  );
  for (const [figure, measured, asked] of measureLateShares(folder)) note(figure, measured, asked);
  keep();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

type Round = { bare: number; commands: Awaited<ReturnType<typeof commandRate>> };

/** Three times both, one after the other: the machine is seldom the same for a minute. In the order of their ratios. */
async function commandRounds(): Promise<Round[]> {
  const rounds: Round[] = [];
  for (const no of [1, 2, 3]) {
    const { perSecond } = await echoRate(SECONDS / 2);
    const commands = await commandRate(join(folder, `commands-${no}.db`), SECONDS);
    const again = await echoRate(SECONDS / 2);
    rounds.push({ bare: (perSecond + again.perSecond) / 2, commands });
  }
  return rounds.sort((a, b) => a.commands.perSecond / a.bare - b.commands.perSecond / b.bare);
}

function ratioOf({ bare, commands }: Round): string {
  return (commands.perSecond / bare).toFixed(3);
}

function keep(): void {
  const file = 'docs/benchmarks.md';
  const text = readFileSync(file, 'utf8');
  const start = text.indexOf('<!-- figures -->');
  const lines = rows.map(([figure, measured, asked]) => `| ${figure} | ${measured} | ${asked} |`);
  const machine = `${cpus().length} cores (${cpus()[0]?.model.trim()}), Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  writeFileSync(
    file,
    `${text.slice(0, start)}<!-- figures -->\nMeasured on ${machine}.\n\n| figure | measured | asked |\n|---|---|---|\n${lines.join('\n')}\n`,
  );
}
