import type { z } from 'zod';
import { formatInstant, type Instant } from '../../calendar/index.js';
import { type Dossier, type Standing, transferStanding } from '../../dossier/index.js';
import type { Engine } from '../../ledger/index.js';
import type { transfer } from '../schemas/transfer.js';

type TransferView = z.output<typeof transfer>;
type StandingView = TransferView['electronic'];

/** By when what was received had to go on, and when it did; null where it stays in the house. */
export function transferView(dossier: Dossier, now: Instant, engine: Engine): TransferView | null {
  if (dossier.transfer === undefined) return null;
  const { electronic, papers } = transferStanding(dossier, now, engine.calendarOf(dossier.routing.desk))!;
  return {
    electronic: standingView(electronic),
    papers: papers && { ...standingView(papers), ...handsOf(dossier.transfer) },
    verified: dossier.transfer.verified,
  };
}

function standingView({ by, at, late, lateMinutes }: Standing): StandingView {
  return { by: formatInstant(by.at), at: at === null ? null : formatInstant(at), late, lateMinutes };
}

function handsOf({
  papers,
}: NonNullable<Dossier['transfer']>): Pick<NonNullable<TransferView['papers']>, 'from' | 'to'> {
  if (papers === undefined) return { from: null, to: null };
  return { from: papers.by, to: { official: null, name: null, ...papers.to } };
}
