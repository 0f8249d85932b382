import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import { fastify, type FastifyInstance, type FastifyRequest, LogController } from 'fastify';
import { randomUUID } from 'node:crypto';
import { guard } from './auth.js';
import { useZod } from './compilers.js';
import { document, showDocument } from './docs.js';
import { answerProbes, logRequests, measure } from './observe.js';
import type { Parts } from './parts.js';
import { answerError, answerUnknownRoute } from './problems.js';
import { rehearsalRoutes, tokenRoutes } from './routes/admin.js';
import { catalogueRoutes } from './routes/catalogue.js';
import { delegationRoutes } from './routes/delegations.js';
import { dossierCommandRoutes } from './routes/dossier-commands.js';
import { dossierReadRoutes } from './routes/dossier-reads.js';
import { formRoutes } from './routes/forms.js';
import { lateDossierRoutes } from './routes/late-dossiers.js';
import { missingApologyRoutes } from './routes/missing-apologies.js';
import { lateShareRoutes } from './routes/late-shares.js';
import { lookupRoutes } from './routes/lookup.js';
import { noticeRoutes } from './routes/notices.js';
import { publicRoutes } from './routes/public.js';
import { schemaRoutes } from './routes/schemas.js';

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
  nameRequests(app);
  logRequests(app, parts.http);
  measure(app);
  await document(app);
  await app.register((scope) => pages(scope, parts));
  await app.register((scope) => posted(scope, parts));
  await app.register((scope) => api(scope, parts), { prefix: '/api/v1' });
  return app;
}

function nameRequests(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-request-id', request.id);
    done();
  });
}

/** Answers are no pages and hold personal data: nothing may show them as one, and nothing on the way keep them. */
const ANSWER_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Constant: helmet, which the pages have, would compose them anew for every answer. */
function headAnswers(scope: FastifyInstance): void {
  scope.addHook('onRequest', (_request, reply, done) => {
    reply.headers(ANSWER_HEADERS);
    done();
  });
}

/** What is read in a browser or by whoever runs the service. */
async function pages(scope: FastifyInstance, parts: Parts): Promise<void> {
  await protect(scope);
  await showDocument(scope);
  answerProbes(scope, parts);
}

/** What everybody may read without a token: what the law wants posted, and how a procedure is written. */
async function posted(scope: FastifyInstance, parts: Parts): Promise<void> {
  useZod(scope, parts.http);
  await protect(scope);
  await limitRate(scope, parts.http.publicRateLimit, ({ ip }) => ip);
  // Nobody is admitted here, which is when the API looks for what another process published.
  scope.addHook('onRequest', (_request, _reply, done) => {
    parts.look();
    done();
  });
  await scope.register(schemaRoutes);
  await scope.register(publicRoutes(parts), { prefix: '/public' });
}

async function api(scope: FastifyInstance, parts: Parts): Promise<void> {
  useZod(scope, parts.http);
  headAnswers(scope);
  guard(scope, parts.doorkeeper);
  await limitRate(scope, parts.http.rateLimit, ({ actor }) => actor.id);
  await scope.register(dossierCommandRoutes(parts));
  await scope.register(dossierReadRoutes(parts));
  await scope.register(delegationRoutes(parts));
  await scope.register(formRoutes(parts));
  await scope.register(lookupRoutes(parts));
  await scope.register(catalogueRoutes(parts));
  await scope.register(lateDossierRoutes(parts));
  await scope.register(missingApologyRoutes(parts));
  await scope.register(lateShareRoutes(parts));
  await scope.register(noticeRoutes(parts));
  await scope.register(tokenRoutes(parts));
  if (parts.rehearsal !== null) await scope.register(rehearsalRoutes(parts.rehearsal));
}

/** `keyGenerator` says who counts as one caller; a `max` of 0 sets no limit. */
async function limitRate(
  scope: FastifyInstance,
  max: number,
  keyGenerator: (request: FastifyRequest) => string,
): Promise<void> {
  if (max > 0) await scope.register(rateLimit, { max, timeWindow: '1 minute', keyGenerator });
}

/** Directives in full: helmet's own set would send browsers of a plain-HTTP office network to https. */
async function protect(scope: FastifyInstance): Promise<void> {
  await scope.register(helmet, {
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
