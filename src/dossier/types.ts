import type { Clock, Due, Instant, LocalDate, Term } from '../calendar/types.js';
import type { Channel, Level, Outcome, Position, StepRole } from '../procedure/index.js';

/** A unit's code (mã đơn vị): short, stable text such as `SNV` or `22363.desk`. */
export type UnitId = string;
/** An official's code (mã cán bộ). */
export type OfficialId = string;

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
 * How a task ended. `passed`: it was stepped over because the dossier ended (withdrawn, stopped). A consultation whose
 * term passed in silence ends as `deemedConsent` (im lặng là đồng ý) or `escalated` (chuyển cấp trên), by its policy.
 */
export type TaskEnd = 'done' | 'reassigned' | 'passed' | 'deemedConsent' | 'escalated';

/**
 * What an asked agency said on paper (văn bản trả lời), typed in by somebody else. `date` is the paper's own; `arrived`
 * when and where it came in (văn bản đến), as written; left out, it was typed in on arrival.
 */
export type PaperAnswer = {
  number: string;
  date: LocalDate;
  arrived?: { at: string; with: 'desk' | 'lead' } | undefined;
};

/** What an agency said after its silence had counted as consent: kept, and nothing follows from it. */
export type LateAnswer = {
  at: Instant;
  by: OfficialId;
  answer: 'agree' | 'disagree';
  note: string | null;
  paper: PaperAnswer | null;
};

/** What an agency said at a meeting through whom it sent (người được cử): the agency's own opinion, until it differs. */
export type SaidAtMeeting = {
  /** Number of the meeting, from 1. */
  meeting: number;
  representative: string;
  answer: 'agree' | 'disagree';
};

/** What an agency wrote after a meeting, otherwise than whom it sent (ý kiến khác): kept, and nothing follows by itself. */
export type DifferingOpinion = {
  at: Instant;
  by: OfficialId;
  answer: 'agree' | 'disagree';
  note: string;
  paper: PaperAnswer | null;
};

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

/**
 * A lawful suspension (tạm dừng giải quyết) in force: on what ground, by whose word. The clock and every open step stand
 * still meanwhile (R6).
 */
export type Suspension = {
  since: Instant;
  /** The legal ground, in words (căn cứ): which provision allows the stop, and why here. */
  ground: string;
  approvedBy: OfficialId;
  /** The day it is to end, where one is known; it reminds and ends nothing by itself. */
  until: LocalDate | null;
};

/**
 * The one later promise (hẹn lại ngày trả kết quả): by the leader, with a reason and a written apology, never a second
 * time (domain 1.7, K3). Lateness is still measured against the first promise (R4).
 */
export type Reappointment = { at: Instant; by: OfficialId; reason: string; newDue: Due };

/**
 * How a dossier came into the books before it was received (hồ sơ chờ tiếp nhận). No clock runs; the desk has until
 * `deadline` to receive it, to guide or to refuse.
 */
export type Arrival = { at: Instant; channel: Channel; deadline: Due };

/** Guidance before reception (hướng dẫn hoàn thiện hồ sơ, Mẫu 02): everything that is wanted, and why. */
export type Guidance = { at: Instant; by: OfficialId; items: string[]; reason: string };

/** How a result may be handed over: at a desk, by post, or electronically. */
export const DELIVERY_WAYS = ['desk', 'post', 'electronic'] as const;
export type DeliveryWay = (typeof DELIVERY_WAYS)[number];

/**
 * What the applicant asked for (đăng ký nhận kết quả). `at` is the place of return, a desk; left out, the one that
 * received. Place received, competent unit and place of return are three things (NĐ 118/2025 Điều 14).
 */
export type Delivery = {
  by: DeliveryWay;
  at?: UnitId | undefined;
  address?: string | undefined;
  copies?: number | undefined;
};

/** How the result was made out, where somebody said so. */
export type Result = { copies: number; electronic: boolean };

/** How the result was handed over; `tracking` is the post's number. */
export type HandedOver = {
  to: string;
  by: DeliveryWay;
  copies: number;
  tracking: string | null;
  collector?: Collector | undefined;
};

/**
 * Who collected a result (người nhận kết quả), where the desk wrote it down: the applicant, or somebody authorised by a paper.
 * Without the slip (mất giấy hẹn): how their identity was checked, and what they undertook in writing.
 */
export type Collector = {
  who: 'applicant' | 'authorised';
  name?: string | undefined;
  idNumber?: string | undefined;
  authorisation?: string | undefined;
  lostSlip?: { [P in LostSlipProof]?: string | undefined } | undefined;
};

/** What may stand in for a lost slip: an identity check, a written undertaking. Read on a commune's page only (domain 1.9). */
export const LOST_SLIP_PROOFS = ['identity', 'undertaking'] as const;
export type LostSlipProof = (typeof LOST_SLIP_PROOFS)[number];

/**
 * The one extension of the term (gia hạn) where the law gives one: how long, by whom and why, on what provision, and the due
 * it moved. Lateness is measured by the extended due; the first promise stays as it was given.
 */
export type Extension = {
  at: Instant;
  by: OfficialId;
  reason: string;
  term: Term;
  legalBasis: string;
  dueBefore: Due;
};

/**
 * A supplement the citizen was asked for and has not brought (chờ bổ sung). `answerBy` is null where neither the
 * procedure nor the office sets a term; nothing is stopped for want of an answer then.
 */
export type AwaitedSupplement = { since: Instant; answerBy: Due | null; items: string[] };

/**
 * Why a paper is not scanned (TT 03/2025/TT-VPCP Điều 5.2): it came in online, it was only shown, it is what an asked agency
 * found or said (unless sector law wants it scanned), it is secret.
 */
export const SCAN_EXEMPTIONS = ['online', 'shownOnly', 'consultation', 'secret'] as const;
export type ScanExemption = (typeof SCAN_EXEMPTIONS)[number];

/**
 * A scanned paper (bản số hóa): its pages, those of them with a sticky note, the captures made. The file lies in the office's
 * own store: its name there, and its SHA-256 (hex). `signedBy` signed it digitally and answers for its being whole.
 */
export type Scan = {
  pages: number;
  notedPages: number;
  captures: number;
  file: string;
  sha256: string;
  signedBy: OfficialId;
};

/** What was done about scanning one handed-in paper: a scan, or the ground on which there is none. */
export type ScanRecord = {
  /** Key of the checklist item. */
  paper: string;
  at: Instant;
  by: OfficialId;
  scan: Scan | null;
  exempt: ScanExemption | null;
  /** Why it takes the place of an earlier record, when it does. */
  replaces: string | null;
};

/** Papers handed to the competent agency (giao hồ sơ giấy): to an official of it, or to the name on the receipt. */
export type PapersHandedOver = {
  at: Instant;
  by: OfficialId;
  to: { official: OfficialId } | { name: string };
};

/**
 * By when a received dossier has to be with the competent agency (chuyển hồ sơ, NĐ 118/2025 Điều 18), where that is not the
 * desk's own. `papersBy` is null where there are none. `verified`: every set point it was reckoned with was read.
 */
export type Transfer = {
  electronicBy: Due;
  papersBy: Due | null;
  verified: boolean;
  papers?: PapersHandedOver | undefined;
};

/**
 * One consultation invited to a meeting. `task` is the one open when it was invited; until `differBy` the agency may write
 * that it thinks otherwise than whom it sent.
 */
export type Invitation = {
  task: number;
  step: string;
  unit: UnitId;
  differBy: Due;
  legalBasis: string;
  /** Từ chối dự họp, with its reason in writing. */
  declined?: { at: Instant; by: OfficialId; reason: string; paper: PaperAnswer | null } | undefined;
};

/** A meeting or site check at which asked agencies answer (họp, kiểm tra thực địa lấy ý kiến); held once `at` has come. */
export type Meeting = {
  at: Instant;
  place: string;
  /** When it was convened and its papers went out. */
  convenedAt: Instant;
  by: OfficialId;
  invited: Invitation[];
  calledOff?: { at: Instant; by: OfficialId; reason: string } | undefined;
};

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
