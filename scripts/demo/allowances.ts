import { procedures } from '../../workflows/index.js';

const allowances = new Map<string, number>();

/** Working minutes a step may take, read from the procedure's machine; undefined where it is not timed. */
export function allowanceOf(code: string, step: string): number | undefined {
  if (allowances.size === 0)
    for (const { facts, machine } of procedures) collect(facts.code, machine.config.states ?? {});
  return allowances.get(`${code} ${step}`);
}

type Node = {
  meta?: { step?: { allowance: { unit: string; count?: number } | null } };
  states?: Record<string, unknown>;
};

function collect(code: string, states: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(states)) {
    const node = value as Node;
    const allowance = node.meta?.step?.allowance;
    if (allowance?.count !== undefined)
      allowances.set(
        `${code} ${key}`,
        allowance.unit === 'workingDays' ? allowance.count * 480 : allowance.count,
      );
    if (node.states) collect(code, node.states);
  }
}
