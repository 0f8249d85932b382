import { type Office, openOffice } from '../../src/app.js';
import { applyDelegations, delegate, revokeDelegation } from '../../src/casework/index.js';
import { formatInstant, type Instant, localDateOf, parseInstant } from '../../src/calendar/index.js';
import {
  type Actor,
  allowedCommands,
  type Command,
  type CommandType,
  type Dossier,
  RefusedError,
  replayStates,
} from '../../src/dossier/index.js';
import { DelegationError } from '../../src/registry/index.js';
import { khanhHoa } from '../../scripts/demo/province.js';
import { openStore } from '../../db/open.js';
import { type Course, endOf } from './course.js';
import { courseHolds } from './course-holds.js';
import { tasksGrow } from './invariants.js';
import { actorOf, catalogue, opening } from './khanh-hoa.js';
import { replaySetting } from './ledger.js';
import { acceptedAsOffered, contentsOf, peopleOf } from './offers.js';

/** Procedures that differ: chains, consultations, duties, extensions, a term of the same day, a named agency, meetings. */
const PROCEDURES = [
  '1.012994',
  '1.013225',
  '2.002755',
  '1.013831',
  '2.002621',
  '2.000815',
  '1.014199',
  '1.000894',
  'LC.000001',
] as const;
const COMMUNE = '22366';
/** One room, so that dossiers, absences and stand-ins meet. */
const ROOM = ['specialist1', 'specialist2', 'specialist3', 'roomLeader1'].map((who) => `${COMMUNE}.${who}`);

/** The whole office on one file, with a clock the test moves, that closes its books and opens them again. */
export class RestartingOffice {
  readonly #file: string;
  readonly clock = { now: parseInstant('2026-03-02T08:00') };
  /** What happened, for whoever has to find out why something broke. */
  readonly told: string[] = [];
  #office: Office;
  #codes: string[] = [];

  constructor(file: string) {
    this.#file = file;
    this.#office = this.#open();
    this.#office.registry.save(khanhHoa());
  }

  get store(): Office['store'] {
    return this.#office.store;
  }

  #open(): Office {
    return openOffice({
      store: openStore(this.#file),
      procedures: catalogue.all(),
      now: () => this.clock.now,
    });
  }

  async close(): Promise<void> {
    await this.#office.close();
  }

  /** Closing time, and the next opening of the same file. */
  async restart(): Promise<void> {
    await this.close();
    this.#office = this.#open();
    this.told.push('restart');
  }

  /** Somebody hands in a request, complete or yet to be looked at. */
  async begin(_which: number, choice: number): Promise<void> {
    const code = PROCEDURES[choice % PROCEDURES.length]!;
    const type = choice % 3 === 0 ? 'register' : 'receive';
    const { cases } = this.#office.catalogue.inForce(code, localDateOf(this.clock.now)).facts;
    const { dossier } = await this.#office.engine.receive(
      { ...opening(code, cases[(choice >> 4) % cases.length]!.key), type },
      actorOf(`${COMMUNE}.clerk1`),
    );
    this.#codes.push(dossier.code);
    this.#tell(`${type} ${code} as ${dossier.code}`);
  }

  /** Whoever may gives one of the commands offered in some dossier; endings that need no work are rarer. */
  async stride(which: number, choice: number): Promise<void> {
    const running = this.#codes.filter((one) => !isOver(this.#dossier(one)));
    const code = running[which % Math.max(1, running.length)];
    if (code === undefined) return this.begin(which, choice);
    await this.#stridden(code, choice, (types) => chosen(types, choice));
  }

  /** A dossier whose questions may be put at a meeting comes to that: they are asked, agencies invited, heard, and differ. */
  async meet(which: number, choice: number): Promise<void> {
    const running = this.#codes.filter((one) => {
      const dossier = this.#dossier(one);
      return dossier.procedure.code === WITH_MEETINGS && !isOver(dossier);
    });
    const code = running[which % Math.max(1, running.length)];
    if (code === undefined) return this.begin(which, PROCEDURES.indexOf(WITH_MEETINGS));
    const wanted = wantedOf(this.#dossier(code), this.clock.now, choice);
    await this.#stridden(code, choice, (types) => wanted.find((type) => types.includes(type)));
  }

  async #stridden(
    code: string,
    choice: number,
    choose: (types: readonly CommandType[]) => CommandType | undefined,
  ): Promise<void> {
    const before = this.#dossier(code);
    const offers = peopleOf(before).flatMap((actor) =>
      allowedCommands(before, this.#office.engine.setting(actor)).map((offer) => ({ actor, offer })),
    );
    const type = choose([...new Set(offers.map((one) => one.offer.type))]);
    const fitting = offers.filter(({ offer }) => offer.type === type);
    if (fitting.length === 0) return;
    const { actor, offer } = fitting[(choice >> 3) % fitting.length]!;
    const words = `${offer.type} ${offer.step ?? ''} of ${code} by ${actor.id}${offer.onPaper ? ' on paper' : ''}`;
    const given = await this.#given(code, actor, contentsOf(before, this.clock.now, offer));
    this.#tell(words);
    if (!given) throw new Error(`${words} was offered and refused`);
    this.#grown(before);
  }

  /** The desk says that it was handed in earlier, other papers were, or another commune was meant; refused once somebody worked on it. */
  async correct(which: number, choice: number): Promise<void> {
    const code = this.#codes[which % Math.max(1, this.#codes.length)];
    if (code === undefined) return;
    const { receivedAt } = this.#dossier(code);
    const course =
      choice % 3 === 0
        ? { agencies: { formerResidence: choice % 2 === 0 ? '22333' : '22390' } }
        : choice % 3 === 1
          ? { receivedAt: formatInstant(receivedAt - 600_000) }
          : { handedIn: opening('1.012994').handedIn };
    const given = await this.#given(code, actorOf(`${COMMUNE}.clerk1`), [
      { type: 'correct', reason: 'ghi sai', ...course },
    ]);
    this.#tell(`correct ${Object.keys(course).join()} of ${code}: ${given ? 'done' : 'refused'}`);
  }

  /** A leader has a dossier that ended handled again; refused while there is none, and for one that was withdrawn. */
  async reopen(which: number): Promise<void> {
    const ended = this.#codes.filter((code) => endOf(this.#dossier(code)) !== null);
    const candidates = ended.length > 0 ? ended : this.#codes;
    const of = candidates[which % Math.max(1, candidates.length)];
    if (of === undefined) return;
    const leader = actorOf(`${this.#dossier(of).routing.lead}.leader1`);
    const order = { type: 'reopen', of, decision: '12/QĐ', reason: 'khiếu nại đúng' } as const;
    const done = await refusable(async () => {
      this.#codes.push((await this.#office.engine.reopen(order, leader)).dossier.code);
    });
    this.#tell(`reopen ${of}: ${done ? 'done' : 'refused'}`);
  }

  /** Somebody of the room is away for some days, or is back; now and then the office hands over what they hold. */
  async delegate(which: number, choice: number): Promise<void> {
    const { registry } = this.#office;
    const leader = actorOf(`${COMMUNE}.leader1`);
    const { delegations } = registry.current();
    const standing = delegations[which % Math.max(1, delegations.length)];
    const order = {
      from: ROOM[which % 3]!,
      to: ROOM[choice % 4]!,
      unit: `${COMMUNE}.room`,
      role: 'specialist',
      startsOn: localDateOf(this.clock.now),
      endsOn: localDateOf(this.clock.now + (choice % 9) * 86_400_000),
      reason: 'nghỉ phép',
    } as const;
    const done = await refusable(async () => {
      if (choice % 4 === 0 && standing) revokeDelegation(this.#office, standing.id, leader);
      else delegate(this.#office, order, leader);
    });
    this.#tell(
      `${choice % 4 === 0 ? 'revoke' : `${order.from} away, ${order.to} instead`}: ${done ? 'done' : 'refused'}`,
    );
    if (choice % 2 === 0) this.#tell(`handed over: ${(await applyDelegations(this.#office)).length}`);
  }

  /** What fell due happens. */
  async sweep(): Promise<void> {
    const { fired, failed } = await this.#office.sweeper.pass();
    this.#tell(`sweep fires ${fired}`);
    if (failed.length > 0) throw new Error(`the sweeper could not look at ${failed.join()}`);
  }

  /** Every invariant of every dossier, as its history in the books tells it. */
  checkAll(): void {
    for (const code of this.#codes) {
      const course = this.#course(code);
      const { dossier } = course.at(-1)!;
      courseHolds(course, Math.max(this.clock.now, dossier.changedAt));
      acceptedAsOffered(
        dossier,
        peopleOf(dossier).map((actor) => this.#office.engine.setting(actor)),
      );
    }
  }

  #course(code: string): Course {
    const history = this.#office.ledger.history(code)!;
    const states = replayStates(history, { ...replaySetting, timers: undefined });
    return states.map((dossier, index) => ({ dossier, event: history[index]! }));
  }

  #dossier(code: string): Dossier {
    return this.#office.ledger.find(code)!;
  }

  #grown(before: Dossier): void {
    tasksGrow(before, this.#dossier(before.code));
  }

  /** The first of these contents that is not refused. */
  async #given(code: string, actor: Actor, contents: readonly Command[]): Promise<boolean> {
    for (const command of contents) {
      if (await refusable(() => this.#office.engine.command(code, command, actor))) return true;
    }
    return false;
  }

  #tell(what: string): void {
    this.told.push(`${formatInstant(this.clock.now)} ${what}`);
  }
}

const isOver = ({ closedAt, returnedAt }: Dossier): boolean => closedAt !== null || returnedAt !== null;

const WITH_MEETINGS = 'LC.000001';

/** What is rather done: a meeting is waited for, or declined or called off now and then; once it was held, agencies speak. */
function wantedOf({ meetings = [] }: Dossier, now: Instant, choice: number): CommandType[] {
  const last = meetings.at(-1);
  if (last !== undefined && last.calledOff === undefined && now < last.at)
    return choice % 4 === 0 ? ['declineMeeting', 'callOffMeeting'] : ['differ'];
  const first: CommandType[] = last === undefined ? ['convene', 'answer'] : ['answer', 'convene'];
  return ['differ', ...first, 'handOff', 'sendBack'];
}

/** What ends a dossier without work, and what leaves it where it is: rarer than what moves it on. */
const ENDING: readonly CommandType[] = ['withdraw', 'refuseAtDesk', 'stop'];
const STAYING: readonly CommandType[] = [
  'correct',
  'suspend',
  'reappoint',
  'extend',
  'takeUp',
  'guide',
  'recordScans',
  'sendBack',
  'callOffMeeting',
];

function chosen(types: readonly CommandType[], choice: number): CommandType | undefined {
  const moving = types.filter((type) => !ENDING.includes(type) && !STAYING.includes(type));
  // Giving work out moves some machines; elsewhere it is always possible and would be most of what happens.
  const working = choice % 4 === 0 ? moving : moving.filter((type) => type !== 'assign');
  const any = choice % 11 === 0 ? types : types.filter((one) => !ENDING.includes(one));
  const among = choice % 5 < 2 ? any : working.length > 0 ? working : moving;
  return among[(choice >> 8) % Math.max(1, among.length)];
}

async function refusable(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    if (error instanceof RefusedError || error instanceof DelegationError) return false;
    throw error;
  }
}
