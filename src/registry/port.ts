import type { Instant } from '../calendar/types.js';
import type { Role, Scope, UnitId } from '../dossier/index.js';
import type { Official, Registry, RoleHeld, Unit } from './registry.js';
import type { Delegation } from './stand-ins.js';

/** Units, officials and roles as they are kept. */
export type RegistryContent = {
  units: readonly Unit[];
  officials: readonly Official[];
  roles: readonly RoleHeld[];
};

/** The kept register. `current` is at hand at once; `refresh` reads it again if it was changed elsewhere. */
export interface RegistryStore {
  current(): Registry;
  /** Adds or replaces the units and officials named; an official's roles are replaced by those given. */
  save(content: RegistryContent): void;
  refresh(): void;
}

/** A register whose delegations can be changed. */
export interface DelegationStore extends RegistryStore {
  /**
   * Keeps the delegation that `decide` makes: a new one, or one now revoked. `decide` sees the register as it is then and
   * runs in the same transaction; what it throws changes nothing.
   */
  delegate(decide: (register: Registry) => Delegation): Delegation;
}

/** A bearer token without its secret. `roles` are a machine account's own; an official's come from the register. */
export type TokenRecord = {
  id: string;
  actor: string;
  kind: 'official' | 'machine';
  label: string;
  scopes: readonly Scope[];
  roles: readonly { role: Role; unit: UnitId }[];
  createdAt: Instant;
  expiresAt: Instant | null;
  revokedAt: Instant | null;
};

export interface TokenStore {
  /** Keeps a token; only the digest of its secret is stored. The record's id is derived from the digest. */
  add(secret: string, token: Omit<TokenRecord, 'id'>): TokenRecord;
  /** The token of a secret, revoked and expired ones too, or null. Answered from memory until a token changes. */
  find(secret: string): TokenRecord | null;
  /** Drops what is in memory: tokens may have changed elsewhere. */
  forget(): void;
  list(): TokenRecord[];
  /** False when there is no such token. Revoking twice keeps the first instant. */
  revoke(id: string, at: Instant): boolean;
}
