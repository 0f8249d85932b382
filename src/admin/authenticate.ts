import type { Instant } from '../calendar/index.js';
import type { Actor } from '../dossier/index.js';
import { actingAt } from '../registry/index.js';
import type { Registry, RegistryStore, TokenRecord, TokenStore } from '../registry/index.js';

export type AccessCode =
  | 'access.missing'
  | 'access.unknown'
  | 'access.expired'
  | 'access.revoked'
  | 'access.scope';

/** Why a caller is not let in. */
export class AccessError extends Error {
  constructor(
    readonly code: AccessCode,
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

type AuthenticatePorts = {
  tokens: TokenStore;
  registry: RegistryStore;
  now: () => Instant;
  /** Brings tokens and register up to what other processes have written. */
  look: () => void;
};

/** Who a token's secret makes of a caller, remembered until the token or the register changes. */
export class Doorkeeper {
  readonly #ports: AuthenticatePorts;
  #actors = new WeakMap<TokenRecord, Actor>();
  #registry: Registry | null = null;

  constructor(ports: AuthenticatePorts) {
    this.#ports = ports;
  }

  /** @throws AccessError */
  admit(secret: string): Actor {
    const { tokens, registry, now, look } = this.#ports;
    look();
    const token = tokens.find(secret);
    if (token === null)
      throw new AccessError('access.unknown', 'This token is not known. Ask the administrator for one.');
    if (token.revokedAt !== null)
      throw new AccessError('access.revoked', 'This token was revoked. Ask the administrator for a new one.');
    if (token.expiresAt !== null && token.expiresAt <= now())
      throw new AccessError('access.expired', 'This token has expired. Ask the administrator for a new one.');
    const register = registry.current();
    return actingAt(this.#actorOf(token, register), register.standIns, now());
  }

  #actorOf(token: TokenRecord, registry: Registry): Actor {
    if (registry !== this.#registry) {
      this.#actors = new WeakMap();
      this.#registry = registry;
    }
    let actor = this.#actors.get(token);
    if (actor === undefined) {
      actor = actorOf(token, registry);
      this.#actors.set(token, actor);
    }
    return actor;
  }
}

function actorOf({ actor, kind, label, scopes, roles }: TokenRecord, registry: Registry): Actor {
  if (kind === 'machine') return { id: actor, name: label, kind, roles, scopes };
  const held = registry.rolesOf(actor).map(({ role, unit }) => ({ role, unit }));
  return { id: actor, name: registry.official(actor)?.name ?? actor, kind, roles: held, scopes };
}
