import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance, LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { guard } from './auth.js';
import { useZod } from './compilers.js';
import { document } from './docs.js';
import { answerProbes, logRequests, measure } from './observe.js';
import type { Parts } from './parts.js';
import { answerError, answerUnknownRoute } from './problems.js';
import { rehearsalRoutes, tokenRoutes } from './routes/admin.js';
import { dossierRoutes } from './routes/dossiers.js';
import { lateDossierRoutes } from './routes/late-dossiers.js';
import { lateShareRoutes } from './routes/late-shares.js';
import { lookupRoutes } from './routes/lookup.js';

/** The service over HTTP, ready to listen or to be asked in memory. */
export async function buildEdge(parts: Parts): Promise<FastifyInstance> {
  const { logger: loggerInstance, bodyLimit } = parts.http;
  const app: FastifyInstance = fastify({
    loggerInstance,
    bodyLimit,
    genReqId: ({ headers }) => requestId(headers['x-request-id']),
    logController: new LogController({ disableRequestLogging: true }),
    // Our lines name the request themselves; a logger of its own for every request costs more than the line.
    childLoggerFactory: (logger) => logger,
    routerOptions: { maxParamLength: 200 },
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(answerUnknownRoute);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
  await protect(app);
  logRequests(app, parts.http);
  measure(app);
  await document(app);
  answerProbes(app, parts);
  await app.register((scope) => api(scope, parts), { prefix: '/api/v1' });
  return app;
}

async function api(scope: FastifyInstance, parts: Parts): Promise<void> {
  useZod(scope, parts.http);
  guard(scope, parts.doorkeeper);
  scope.addHook('onRequest', (_request, reply, done) => {
    // Answers hold personal data: nothing on the way may keep them.
    reply.header('cache-control', 'no-store');
    done();
  });
  if (parts.http.rateLimit > 0) await limitRate(scope, parts.http.rateLimit);
  await scope.register(dossierRoutes(parts));
  await scope.register(lookupRoutes(parts));
  await scope.register(lateDossierRoutes(parts));
  await scope.register(lateShareRoutes(parts));
  await scope.register(tokenRoutes(parts));
  if (parts.rehearsal !== null) await scope.register(rehearsalRoutes(parts.rehearsal));
}

async function limitRate(scope: FastifyInstance, max: number): Promise<void> {
  await scope.register(rateLimit, { max, timeWindow: '1 minute', keyGenerator: ({ actor }) => actor.id });
}

/** Directives in full: helmet's own set would send browsers of a plain-HTTP office network to https. */
async function protect(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    strictTransportSecurity: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });
}

/** A caller's own request id where it is one, so that two systems' logs can be read together. */
function requestId(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}
