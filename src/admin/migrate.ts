import {
  type Actor,
  changeProcedure,
  type ProcedureChange,
  procedureChange,
  RefusedError,
} from '../dossier/index.js';
import type { Engine, Ledger } from '../ledger/index.js';

export type MigratePorts = {
  engine: Engine;
  ledger: Ledger;
  /** Codes of the running dossiers of a procedure that are on another version than this one. */
  runningElsewhere(procedure: string, version: string): string[];
};

/** What a move did to one dossier: `moved`, or the obstacles that kept it where it was. */
export type Migrated = ProcedureChange & { moved: boolean };

/** Which running dossiers could move to a version and what would change for each. Changes nothing. */
export function planMigration(
  ports: MigratePorts,
  procedure: string,
  version: string,
  actor: Actor,
): ProcedureChange[] {
  const setting = ports.engine.setting(actor);
  return ports.runningElsewhere(procedure, version).flatMap((code) => {
    const dossier = ports.ledger.find(code);
    return dossier ? [procedureChange(dossier, version, setting)] : [];
  });
}

/**
 * Moves every running dossier that can move, each with an event in its history; the others stay and are told with their
 * obstacles. A dossier somebody changes meanwhile is judged as it stands at its turn.
 */
export async function migrate(
  ports: MigratePorts,
  procedure: string,
  version: string,
  actor: Actor,
): Promise<Migrated[]> {
  const done: Migrated[] = [];
  for (const change of planMigration(ports, procedure, version, actor)) {
    done.push(
      change.obstacles.length > 0 ? { ...change, moved: false } : await moveOne(ports, change, actor),
    );
  }
  return done;
}

async function moveOne(
  { engine, ledger }: MigratePorts,
  change: ProcedureChange,
  actor: Actor,
): Promise<Migrated> {
  try {
    await ledger.run(change.dossier, (dossier) => changeProcedure(dossier, change.to, engine.setting(actor)));
    return { ...change, moved: true };
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    return { ...change, moved: false, obstacles: [error.message] };
  }
}
