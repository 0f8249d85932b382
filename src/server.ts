import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import { openStore } from '../db/open.js';
import { applyDelegations } from './casework/index.js';
import { buildApp, type Office, openOffice } from './app.js';
import type { Config } from './config.js';
import { createLogger } from './http/logging.js';
import { lateShares } from './ranking/index.js';

export type Service = { app: FastifyInstance; office: Office; address: string; close(): Promise<void> };

/** Opens the books and listens. The caller closes; `serve` does so when the process is told to stop. */
export async function startService(config: Config): Promise<Service> {
  const { db, codePattern, receptionTerm, timers, transfer, lookupUrl } = config;
  const { requestLog, bodyLimit, rateLimit, publicRateLimit } = config;
  const office = openOffice({
    store: openStore(db),
    codePattern,
    receptionTerm,
    timers,
    scanBeforeTransfer: config.scanBeforeTransfer,
    lostSlipNeeds: config.lostSlipNeeds,
    transfer,
    lookupUrl,
    rehearsal: config.rehearsal ? { start: config.rehearsalStart } : undefined,
    logger: createLogger(config.logLevel),
    http: { requestLog, bodyLimit, rateLimit, publicRateLimit },
  });
  try {
    warmShares(office);
    const app = await buildApp(office);
    const address = await app.listen({ host: config.host, port: config.port });
    if (config.sweepSeconds > 0) sweep(office, config.sweepSeconds);
    const passes = handOverEveryMinute(office);
    return { app, office, address, close: () => stop(app, office, passes) };
  } catch (error) {
    await office.close();
    throw error;
  }
}

/** The first shares of a connection read what the next ones find in memory; nobody should wait for that. */
function warmShares({ shares, now }: Office): void {
  for (const by of ['unit', 'official'] as const) lateShares({ shares, now }, { by });
}

type Passes = { end(): Promise<void> };

const MINUTE = 60_000;

/** Hands over the steps of whoever is away, now and at every minute; a pass still running is not joined by another. */
function handOverEveryMinute(office: Office): Passes {
  let running: Promise<void> | null = null;
  const begin = (): void => {
    running ??= handOverNow(office).finally(() => {
      running = null;
    });
  };
  begin();
  const timer = setInterval(begin, MINUTE);
  timer.unref();
  return {
    end: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

/** A pass that fails is told in the log; the next minute tries again. */
async function handOverNow(office: Office): Promise<void> {
  const { logger } = office.http;
  try {
    office.look();
    const handed = await applyDelegations(office);
    if (handed.length > 0) logger.info({ dossiers: handed.length }, 'steps handed over to stand-ins');
  } catch (err) {
    logger.error({ err }, 'handing over to stand-ins failed');
  }
}

/** What falls due by itself happens while the service runs; by the rehearsal's clock in a rehearsal. */
function sweep({ sweeper, http: { logger } }: Office, seconds: number): void {
  sweeper.start(seconds, ({ dossiers, fired, failed }) => {
    if (fired > 0) logger.info({ dossiers, fired, failed: failed.length }, 'fired what was due');
  });
}

/** Takes no more connections, lets requests at hand finish, commits what waits, closes the store. */
async function stop(app: FastifyInstance, office: Office, passes: Passes): Promise<void> {
  await app.close();
  await passes.end();
  await office.close();
}

/** Runs until the process is told to stop (SIGTERM, SIGINT) or cannot go on. */
export async function serve(config: Config): Promise<Service> {
  const service = await startService(config);
  const { logger } = service.office.http;
  closeWithGrace({ delay: 10_000, logger }, async ({ err, signal }) => {
    if (err) logger.error({ err }, 'service cannot go on');
    else logger.info({ signal }, 'service stops');
    await service.close();
  });
  return service;
}
