import type { AnyStateMachine, StateValue } from 'xstate';
import type { StopGround, Term } from '../calendar/types.js';
import type { Bilingual, Channel, ProcedureFacts, Sourced } from './facts.js';

/**
 * What the engine asks of a procedure's machine, and all it ever looks at. State names mean nothing to the engine;
 * tags, step meta, events and the output do (docs/procedure-contract.md).
 */

/** Roles an official holds in a unit. The first five hold steps; the others read, administer or supervise. */
export const STEP_ROLES = ['clerk', 'specialist', 'roomLeader', 'leader', 'clerical'] as const;
export type StepRole = (typeof STEP_ROLES)[number];

/** Commands that move a machine; a machine's events bear the same names. */
export const MACHINE_COMMANDS = [
  'receive',
  'refuseAtDesk',
  'requestSupplement',
  'receiveSupplement',
  'requireFinancialDuty',
  'confirmFinancialDuty',
  'assign',
  'finishTask',
  'sendBack',
  'handOff',
  'answer',
  'recordSilence',
  'submit',
  'approve',
  'refuse',
  'finishProcessing',
  'returnResult',
  'withdraw',
] as const;
export type MachineCommand = (typeof MACHINE_COMMANDS)[number];

/** Commands on the dossier as a whole, given by whoever owns the waiting or by the receiving desk; the rest address an open step. */
export const DOSSIER_COMMANDS: ReadonlySet<MachineCommand> = new Set<MachineCommand>([
  'receive',
  'refuseAtDesk',
  'receiveSupplement',
  'confirmFinancialDuty',
  'withdraw',
]);

/** What an asked agency said; silence past the term under a `deemedConsent` policy counts as `deemedConsent`. */
export type ConsultationAnswer = 'agree' | 'disagree' | 'deemedConsent';

/** What silence past the term of a consultation means (domain 1.6); there is no single rule, so each consultation has one. */
export type SilencePolicy = 'deemedConsent' | 'escalate' | 'hold';

/** The facts a machine's guards may read of a command. Plain data computed before the transition. */
export type EventFacts = {
  /** Key of the open step the command addresses; null for commands on the whole dossier. */
  step: string | null;
  /** The addressed step's term has passed at the command's instant. */
  termPassed: boolean;
  /** Every required item of the checklist was handed in. */
  wholeChecklist: boolean;
  answer: ConsultationAnswer | null;
};

export type ProcedureEvent = { [C in MachineCommand]: { type: C } & EventFacts }[MachineCommand];

/**
 * Tags of states, the machine's word on the dossier as a whole. `clock.*`: the statutory clock. `resultExists`: no stop
 * or withdrawal any more (TT 03/2025 Điều 7). The national portal's status 1..10 is derived from them.
 */
export type ProcedureTag =
  | 'new'
  | 'notReceived'
  | 'clock.running'
  | `clock.stopped.${StopGround}`
  | 'clock.ended'
  | 'withCitizen'
  | 'resultExists'
  | 'returned'
  | 'withdrawn'
  | 'stopped';

/**
 * How a question may be put at a meeting or site check (họp, kiểm tra thực địa lấy ý kiến) where a province's rule allows it
 * (QĐ 88/2025/QĐ-UBND Lai Châu). The machine knows nothing of it: whoever is asked still answers the step.
 */
export type MeetingRule = Sourced & {
  /** Working days between the sending of the papers and the meeting. */
  papersBefore: Term;
  /** How long after the session an agency may still write that it thinks otherwise than whom it sent. */
  differWithin: Term;
  legalBasis: string;
};

/**
 * A step (bước xử lý) as it is in the case of a dossier. Entering its state opens a task, leaving it closes one; parallel
 * states are parallel handoffs.
 */
export type Step = {
  no: number;
  title: Bilingual;
  kind: 'task' | 'handoff' | 'consultation';
  /** Which party of the procedure holds it, and in which role. */
  party: string;
  role: StepRole;
  /** What the internal process allows (quy trình nội bộ); null is "không tính thời gian": no task lateness. */
  allowance: Term | null;
  /** Consultations only: what silence past the term means, and what is asked (nội dung lấy ý kiến). */
  silence?: SilencePolicy;
  question?: Bilingual;
  /** Consultations only: where absent, nobody can be convened. */
  meeting?: MeetingRule;
};

/** The allowance of a step: one for all cases, or one for each case, with a default for those that are not named. */
export type Allowance = Term | null | AllowanceByCase;
export type AllowanceByCase = { default: Term | null; cases: Readonly<Record<string, Term | null>> };

/** A step as its procedure writes it, for every case at once; `stepIn` (step-card.ts) is the step in one case. */
export type StepCard = Omit<Step, 'allowance'> & { allowance: Allowance };

/** A state where the office waits; `party` owns the waiting (every waiting state has an owner). */
export type Waiting = { party: string; role: StepRole };

export type StateMeta = { step?: StepCard; waiting?: Waiting };

export const OUTCOMES = ['granted', 'refused', 'withdrawn', 'stopped', 'notReceived'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export type ProcedureInput = { caseKey: string; channel: Channel; supplementLimit: number };

/** The machine's own memory. JSON only: it is stored, and resumed by later releases. */
export type ProcedureContext = {
  caseKey: string;
  channel: Channel;
  supplementLimit: number;
  supplementsAsked: number;
  answers: Record<string, ConsultationAnswer>;
  outcome: Outcome | null;
};

export type ProcedureOutput = { outcome: Outcome };

/** One version of one procedure: the published facts and the machine that is its law. */
export type Procedure = { facts: ProcedureFacts; machine: AnyStateMachine };

/**
 * Where a dossier stands in its procedure: the stored form of a snapshot, a public format.
 * `machine` is the identity of the machine that wrote it; see `machineIdentity`.
 */
export type Position = {
  machine: string;
  value: StateValue;
  context: ProcedureContext;
  done: boolean;
};
