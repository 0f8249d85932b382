import { defineCommand } from 'citty';
import { openStore } from '../../../db/open.js';
import { createToken, listTokens, revokeToken } from '../../admin/index.js';
import { openOffice } from '../../app.js';
import { formatInstant, parseInstant } from '../../calendar/index.js';
import { ROLES, type Role, SCOPES, type Scope, type UnitId } from '../../dossier/index.js';
import { command, dbArg, jsonArg, UsageError } from '../command.js';
import { say, sayJson, table } from '../output.js';

const create = command({
  meta: {
    name: 'create',
    description: 'Make a bearer token; its secret is told once and kept only as a digest',
  },
  args: {
    official: { type: 'string', description: 'For an official, whose roles are those of the register' },
    machine: { type: 'string', description: 'For a machine account of this name' },
    scope: {
      type: 'string',
      description: `What it may do at all, comma-separated: ${SCOPES.join(', ')}`,
      required: true,
    },
    role: { type: 'string', description: 'Roles of a machine account, comma-separated, each ROLE@UNIT' },
    expires: { type: 'string', description: 'When it ends, e.g. 2027-01-01 (default: never)' },
    label: { type: 'string', description: 'What it is for' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    if ((args.official === undefined) === (args.machine === undefined))
      throw new UsageError('Give --official or --machine.');
    const office = openOffice({ store: openStore(args.db) });
    try {
      const actor = args.official ?? args.machine!;
      const { token, record } = createToken(office, {
        actor,
        kind: args.official === undefined ? 'machine' : 'official',
        label: args.label ?? actor,
        scopes: args.scope.split(',').map(readScope),
        roles: args.role?.split(',').map(readRole),
        expiresAt: args.expires === undefined ? null : parseInstant(args.expires),
      });
      if (args.json) sayJson({ token, id: record.id });
      else say(`${token}\n(id ${record.id}; keep it safe, it is not shown again)`);
    } finally {
      await office.close();
    }
  },
});

const list = command({
  meta: { name: 'list', description: 'The tokens there are, without their secrets' },
  args: { ...dbArg, ...jsonArg },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db, { mustExist: true }) });
    try {
      const rows = listTokens(office).map(({ id, actor, kind, label, scopes, expiresAt, revokedAt }) => ({
        id,
        actor,
        kind,
        label,
        scopes,
        expires: expiresAt === null ? null : formatInstant(expiresAt),
        revoked: revokedAt === null ? null : formatInstant(revokedAt),
      }));
      if (args.json) return sayJson({ rows });
      const cells = rows.map((row) => [
        row.id,
        row.actor,
        row.scopes.join(','),
        row.expires ?? '–',
        row.revoked ?? '–',
        row.label,
      ]);
      say(table(['id', 'actor', 'scopes', 'expires', 'revoked', 'label'], cells));
    } finally {
      await office.close();
    }
  },
});

const revoke = command({
  meta: { name: 'revoke', description: 'End a token at once, also in a running service' },
  args: {
    id: { type: 'positional', description: 'Its id, see motcua token list', required: true },
    ...dbArg,
  },
  async run({ args }) {
    const office = openOffice({ store: openStore(args.db, { mustExist: true }) });
    try {
      revokeToken(office, args.id);
      say(`Token ${args.id} is revoked.`);
    } finally {
      await office.close();
    }
  },
});

export default defineCommand({
  meta: { name: 'token', description: 'Make, list and revoke bearer tokens' },
  subCommands: { create, list, revoke },
});

function readScope(text: string): Scope {
  const scope = SCOPES.find((known) => known === text.trim());
  if (scope === undefined) throw new UsageError(`"${text}" is no scope; scopes are ${SCOPES.join(', ')}.`);
  return scope;
}

function readRole(text: string): { role: Role; unit: UnitId } {
  const [name, unit] = text.trim().split('@');
  const role = ROLES.find((known) => known === name);
  if (role === undefined || !unit)
    throw new UsageError(`"${text}" is no ROLE@UNIT; roles are ${ROLES.join(', ')}.`);
  return { role, unit };
}
