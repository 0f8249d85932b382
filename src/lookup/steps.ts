import type { AnyStateMachine, AnyStateNode } from 'xstate';
import type { Procedure, StateMeta, Step } from '../procedure/index.js';

const known = new WeakMap<AnyStateMachine, ReadonlyMap<string, Step>>();

/** The steps of a procedure by their keys, in the order of its machine. */
export function stepsOf({ machine }: Procedure): ReadonlyMap<string, Step> {
  let steps = known.get(machine);
  if (steps === undefined) {
    const found = new Map<string, Step>();
    collect(machine.root, found);
    known.set(machine, (steps = found));
  }
  return steps;
}

function collect(node: AnyStateNode, steps: Map<string, Step>): void {
  const meta = node.meta as StateMeta | undefined;
  if (meta?.step) steps.set(node.id.slice(node.id.lastIndexOf('.') + 1), meta.step);
  for (const child of Object.values(node.states)) collect(child, steps);
}
