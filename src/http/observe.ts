import type { FastifyInstance } from 'fastify';
import { Gauge, Histogram, Registry } from 'prom-client';
import type { Parts } from './parts.js';

/** Counts and times every request by its route, never by its address: addresses name dossiers. */
export function measure(app: FastifyInstance): void {
  const register = new Registry();
  const durations = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [register],
  });
  new Gauge({
    name: 'process_resident_memory_bytes',
    help: 'Resident memory',
    registers: [register],
    collect() {
      this.set(process.memoryUsage.rss());
    },
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    done();
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => {
    reply.type(register.contentType);
    return register.metrics();
  });
}

/** One line a request: what was asked of which route by whom, and what came of it. No bodies, no addresses' queries. */
export function logRequests(app: FastifyInstance, { logger, requestLog }: Parts['http']): void {
  if (requestLog === 'silent' || logger.level === 'silent') return;
  app.addHook('onResponse', (request, reply, done) => {
    const line = {
      reqId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime * 10) / 10,
      actor: (request.actor as { id: string } | undefined)?.id ?? null,
    };
    logger[requestLog](line, 'request');
    done();
  });
}

/** For whoever runs the service: is the process alive, can it work. */
export function answerProbes(app: FastifyInstance, parts: Parts): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }));
  app.get('/readyz', { schema: { hide: true } }, async (request, reply) => {
    try {
      parts.checkStore();
      return { status: 'ready' };
    } catch (error) {
      request.log.error({ err: error }, 'store does not answer');
      return reply.code(503).send({ status: 'not ready' });
    }
  });
}
