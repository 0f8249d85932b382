import type { Command } from '../commands.js';
import { RefusedError } from '../errors.js';
import { handedPapers, recordsOf, timesIn } from '../scans.js';
import type { Dossier, Scan, ScanRecord } from '../types.js';
import type { Measure } from './measure.js';

type Order = Extract<Command, { type: 'recordScans' }>;
type Paper = Order['papers'][number];

/**
 * Số hóa thành phần hồ sơ: the desk's clerk records for each paper that was handed in its scan, or the ground on which there
 * is none (NĐ 118/2025/NĐ-CP Điều 17.1.c; TT 03/2025/TT-VPCP Điều 5.2). All pages in their number and order, a page with a
 * sticky note twice (TT 01/2023/TT-VPCP Điều 8.2). The file itself stays in the office's store.
 */
export const recordScans: Measure<'recordScans'> = {
  event: 'papersScanned',
  by: ({ routing }) => ({ roles: ['clerk'], unit: routing.desk }),
  obstacle(dossier) {
    if (dossier.closedAt !== null || dossier.returnedAt !== null) return ended(dossier);
    const papers = dossier.channel === 'online' ? [] : handedPapers(dossier.handedIn);
    return papers.length === 0 ? nothingToScan(dossier) : null;
  },
  check(dossier, { papers }) {
    const handed = handedPapers(dossier.handedIn);
    papers.reduce<readonly ScanRecord[]>((scans, paper) => {
      checkPaper(dossier, paper, scans, handed);
      return withRecord(scans, recordOf(paper, 0, ''));
    }, dossier.scans ?? []);
  },
  take: (dossier, { papers }, at, { actor }) => ({
    ...dossier,
    scans: papers
      .map((paper) => recordOf(paper, at, actor.id))
      .reduce<ScanRecord[]>(withRecord, dossier.scans ?? []),
  }),
};

function recordOf({ paper, scan, exempt, replaces }: Paper, at: number, by: string): ScanRecord {
  const signed: Scan | null = scan === undefined ? null : { ...scan, signedBy: scan.signedBy ?? by };
  return { paper, at, by, scan: signed, exempt: exempt ?? null, replaces: replaces ?? null };
}

/** One that replaces takes the place of the last of its paper; the history keeps what stood there. */
function withRecord(scans: readonly ScanRecord[], record: ScanRecord): ScanRecord[] {
  const last = scans.findLastIndex(({ paper }) => paper === record.paper);
  if (record.replaces === null || last < 0) return [...scans, record];
  return scans.map((one, index) => (index === last ? record : one));
}

function checkPaper(
  dossier: Dossier,
  { paper, scan, replaces }: Paper,
  scans: readonly ScanRecord[],
  handed: readonly string[],
): void {
  if (!handed.includes(paper)) throw notHandedIn(dossier, paper, handed);
  const recorded = recordsOf(scans, paper).length;
  if (replaces === undefined && recorded >= timesIn(handed, paper)) throw scannedAlready(dossier, paper);
  if (replaces !== undefined && recorded === 0)
    throw badScan(dossier, paper, 'there is no record of it to replace; leave "replaces" out');
  if (scan !== undefined) checkCaptures(dossier, paper, scan);
}

function checkCaptures({ code }: Dossier, paper: string, scan: NonNullable<Paper['scan']>): void {
  const { pages, notedPages, captures } = scan;
  if (notedPages > pages)
    throw badScan({ code }, paper, `it has ${pages} pages, so not ${notedPages} with a note`, { pages });
  const wanted = pages + notedPages;
  if (captures !== wanted)
    throw badScan({ code }, paper, `${wanted} captures are wanted, not ${captures}`, { wanted, captures });
}

const RULE =
  'Số hóa đủ các trang, đúng số trang và thứ tự; trang có dán ghi chú chụp hai lần (Thông tư 01/2023/TT-VPCP Điều 8.2)';

function badScan(
  { code }: Pick<Dossier, 'code'>,
  paper: string,
  why: string,
  facts: Record<string, unknown> = {},
): RefusedError {
  return new RefusedError(
    'dossier.badScan',
    `The scan of "${paper}" of ${code} cannot be recorded so: ${why}. Every page is captured once, one with a sticky note twice.`,
    { paper, rule: RULE, ...facts },
  );
}

function ended({ code }: Dossier): RefusedError {
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} has ended; its papers are scanned no more.`,
  );
}

function nothingToScan({ code, channel }: Dossier): RefusedError {
  const why = channel === 'online' ? 'it came in online, as files' : 'no papers were handed in';
  return new RefusedError('dossier.nothingToScan', `Nothing of ${code} is to be scanned: ${why}.`, {
    channel,
  });
}

function notHandedIn({ code }: Dossier, paper: string, handed: readonly string[]): RefusedError {
  const papers = [...new Set(handed)];
  return new RefusedError(
    'dossier.paperNotHandedIn',
    `"${paper}" was not handed in with ${code}; handed in were ${papers.join(', ')}.`,
    { paper, papers },
  );
}

function scannedAlready({ code }: Dossier, paper: string): RefusedError {
  return new RefusedError(
    'dossier.scannedAlready',
    `"${paper}" of ${code} was recorded already. If the record is wrong, say in "replaces" why another takes its place.`,
    { paper },
  );
}
