import { epochDayOf, startOfDay } from '../../src/calendar/index.js';
import { existsSync, rmSync } from 'node:fs';
import { TallyDeltas } from '../../db/late-shares.js';
import { openStore, type Store } from '../../db/open.js';
import type { Participation } from '../../src/dossier/types.js';
import { seeded } from '../made/seeded.js';

/** How much to make. `departments`: three department rows per dossier beside the province's, the agency's and the official's. */
export type Size = { dossiers: number; departments: boolean };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNITS = 400;
const OFFICIALS = 2_000;
const BEGUN = Date.parse('2024-01-01T00:00:00+07:00');
/** The instant the data are made up for. */
export const NOW = Date.parse('2026-12-18T15:10:00+07:00');
export const PROVINCE = 'H00';

const unit = (n: number) => `H00.${String(n).padStart(3, '0')}`;
const official = (n: number) => `CB${String(n).padStart(5, '0')}`;

/** An instant in office hours (7:30-17:00) of the day, or of a day of the week before when it is a weekend's. */
function inOfficeHours(at: number, share: number): number {
  const day = epochDayOf(at);
  const weekday = (((day + 3) % 7) + 7) % 7;
  const worked = weekday < 5 ? day : day - weekday + (day % 5);
  return startOfDay(worked) + 7.5 * HOUR + Math.floor(share * 9.5 * HOUR);
}

type Fate = Omit<Participation, 'kind' | 'key' | 'role'>;

/**
 * One dossier's life, received at a share of the whole time. 3 % are open: most of those of the last 30 days and a few
 * older ones. About 8 % of the others were late.
 */
function fate(next: () => number, received: number): Fate {
  const about = BEGUN + received * (NOW - BEGUN - DAY);
  const open = next() < (about > NOW - 30 * DAY ? 0.85 : 0.006);
  const openedAt = inOfficeHours(about, next());
  const term = 3 + Math.floor(next() * 18);
  const overdueFrom = startOfDay(epochDayOf(openedAt) + term + 1);
  const late = next() < 0.08;
  const took = late ? term + 1 + Math.floor(next() * 10) : Math.floor(next() * (term + 1));
  const closedAt = Math.max(inOfficeHours(openedAt + took * DAY, next()), openedAt);
  const common = { openedAt, accountable: true, withoutDue: false };
  if (open || closedAt > NOW) return { ...common, closedAt: null, late: false, overdueFrom };
  const broken = closedAt >= overdueFrom;
  return { ...common, closedAt, late: broken, overdueFrom: broken ? overdueFrom : null };
}

function rowsOf(next: () => number, size: Size, dossier: number): Participation[] {
  const life = fate(next, dossier / size.dossiers);
  const lead = Math.floor(next() ** 2 * UNITS);
  const rows: Participation[] = [
    { kind: 'unit', key: PROVINCE, role: 'lead', ...life },
    { kind: 'unit', key: unit(lead), role: 'lead', ...life },
    { kind: 'official', key: official(Math.floor(next() ** 1.5 * OFFICIALS)), role: 'handler', ...life },
  ];
  for (let n = 1; size.departments && n <= 3; n += 1) {
    rows.push({ kind: 'unit', key: unit((lead + n * 7) % UNITS), role: 'coordinator', ...life });
  }
  return rows;
}

/** Fills an empty store with units, officials, participations and tallies; the same ones for the same size. */
export function fill(store: Store, size: Size): void {
  const { driver } = store;
  register(store);
  const insert = driver.prepare('insert into participations values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const next = seeded(2026);
  const deltas = new TallyDeltas(store);
  const some = driver.transaction((from: number, to: number) => {
    for (let dossier = from; dossier < to; dossier += 1) {
      for (const row of rowsOf(next, size, dossier)) {
        const flags = [+row.accountable, +row.late, row.overdueFrom, +row.withoutDue];
        insert.run(dossier, row.kind, row.key, row.role, row.openedAt, row.closedAt, ...flags);
        deltas.add(row, 1);
      }
    }
    deltas.flush();
  });
  const batch = 20_000;
  for (let from = 1; from <= size.dossiers; from += batch)
    some(from, Math.min(from + batch, size.dossiers + 1));
}

function register({ driver }: Store): void {
  const addUnit = driver.prepare(
    "insert into units (id, parent, name, level, function, rated, origin) values (?, ?, ?, 'province', ?, ?, 'bench')",
  );
  const addOfficial = driver.prepare("insert into officials (id, name, origin) values (?, ?, 'bench')");
  driver.transaction(() => {
    addUnit.run(PROVINCE, null, 'Tỉnh', 'province', 0);
    for (let n = 0; n < UNITS; n += 1) addUnit.run(unit(n), PROVINCE, `Đơn vị ${n}`, 'agency', 1);
    for (let n = 0; n < OFFICIALS; n += 1) addOfficial.run(official(n), `Cán bộ ${n}`);
  })();
}

/** Opens the store at a path, made anew unless it is there already. */
export function storeOf(file: string, size: Size): Store {
  if (existsSync(file)) return openStore(file);
  const part = `${file}.part`;
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true });
  const making = openStore(part);
  making.driver.pragma('synchronous = OFF');
  fill(making, size);
  making.driver.pragma('wal_checkpoint(TRUNCATE)');
  making.driver.prepare('vacuum into ?').run(file);
  making.close();
  for (const end of ['', '-wal', '-shm']) rmSync(part + end, { force: true });
  return openStore(file);
}
