import type { z } from 'zod';
import { formatInstant, type Instant, localDateOf } from '../../calendar/index.js';
import { type Delegation, inForce, lastDayOf } from '../../registry/index.js';
import type * as schemas from '../schemas/delegations.js';
import { instantOf } from './dossier.js';

export function delegationView(one: Delegation, now: Instant): z.output<typeof schemas.delegation> {
  return {
    ...one,
    startsOn: localDateOf(one.startsAt),
    endsOn: lastDayOf(one),
    startsAt: formatInstant(one.startsAt),
    endsAt: formatInstant(one.endsAt),
    inForce: inForce(one, now),
    decidedAt: formatInstant(one.decidedAt),
    revokedAt: instantOf(one.revokedAt),
  };
}
