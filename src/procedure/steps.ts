import type {
  Allowance,
  MeetingRule,
  Outcome,
  Procedure,
  SilencePolicy,
  Step,
  StepCard,
  Waiting,
} from './contract.js';
import type { Bilingual, ProcedureFacts } from './facts.js';
import { outcomeOf, procedureSetup, startContext } from './kit.js';
import { deskClerk } from './words.js';

/**
 * The states most procedures share, so that a procedure's file holds only what is its own. Everything here is plain
 * machine configuration: a state written by hand stands beside these as an equal.
 */
export type StateNode = Parameters<typeof procedureSetup.createStateConfig>[0];
export type States = Record<string, StateNode>;

/** What a step accepts, and where that leads. */
export type Moves = NonNullable<StateNode['on']>;

/** A step as an official would write it in the internal process. */
export type StepWords = {
  no: number;
  vi: string;
  en: string;
  by: Waiting;
  allowance: Allowance;
  kind?: Step['kind'];
  /** Consultations: what the agency is asked. */
  question?: Bilingual;
};

/**
 * One procedure from its facts and states. Each state's id is its own key, so any state can be named as `#key` from
 * anywhere; that is also why no two states of a procedure may share a key.
 * @throws Error when two states share a key
 */
export function procedureOf(facts: ProcedureFacts, states: States): Procedure {
  const machine = procedureSetup.createMachine({
    id: facts.code,
    version: facts.version,
    context: startContext,
    output: outcomeOf,
    initial: 'arrived',
    states: named(states, new Set()),
  });
  return { facts, machine };
}

function named(states: States, taken: Set<string>): States {
  const result: States = {};
  for (const [key, node] of Object.entries(states)) {
    if (taken.has(key)) throw new Error(`Two states are called ${key}; give one of them another name.`);
    taken.add(key);
    const inner = node.states;
    result[key] = { ...node, id: key, ...(inner ? { states: named(inner, taken) } : {}) };
  }
  return result;
}

/** A step (bước) with the commands it accepts. */
export function step(
  { no, vi, en, by, allowance, kind = 'task', question }: StepWords,
  on: Moves,
): StateNode {
  const asked = question ? { question } : {};
  return { meta: { step: { no, title: { vi, en }, kind, ...by, allowance, ...asked } }, on };
}

const decideAs = (outcome: Outcome, target: string) =>
  ({ target, actions: { type: 'decide', params: { outcome } } }) as const;

/** The decision for the applicant; from its target on a result exists. */
export const granted = (target: string) => decideAs('granted', target);

/** The decision against the applicant, after examination (từ chối giải quyết); from its target on a result exists. */
export const refused = (target: string) => decideAs('refused', target);

/** Asks for a supplement, as often as the procedure allows; the target waits for the citizen. */
export const supplementOnce = (target: string) =>
  ({ target, guard: 'supplementNotYetAsked', actions: 'countSupplement' }) as const;

/** Records what the asked agency said under the step's name, and goes on. */
export const answered = (asked: string, target: string) =>
  ({ target, actions: { type: 'recordAnswer', params: { step: asked } } }) as const;

/** The dossier is in, not yet received: the desk waits to check it (R7: what is refused here is never counted). */
export const arrived: StateNode = {
  tags: 'new',
  meta: { waiting: deskClerk },
  on: {
    receive: { target: '#processing', guard: 'hasWholeChecklist' },
    refuseAtDesk: decideAs('notReceived', '#notReceived'),
  },
};

/** The clock runs and no result exists: the citizen may still withdraw (TT 03/2025 Điều 7). Starts with the first state. */
export function processing(states: States): StateNode {
  return { tags: 'clock.running', on: { withdraw: withdrawal }, initial: firstOf(states), states };
}

/** The clock still runs but the decision is taken: a result exists, so nothing can be withdrawn. Starts with the first state. */
export function concluding(states: States): StateNode {
  return { tags: ['clock.running', 'resultExists'], initial: firstOf(states), states };
}

const withdrawal = decideAs('withdrawn', '#withdrawn');

/** The citizen owes papers; the clock stands still, and the step that asked goes on when they arrive. */
export function awaitingSupplement(backTo: string): StateNode {
  return {
    tags: ['clock.stopped.supplement', 'withCitizen'],
    meta: { waiting: deskClerk },
    on: { receiveSupplement: backTo, withdraw: withdrawal },
  };
}

/** The citizen owes money to the State (nghĩa vụ tài chính); the clock stands still until it is paid. */
export function awaitingFinancialDuty(then: string): StateNode {
  return {
    tags: ['clock.stopped.financialDuty', 'withCitizen'],
    meta: { waiting: deskClerk },
    on: { confirmFinancialDuty: then, withdraw: withdrawal },
  };
}

/** The result is at the desk: the clock has ended, and handing over takes no counted time ("không tính thời gian"). */
export function returning(no: number): StateNode {
  return {
    tags: ['clock.ended', 'resultExists'],
    ...step(
      { no, vi: 'Trả kết quả', en: 'Return the result', by: deskClerk, allowance: null },
      { returnResult: '#returned' },
    ),
  };
}

/** How a dossier ends. The outcome is recorded on the way in, by whoever decided. */
export const endings = {
  returned: { type: 'final', tags: 'returned' },
  withdrawn: { type: 'final', tags: 'withdrawn' },
  notReceived: { type: 'final', tags: 'notReceived' },
} as const satisfies States;

/** Several agencies at work at once; goes on when each has answered. */
export function together(then: string, regions: States): StateNode {
  return { type: 'parallel', states: regions, onDone: then };
}

/** A region of `together`: one agency does its part and answers. */
export function handedTo(key: string, words: Omit<StepWords, 'kind'>): StateNode {
  return region(key, { [key]: step({ ...words, kind: 'handoff' }, { answer: answerOf(key, key) }) });
}

export type ConsultationWords = Omit<StepWords, 'kind'> & {
  silence: SilencePolicy;
  /** Under `escalate`: who answers for the silence, and within what time. */
  superior?: { by: Waiting; allowance: Allowance };
  /** Where the question may be put at a meeting. */
  meeting?: MeetingRule;
};

/**
 * A region of `together`: one agency is asked for its opinion (lấy ý kiến). Silence past its term ends the region as
 * consent under `deemedConsent`, hands it to the superior under `escalate`, and changes nothing under `hold`.
 */
export function consultationOf(
  key: string,
  { silence, superior, meeting, ...words }: ConsultationWords,
): StateNode {
  const asked = step({ ...words, kind: 'consultation' }, { answer: answerOf(key, key) });
  const states: States = { [key]: withSilence(meeting ? withCard(asked, { meeting }) : asked, silence, key) };
  if (superior) {
    const answering = `${key}Superior`;
    const answer = step(
      {
        no: words.no,
        vi: `${words.vi} – lãnh đạo cơ quan trả lời thay`,
        en: `${words.en} – answered by the agency's leader`,
        kind: 'consultation',
        ...superior,
        ...(words.question ? { question: words.question } : {}),
      },
      { answer: answerOf(answering, key) },
    );
    states[answering] = withSilence(answer, 'hold', answering);
  }
  return region(key, states);
}

/** The step's card with more on it. */
const withCard = (node: StateNode, more: Partial<StepCard>): StateNode => ({
  ...node,
  meta: { step: { ...(node.meta?.step as StepCard), ...more } },
});

function withSilence(node: StateNode, silence: SilencePolicy, key: string): StateNode {
  const { meta } = withCard(node, { silence });
  const guard = { type: 'termHasPassed', params: { step: key } } as const;
  if (silence === 'hold') return { ...node, meta };
  const recordSilence =
    silence === 'escalate'
      ? ({ guard, target: `#${key}Superior` } as const)
      : ({
          guard,
          target: `#${key}Answered`,
          actions: { type: 'recordAnswer', params: { step: key, as: 'deemedConsent' } },
        } as const);
  return { ...node, meta, on: { ...node.on, recordSilence } };
}

const answerOf = (addressed: string, key: string) =>
  ({
    target: `#${key}Answered`,
    guard: { type: 'addressesStep', params: { step: addressed } },
    actions: { type: 'recordAnswer', params: { step: key } },
  }) as const;

function region(key: string, states: States): StateNode {
  return { initial: key, states: { ...states, [`${key}Answered`]: { type: 'final' } } };
}

const firstOf = (states: States): string => Object.keys(states)[0]!;
