import { allowanceIn, type StepCard } from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';

const cards = new Map<string, StepCard>();

/** Working minutes a step may take in a case, read from the procedure's machine; undefined where it is not timed. */
export function allowanceOf(code: string, step: string, caseKey: string): number | undefined {
  if (cards.size === 0)
    for (const { facts, machine } of procedures) collect(facts.code, machine.config.states ?? {});
  const card = cards.get(`${code} ${step}`);
  const allowance = card ? allowanceIn(card.allowance, caseKey) : null;
  if (allowance === null || !('count' in allowance)) return undefined;
  return allowance.unit === 'workingDays' ? allowance.count * 480 : allowance.count;
}

type Node = { meta?: { step?: StepCard }; states?: Record<string, unknown> };

function collect(code: string, states: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(states)) {
    const { meta, states: inner } = value as Node;
    if (meta?.step) cards.set(`${code} ${key}`, meta.step);
    if (inner) collect(code, inner);
  }
}
