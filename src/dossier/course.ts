import { type Instant, startClock } from '../calendar/index.js';
import { advance, begin, type Position, type Procedure, type View, view } from '../procedure/index.js';
import { caseOf } from './checklist.js';
import type { Opening } from './commands.js';
import { unitOfParty } from './delivery.js';
import type { Setting } from './setting.js';
import { portalStatus } from './status.js';
import { followSteps, heldBy } from './tasks.js';
import type { Behalf, Delivery, Dossier, OfficialId, Routing } from './types.js';

/** All that a dossier's beginning settles, and that a correction at the desk settles anew. */
export type Course = Pick<
  Dossier,
  | 'procedure'
  | 'caseKey'
  | 'routing'
  | 'receivedAt'
  | 'appointment'
  | 'clock'
  | 'position'
  | 'status'
  | 'tasks'
  | 'outcome'
  | 'closedAt'
>;

/** `how`: received, refused at the desk, or only registered and waiting. `holder`: who has the desk's first step. */
export type Beginning = {
  how: Opening['type'];
  procedure: Procedure;
  caseKey: string | undefined;
  channel: Dossier['channel'];
  routing: Routing;
  delivery: Delivery | undefined;
  at: Instant;
  holder: OfficialId | null;
  /** On whose behalf, when they stand in. */
  behalf: Behalf | null;
};

/**
 * Where a dossier begins: received, its clock starts at that instant ("ngày nhận đủ hồ sơ hợp lệ") and its first step
 * opens; registered, it waits and nobody has to answer for it yet (R7).
 * @throws RefusedError `dossier.unknownCase`
 */
export function beginCourse(beginning: Beginning, calendarOf: Setting['calendarOf']): Course {
  const { procedure, channel, routing, at } = beginning;
  const { facts } = procedure;
  const chosen = caseOf(procedure, beginning.caseKey);
  const position = firstPosition(beginning, chosen.key);
  const after = view(procedure, position);
  const term = chosen.termByChannel?.[channel] ?? chosen.term;
  const clock = after.tags.has('clock.running') ? startClock(calendarOf(routing.lead), term, at) : null;
  const tasks = firstTasks(beginning, after, calendarOf);
  return {
    procedure: { code: facts.code, version: facts.version },
    caseKey: chosen.key,
    routing,
    receivedAt: at,
    appointment: clock?.due ?? null,
    clock,
    position,
    status: portalStatus(after, { tasks, closedAt: null, outcome: after.outcome }),
    tasks,
    outcome: after.outcome,
    closedAt: after.done ? at : null,
  };
}

function firstPosition({ how, procedure, channel }: Beginning, caseKey: string): Position {
  const { facts } = procedure;
  const start = begin(procedure, { caseKey, channel, supplementLimit: facts.supplementLimit });
  if (how === 'register') return start;
  const papers = { step: null, termPassed: false, wholeChecklist: true, answer: null };
  const position = advance(procedure, start, how, papers);
  if (position !== null) return position;
  throw new Error(`Procedure ${facts.code} does not let a desk "${how}": its machine is unsound.`);
}

function firstTasks(
  { routing, delivery, at, holder, behalf }: Beginning,
  after: View,
  calendarOf: Setting['calendarOf'],
): Dossier['tasks'] {
  const unitOf = unitOfParty({ routing, delivery }, after);
  return followSteps([], after, { at, calendarOf, unitOf, nextOfficial: holder }).map((task) =>
    task.unit === routing.desk && holder !== null
      ? heldBy(task, holder, behalf)
      : { ...task, official: null },
  );
}
