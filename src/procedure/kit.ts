import { assign, setup } from 'xstate';
import type {
  ConsultationAnswer,
  ProcedureContext,
  ProcedureEvent,
  ProcedureInput,
  ProcedureOutput,
  ProcedureTag,
  StateMeta,
} from './contract.js';

/** The context every procedure starts with. */
export function startContext({ input }: { input: ProcedureInput }): ProcedureContext {
  return { ...input, supplementsAsked: 0, answers: {}, outcome: null };
}

/** The output of every procedure's final states: what became of the dossier. */
export function outcomeOf({ context }: { context: ProcedureContext }): ProcedureOutput {
  if (context.outcome === null)
    throw new Error('A procedure ended without an outcome: its last state must record one.');
  return { outcome: context.outcome };
}

/**
 * The vocabulary of procedures: every guard and action a machine may name. Guards are questions about the command's
 * facts and the machine's memory; actions only write that memory, so taking a step is pure.
 */
export const procedureSetup = setup({
  types: {
    context: {} as ProcedureContext,
    events: {} as ProcedureEvent,
    input: {} as ProcedureInput,
    output: {} as ProcedureOutput,
    // Every key of StateMeta is optional, so the rule takes this type argument for a needless cast.
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-assertion
    meta: {} as StateMeta,
    tags: {} as ProcedureTag,
  },
  guards: {
    /** The command addresses this step: parallel steps share event names, so each asks for its own. */
    addressesStep: ({ event }, params: { step: string }) => event.step === params.step,
    hasWholeChecklist: ({ event }) => event.wholeChecklist,
    supplementNotYetAsked: ({ context }) => context.supplementsAsked < context.supplementLimit,
    /** The asked agency let its term pass without a word. */
    termHasPassed: ({ event }, params: { step: string }) => event.step === params.step && event.termPassed,
    isGranted: ({ context }) => context.outcome === 'granted',
    isRefused: ({ context }) => context.outcome === 'refused',
    isCase: ({ context }, params: { key: string }) => context.caseKey === params.key,
  },
  actions: {
    countSupplement: assign({ supplementsAsked: ({ context }) => context.supplementsAsked + 1 }),
    recordAnswer: assign({
      answers: ({ context, event }, params: { step: string; as?: ConsultationAnswer }) => {
        const answer = params.as ?? event.answer;
        return answer === null ? context.answers : { ...context.answers, [params.step]: answer };
      },
    }),
    decide: assign({
      outcome: (_, params: { outcome: NonNullable<ProcedureContext['outcome']> }) => params.outcome,
    }),
  },
});
