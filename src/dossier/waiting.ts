import { computeDue, type Instant, type Term } from '../calendar/index.js';
import { type Procedure, view } from '../procedure/index.js';
import type { Command } from './commands.js';
import type { Setting } from './setting.js';
import { DEFAULT_TIMERS } from './timers.js';
import type { AwaitedSupplement, Dossier, Task } from './types.js';

type TermGround = Pick<Setting, 'catalogue' | 'timers'>;

function termOfProcedure({ procedure }: Dossier, { catalogue }: TermGround): Term | undefined {
  return catalogue.version(procedure.code, procedure.version).facts.supplementAnswerWithin;
}

const termOfOffice = ({ timers = DEFAULT_TIMERS }: TermGround): Term | null => timers.supplementAnswerWithin;

/** What the event of a request has to keep of the office's setting, where the procedure has no term of its own. */
export function officeTerm(dossier: Dossier, command: Command, ground: TermGround): { answerWithin?: Term } {
  if (command.type !== 'requestSupplement' || termOfProcedure(dossier, ground) !== undefined) return {};
  const answerWithin = termOfOffice(ground);
  return answerWithin === null ? {} : { answerWithin };
}

/** What the citizen was asked for, and by when (Mẫu 02). */
export function askedOfCitizen(
  dossier: Dossier,
  { items }: Extract<Command, { type: 'requestSupplement' }>,
  at: Instant,
  setting: Setting,
): AwaitedSupplement {
  const term = termOfProcedure(dossier, setting) ?? termOfOffice(setting);
  const calendar = setting.calendarOf(dossier.routing.lead);
  return { since: at, answerBy: term === null ? null : computeDue(calendar, at, term), items };
}

/** A consultation that ended in silence says what its silence meant. */
export function silenceEnds(
  tasks: Task[],
  asked: Task | null,
  { position }: Dossier,
  procedure: Procedure,
): Task[] {
  const policy = asked && view(procedure, position).steps.get(asked.step)?.silence;
  const end = policy === 'deemedConsent' ? 'deemedConsent' : 'escalated';
  return tasks.map((task) => (task.no === asked?.no && task.finishedAt !== null ? { ...task, end } : task));
}
