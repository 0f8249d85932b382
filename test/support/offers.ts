import { formatInstant, type Instant, localDateOf } from '../../src/calendar/index.js';
import {
  type Actor,
  type AllowedCommand,
  allowedCommands,
  awaitingScan,
  type Command,
  commandSchema,
  type CommandType,
  decide,
  type Decision,
  type Dossier,
  type PaperAnswer,
  type RefusalCode,
  RefusedError,
  type Setting,
  type Task,
} from '../../src/dossier/index.js';
import { Broken } from './invariants.js';
import { actorOf, registry } from './khanh-hoa.js';
import { minutesBetween } from './minutes.js';

/** Every command there is, and whether it addresses a step. */
const COMMANDS: readonly { type: CommandType; ofStep: boolean }[] = commandSchema.options.map(
  ({ shape }) => ({
    type: shape.type.value,
    ofStep: 'step' in shape,
  }),
);

type Asked = { type: CommandType; step: string | null };

/**
 * A command is accepted exactly when `allowedCommands` lists it: every type, for the whole dossier or for each step that is
 * open, was asked of somebody, or is none at all, by each of these people. `settings` are what each of them may know.
 */
export function acceptedAsOffered(dossier: Dossier, settings: readonly Setting[]): void {
  const asked = everyCommand(dossier);
  for (const setting of settings) {
    const offered = allowedCommands(dossier, setting);
    for (const one of asked) {
      const found = offered.filter(({ type, step }) => type === one.type && step === one.step);
      if (found.length > 1)
        throw new Broken(`${one.type} ${one.step} is listed twice for ${setting.actor.id}`);
      compare(dossier, setting, one, found[0]);
    }
  }
}

function compare(dossier: Dossier, setting: Setting, asked: Asked, offer?: AllowedCommand): void {
  const words = `${asked.type} ${asked.step} by ${setting.actor.id} at ${new Date(setting.now).toISOString()}`;
  const listed = offer !== undefined && offer.onPaper === undefined;
  const accepted = attempt(dossier, asked, setting) !== null;
  if (listed !== accepted) throw new Broken(`${words} is listed: ${listed}, accepted: ${accepted}`);
  if (!TYPED_IN.includes(asked.type)) return;
  const typedIn = attempt(dossier, { ...asked, onPaper: true }, setting);
  if ((offer !== undefined) !== (typedIn !== null))
    throw new Broken(`${words} on paper is listed: ${offer !== undefined}, accepted: ${typedIn !== null}`);
}

/** What an agency may write on paper, and others type in. */
const TYPED_IN: readonly CommandType[] = ['answer', 'declineMeeting', 'differ'];

function everyCommand(dossier: Dossier): Asked[] {
  const steps = new Set(
    dossier.tasks.flatMap((task) =>
      task.finishedAt === null || task.kind === 'consultation' ? [task.step] : [],
    ),
  );
  return COMMANDS.flatMap(({ type, ofStep }): Asked[] =>
    ofStep ? [...steps, 'noSuchStep'].map((step) => ({ type, step })) : [{ type, step: null }],
  );
}

/** Refusals that only say that somebody else has to be named, something else put right, or no arrival of a paper told. */
const ABOUT_CONTENT: readonly RefusalCode[] = [
  'dossier.unknownOfficial',
  'dossier.officialAway',
  'dossier.notYourPaper',
  'dossier.correctedTooLate',
];

/** What an offered command makes of the dossier with any of the contents it may have; null when all are refused. */
export function attempt(dossier: Dossier, offer: AllowedCommand, setting: Setting): Decision | null {
  for (const command of contentsOf(dossier, setting.now, offer)) {
    try {
      return decide(dossier, command, setting);
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      if (!ABOUT_CONTENT.includes(error.code)) return null;
    }
  }
  return null;
}

/** The contents an offered command may be given with: who is to hold a step, and what is put right, is a choice. */
export function contentsOf(
  dossier: Dossier,
  now: Instant,
  { type, step, onPaper }: AllowedCommand,
): Command[] {
  const own = fieldsOf(dossier, now, type);
  const command = { type, ...(step === null ? {} : { step }), ...own };
  if (type === 'answer') {
    const said = wentToMeeting(dossier, now, step) ? { atMeeting: { representative: 'người được cử' } } : {};
    const answer = { ...command, answer: now % 2 === 0 ? 'agree' : 'disagree', ...said };
    const papers = onPaper ? papersOf(dossier, step, now) : [undefined];
    return papers.map((paper) => (paper ? { ...answer, paper } : answer) as Command);
  }
  if (type === 'correct') return corrections(dossier, now);
  if (type === 'recordScans') return [scanning(dossier, now)];
  if (onPaper) return [{ ...command, paper: { number: '12/CV', date: '2026-03-02' } } as Command];
  if (type !== 'assign') return [command as Command];
  const task = dossier.tasks.find((one) => one.finishedAt === null && one.step === step);
  return assignable(task, dossier.version).map((official) => ({ ...command, official }) as Command);
}

/** A paper that lay for some time since the question, and one typed in on arrival. */
function papersOf({ tasks, changedAt }: Dossier, step: string | null, now: Instant): PaperAnswer[] {
  const asked = tasks.findLast((task) => task.step === step && task.kind !== 'task');
  const paper = { number: '12/CV', date: '2026-03-02' };
  if (asked === undefined) return [paper];
  const since = Math.max(now, changedAt) - asked.openedAt;
  const at = asked.openedAt + Math.floor((since * (1 + (tasks.length % 4))) / 4);
  const arrived = { at: formatInstant(at), with: tasks.length % 2 === 0 ? 'desk' : 'lead' } as const;
  return [{ ...paper, date: localDateOf(at), arrived }, paper];
}

/** Whom it is of can be put right before there is a result, whom it asks before they answered, how it is handed over until it was. */
function corrections({ routing }: Dossier, now: Instant): Command[] {
  const minute = Math.floor(now / 60_000);
  const at = minute % 3 === 0 ? {} : { at: minute % 3 === 1 ? routing.desk : '22390.desk' };
  const ways: Command[] = [
    { type: 'correct', applicant: { name: 'Người đúng tên' }, reason: 'ghi sai' },
    { type: 'correct', delivery: { by: 'desk', ...at }, reason: 'đổi nơi nhận' },
  ];
  const inOrder = minute % 2 === 0 ? ways : ways.toReversed();
  const [asked] = Object.entries(routing.named ?? {});
  if (asked === undefined || minute % 5 < 2) return inOrder;
  const agencies = { [asked[0]]: asked[1] === '22390' ? '22333' : '22390' };
  return [{ type: 'correct', agencies, reason: 'nêu nhầm cơ quan' }, ...inOrder];
}

/** The first paper that awaits scanning, or another scan in the place of one there is. */
function scanning(dossier: Dossier, now: Instant): Command {
  const scan = { pages: 3, notedPages: 1, captures: 4, file: `${now}.pdf`, sha256: 'a'.repeat(64) };
  const [next] = awaitingScan(dossier);
  const [paper = 'none'] = next === undefined ? dossier.handedIn.map(({ key }) => key) : [next];
  const again = dossier.scans?.some((one) => one.paper === paper) ? { replaces: 'thiếu trang' } : {};
  return { type: 'recordScans', papers: [{ paper, scan, ...(next === undefined ? again : {}) }] };
}

function fieldsOf(dossier: Dossier, now: Instant, type: CommandType): object | undefined {
  if (type === 'reappoint') return { newDue: laterDay(dossier, now), reason: 'chậm' };
  if (type === 'convene')
    return { at: formatInstant(soonest(Math.max(now, dossier.changedAt))), place: 'UBND' };
  return FIELDS[type];
}

/** Eight o'clock on the third working day after today, or after the next one when today is none. */
function soonest(now: Instant): Instant {
  let [day, left] = [startOf(now), minutesBetween(startOf(now), startOf(now) + DAY) === 0 ? 4 : 3];
  while (left > 0) {
    day += DAY;
    if (minutesBetween(day, day + DAY) > 0) left -= 1;
  }
  return day + 8 * 3_600_000;
}

/** Whether the agency of an open step was at a meeting since it was asked: invited, not declined, not called off, held. */
function wentToMeeting({ meetings = [], tasks }: Dossier, now: Instant, step: string | null): boolean {
  const open = tasks.find((task) => task.step === step && task.finishedAt === null);
  const asked = tasks.findLast(
    (task) => task.step === step && task.end !== 'reassigned' && task.end !== null,
  );
  return meetings.some(
    ({ at, calledOff, invited }) =>
      open !== undefined &&
      calledOff === undefined &&
      at <= now &&
      invited.some((one) => one.step === step && one.task > (asked?.no ?? 0) && one.declined === undefined),
  );
}

/** Specialists of the room, or whoever else the step may be for; some may be away. */
function assignable(task: Task | undefined, version: number): string[] {
  const agency = agencyOf(task?.unit ?? '22366');
  const specialists = [0, 1, 2].map((no) => `specialist${1 + ((version + no) % 3)}`);
  return [...specialists, `${task?.role ?? 'specialist'}1`, 'roomLeader1'].map((who) => `${agency}.${who}`);
}

const agencyOf = (unit: string): string => unit.split('.')[0]!;

/** The first day on which the office opens after today and after what was promised. */
function laterDay({ changedAt, clock }: Dossier, now: Instant): string {
  let day = Math.max(now, changedAt, clock?.due.at ?? 0) + DAY;
  while (minutesBetween(startOf(day), startOf(day) + DAY) === 0) day += DAY;
  return localDateOf(day);
}

const DAY = 86_400_000;
const startOf = (instant: Instant): Instant => Date.parse(`${localDateOf(instant)}T00:00:00+07:00`);

const FIELDS: Partial<Record<CommandType, object>> = {
  sendBack: { reason: 'lý do' },
  refuse: { reason: 'lý do' },
  withdraw: { reason: 'lý do' },
  requestSupplement: { items: ['giấy tờ'], reason: 'lý do', ground: 'căn cứ' },
  receiveSupplement: { handedIn: [] },
  requireFinancialDuty: { amount: 100_000, reason: 'lệ phí' },
  confirmFinancialDuty: { evidence: 'biên lai' },
  finishProcessing: { result: 'kết quả' },
  returnResult: { to: 'người nộp' },
  suspend: { ground: 'căn cứ' },
  receive: { handedIn: [] },
  refuseAtDesk: { reason: 'lý do' },
  guide: { items: ['giấy tờ'], reason: 'lý do' },
  extend: { reason: 'lý do' },
  handOverPapers: { to: { name: 'Người nhận' } },
  callOffMeeting: { reason: 'lý do' },
  declineMeeting: { reason: 'bận' },
  differ: { answer: 'disagree', note: 'ý kiến khác' },
};

const STAFF = ['clerk1', 'clerk2', 'specialist1', 'specialist2', 'roomLeader1', 'leader1', 'clerical1'];

/**
 * Everybody who has anything to do with the dossier: the staff of every agency it was routed to or touched (of three like
 * specialists two), whoever holds or held a step, and somebody of another commune who has nothing to do with it.
 */
export function peopleOf({ routing, tasks, receivedBy }: Dossier): Actor[] {
  const units = [routing.desk, routing.lead, ...tasks.map(({ unit }) => unit)];
  const agencies = new Set(units.map(agencyOf));
  const staff = [...agencies].flatMap((agency) => STAFF.map((who) => `${agency}.${who}`));
  const held = tasks.flatMap(({ official }) => (official === null ? [] : [official]));
  const ids = new Set([receivedBy, ...staff, ...held, '22333.roomLeader1']);
  return [...ids].filter((id) => registry.official(id) !== null).map(known);
}

const actors = new Map<string, Actor>();

function known(id: string): Actor {
  const actor = actors.get(id) ?? actorOf(id);
  actors.set(id, actor);
  return actor;
}
