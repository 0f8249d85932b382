import type { View } from '../procedure/index.js';
import type { PortalStatus, Task } from './types.js';

/** The national portal's status of a position (domain 4.1), read from the machine's tags. */
export function portalStatus({ tags }: View, tasks: readonly Task[]): PortalStatus {
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
