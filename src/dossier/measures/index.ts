import { type View, view } from '../../procedure/index.js';
import { behalfInRole, holdsRole } from '../authority.js';
import type { Command, CommandType } from '../commands.js';
import { RefusedError } from '../errors.js';
import type { Setting } from '../setting.js';
import { portalStatus } from '../status.js';
import type { Behalf, Dossier, Task } from '../types.js';
import { ASKED_MEASURES, askedBehalf, askedFor, askedMeasureOf, askedTask, isAsked } from './asked.js';
import { extend } from './extension.js';
import type { Measure, Post } from './measure.js';
import { correct } from './correction.js';
import { guide } from './guidance.js';
import { callOffMeeting, convene } from './meeting.js';
import { handOverPapers } from './paper-transfer.js';
import { reappoint } from './reappointment.js';
import { recordScans } from './scanning.js';
import { stop } from './stop.js';
import { resume, suspend } from './suspension.js';

/** Every measure about the dossier as a whole, by its command; those about one question stand in asked.ts. */
const MEASURES = {
  suspend,
  resume,
  reappoint,
  guide,
  correct,
  extend,
  stop,
  recordScans,
  handOverPapers,
  convene,
  callOffMeeting,
} as const;

type WholeType = keyof typeof MEASURES;
type MeasureType = WholeType | keyof typeof ASKED_MEASURES;
export type MeasureCommand = Extract<Command, { type: MeasureType }>;

/** A measure a caller may take, and about which step; `onPaper`: only to type in what its agency wrote. */
type Offered = { type: MeasureType; step: string | null; onPaper?: true };

const WHOLE_TYPES = Object.keys(MEASURES) as WholeType[];

export function isMeasure(command: Command): command is MeasureCommand {
  return command.type in MEASURES || command.type in ASKED_MEASURES;
}

/** The measures a caller may take now. */
export function measuresFor(dossier: Dossier, after: View, setting: Setting): Offered[] {
  const whole = WHOLE_TYPES.filter((type) => {
    const measure = measureOf(type);
    if (measure.concerns?.(dossier) === false || !isTheirs(type, dossier, setting)) return false;
    return measure.obstacle(dossier, after, setting) === null;
  });
  const offered = whole.map((type): Offered => ({ type, step: null }));
  return dossier.meetings === undefined ? offered : [...offered, ...askedFor(dossier, setting)];
}

/**
 * The task a measure is about; null when it is about the whole dossier.
 * @throws RefusedError when the caller may not take it, or nobody can now
 */
export function authorizeMeasure(command: MeasureCommand, dossier: Dossier, setting: Setting): Task | null {
  if (isAsked(command)) return askedTask(command, dossier, setting);
  const procedure = setting.catalogue.version(dossier.procedure.code, dossier.procedure.version);
  const now = view(procedure, dossier.position);
  const refusal = refusalOf(command.type, dossier, now, setting);
  if (refusal !== null) throw refusal;
  measureOf(command.type).check?.(dossier, command, now, setting);
  return null;
}

/** On whose behalf the caller takes a measure they may take; null in their own right. */
export function measureBehalf(
  command: MeasureCommand,
  task: Task | null,
  dossier: Dossier,
  setting: Setting,
): Behalf | null {
  if (task !== null) return askedBehalf(task, setting);
  const held = postsOf(command.type as WholeType, dossier, setting).filter(holdsPost(setting));
  const behalves = held.map(({ roles, unit }) => behalfInRole(setting.actor, roles, unit, setting));
  return behalves.includes(null) ? null : (behalves[0] ?? null);
}

/** What the history calls a measure. */
export function measureEvent(command: MeasureCommand): string {
  return isAsked(command) ? askedMeasureOf(command.type).event : measureOf(command.type).event;
}

/** The dossier after a measure, with the status that goes with it. */
export function takeMeasure(
  command: MeasureCommand,
  task: Task | null,
  dossier: Dossier,
  at: number,
  setting: Setting,
): Dossier {
  const taken = isAsked(command)
    ? askedMeasureOf(command.type).take(dossier, command, task!, at, setting)
    : measureOf(command.type).take(dossier, command, at, setting);
  const procedure = setting.catalogue.version(taken.procedure.code, taken.procedure.version);
  return { ...taken, status: portalStatus(view(procedure, taken.position), taken) };
}

function refusalOf(type: WholeType, dossier: Dossier, after: View, setting: Setting): RefusedError | null {
  const measure = measureOf(type);
  if (isTheirs(type, dossier, setting)) return measure.obstacle(dossier, after, setting);
  return measure.notYours?.(dossier, setting) ?? notYours(type, postsOf(type, dossier, setting));
}

function isTheirs(type: WholeType, dossier: Dossier, setting: Setting): boolean {
  // Asked of every measure with every answer: most have one post, and no list is made for it.
  const posts = measureOf(type).by(dossier, setting);
  return 'roles' in posts ? holdsPost(setting)(posts) : posts.some(holdsPost(setting));
}

const postsOf = (type: WholeType, dossier: Dossier, setting: Setting): readonly Post[] =>
  [measureOf(type).by(dossier, setting)].flat();

const holdsPost =
  (setting: Setting) =>
  ({ roles, unit }: Post): boolean =>
    holdsRole(setting.actor, roles, unit, setting);

/** The table is exact; a single type for all of its entries is what the compiler cannot follow. */
function measureOf(type: WholeType): Measure<CommandType> {
  return MEASURES[type] as unknown as Measure<CommandType>;
}

function notYours(command: string, posts: readonly Post[]): RefusedError {
  const whose = posts.map(({ roles, unit }) => `the ${roles.join(' or ')} of ${unit}`).join(', or ');
  const [first] = posts;
  return new RefusedError(
    'dossier.notYourDesk',
    `"${command}" belongs to ${whose}. Ask them, or sign in with that role.`,
    { unit: first?.unit, roles: first?.roles },
  );
}
