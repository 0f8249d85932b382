import { type Instant, parseInstant } from '../../src/calendar/index.js';
import {
  type Actor,
  type AllowedCommand,
  allowedCommands,
  type CommandType,
  type Decision,
  type Dossier,
  type Task,
} from '../../src/dossier/index.js';
import { MACHINE_COMMANDS, offers, type Procedure } from '../../src/procedure/index.js';
import type { Course } from './course.js';
import {
  budgetsAreWhole,
  endIsEnd,
  minutesAddUp,
  silenceSpeaks,
  stretchesMeet,
  tasksGrow,
} from './invariants.js';
import { actorOf, opening, receiveAt, settingAt } from './khanh-hoa.js';
import { acceptedAsOffered, attempt, peopleOf } from './offers.js';
import { placeKey } from './places.js';
import { participationsAsTheLawSays } from './who-answers.js';

/** What was walked. `places` are positions told apart as `walk` of src/procedure does; `between` how often what was done in between. */
export type Walked = {
  paths: number;
  states: number;
  asked: number;
  places: Set<string>;
  between: Map<CommandType, number>;
};

/** After so many of each command given in between, what is offered is compared with what is accepted. */
const COMPARED = 6;

/** How often one path may come to the same place: so each loop is gone through at most once, and once from its midst. */
const VISITS = 2;

const START = parseInstant('2026-03-02T08:00');
const [SECOND, MINUTE, HOUR, DAY] = [1000, 60_000, 3_600_000, 86_400_000];

/** Waits before a command: within the minute, the morning, over nights, weekends and a long time past every allowance. */
const WAITS = [
  37 * SECOND,
  25 * MINUTE,
  2 * HOUR + 11 * SECOND,
  5 * HOUR,
  DAY,
  3 * DAY + 40 * MINUTE,
  12 * DAY,
  33 * DAY,
];

/** What moves no machine and is done in between, by the dice; the first of these that somebody may do. */
const OFFICE: readonly (readonly CommandType[])[] = [
  [],
  ['takeUp'],
  ['assign'],
  ['differ', 'convene', 'callOffMeeting'],
  ['differ', 'convene', 'declineMeeting', 'handOverPapers'],
];

/** Where a path stands: all that happened on it, how often it was in which place, and the dice of its next strides. */
type Standing = {
  course: Course;
  labels: readonly string[];
  visits: ReadonlyMap<string, number>;
  dice: number;
};

/**
 * Walks every path of a case with the engine's own `decide`, from a dossier registered on a Monday morning, to its end. At
 * each position whoever may gives each command offered, after a wait that depends on the path; what only lateness makes
 * possible (silence, a stop for want of an answer) is given once it is late. In between steps are taken up and given to
 * others and the dossier is suspended, by the dice of the path.
 */
export class PathWalk {
  readonly walked: Walked = { paths: 0, states: 0, asked: 0, places: new Set(), between: new Map() };
  readonly #procedure: Procedure;
  readonly #case: string;

  constructor(procedure: Procedure, caseKey: string) {
    this.#procedure = procedure;
    this.#case = caseKey;
  }

  /** @throws Error naming procedure, path and what differs */
  run(seed: number): Walked {
    const { code, level } = this.#procedure.facts;
    const clerk = level === 'commune' ? '22366.clerk1' : 'TTPVHCC.clerk1';
    const first = receiveAt('2026-03-02T08:00', { ...opening(code, this.#case), type: 'register' }, clerk);
    this.#stand({ course: [first], labels: ['register'], visits: new Map(), dice: seed });
    return this.walked;
  }

  #stand(before: Standing): void {
    const standing = this.#arrived(before);
    if (standing === null) return;
    const { dossier } = standing.course.at(-1)!;
    const now = nextAt(dossier, standing.dice);
    this.#named(standing, () =>
      budgetsAreWhole(dossier, [dossier.changedAt, dossier.changedAt + 5 * HOUR, now]),
    );
    const ways = this.#ways(standing, now);
    if (ways.length === 0) this.#ended(standing);
    for (const way of ways) this.#stand(way);
  }

  /** Null when the path was here often enough. */
  #arrived({ course, labels, visits, dice }: Standing): Standing | null {
    const { dossier } = course.at(-1)!;
    const key = `${placeKey(dossier.position)} ${dossier.closedAt !== null}`;
    const times = (visits.get(key) ?? 0) + 1;
    if (times > VISITS) return null;
    const standing = { course, labels, visits: new Map(visits).set(key, times), dice };
    this.walked.states += 1;
    this.#named(standing, () => this.#check(course));
    if (!this.walked.places.has(placeKey(dossier.position))) this.#first(standing);
    return standing;
  }

  #check(course: Course): void {
    const [before, after] = [course.at(-2)?.dossier ?? null, course.at(-1)!.dossier];
    stretchesMeet(after);
    tasksGrow(before, after);
    endIsEnd(after);
    silenceSpeaks(after);
  }

  /** In each place, the first time: what is offered is accepted, now, long after, by a clock set back, and suspended. */
  #first(standing: Standing): void {
    const { dossier } = standing.course.at(-1)!;
    this.walked.places.add(placeKey(dossier.position));
    this.#named(standing, () => participationsAsTheLawSays(dossier));
    for (const now of [dossier.changedAt + MINUTE, dossier.changedAt + 60 * DAY, START])
      this.#compare(standing, dossier, now);
    const suspended = this.#suspend(dossier, dossier.changedAt + HOUR);
    if (suspended) this.#compare(standing, suspended.dossier, suspended.dossier.changedAt + 40 * DAY);
  }

  #compare(standing: Standing, dossier: Dossier, now: Instant): void {
    this.walked.asked += 1;
    const settings = peopleOf(dossier).map((actor) => settingAt(now, actor));
    this.#named(standing, () => acceptedAsOffered(dossier, settings));
  }

  #suspend(dossier: Dossier, now: Instant): Decision | null {
    const leader = actorOf(`${dossier.routing.lead.split('.')[0]}.leader1`);
    return attempt(dossier, { type: 'suspend', step: null }, settingAt(now, leader));
  }

  /** Every way on: what is offered now, and what is offered only to those who wait until it is late. */
  #ways(standing: Standing, now: Instant): Standing[] {
    const prepared = this.#prepared(standing, now);
    const at = prepared.course.at(-1)!.dossier.changedAt;
    const soon = this.#offers(prepared, Math.max(now, at));
    const later = Math.max(now, at) + 60 * DAY;
    const { tasks, waiting } = prepared.course.at(-1)!.dossier;
    const patient = waiting !== undefined || tasks.some(isAsked);
    const late = patient ? this.#offers(prepared, later).filter((one) => isLate(one) && !has(soon, one)) : [];
    return [
      ...soon.map((offer) => this.#give(prepared, offer, Math.max(now, at))),
      ...late.map((offer) => this.#give(prepared, offer, later)),
    ];
  }

  /** Each command of the machine that somebody may give now, and one of those who may; and the stop for want of an answer. */
  #offers({ course, dice }: Standing, now: Instant): (AllowedCommand & { actor: Actor })[] {
    const { dossier } = course.at(-1)!;
    const all = peopleOf(dossier).flatMap((actor) =>
      allowedCommands(dossier, settingAt(now, actor)).map((offer) => ({ ...offer, actor })),
    );
    const moves = all.filter((offer) => isMove(dossier, offer, this.#procedure));
    const distinct = moves.filter((one, index) => moves.findIndex((other) => same(one, other)) === index);
    return distinct.map((offer) => {
      const fitting = moves.filter((other) => same(offer, other));
      return fitting[dice % fitting.length]!;
    });
  }

  #give(standing: Standing, { actor, ...offer }: AllowedCommand & { actor: Actor }, now: Instant): Standing {
    const { dossier } = standing.course.at(-1)!;
    const decision = this.#named(standing, () => attempt(dossier, offer, settingAt(now, actor)));
    const label = `${[offer.type, offer.step ?? []].flat().join(' ')} by ${actor.id} at ${new Date(now).toISOString()}`;
    if (decision === null) throw this.#error(standing, `${label} was offered and refused`);
    return after(standing, label, decision);
  }

  /** What moves no machine: steps taken up and given away, papers and meetings, and time that stands still. */
  #prepared(standing: Standing, now: Instant): Standing {
    const { course, dice } = standing;
    const { dossier } = course.at(-1)!;
    if (dice % 5 === 0) return this.#stoodStill(standing, now);
    const office = OFFICE[dice % 5]!;
    if (dice % 5 > 2 && !hasOfficeOfItsOwn(dossier)) return standing;
    const offers = peopleOf(dossier).flatMap((actor) =>
      allowedCommands(dossier, settingAt(now, actor)).map((offer) => ({ ...offer, actor })),
    );
    for (const type of office) {
      const offer = offers.find((one) => one.type === type && !one.onPaper);
      if (offer === undefined || opens(this.#procedure, dossier, offer)) continue;
      return this.#counted(this.#give(standing, offer, now), type);
    }
    return standing;
  }

  /** What befalls few dossiers is compared now, when a meeting has been held and while one may still differ, and long after. */
  #counted(standing: Standing, type: CommandType): Standing {
    const { between } = this.walked;
    const times = (between.get(type) ?? 0) + 1;
    between.set(type, times);
    const { dossier } = standing.course.at(-1)!;
    if (times > COMPARED || type === 'takeUp' || type === 'assign') return standing;
    for (const wait of [MINUTE, 5 * DAY, 60 * DAY])
      this.#compare(standing, dossier, dossier.changedAt + wait);
    return standing;
  }

  #stoodStill(standing: Standing, now: Instant): Standing {
    const { dossier } = standing.course.at(-1)!;
    const suspended = this.#suspend(dossier, now);
    if (suspended === null) return standing;
    const still = after(standing, 'suspend', suspended);
    const leader = actorOf(suspended.event.actor);
    return this.#give(still, { type: 'resume', step: null, actor: leader }, now + WAITS[standing.dice % 7]!);
  }

  #ended(standing: Standing): void {
    this.walked.paths += 1;
    const { changedAt } = standing.course.at(-1)!.dossier;
    this.#named(standing, () => {
      minutesAddUp(standing.course, changedAt);
      participationsAsTheLawSays(standing.course.at(-1)!.dossier);
    });
  }

  #named<T>(standing: Standing, check: () => T): T {
    try {
      return check();
    } catch (error) {
      throw this.#error(standing, (error as Error).message);
    }
  }

  #error({ labels }: Standing, what: string): Error {
    return new Error(`${this.#procedure.facts.code} (${this.#case}) after ${labels.join(', ')}: ${what}`);
  }
}

function after({ course, labels, visits, dice }: Standing, label: string, decision: Decision): Standing {
  return { course: [...course, decision], labels: [...labels, label], visits, dice: thrown(dice, label) };
}

/** When a path goes on: after a wait by the dice; where there is a meeting, often once it is held, or soon after. */
function nextAt({ changedAt, meetings = [], tasks }: Dossier, dice: number): Instant {
  const from = Math.max(START, changedAt);
  const awaited = meetings.find(({ at, calledOff }) => at > from && calledOff === undefined);
  if (dice % 3 > 0 && tasks.some(({ atMeeting, differing }) => atMeeting && !differing))
    return from + 25 * MINUTE;
  if (dice % 3 > 0 && awaited !== undefined) return awaited.at + HOUR;
  return from + WAITS[dice % WAITS.length]!;
}

/** Whether there are papers to hand over or questions to hold a meeting on. */
const hasOfficeOfItsOwn = ({ transfer, tasks }: Dossier): boolean =>
  transfer !== undefined || tasks.some(({ kind }) => kind === 'consultation');

/** Another throw for another way, and the same for the same. */
function thrown(dice: number, label: string): number {
  let next = dice;
  for (const letter of label.split(' at ')[0]!) next = Math.imul(next ^ letter.codePointAt(0)!, 16_777_619);
  return (next ^ (next >>> 15)) >>> 0;
}

type Asked = Pick<AllowedCommand, 'type' | 'step'>;

const same = (a: Asked, b: Asked): boolean => a.type === b.type && a.step === b.step;

const has = (offers: readonly Asked[], offer: Asked): boolean => offers.some((one) => same(one, offer));

const isAsked = ({ kind, finishedAt }: Task): boolean => kind === 'consultation' && finishedAt === null;

const isLate = ({ type }: Asked): boolean => type === 'recordSilence' || type === 'stop';

/** Whether a command moves the dossier on; `assign` does where the machine knows it, elsewhere it is the office's own. */
function isMove(dossier: Dossier, offer: AllowedCommand, procedure: Procedure): boolean {
  if (offer.type === 'stop') return true;
  if (!(MACHINE_COMMANDS as readonly string[]).includes(offer.type) || offer.onPaper) return false;
  return offer.type !== 'assign' || opens(procedure, dossier, offer);
}

/** Whether the machine itself knows an `assign` there. */
function opens(procedure: Procedure, { position }: Dossier, { step }: AllowedCommand): boolean {
  return offers(procedure, position, new Set()).some((one) => one.type === 'assign' && one.step === step);
}
