import { existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importStore } from '../../db/import-writer.js';
import { progressBar } from '../../src/cli/output.js';
import { createToken } from '../../src/admin/index.js';
import { formatInstant, parseInstant } from '../../src/calendar/index.js';
import { readConfig } from '../../src/config.js';
import { importFile } from '../../src/integration/import/import-file.js';
import { readMapping } from '../../src/integration/import/mapping.js';
import { type PeriodSpec, periodOf, shareText } from '../../src/rating/index.js';
import { serve } from '../../src/server.js';
import { type Desk, drive, REHEARSAL_END } from './drive.js';
import { khanhHoa, PROVINCE } from './province.js';
import { scenarios } from './scenarios.js';

/**
 * The rehearsal: a province, a log of an older system, some hundred dossiers driven through the machines over HTTP, the
 * late shares and whom they flag; then the service goes on running. Everything it makes is in one database file.
 */
const DOSSIERS = 240;
const say = (text: string): void => void process.stdout.write(`${text}\n`);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const config = readConfig({
  MOTCUA_DB: 'demo.db',
  MOTCUA_LOG_LEVEL: 'warn',
  // What a citizen has for a supplement where the procedure does not say; the rehearsal's choice, no law's.
  MOTCUA_SUPPLEMENT_ANSWER: '10 working days',
  ...process.env,
  MOTCUA_NOW: '2026-08-03T07:00',
});
for (const file of [config.db, `${config.db}-wal`, `${config.db}-shm`]) if (existsSync(file)) rmSync(file);

say(
  'Một cửa · rehearsal. Officials and applicants are samples; units, procedures and the imported log are real.\n',
);
const { office, address } = await serve(config);
const desk = openProvince();
await importOldLog();
await driveDossiers();
printShares(
  'unit',
  'log',
  { year: 2015 },
  '2016-01-13',
  'Imported log (City of Boston 311, 2015) by unit, as of 2016-01-13',
);
printShares(
  'unit',
  'province',
  { year: 2026 },
  formatInstant(REHEARSAL_END),
  'Driven dossiers by unit, 2026',
);
printShares(
  'official',
  'province',
  { year: 2026 },
  formatInstant(REHEARSAL_END),
  'Driven dossiers by official, 2026',
);
printInvitation();

function openProvince(): Desk {
  const province = khanhHoa();
  office.registry.save(province);
  const registry = office.registry.current();
  const communes = registry.units.filter((unit) => unit.level === 'commune' && unit.function === 'agency');
  say(
    `Province: ${registry.unit(PROVINCE)?.name}, ${communes.length} communes, ${registry.units.length} units, ` +
      `${registry.officials.length} officials, ${office.catalogue.all().length} procedures.`,
  );
  const tokens = new Map<string, string>();
  const tokenOf = (official: string): string => {
    const known = tokens.get(official);
    if (known !== undefined) return known;
    const { token } = createToken(office, {
      actor: official,
      kind: 'official',
      label: 'rehearsal',
      scopes: ['casework', 'supervision'],
    });
    tokens.set(official, token);
    return token;
  };
  const adminToken = machineToken('rehearsal-admin', 'admin');
  const sweep = async (): Promise<number> => (await office.sweeper.pass()).fired;
  return { baseUrl: address, registry, tokenOf, adminToken, sweep };
}

function machineToken(actor: string, scope: 'admin' | 'figures'): string {
  return createToken(office, { actor, kind: 'machine', label: `rehearsal ${scope}`, scopes: [scope] }).token;
}

async function importOldLog(): Promise<void> {
  const bar = progressBar('Importing the older system');
  const mapping = await readMapping(here('./data/boston311.mapping.json'));
  const result = await importFile({
    store: importStore(office.store),
    file: here('./data/boston311-2015h1.csv.gz'),
    mapping,
    onProgress: ({ doneBytes, totalBytes }) => bar.show(doneBytes, totalBytes),
    now: office.now(),
  });
  bar.stop();
  office.registry.refresh();
  say(
    `  ${result.imported} dossiers imported; ${result.withoutDue} without a due date (outside every share), ` +
      `${result.withoutEnd} still open, ${result.anomalies} finished before they were received, ${result.rejected} rejected.`,
  );
}

async function driveDossiers(): Promise<void> {
  const all = scenarios(DOSSIERS);
  const planned = all.reduce((sum, scenario) => sum + scenario.commands.length, 0);
  const bar = progressBar(`Driving ${DOSSIERS} dossiers over HTTP`);
  const { commands, reappointed, fired } = await drive(desk, all, REHEARSAL_END, (done) =>
    bar.show(done, planned),
  );
  bar.stop();
  const kinds = new Map<string, number>();
  for (const { kind } of all) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  say(`  ${commands} commands; ${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}.`);
  say(
    `  ${reappointed} overdue dossiers re-appointed by a leader with an apology; ` +
      `${fired} warnings, silences and stops happened by themselves.`,
  );
}

/** `origin`: only units that came with the log, or only those of the province. */
function printShares(
  by: 'unit' | 'official',
  origin: 'log' | 'province',
  period: PeriodSpec,
  asOf: string,
  title: string,
): void {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(asOf) ? parseInstant(asOf) + 86_400_000 - 1 : parseInstant(asOf);
  const table = office.shares({ by, period: periodOf(period), asOf: end, basis: 'accountable' });
  const rows = table.rows.filter((row) => row.total > 0 && isOf(row.key, origin));
  const flagged = rows.filter((row) => row.flagged);
  say(`\n${title} (basis accountable; rule ${rows[0]?.rule ?? '–'}):`);
  const shown = by === 'unit' ? rows.filter((row) => isAgency(row.key)) : flagged;
  for (const row of shown) {
    say(`  ${row.flagged ? '⚑' : ' '} ${row.key.padEnd(22)} ${shareText(row).padEnd(22)} ${row.name}`);
  }
  if (by === 'official')
    say(`  (${rows.length} officials have dossiers; shown are the ${flagged.length} flagged)`);
  if (flagged[0]) say(`  ${flagged.length} flagged: ${flagged[0].citation}`);
}

function isOf(key: string, origin: 'log' | 'province'): boolean {
  const registry = office.registry.current();
  const from = registry.unit(key)?.origin ?? registry.official(key)?.origin ?? '';
  return from.startsWith('import:') === (origin === 'log');
}

/** Departments answer inside their agency (R17); the table shows agencies. */
function isAgency(key: string): boolean {
  return office.registry.current().unit(key)?.function === 'agency';
}

function printInvitation(): void {
  const figures = machineToken('ranking-job', 'figures');
  const clerk = desk.tokenOf('22366.clerk1');
  const leader = desk.tokenOf('22366.leader1');
  say(`
The service goes on at ${address} (its clock stands at ${formatInstant(office.now())}; Ctrl+C stops it).
  Read the API      ${address}/docs
  Ranking job       curl -H 'Authorization: Bearer ${figures}' '${address}/api/v1/late-shares?by=unit&year=2026'
  As CSV            curl -H 'Accept: text/csv' -H 'Authorization: Bearer ${figures}' '${address}/api/v1/late-shares?by=official&year=2026'
  Late dossiers     curl -H 'Authorization: Bearer ${leader}' '${address}/api/v1/late-dossiers?unit=22366'
  No apology yet    curl -H 'Authorization: Bearer ${leader}' '${address}/api/v1/missing-apologies?unit=22366'
  What fell due     curl -H 'Authorization: Bearer ${leader}' '${address}/api/v1/notices?unit=22366&limit=5'
  Posted publicly   ${address}/public/procedures
  Clerk's dossiers  curl -H 'Authorization: Bearer ${clerk}' '${address}/api/v1/dossiers?desk=22366.desk&limit=5'
  Move the clock    curl -X PUT -H 'Authorization: Bearer ${desk.adminToken}' -H 'Content-Type: application/json' \\
                      -d '{"now":"2026-11-23T08:00"}' '${address}/api/v1/rehearsal/clock'`);
}
