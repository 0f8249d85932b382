import { type Fault, type KeptDossier, proveDossier } from '../src/ledger/index.js';
import type { ReplaySetting } from '../src/dossier/index.js';
import { recountTallies, type TallyDifference } from './late-shares.js';
import type { Store } from './open.js';
import { participationOf, type ParticipationRow } from './ledger-rows.js';
import { readState } from './stored-state.js';

/** What `motcua verify` found. No faults and no differences: the books prove themselves. */
export type Proof = { dossiers: number; events: number; faults: Fault[]; tallies: TallyDifference[] };

/** More would not help whoever reads them; the counts say there are more. */
const MOST_FAULTS = 100;

/**
 * Proves the books whole: every chain, every state against its history, every participation, every tally. Reads dossier
 * by dossier, so memory does not grow with the books.
 */
export function verifyBooks(
  store: Store,
  setting: ReplaySetting,
  onProgress: (dossiers: number) => void = () => {},
): Proof {
  const proof: Proof = { dossiers: 0, events: 0, faults: [], tallies: [] };
  for (const kept of keptDossiers(store)) {
    proof.dossiers += 1;
    proof.events += kept.events.length;
    if (proof.faults.length < MOST_FAULTS) proof.faults.push(...proveDossier(kept, setting));
    if (proof.dossiers % 1000 === 0) onProgress(proof.dossiers);
  }
  proof.tallies = recountTallies(store, MOST_FAULTS);
  onProgress(proof.dossiers);
  return proof;
}

type Row = {
  id: number;
  code: string;
  head: string;
  state: string | null;
  unit: string | null;
  receivedAt: number;
  dueAt: number | null;
  lateFrom: number | null;
  finishedAt: number | null;
};

function* keptDossiers({ driver }: Store): Iterable<KeptDossier> {
  const page = driver.prepare<[number], Row>(
    `select id, code, head, state, lead as unit, received_at as receivedAt, due_at as dueAt, late_from as lateFrom, finished_at as finishedAt
     from dossiers where id > ? order by id limit 500`,
  );
  const events = driver.prepare<[number], KeptDossier['events'][number]>(
    'select no, type, at, actor, payload, hash from events where dossier = ? order by no',
  );
  const participations = driver.prepare<[number], ParticipationRow>(
    `select kind, key, role, opened_at as openedAt, closed_at as closedAt, accountable, late, overdue_from as overdueFrom, without_due as withoutDue
     from participations where dossier = ?`,
  );
  const official = driver
    .prepare<[number], string | null>('select official from tasks where dossier = ? and no = 1')
    .pluck();
  let last = 0;
  for (let rows = page.all(last); rows.length > 0; rows = page.all(last)) {
    for (const { id, code, head, state, ...imported } of rows) {
      last = id;
      yield {
        code,
        head,
        state: state === null ? null : () => readState(state),
        events: events.all(id),
        imported: { ...imported, official: official.get(id) ?? null },
        participations: participations.all(id).map(participationOf),
      };
    }
  }
}
