import type { FastifyBaseLogger } from 'fastify';
import type { Doorkeeper, RehearsalClock } from '../admin/index.js';
import type { Instant } from '../calendar/index.js';
import type { OfficialId } from '../dossier/index.js';
import type { Engine, FormBooks, Ledger, Reports } from '../ledger/index.js';
import type { Catalogue } from '../procedure/index.js';
import type { ShareQuery, ShareTable } from '../rating/index.js';
import type { DelegationStore, TokenStore } from '../registry/index.js';

/** Everything the edge works with. Whoever has these can mount the service: the server, a test, another process. */
export type Parts = {
  engine: Engine;
  ledger: Ledger;
  reports: Reports;
  forms: FormBooks;
  /** Address of the public look-up with `{code}` in it, printed on forms; null prints the code alone. */
  lookupUrl: string | null;
  registry: DelegationStore;
  /** Codes of the dossiers with an open step of an official. */
  heldBy: (official: OfficialId) => string[];
  catalogue: Catalogue;
  tokens: TokenStore;
  doorkeeper: Doorkeeper;
  shares: (query: ShareQuery) => ShareTable;
  now: () => Instant;
  /** Takes in what another process changed: published procedures, the register, tokens. */
  look: () => void;
  /** Only in rehearsals: the clock that a route may move. */
  rehearsal: RehearsalClock | null;
  /** Throws when the store does not answer. */
  checkStore: () => void;
  http: HttpSettings;
};

export type HttpSettings = {
  logger: FastifyBaseLogger;
  /** Level of the line written for each request; `silent` writes none. */
  requestLog: 'info' | 'debug' | 'silent';
  bodyLimit: number;
  /** Requests a minute and token; 0 sets no limit. */
  rateLimit: number;
  /** Requests a minute and address for what everybody may read without a token; 0 sets no limit. */
  publicRateLimit: number;
  /**
   * Proves every response against its published schema before it is sent. On in tests; in service the schemas document
   * what the views already say in types, and parsing each answer again would cost more than making it.
   */
  checkResponses: boolean;
};
