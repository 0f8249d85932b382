import type { View } from '../procedure/index.js';
import type { Command } from './commands.js';
import { RefusedError } from './errors.js';
import { unknownUnit } from './routing.js';
import type { Setting } from './setting.js';
import { closeTask, followedBy } from './tasks.js';
import {
  type Applicant,
  type Collector,
  type Delivery,
  type Dossier,
  LOST_SLIP_PROOFS,
  type Task,
  type UnitId,
  type UnitTree,
} from './types.js';

/**
 * Which unit holds a party's steps. Once the clock has ended only the return is left: that is the business of the desk
 * the citizen chose, whichever one received (NĐ 118/2025 Điều 14).
 */
export function unitOfParty(
  { routing, delivery }: Pick<Dossier, 'routing' | 'delivery'>,
  { tags }: View,
): (party: string) => UnitId {
  const returns = tags.has('clock.ended') ? delivery?.at : undefined;
  return (party) => (party === 'desk' && returns) || (routing.parties[party] ?? routing.lead);
}

/** @throws RefusedError `dossier.unknownUnit`, or `dossier.badDelivery` for a place that returns nothing */
export function checkDelivery(delivery: Delivery | undefined, applicant: Applicant, tree: UnitTree): void {
  const { by, at, address } = delivery ?? {};
  if (at !== undefined && !tree.has(at)) throw unknownUnit(at, 'given as "delivery.at"');
  if (at !== undefined && !tree.isDesk(at))
    throw badDelivery(`${at} is no desk, so nobody there returns results`, { at });
  if (by === 'post' && (address ?? applicant.address) === undefined)
    throw badDelivery('there is no address to post it to', { by });
}

/**
 * The dossier with another way or place of return. A result that waits at the desk first chosen goes to the other one: the
 * return is that desk's step from there on, and whoever held it is rid of it.
 */
export function redelivered(
  dossier: Dossier,
  delivery: Delivery,
  moment: Pick<Setting, 'calendarOf'> & { at: number },
): Dossier {
  const unit = delivery.at ?? dossier.routing.desk;
  const waiting = dossier.tasks.find(({ finishedAt }) => finishedAt === null);
  if (dossier.finishedAt === null || waiting === undefined || waiting.unit === unit)
    return { ...dossier, delivery };
  const { onBehalfOf: _, ...held } = waiting;
  const moved: Task = { ...held, unit, official: null, openedAt: moment.at };
  const tasks = followedBy(dossier.tasks, closeTask(waiting, 'reassigned', moment), moved);
  return { ...dossier, delivery, tasks };
}

/** What two commands say of the result: in how many copies it was made out, and how it was handed over. */
export function ofResult(
  { result, delivery }: Dossier,
  command: Command,
): Pick<Dossier, 'result' | 'returned'> | null {
  const copies = ('copies' in command ? command.copies : undefined) ?? result?.copies ?? delivery?.copies;
  if (command.type === 'returnResult') {
    const { to, by = delivery?.by ?? 'desk', tracking = null, collector } = command;
    const handed = { to, by, copies: copies ?? 1, tracking };
    return { returned: collector === undefined ? handed : { ...handed, collector } };
  }
  if (command.type !== 'finishProcessing') return null;
  const { electronic } = command;
  if (command.copies === undefined && electronic === undefined) return null;
  return { result: { copies: copies ?? 1, electronic: electronic ?? false } };
}

const COLLECTION_RULE =
  'Người nhận thay có giấy ủy quyền; mất giấy hẹn thì kiểm tra giấy tờ tùy thân và cam kết bằng văn bản (quy chế của nơi trả kết quả, chưa kiểm chứng là quy định chung)';

/**
 * Somebody authorised is named, with an identity paper and the letter of authorisation; whoever has lost the slip shows what the
 * office asks for (setting, by default an identity check and a written undertaking). That a record is made at all is not demanded.
 * @throws RefusedError `dossier.collectionIncomplete`
 */
export function checkCollection(
  command: Command,
  { lostSlipNeeds = LOST_SLIP_PROOFS }: Pick<Setting, 'lostSlipNeeds'>,
): void {
  if (command.type !== 'returnResult' || command.collector === undefined) return;
  const { who, name, idNumber, authorisation, lostSlip }: Collector = command.collector;
  const wanted = {
    ...(who === 'authorised' ? { name, idNumber, authorisation } : {}),
    ...(lostSlip === undefined
      ? {}
      : Object.fromEntries(lostSlipNeeds.map((proof) => [`lostSlip.${proof}`, lostSlip[proof]]))),
  };
  const missing = Object.entries(wanted).flatMap(([field, said]) => (said === undefined ? [field] : []));
  if (missing.length === 0) return;
  throw new RefusedError(
    'dossier.collectionIncomplete',
    `The result is not handed over so: "collector" lacks ${missing.join(', ')}. Somebody authorised shows who they are and by what; without the slip, what the office asks for is written down.`,
    { missing, rule: COLLECTION_RULE },
  );
}

function badDelivery(why: string, facts: Record<string, unknown>): RefusedError {
  return new RefusedError(
    'dossier.badDelivery',
    `The result cannot be delivered so: ${why}. Name a desk as "delivery.at", and an address for the post.`,
    facts,
  );
}
