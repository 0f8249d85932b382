import type { Due, Instant, LocalDate, Term } from '../calendar/types.js';
import type { Channel } from '../procedure/index.js';
import type { OfficialId, UnitId } from './ids.js';

/* What may befall a dossier beyond the main line, each absent from it until it happens. */

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
