import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type CalendarData, type Instant, type Term, vietnamCalendar } from './calendar/index.js';
import { Doorkeeper, RehearsalClock } from './admin/index.js';
import {
  DEFAULT_CODE_PATTERN,
  type LostSlipProof,
  type TimerSetting,
  type TransferSetting,
} from './dossier/index.js';
import { buildEdge } from './http/edge.js';
import { createLogger } from './http/logging.js';
import type { Parts } from './http/parts.js';
import { Engine, Sweeper } from './ledger/index.js';
import { LiveCatalogue } from './procedure/document/index.js';
import type { Procedure } from './procedure/index.js';
import { ForeignChanges } from '../db/changes.js';
import { SqliteFormBooks } from '../db/forms.js';
import { dossiersHeldBy } from '../db/held-dossiers.js';
import { lateShareTable } from '../db/late-shares.js';
import type { Store } from '../db/open.js';
import { SqliteProcedures } from '../db/procedure-store.js';
import { SqliteRegistry } from '../db/registry-store.js';
import { SqliteReports } from '../db/reports.js';
import { readSetting, writeSetting } from '../db/settings.js';
import { SqliteLedger } from '../db/sqlite-ledger.js';
import { SqliteTokens } from '../db/token-store.js';
import { SqliteWakeList } from '../db/wake-list.js';
import { procedures as shippedProcedures } from '../workflows/index.js';

/** What may be chosen; everything has a default but the store. */
export type Choices = {
  store: Store;
  procedures?: readonly Procedure[];
  calendar?: CalendarData;
  codePattern?: string;
  /** How long a desk has to receive what was registered; by default eight working hours. */
  receptionTerm?: Term | undefined;
  timers?: TimerSetting | undefined;
  /** Whether a desk passes a dossier on only once its papers are scanned; by default it need not. */
  scanBeforeTransfer?: boolean | undefined;
  /** What whoever has lost the slip has to show; by default an identity check and a written undertaking. */
  lostSlipNeeds?: readonly LostSlipProof[] | undefined;
  transfer?: TransferSetting | undefined;
  /** Address of the public look-up with `{code}` in it, printed on forms. */
  lookupUrl?: string | undefined;
  /** The time; left out, the machine's own. Not together with `rehearsal`. */
  now?: () => Instant;
  rehearsal?: { start: Instant | undefined } | undefined;
  logger?: FastifyBaseLogger;
  http?: Partial<Omit<Parts['http'], 'logger'>>;
};

export type Office = Parts & {
  ledger: SqliteLedger;
  store: Store;
  /** Lets happen what falls due; does nothing until it is started or asked. */
  sweeper: Sweeper;
  /** Procedures shipped with this release, and those the office published. */
  shipped: readonly Procedure[];
  procedures: SqliteProcedures;
  catalogue: LiveCatalogue;
  /** Takes in what other processes have written to tokens, register and catalogue. */
  look(): void;
  /** Commits what waits, then closes the store. */
  close(): Promise<void>;
};

/** Brings store, register, catalogue, ledger, engine and reports together. The one place that knows them all. */
export function openOffice(choices: Choices): Office {
  const { store, codePattern = DEFAULT_CODE_PATTERN, calendar = vietnamCalendar } = choices;
  const registry = new SqliteRegistry(store);
  const tokens = new SqliteTokens(store);
  const changes = new ForeignChanges(store);
  changes.listen(() => tokens.refresh());
  changes.listen(() => registry.refresh());
  const shipped = choices.procedures ?? shippedProcedures;
  const procedures = new SqliteProcedures(store);
  const catalogue = new LiveCatalogue(shipped, procedures);
  changes.listen(() => catalogue.refresh());
  const ledger = new SqliteLedger(store, () => registry.current().tree);
  const rehearsal = choices.rehearsal ? rehearsalClock(store, choices.rehearsal.start) : null;
  const now = rehearsal?.now ?? choices.now ?? Date.now;
  const current = () => registry.current();
  const look = () => changes.look();
  const logger = choices.logger ?? createLogger('silent');
  const { receptionTerm, timers, transfer, scanBeforeTransfer, lostSlipNeeds } = choices;
  const engine = new Engine({
    ledger,
    catalogue,
    registry: current,
    calendar,
    codePattern,
    receptionTerm,
    timers,
    scanBeforeTransfer,
    lostSlipNeeds,
    transfer,
    now,
  });
  const sweeper = new Sweeper({
    engine,
    wakes: new SqliteWakeList(store),
    now,
    onFailure: (dossier, err) => logger.error({ dossier, err }, 'what falls due could not be done'),
  });
  return {
    engine,
    ledger,
    reports: new SqliteReports(store),
    forms: new SqliteFormBooks(store),
    lookupUrl: choices.lookupUrl ?? null,
    registry,
    heldBy: (official) => dossiersHeldBy(store, official),
    catalogue,
    tokens,
    doorkeeper: new Doorkeeper({ tokens, registry, now, look }),
    shares: (query) => lateShareTable(store, query),
    now,
    look,
    rehearsal,
    checkStore: () => void readSetting(store, REHEARSAL_CLOCK),
    http: {
      logger,
      requestLog: 'info',
      bodyLimit: 262_144,
      rateLimit: 0,
      publicRateLimit: 0,
      checkResponses: false,
      ...choices.http,
    },
    store,
    sweeper,
    shipped,
    procedures,
    close: async () => {
      await sweeper.stop();
      await ledger.close();
      store.close();
    },
  };
}

/** The service as a Fastify app; listens to nothing yet. */
export function buildApp(parts: Parts): Promise<FastifyInstance> {
  return buildEdge(parts);
}

const REHEARSAL_CLOCK = 'rehearsalClock';

/** Where the rehearsal stands that a store's books were written in; null outside rehearsals. */
export function rehearsedUntil(store: Store): Instant | null {
  const kept = readSetting(store, REHEARSAL_CLOCK);
  return kept === null ? null : Number(kept);
}

/** A rehearsal goes on from where it stood when it was last stopped. */
function rehearsalClock(store: Store, start: Instant | undefined): RehearsalClock {
  const kept = rehearsedUntil(store);
  const begin = start ?? (kept === null ? Date.now() : 0);
  const clock = new RehearsalClock(Math.max(begin, kept ?? 0), (now) =>
    writeSetting(store, REHEARSAL_CLOCK, String(now)),
  );
  clock.moveTo(clock.now());
  return clock;
}
