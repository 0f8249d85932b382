import { type Participation, UNASSIGNED } from '../dossier/types.js';
import type { RuleSet, Threshold } from './ruleset.js';
import { type Basis, type Counts, isNothing, noCounts, type ShareQuery } from './standing.js';

/** An exact fraction: `late` of `total`. */
export type Share = { total: number; late: number };

/**
 * The late share of one unit or official with what it is made of. `lateFinished` + `lateOpen` = `late`; `withoutDue` is
 * beside the share (R14). `rule` and `citation` name the rating rule that `flagged` was decided by.
 */
export type ShareRow = Share & {
  key: string;
  name: string;
  lateFinished: number;
  lateOpen: number;
  withoutDue: number;
  flagged: boolean;
  rule: string;
  citation: string;
};

/** A registered unit or official. Only `rated` ones can be flagged; `root`: the province, which counts all (R17). */
export type Rated = { key: string; name: string; rated: boolean; root: boolean };

/** Shares of everybody, in the order of their keys, the unassigned last; the province's own beside them (R17). */
export type ShareTable = {
  query: ShareQuery;
  rules: { id: string; version: string };
  rows: ShareRow[];
  /** The province: each dossier once. Null when asked by official, or when no province is registered. */
  overall: ShareRow | null;
};

/** Name shown for what nobody was assigned (R14). */
export const UNASSIGNED_NAME = 'chưa phân công';

/** Whether a share reaches a threshold, by whole numbers only; nothing at all never does (R1). */
export function reaches({ late, total }: Share, threshold: Threshold): boolean {
  return partReaches(late, total, threshold);
}

/** The same of any part of a total: `part` of `total` compared with the threshold's fraction. */
export function partReaches(part: number, total: number, threshold: Threshold): boolean {
  if (total === 0) return false;
  const left = part * threshold.denominator;
  const right = total * threshold.numerator;
  return threshold.comparison === 'atLeast' ? left >= right : left > right;
}

/** Total and late of counts on a basis (R2). */
export function shareOf(counts: Counts, basis: Basis): Share & { lateFinished: number; lateOpen: number } {
  const resolved = counts.lateFinished + counts.onTime;
  const lateOpen = basis === 'resolved' ? 0 : counts.lateOpen;
  return {
    total: resolved + lateOpen + (basis === 'received' ? counts.openInTime : 0),
    late: counts.lateFinished + lateOpen,
    lateFinished: counts.lateFinished,
    lateOpen,
  };
}

/**
 * What is shown: `12/130 (9,23 %)`, or `không có hồ sơ` for no total (R1). The percentage is cut off after two digits by
 * whole-number arithmetic; it is for reading only, `reaches` decides.
 */
export function shareText({ late, total }: Share): string {
  if (total === 0) return 'không có hồ sơ';
  const hundredths = Number((BigInt(late) * 10_000n) / BigInt(total));
  const digits = String(hundredths % 100).padStart(2, '0');
  return `${late}/${total} (${Math.floor(hundredths / 100)},${digits} %)`;
}

/**
 * Joins counts with the registered units or officials: all registered ones appear, with nothing counted too (R1). A key
 * that is counted but not registered keeps its code as its name and, when a unit, is not rated.
 */
export function shareTable(
  query: ShareQuery,
  counts: ReadonlyMap<string, Counts>,
  registered: readonly Rated[],
  rules: RuleSet,
): ShareTable {
  const threshold = rules.thresholds[query.by];
  const row = (of: Rated) => shareRow(of, counts.get(of.key) ?? noCounts(), query.basis, threshold);
  const root = registered.find((of) => of.root);
  const everybody = [
    ...registered.filter((of) => of !== root),
    ...unregistered(query.by, counts, registered),
  ];
  return {
    query,
    rules: { id: rules.id, version: rules.version },
    rows: everybody.sort(byKey).map(row),
    overall: root ? row(root) : null,
  };
}

function shareRow(of: Rated, counts: Counts, basis: Basis, threshold: Threshold): ShareRow {
  const share = shareOf(counts, basis);
  return {
    key: of.key,
    name: of.name,
    ...share,
    withoutDue: counts.withoutDue,
    flagged: of.rated && of.key !== UNASSIGNED && reaches(share, threshold),
    rule: threshold.id,
    citation: threshold.citation,
  };
}

function unregistered(
  kind: Participation['kind'],
  counts: ReadonlyMap<string, Counts>,
  registered: readonly Rated[],
): Rated[] {
  const known = new Set(registered.map((of) => of.key));
  return [...counts]
    .filter(([key, of]) => !known.has(key) && !isNothing(of))
    .map(([key]) => ({
      key,
      name: key === UNASSIGNED ? UNASSIGNED_NAME : key,
      rated: kind === 'official',
      root: false,
    }));
}

/** Code-point order, the unassigned last. */
function byKey(a: Rated, b: Rated): number {
  const unassigned = Number(a.key === UNASSIGNED) - Number(b.key === UNASSIGNED);
  return unassigned !== 0 ? unassigned : compareCodePoints(a.key, b.key);
}

/** Plain comparison is by UTF-16 units, which puts what lies beyond the basic plane before U+E000. */
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  if (at === a.length || at === b.length) return a.length - b.length;
  return rank(a.charCodeAt(at)) - rank(b.charCodeAt(at));
}

/** Surrogates stand for code points after every other unit. */
const rank = (unit: number): number => (unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800);
