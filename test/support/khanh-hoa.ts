import {
  createWorkCalendar,
  type Instant,
  parseInstant,
  vietnamCalendar,
  workingDays,
} from '../../src/calendar/index.js';
import {
  type Actor,
  type Command,
  type Decision,
  DEFAULT_TIMERS,
  type Dossier,
  decide,
  dossierCode,
  type Opening,
  receive,
  receivingDesk,
  type RefusalCode,
  RefusedError,
  type Setting,
  type Task,
} from '../../src/dossier/index.js';
import { agenciesAskedIn, createCatalogue, DOSSIER_COMMANDS } from '../../src/procedure/index.js';
import { actingAt, createRegistry } from '../../src/registry/index.js';
import { khanhHoa } from '../../scripts/demo/province.js';
import { procedures } from '../../workflows/index.js';
import { landCoordination } from './land-coordination.js';

/** The demo's province without any store: enough to run every rule on real procedures. */
const { units, officials, roles } = khanhHoa();
export const registry = createRegistry(units, officials, roles);
export const catalogue = createCatalogue([...procedures, landCoordination]);
export const calendar = createWorkCalendar(vietnamCalendar);

export function actorOf(id: string): Actor {
  const official = registry.official(id);
  if (official === null) throw new Error(`The test names ${id}, who is not in the register.`);
  const held = registry.rolesOf(id).map(({ role, unit }) => ({ role, unit }));
  return { id, name: official.name, kind: 'official', roles: held, scopes: ['casework', 'supervision'] };
}

/** What a decision may know at an instant, in the demo's register or in one with delegations. */
export function settingAt(time: Instant | string, actor: Actor, register = registry): Setting {
  const now = typeof time === 'string' ? parseInstant(time) : time;
  return {
    now,
    actor: actingAt(actor, register.standIns, now),
    tree: register.tree,
    staff: register.staffAt(now),
    catalogue,
    calendarOf: () => calendar,
    // Ten working days to bring a supplement, where the procedure sets no term of its own.
    timers: { ...DEFAULT_TIMERS, supplementAnswerWithin: workingDays(10) },
  };
}

/** Every paper the procedure's checklist asks for. */
export function wholeChecklist(code: string): Opening['handedIn'] {
  const [procedure] = catalogue.all().filter((candidate) => candidate.facts.code === code);
  return procedure!.facts.checklist.map(({ key, originals, copies }) => ({ key, originals, copies }));
}

/** A whole request; what its case has named is a commune that neither receives nor decides. */
export function opening(procedure: string, caseKey?: string): Opening {
  const { facts } = catalogue.all().find((one) => one.facts.code === procedure)!;
  const chosen = caseKey ?? facts.cases[0].key;
  const asked = agenciesAskedIn(facts, chosen);
  return {
    type: 'receive',
    procedure,
    case: chosen,
    ...(asked.length === 0 ? {} : { agencies: Object.fromEntries(asked.map((name) => [name, '22390'])) }),
    channel: 'desk',
    applicant: { name: 'Nguyễn Thị Mẫu', idNumber: '056000000001', phone: '0900000001' },
    handedIn: wholeChecklist(procedure),
  };
}

export function receiveAt(now: string, order: Opening, clerk: string): Decision {
  const setting = settingAt(now, actorOf(clerk));
  const { desk, day } = receivingDesk(order, setting);
  return receive(order, desk, dossierCode('{unit}-{yyMMdd}-{seq}', desk, day, 1), setting);
}

/** An open task of the dossier, by step or the only one. */
export function openTask(dossier: Dossier, step?: string): Task {
  const open = dossier.tasks.filter(
    (task) => task.finishedAt === null && (step === undefined || task.step === step),
  );
  if (open.length !== 1)
    throw new Error(`Open steps: ${open.map((task) => task.step).join(', ') || 'none'}.`);
  return open[0]!;
}

/** Somebody who may act on a task: its official, or the first of the unit with the role. */
export function holderOf(task: Task): Actor {
  if (task.official !== null) return actorOf(task.official);
  const held = registry.roles.find(
    (role) => role.role === task.role && registry.tree.isWithin(task.unit, role.unit),
  );
  if (held === undefined) throw new Error(`Nobody in ${task.unit} is ${task.role}.`);
  return actorOf(held.official);
}

/** What something is refused for; null when it is done. */
export function refusal(run: () => unknown): RefusalCode | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof RefusedError) return error.code;
    throw error;
  }
}

/** Gives a command at an instant by whoever may give it; returns the dossier as it is then. */
export function act(dossier: Dossier, now: Instant | string, command: Command, by?: string): Dossier {
  const whole = [...DOSSIER_COMMANDS, 'guide', 'correct', 'recordScans'].some(
    (type) => type === command.type,
  );
  const step = 'step' in command ? command.step : undefined;
  const actor =
    by !== undefined ? actorOf(by) : whole ? actorOf(dossier.receivedBy) : holderOf(openTask(dossier, step));
  return decide(dossier, command, settingAt(now, actor)).dossier;
}
