import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Procedure, StateMeta, StepCard } from '../procedure/index.js';

const known = new WeakMap<AnyStateMachine, ReadonlyMap<string, StepCard>>();

/** The steps of a procedure by their keys, in the order of its machine, as they are written for all of its cases. */
export function stepsOf({ machine }: Procedure): ReadonlyMap<string, StepCard> {
  const before = known.get(machine);
  if (before !== undefined) return before;
  const steps = new Map<string, StepCard>();
  collect(machine.root, steps);
  known.set(machine, steps);
  return steps;
}

function collect(node: AnyStateNode, steps: Map<string, StepCard>): void {
  const meta = node.meta as StateMeta | undefined;
  if (meta?.step) steps.set(node.id.slice(node.id.lastIndexOf('.') + 1), meta.step);
  for (const child of Object.values(node.states)) collect(child, steps);
}
