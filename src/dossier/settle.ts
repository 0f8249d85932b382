import { changeTerm, type Clock, finishClock, resumeClock, stopClock } from '../calendar/index.js';
import type { Procedure, View } from '../procedure/index.js';
import { withExtension } from './measures/extension.js';
import type { Setting } from './setting.js';
import { portalStatus } from './status.js';
import { stopGround } from './tasks.js';
import type { Dossier } from './types.js';

/** Brings the dossier's clock, dates and status in line with where the machine stands now. */
export function settle(
  dossier: Dossier,
  procedure: Procedure,
  after: View,
  at: number,
  setting: Setting,
): Dossier {
  const finishedAt = dossier.finishedAt ?? (after.tags.has('clock.ended') ? at : null);
  // A suspended dossier moves only to its end.
  const { suspension: _over, waiting, ...going } = dossier;
  const settled = {
    ...going,
    ...(waiting !== undefined && stopGround(after) === 'supplement' ? { waiting } : {}),
    clock: dossier.clock === null ? null : followClock(dossier, dossier.clock, procedure, after, at, setting),
    outcome: after.outcome,
    finishedAt,
    closedAt: dossier.closedAt ?? (after.done && finishedAt === null ? at : null),
    returnedAt: dossier.returnedAt ?? (after.tags.has('returned') ? at : null),
  };
  return { ...settled, status: portalStatus(after, settled) };
}

function followClock(
  dossier: Dossier,
  clock: Clock,
  procedure: Procedure,
  after: View,
  at: number,
  setting: Setting,
): Clock {
  const calendar = setting.calendarOf(dossier.routing.lead);
  if (clock.state === 'finished') return clock;
  const judged = refusedSooner(dossier, clock, procedure, after, setting);
  if (after.done || after.tags.has('clock.ended')) return finishClock(judged, at);
  const ground = stopGround(after);
  if (ground !== null && judged.state === 'running') return stopClock(calendar, judged, at, ground);
  if (ground === null && judged.state === 'stopped') return resumeClock(calendar, judged, at);
  return judged;
}

/** Where the law gives a refusal a shorter term, a refused dossier is judged by that one (1.014199). */
function refusedSooner(
  dossier: Dossier,
  clock: Clock,
  { facts }: Procedure,
  after: View,
  setting: Setting,
): Clock {
  const chosen = facts.cases.find((candidate) => candidate.key === dossier.caseKey);
  if (after.outcome !== 'refused' || dossier.outcome === 'refused' || chosen?.termWhenRefused === undefined)
    return clock;
  const sooner = withExtension(dossier, chosen.termWhenRefused);
  return changeTerm(setting.calendarOf(dossier.routing.lead), clock, sooner);
}
