import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Procedure, StateMeta, Step } from '../procedure/index.js';

const known = new WeakMap<AnyStateMachine, ReadonlyMap<string, Step>>();

/** The steps of a procedure by their keys, in the order of its machine. */
export function stepsOf({ machine }: Procedure): ReadonlyMap<string, Step> {
  const before = known.get(machine);
  if (before !== undefined) return before;
  const steps = new Map<string, Step>();
  collect(machine.root, steps);
  known.set(machine, steps);
  return steps;
}

function collect(node: AnyStateNode, steps: Map<string, Step>): void {
  const meta = node.meta as StateMeta | undefined;
  if (meta?.step) steps.set(node.id.slice(node.id.lastIndexOf('.') + 1), meta.step);
  for (const child of Object.values(node.states)) collect(child, steps);
}
