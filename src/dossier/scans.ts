import { RefusedError } from './errors.js';
import type { Setting } from './setting.js';
import type { Dossier, HandedIn, ScanRecord, Task } from './types.js';

/** Papers as they are counted for scanning: each time one is handed in it is to be scanned, once. */
export const handedPapers = (handedIn: readonly HandedIn[]): string[] =>
  handedIn.flatMap(({ key, originals, copies }) => (originals + copies > 0 ? [key] : []));

/**
 * Papers that still await scanning (chờ số hóa), each once. A dossier that came in online has none: its papers are files
 * already (TT 03/2025/TT-VPCP Điều 5.2).
 */
export function awaitingScan({ channel, handedIn, scans }: Dossier): string[] {
  if (channel === 'online') return [];
  const handed = handedPapers(handedIn);
  if (scans === undefined) return [...new Set(handed)];
  return [...new Set(handed)].filter((paper) => timesIn(handed, paper) > recordsOf(scans, paper).length);
}

export const timesIn = (papers: readonly string[], paper: string): number =>
  papers.filter((one) => one === paper).length;

export const recordsOf = (scans: readonly ScanRecord[], paper: string): ScanRecord[] =>
  scans.filter((one) => one.paper === paper);

/**
 * What is left of the records when the desk says that other papers were handed in: those of papers still on the list. Of
 * another procedure they would be other papers.
 */
export function scansKept({ scans }: Dossier, handedIn: readonly HandedIn[], same: boolean): ScanRecord[] {
  const handed = same ? handedPapers(handedIn) : [];
  const kept: ScanRecord[] = [];
  for (const one of scans ?? [])
    if (recordsOf(kept, one.paper).length < timesIn(handed, one.paper)) kept.push(one);
  return kept;
}

/** Commands by which a desk passes a dossier on from a step of its own. */
const TRANSFERS: readonly string[] = ['handOff', 'finishTask', 'submit'];

/** Whether the office's own rule keeps a dossier at the desk until its papers are scanned (setting, by default it does not). */
export function keptForScans(dossier: Dossier, type: string, task: Task | null, setting: Setting): boolean {
  return (
    setting.scanBeforeTransfer === true &&
    task?.unit === dossier.routing.desk &&
    dossier.finishedAt === null &&
    TRANSFERS.includes(type) &&
    awaitingScan(dossier).length > 0
  );
}

export function scansAwaited(dossier: Dossier): RefusedError {
  const papers = awaitingScan(dossier);
  return new RefusedError(
    'dossier.scansAwaited',
    `Dossier ${dossier.code} is passed on once its papers are scanned (${papers.join(', ')}): this office has set it so. Record them with "recordScans".`,
    { papers },
  );
}
