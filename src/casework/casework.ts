import {
  type Actor,
  type AllowedCommand,
  type Command,
  type Dossier,
  RefusedError,
  type UnitId,
} from '../dossier/index.js';
import {
  type Committed,
  type DossierFilter,
  type DossierLine,
  type Engine,
  type HistoryEntry,
  type Ledger,
  type Page,
  type Reports,
  type RunOptions,
  unknownDossier,
} from '../ledger/index.js';
import { type RegistryStore, unitsInSight } from '../registry/index.js';
import { Authorized } from './authorized.js';

export type CaseworkPorts = { engine: Engine; ledger: Ledger; reports: Reports; registry: RegistryStore };

/** Gives a command to a dossier; whether the caller may see it the engine asks itself. @throws RefusedError, LedgerError */
export function giveCommand(
  { engine }: Pick<CaseworkPorts, 'engine'>,
  code: string,
  command: Command,
  actor: Actor,
  options: RunOptions,
): Promise<Committed> {
  return engine.command(code, command, actor, options);
}

/** A dossier as the engine keeps it, or the line of one of an older system, which has no inner state. */
export type Found = { kind: 'dossier'; dossier: Dossier } | { kind: 'line'; line: DossierLine };

export function readDossier({ reports }: Pick<CaseworkPorts, 'reports'>, { code }: Authorized): Found {
  const dossier = reports.dossier(code);
  if (dossier !== null) return { kind: 'dossier', dossier };
  const line = reports.line(code);
  if (line === null) throw unknownDossier(code);
  return { kind: 'line', line };
}

export function allowedFor(
  { engine }: Pick<CaseworkPorts, 'engine'>,
  dossier: Dossier,
  actor: Actor,
): AllowedCommand[] {
  return engine.allowed(dossier, actor);
}

/**
 * The dossiers that took this one up again after a complaint, as far as the caller may see them. Only what has
 * ended can be reopened, so the books are not asked for any other.
 */
export function reopeningsOf(
  { ledger, ...sight }: Pick<CaseworkPorts, 'ledger' | 'reports' | 'registry'>,
  { code, finishedAt, closedAt }: Dossier,
  actor: Actor,
): string[] {
  if (finishedAt === null && closedAt === null) return [];
  const codes = ledger.following(code).map((one) => one.code);
  return codes.filter((one) => Authorized.sees(one, actor, sight));
}

export function readHistory({ ledger }: Pick<CaseworkPorts, 'ledger'>, { code }: Authorized): HistoryEntry[] {
  const history = ledger.history(code);
  if (history === null) throw unknownDossier(code);
  return history;
}

export type ListQuery = Omit<DossierFilter, 'within'>;

/** The dossiers a caller may see. @throws RefusedError `dossier.unknownUnit` for a desk or unit that does not exist */
export function listDossiers(
  { reports, registry }: Pick<CaseworkPorts, 'reports' | 'registry'>,
  query: ListQuery,
  actor: Actor,
): Page<DossierLine> {
  const register = registry.current();
  for (const unit of [query.desk, query.taskUnit]) {
    if (unit !== undefined && !register.tree.has(unit)) throw unknownUnit(unit);
  }
  return reports.dossiers({ ...query, within: unitsInSight(actor, register) });
}

function unknownUnit(unit: UnitId): RefusedError {
  return new RefusedError(
    'dossier.unknownUnit',
    `There is no unit ${unit}. Ask GET /api/v1/units for the units there are.`,
    { unit },
  );
}
