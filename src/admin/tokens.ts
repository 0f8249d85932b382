import { randomBytes } from 'node:crypto';
import type { Instant } from '../calendar/index.js';
import type { Role, Scope, UnitId } from '../dossier/index.js';
import type { RegistryStore, TokenRecord, TokenStore } from '../registry/index.js';

export type TokenOrder = {
  /** An official's code, or the name of a machine account. */
  actor: string;
  kind: 'official' | 'machine';
  label: string;
  scopes: readonly Scope[];
  /** Roles of a machine account; an official's are those of the register. */
  roles?: readonly { role: Role; unit: UnitId }[] | undefined;
  expiresAt?: Instant | null | undefined;
};

export type TokenPorts = { tokens: TokenStore; registry: RegistryStore; now: () => Instant };

export class TokenError extends Error {
  constructor(
    readonly code: 'token.unknown' | 'token.unknownOfficial' | 'token.unknownUnit' | 'token.rolesOfOfficial',
    message: string,
    readonly facts: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** Makes a token. The secret is told here and never again: only its digest is kept. @throws TokenError */
export function createToken(ports: TokenPorts, order: TokenOrder): { token: string; record: TokenRecord } {
  checkBearer(ports, order);
  const token = `mc_${randomBytes(32).toString('base64url')}`;
  const record = ports.tokens.add(token, {
    actor: order.actor,
    kind: order.kind,
    label: order.label,
    scopes: order.scopes,
    roles: order.roles ?? [],
    createdAt: ports.now(),
    expiresAt: order.expiresAt ?? null,
    revokedAt: null,
  });
  return { token, record };
}

export function listTokens({ tokens }: Pick<TokenPorts, 'tokens'>): TokenRecord[] {
  return tokens.list();
}

/** From now on the token opens nothing, in any process. @throws TokenError `token.unknown` */
export function revokeToken({ tokens, now }: Pick<TokenPorts, 'tokens' | 'now'>, id: string): void {
  if (tokens.revoke(id, now())) return;
  throw new TokenError('token.unknown', `There is no token ${id}. List the tokens to see their ids.`, { id });
}

function checkBearer({ registry }: TokenPorts, { actor, kind, roles = [] }: TokenOrder): void {
  const register = registry.current();
  if (kind === 'official' && roles.length > 0) {
    throw new TokenError(
      'token.rolesOfOfficial',
      "An official's roles come from the register. Leave the roles out, or change them there.",
    );
  }
  if (kind === 'official' && register.official(actor) === null) {
    throw new TokenError(
      'token.unknownOfficial',
      `There is no official ${actor}. Add the official to the register first, or make it a machine account.`,
      { official: actor },
    );
  }
  const stray = roles.find((held) => !register.tree.has(held.unit));
  if (stray !== undefined) {
    throw new TokenError('token.unknownUnit', `There is no unit ${stray.unit}. Name one of the register's.`, {
      unit: stray.unit,
    });
  }
}
