import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { MachineCommand, Position } from './contract.js';

/**
 * Places of a machine already seen. Taking a step is a pure function of machine, position and command, and most dossiers
 * pass through the same few positions, so what the machine said once of a position need not be asked again. Positions are
 * never changed in place; dossiers in the same place share one.
 */
export type Place = {
  machine: AnyStateMachine;
  position: Position;
  snapshot: AnyMachineSnapshot;
  /** Next position by command and facts; null where the machine does not accept it. */
  moves: Map<string, Position | null>;
  /** Commands offered, by the steps past their term. */
  offers: Map<string, readonly { type: MachineCommand; step: string | null }[]>;
};

/** Contexts hold few things, so places are few; a machine with more (answers of many consultations) starts anew. */
const MOST = 5000;

/** Places by the very position they gave out, which most dossiers at hand carry. */
const ofPositions = new WeakMap<Position, Place>();

const machines = new WeakMap<AnyStateMachine, Map<string, Place>>();

/** The place of a position, made by `restore` when it is a new one. */
export function placeOf(
  machine: AnyStateMachine,
  position: Position,
  restore: () => AnyMachineSnapshot,
): Place {
  const shared = ofPositions.get(position);
  if (shared?.machine === machine) return shared;
  const places = placesOf(machine);
  const key = JSON.stringify([position.value, position.context, position.done]);
  let place = places.get(key);
  if (place === undefined) {
    if (places.size >= MOST) places.clear();
    place = { machine, position, snapshot: restore(), moves: new Map(), offers: new Map() };
    places.set(key, place);
    ofPositions.set(place.position, place);
  }
  return place;
}

function placesOf(machine: AnyStateMachine): Map<string, Place> {
  let places = machines.get(machine);
  if (places === undefined) {
    places = new Map();
    machines.set(machine, places);
  }
  return places;
}
