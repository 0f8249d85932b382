import type { Clock, Due, Instant } from '../calendar/types.js';
import type { Channel, Level, Outcome, Position, StepRole } from '../procedure/index.js';
import type {
  Arrival,
  AwaitedSupplement,
  Delivery,
  DifferingOpinion,
  Extension,
  Guidance,
  HandedOver,
  LateAnswer,
  Meeting,
  PaperAnswer,
  Reappointment,
  Result,
  SaidAtMeeting,
  ScanRecord,
  Suspension,
  Transfer,
} from './befallen.js';
import type { OfficialId, UnitId } from './ids.js';

export * from './befallen.js';
export * from './ids.js';

/** The person or organisation the dossier is for (chủ hồ sơ). Personal data: never logged, never shown to ranking jobs. */
export type Applicant = {
  name: string;
  idNumber?: string | undefined;
  phone?: string | undefined;
  email?: string | undefined;
  address?: string | undefined;
};

/** What was handed in of one checklist item, in numbers. */
export type HandedIn = { key: string; originals: number; copies: number };

/**
 * How a task ended. `passed`: it was stepped over because the dossier ended (withdrawn, stopped). `redirected`: its agency had
 * been named by mistake, and another was asked. A consultation whose
 * term passed in silence ends as `deemedConsent` (im lặng là đồng ý) or `escalated` (chuyển cấp trên), by its policy.
 */
export type TaskEnd = 'done' | 'reassigned' | 'redirected' | 'passed' | 'deemedConsent' | 'escalated';

/**
 * A step of the dossier held by one unit and at most one official (bước xử lý được giao). Its clock measures working
 * minutes against the allowance; `clock` is null for a step the law does not time ("không tính thời gian").
 */
export type Task = {
  no: number;
  step: string;
  stepNo: number;
  kind: 'task' | 'handoff' | 'consultation';
  unit: UnitId;
  role: StepRole;
  official: OfficialId | null;
  /** Whose step it is, when its holder got it while standing in for them; it stays theirs to finish afterwards. */
  onBehalfOf?: Behalf | undefined;
  openedAt: Instant;
  finishedAt: Instant | null;
  end: TaskEnd | null;
  clock: Clock | null;
  /** Working minutes used, once finished. */
  usedMinutes: number | null;
  /** Used more than its allowance (R8), once finished. */
  late: boolean;
  lateAnswer?: LateAnswer | undefined;
  /** The answer on paper that lay at the office during this stretch, until somebody typed it in. */
  laidIn?: PaperAnswer | undefined;
  atMeeting?: SaidAtMeeting | undefined;
  differing?: DifferingOpinion | undefined;
};

/** The units a dossier was routed to when it was received; kept so that a later change of the tree does not move it. */
export type Routing = {
  /** Receiving desk (nơi tiếp nhận). */
  desk: UnitId;
  /** Lead unit (cơ quan chủ trì): answers for the promised day (R9). */
  lead: UnitId;
  /** The unit of each party; one whose agency is named with the dossier is missing until it is named. */
  parties: Record<string, UnitId>;
  /** Agencies named for this dossier (cơ quan xác định theo hồ sơ), by the names its procedure asks for. */
  named?: NamedUnits | undefined;
};

export type NamedUnits = Readonly<Record<string, UnitId>>;

/** National-portal status 1..10 (domain 4.1). */
export type PortalStatus = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

/**
 * One request under one version of one procedure (hồ sơ). JSON-safe: the store keeps it whole.
 * `appointment` is the promise first given and is never overwritten; `clock.due` follows lawful suspensions.
 */
export type Dossier = {
  code: string;
  /** Number of commands that changed it; If-Match compares it. */
  version: number;
  procedure: { code: string; version: string };
  caseKey: string;
  channel: Channel;
  routing: Routing;
  applicant: Applicant;
  handedIn: HandedIn[];
  note: string | null;
  /** Instant of the last command; commands never go back behind it, even when a server's clock does. */
  changedAt: Instant;
  /** When the statutory clock started; while the dossier waits for reception, when it arrived. */
  receivedAt: Instant;
  receivedBy: OfficialId;
  appointment: Due | null;
  clock: Clock | null;
  position: Position;
  status: PortalStatus;
  tasks: Task[];
  outcome: Outcome | null;
  /** Processing finished: the result reached the desk (ngày kết thúc xử lý); what lateness is judged by (R5). */
  finishedAt: Instant | null;
  /** Left the books without a result to judge: withdrawn, stopped, refused at the desk. */
  closedAt: Instant | null;
  /** Result handed over (ngày trả). */
  returnedAt: Instant | null;
  /** What befell it beyond the main line; each is absent until it happens. */
  suspension?: Suspension | undefined;
  reappointment?: Reappointment | undefined;
  arrival?: Arrival | undefined;
  guidance?: Guidance[] | undefined;
  delivery?: Delivery | undefined;
  result?: Result | undefined;
  returned?: HandedOver | undefined;
  /** The dossier whose handling this one takes up again after a complaint. */
  follows?: string | undefined;
  extension?: Extension | undefined;
  waiting?: AwaitedSupplement | undefined;
  /** Papers scanned, or exempt from it, in the order in which they were recorded. */
  scans?: ScanRecord[] | undefined;
  transfer?: Transfer | undefined;
  meetings?: Meeting[] | undefined;
  /** Timers that did their work, by id; each does it once. */
  fired?: string[] | undefined;
  /** When something next falls due by itself (see timers.ts); null when nothing will. Follows from the rest. */
  wakeAt: Instant | null;
};

/** On whose behalf somebody acts who stands in for them (làm thay), by which delegation. */
export type Behalf = { official: OfficialId; delegation: string };

/** A role in a unit and all below it; `onBehalfOf` when it is somebody else's, held while they are away. */
export type HeldRole = { role: Role; unit: UnitId; onBehalfOf?: Behalf | undefined };

/** Who is acting, with the roles that count. Machine accounts act like officials but are not persons. */
export type Actor = {
  id: OfficialId;
  name: string;
  kind: 'official' | 'machine';
  roles: readonly HeldRole[];
  scopes: readonly Scope[];
};
export const ROLES = [
  'clerk',
  'specialist',
  'roomLeader',
  'leader',
  'clerical',
  'supervisor',
  'admin',
] as const;
export type Role = (typeof ROLES)[number];

/** What a token may do at all. `figures` alone reads shares and no dossier (ranking jobs). */
export const SCOPES = ['casework', 'supervision', 'figures', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** The unit tree as the rules need it. */
export type UnitTree = {
  /** The unit and its ancestors, itself first, the province last. @throws UnknownUnitError */
  path(unit: UnitId): readonly UnitId[];
  /** True when `unit` is `ancestor` or below it. */
  isWithin(unit: UnitId, ancestor: UnitId): boolean;
  /** The department of an agency with a function, or the agency itself when it has none such. */
  department(agency: UnitId, fn: string): UnitId;
  /** The agency a department belongs to (itself when it is one). */
  agencyOf(unit: UnitId): UnitId;
  has(unit: UnitId): boolean;
  /** Whether the unit receives and returns: a desk, or an agency that has none of its own. */
  isDesk(unit: UnitId): boolean;
  levelOf(unit: UnitId): Level;
};

/**
 * What one unit or one official has to answer for in one dossier (tham gia giải quyết, R16): the row that shares count.
 *
 * `overdueFrom`: first instant at which it is (or was) overdue: set while open on a running clock, kept when closed late,
 * null when stopped or closed in time. `accountable: false` rows are outside every share (withdrawn in time, R7).
 */
export type Participation = {
  kind: 'unit' | 'official';
  /** Unit or official code, or `UNASSIGNED` (chưa phân công, R14). */
  key: string;
  role: 'lead' | 'coordinator' | 'handler';
  openedAt: Instant;
  closedAt: Instant | null;
  accountable: boolean;
  late: boolean;
  overdueFrom: Instant | null;
  /** No due date to judge by (R14): counted beside the shares. */
  withoutDue: boolean;
};

/** One thing that happened, as it goes into the history. `payload` is JSON. */
export type DossierEvent = { type: string; at: Instant; actor: OfficialId; payload: Record<string, unknown> };

/** Marks an event as a machine account's doing; machines hold no steps, so the recount has to know. */
export function byMachine(actor: Actor): { machine?: true } {
  return actor.kind === 'machine' ? { machine: true } : {};
}

/** Says in an event on whose behalf it was done. */
export function onBehalf(behalf: Behalf | null): { onBehalfOf?: Behalf } {
  return behalf === null ? {} : { onBehalfOf: behalf };
}

/** What a decision makes of a dossier: its next form and what happened. */
export type Decision = { dossier: Dossier; event: DossierEvent };

/** Key of what nobody was assigned (R14). */
export const UNASSIGNED = 'unassigned';
