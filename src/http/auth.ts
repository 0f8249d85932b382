import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AccessError, type Doorkeeper } from '../admin/index.js';
import type { Actor, Scope } from '../dossier/index.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; set before any handler of the API runs. */
    actor: Actor;
  }
  interface FastifyContextConfig {
    /** Scopes of which a caller needs one; `any` for every caller with a token. */
    scopes?: readonly Scope[] | 'any';
  }
}

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/**
 * Lets in who carries a token and holds one of the route's scopes. A route that states no scopes does not start: whoever
 * forgets to say who may come in finds out at once.
 */
export function guard(scope: FastifyInstance, doorkeeper: Doorkeeper): void {
  scope.decorateRequest('actor');
  scope.addHook('onRoute', ({ method, url, config }) => {
    if (config?.scopes === undefined)
      throw new Error(`${String(method)} ${url} does not say which scopes may use it.`);
  });
  scope.addHook('onRequest', (request, _reply, done) => {
    request.actor = doorkeeper.admit(secretOf(request));
    requireScope(request);
    done();
  });
}

function secretOf({ headers }: FastifyRequest): string {
  const match = BEARER.exec(headers.authorization ?? '');
  if (match?.[1] !== undefined) return match[1];
  throw new AccessError('access.missing', 'Send "Authorization: Bearer <token>".');
}

function requireScope({ actor, routeOptions }: FastifyRequest): void {
  const needed = routeOptions.config.scopes ?? [];
  if (needed === 'any' || needed.some((scope) => actor.scopes.includes(scope))) return;
  throw new AccessError(
    'access.scope',
    `This takes a token with scope ${needed.join(' or ')}. Ask the administrator for one.`,
    { needed: [...needed] },
  );
}
