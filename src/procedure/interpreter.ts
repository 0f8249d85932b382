import { createHash } from 'node:crypto';
import {
  type AnyEventObject,
  type AnyMachineSnapshot,
  type AnyStateMachine,
  initialTransition,
  type StateValue,
  transition,
} from 'xstate';
import type {
  EventFacts,
  MachineCommand,
  Outcome,
  Position,
  Procedure,
  ProcedureContext,
  ProcedureInput,
  ProcedureTag,
  StateMeta,
  Step,
  Waiting,
} from './contract.js';
import { DOSSIER_COMMANDS, MACHINE_COMMANDS } from './contract.js';
import { type Place, placeOf } from './places.js';
import { pathsOf } from './positions.js';
import { stepIn } from './step-card.js';

/** What a position means to the engine: tags, open steps by key, who waits, and the outcome once there is one. */
export type View = {
  tags: ReadonlySet<ProcedureTag>;
  steps: ReadonlyMap<string, Step>;
  waiting: Waiting | null;
  outcome: Outcome | null;
  done: boolean;
};

type Offer = { type: MachineCommand; step: string | null };

/** A position that belongs to another machine than the one at hand; migrate the dossier or restore the old version. */
export class ForeignPositionError extends Error {
  readonly code = 'procedure.foreignPosition';
}

const identities = new WeakMap<AnyStateMachine, string>();

/**
 * Identity of a machine: a digest of all its behaviour depends on (states, events, guards, actions, tags, step keys and
 * who holds them for how long). Titles, numbers and the version's name are left out, so that a corrected typo leaves
 * running dossiers where they are. Two machines that differ in any state or guard name differ in it.
 */
export function machineIdentity(machine: AnyStateMachine): string {
  let identity = identities.get(machine);
  if (identity === undefined) {
    identity = createHash('sha256')
      .update(JSON.stringify(behaviourOf(machine.config)))
      .digest('hex')
      .slice(0, 16);
    identities.set(machine, identity);
  }
  return identity;
}

/**
 * What is said for people, or read by the office's measures (a meeting moves no machine); the rest of a machine's
 * configuration decides what it does.
 */
const NOT_OF_THE_MACHINE = new Set(['title', 'no', 'question', 'description', 'version', 'meeting']);

/** Where a configuration holds names of its author: of states, of events, of the cases an allowance is given for. */
const NAMING = new Set(['states', 'on', 'cases']);

function behaviourOf(value: unknown, isNaming = false): unknown {
  if (Array.isArray(value)) return value.map((item) => behaviourOf(item));
  if (typeof value !== 'object' || value === null) return value;
  // A state or an event may well be called `title`: names are never words for people, only the fields of a node are.
  const fields = Object.entries(value as Record<string, unknown>).filter(
    ([key]) => isNaming || !NOT_OF_THE_MACHINE.has(key),
  );
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    fields.map(([key, inner]) => [
      key,
      key === 'tags' ? [inner].flat().sort() : behaviourOf(inner, !isNaming && NAMING.has(key)),
    ]),
  );
}

/** The position of a dossier before its first command. */
export function begin({ machine }: Procedure, input: ProcedureInput): Position {
  const { caseKey, channel, supplementLimit } = input;
  const key = `${caseKey} ${channel} ${supplementLimit}`;
  const known = beginnings.get(machine) ?? new Map<string, Position>();
  beginnings.set(machine, known);
  let position = known.get(key);
  if (position === undefined) {
    const [snapshot] = initialTransition(machine, input);
    position = positionOf(machine, snapshot as AnyMachineSnapshot);
    known.set(key, position);
  }
  return position;
}

/** Where machines begin, by what they are told: a pure function of a handful of inputs. */
const beginnings = new WeakMap<AnyStateMachine, Map<string, Position>>();

/**
 * Asks the machine what a command makes of a position. Pure: no action of the machine runs outside its own memory.
 * @returns the next position, or null when the machine does not accept the command there.
 */
export function advance(
  procedure: Procedure,
  position: Position,
  command: MachineCommand,
  facts: EventFacts,
): Position | null {
  const { snapshot, moves } = placeAt(procedure.machine, position);
  const { step, termPassed, wholeChecklist, answer } = facts;
  const move = `${command} ${step} ${termPassed} ${wholeChecklist} ${answer}`;
  let next = moves.get(move);
  if (next === undefined) {
    const event = { type: command, ...facts };
    next = snapshot.can(event) ? stepTaken(procedure.machine, snapshot, event) : null;
    moves.set(move, next);
  }
  return next;
}

function stepTaken(machine: AnyStateMachine, snapshot: AnyMachineSnapshot, event: AnyEventObject): Position {
  const [next] = transition(machine, snapshot, event);
  return positionOf(machine, next as AnyMachineSnapshot);
}

/** Reads a position through the contract. */
export function view(procedure: Procedure, position: Position): View {
  return viewOf(placeAt(procedure.machine, position).snapshot);
}

/**
 * Commands a position accepts, each with the step it addresses (null for the whole dossier). `termPassed` tells which
 * open steps are past their term; the checklist and the answer are taken as complete, for the caller has yet to give them.
 */
export function offers(
  procedure: Procedure,
  position: Position,
  termPassed: ReadonlySet<string>,
): readonly Offer[] {
  const { snapshot, offers: known } = placeAt(procedure.machine, position);
  const steps = [...viewOf(snapshot).steps.keys()];
  const late = steps.filter((step) => termPassed.has(step)).join(' ');
  let offered = known.get(late);
  if (offered === undefined) {
    offered = offeredBy(snapshot, steps, termPassed);
    known.set(late, offered);
  }
  return offered;
}

function offeredBy(
  snapshot: AnyMachineSnapshot,
  steps: readonly string[],
  termPassed: ReadonlySet<string>,
): Offer[] {
  const offered: Offer[] = [];
  for (const type of MACHINE_COMMANDS) {
    for (const step of DOSSIER_COMMANDS.has(type) ? [null] : steps) {
      const passed = step !== null && termPassed.has(step);
      const facts: EventFacts = { step, termPassed: passed, wholeChecklist: true, answer: 'agree' };
      if (snapshot.can({ type, ...facts })) offered.push({ type, step });
    }
  }
  return offered;
}

/**
 * The same place in another version of the procedure: its states have the same names, whoever holds them and whatever
 * follows. Null when the other machine has no such place.
 */
export function transplant(to: Procedure, position: Position): Position | null {
  const context = { ...position.context, supplementLimit: to.facts.supplementLimit };
  const there = { ...position, context, machine: machineIdentity(to.machine) };
  try {
    const value = restore(to.machine, there).value as StateValue;
    return samePaths(value, position.value) ? there : null;
  } catch {
    return null;
  }
}

/** A state that became a group in the other version would be entered at its beginning: not the same place. */
const samePaths = (a: StateValue, b: StateValue): boolean =>
  pathsOf(a).sort().join() === pathsOf(b).sort().join();

function restore(machine: AnyStateMachine, position: Position): AnyMachineSnapshot {
  const identity = machineIdentity(machine);
  if (position.machine !== identity) {
    throw new ForeignPositionError(
      `The stored position was written by machine ${position.machine}, this one is ${identity}. ` +
        'Keep the version the dossier was received under, or migrate the dossier.',
    );
  }
  return machine.resolveState({
    value: position.value,
    context: position.context,
    status: position.done ? 'done' : 'active',
  }) as AnyMachineSnapshot;
}

/** Where a position is among the places of its machine. @throws ForeignPositionError */
function placeAt(machine: AnyStateMachine, position: Position): Place {
  if (position.machine !== machineIdentity(machine)) restore(machine, position);
  return placeOf(machine, position, () => restore(machine, position));
}

const views = new WeakMap<AnyMachineSnapshot, View>();

/** A machine that fails while it begins says so in its status and throws nothing; a broken position must never be stored. */
function positionOf(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): Position {
  if (snapshot.status === 'error') {
    throw new Error('The machine of the procedure failed; prove it with checkProcedure.', {
      cause: snapshot.error,
    });
  }
  const position: Position = {
    machine: machineIdentity(machine),
    value: snapshot.value as StateValue,
    context: snapshot.context as ProcedureContext,
    done: snapshot.status === 'done',
  };
  return placeOf(machine, position, () => snapshot).position;
}

function viewOf(snapshot: AnyMachineSnapshot): View {
  let known = views.get(snapshot);
  if (known === undefined) {
    known = readView(snapshot);
    views.set(snapshot, known);
  }
  return known;
}

function readView(snapshot: AnyMachineSnapshot): View {
  const { caseKey, outcome } = snapshot.context as ProcedureContext;
  const steps = new Map<string, Step>();
  let waiting: Waiting | null = null;
  for (const [id, meta] of Object.entries(snapshot.getMeta() as Record<string, StateMeta | undefined>)) {
    if (meta?.step) steps.set(id.slice(id.lastIndexOf('.') + 1), stepIn(meta.step, caseKey));
    if (meta?.waiting) waiting = meta.waiting;
  }
  return {
    tags: snapshot.tags as Set<ProcedureTag>,
    steps,
    waiting,
    outcome,
    done: snapshot.status === 'done',
  };
}
