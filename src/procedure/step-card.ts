import type { Term } from '../calendar/types.js';
import type { Allowance, AllowanceByCase, Step, StepCard } from './contract.js';
import type { ProcedureCase, ProcedureFacts } from './facts.js';

/** Whether an allowance differs from case to case. */
export const isByCase = (allowance: Allowance): allowance is AllowanceByCase =>
  allowance !== null && 'default' in allowance;

/** What a step may take in a case. */
export function allowanceIn(allowance: Allowance, caseKey: string): Term | null {
  if (!isByCase(allowance)) return allowance;
  // A case may well be called like something every object has.
  return Object.hasOwn(allowance.cases, caseKey) ? allowance.cases[caseKey]! : allowance.default;
}

/** The step as it is in one case; a card without allowances by case is that step itself. */
export function stepIn(card: StepCard, caseKey: string): Step {
  if (!isByCase(card.allowance)) return card as Step;
  return { ...card, allowance: allowanceIn(card.allowance, caseKey) };
}

/**
 * The allowances of a step in all cases of its procedure, equal ones together, in the order of the cases. A step with one
 * allowance has one entry with every case.
 */
export function allowancesOf(
  { allowance }: StepCard,
  { cases }: Pick<ProcedureFacts, 'cases'>,
): { allowance: Term | null; cases: ProcedureCase[] }[] {
  if (!isByCase(allowance)) return [{ allowance, cases: [...cases] }];
  const groups = new Map<string, { allowance: Term | null; cases: ProcedureCase[] }>();
  for (const one of cases) {
    const own = allowanceIn(allowance, one.key);
    const key = JSON.stringify(own);
    const group = groups.get(key) ?? { allowance: own, cases: [] };
    group.cases.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}
