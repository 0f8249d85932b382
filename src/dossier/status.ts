import type { View } from '../procedure/index.js';
import type { Dossier, PortalStatus } from './types.js';

/** The national portal's status of a dossier (domain 4.1), read from its machine's tags and the measures taken on it. */
export function portalStatus(
  { tags }: View,
  { tasks, suspension, closedAt, outcome }: Pick<Dossier, 'tasks' | 'suspension' | 'closedAt' | 'outcome'>,
): PortalStatus {
  if (suspension !== undefined || (closedAt !== null && outcome === 'stopped')) return 8;
  if (tags.has('new')) return 1;
  if (tags.has('notReceived')) return 3;
  if (tags.has('withdrawn')) return 7;
  if (tags.has('stopped')) return 8;
  if (tags.has('returned')) return 10;
  if (tags.has('clock.ended')) return 9;
  if (tags.has('clock.stopped.supplement')) return 5;
  if (tags.has('clock.stopped.financialDuty')) return 6;
  if (tags.has('clock.stopped.suspension')) return 8;
  return tasks.some((task) => task.finishedAt !== null) ? 4 : 2;
}
