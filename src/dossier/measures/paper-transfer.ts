import { formatInstant, localDateOf } from '../../calendar/index.js';
import { STEP_ROLES } from '../../procedure/index.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import type { Dossier, OfficialId } from '../types.js';
import type { Measure } from './measure.js';

/**
 * Giao hồ sơ giấy to the competent agency, once, by the desk: who gave, who received, when (NĐ 118/2025 Điều 18). Giving it
 * late is written down and hinders nothing.
 */
export const handOverPapers: Measure<'handOverPapers'> = {
  event: 'papersHandedOver',
  concerns: ({ transfer }) => transfer !== undefined,
  by: ({ routing }) => ({ roles: ['clerk'], unit: routing.desk }),
  obstacle(dossier) {
    const { transfer, closedAt, finishedAt } = dossier;
    if (transfer === undefined || transfer.papersBy === null) return nothing(dossier);
    if (transfer.papers) return already(dossier, transfer.papers.at);
    return closedAt === null && finishedAt === null ? null : ended(dossier);
  },
  check(dossier, { to }, _view, setting) {
    if ('official' in to) checkReceiver(to.official, dossier, setting);
  },
  take: (dossier, { to }, at, { actor }) => ({
    ...dossier,
    transfer: { ...dossier.transfer!, papers: { at, by: actor.id, to } },
  }),
};

/** Whoever receives works for the dossier somewhere outside the desk that gives. @throws RefusedError `dossier.unknownOfficial` */
function checkReceiver(official: OfficialId, { routing }: Dossier, { staff }: Setting): void {
  const { desk, lead, parties } = routing;
  const units = Object.values(parties).filter((unit) => unit !== desk);
  if (units.some((unit) => STEP_ROLES.some((role) => staff.holds(official, role, unit)))) return;
  throw new RefusedError(
    'dossier.unknownOfficial',
    `${official} holds no step of this dossier's agencies. Name one of ${lead}, or write the receiver's name as "name".`,
    { official, unit: lead },
  );
}

const RULE = 'Hồ sơ giấy được giao một lần cho cơ quan có thẩm quyền (NĐ 118/2025/NĐ-CP Điều 18)';

function nothing({ code, transfer, channel }: Dossier): RefusedError {
  const why =
    transfer !== undefined
      ? `it came in ${channel === 'online' ? 'online' : 'without papers'}`
      : 'it is not received, or its own agency handles it';
  return new RefusedError(
    'dossier.nothingToTransfer',
    `Dossier ${code} has no papers to hand over: ${why}. Go on with its steps.`,
    { rule: RULE },
  );
}

function already({ code }: Dossier, at: number): RefusedError {
  return new RefusedError(
    'dossier.papersHandedOver',
    `The papers of ${code} were handed over at ${formatInstant(at)}. What is handed on from there is the receiver's to write down.`,
    { rule: RULE, at: formatInstant(at) },
  );
}

function ended({ code, closedAt, finishedAt }: Dossier): RefusedError {
  const on = localDateOf((closedAt ?? finishedAt)!);
  return new RefusedError(
    'dossier.closed',
    `The handling of ${code} ended on ${on}; its papers go nowhere any more.`,
    { ended: on },
  );
}
