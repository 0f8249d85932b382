import { defineCommand } from 'citty';
import { openStore } from '../../../db/open.js';
import { type Office, openOffice } from '../../app.js';
import { applyDelegations, delegate, listDelegations, revokeDelegation } from '../../casework/index.js';
import { type Actor, ROLES, type Role } from '../../dossier/index.js';
import { delegationView } from '../../http/views/delegations.js';
import { command, dbArg, jsonArg, UsageError } from '../command.js';
import { say, sayJson, table } from '../output.js';

const byArg = {
  by: { type: 'string', description: 'Who decides it, as the register will say', default: 'operator' },
} as const;

const list = command({
  meta: { name: 'list', description: 'Who stands in for whom, also what is over or was revoked' },
  args: {
    unit: { type: 'string', description: 'Only in this unit or below' },
    official: { type: 'string', description: 'Only this official, away or standing in' },
    on: { type: 'string', description: 'Only those in force on this day, YYYY-MM-DD' },
    ...dbArg,
    ...jsonArg,
  },
  run: ({ args }) =>
    withOffice(args.db, (office) => {
      const { unit, official, on } = args;
      const found = listDelegations(office, { unit, official, on }, operator('operator'));
      const rows = found.map((one) => delegationView(one, office.now()));
      if (args.json) return sayJson({ rows });
      const cells = rows.map((row) => [
        row.id,
        row.from,
        row.to,
        `${row.role}@${row.unit}`,
        `${row.startsOn}..${row.endsOn}`,
        row.revokedAt === null ? (row.inForce ? 'in force' : '–') : 'revoked',
        row.reason,
      ]);
      say(table(['id', 'away', 'stands in', 'as', 'days', 'state', 'reason'], cells));
    }),
});

const add = command({
  meta: { name: 'add', description: 'Let somebody stand in for an official who is away, on whole days' },
  args: {
    from: { type: 'string', description: 'Who is away', required: true },
    to: { type: 'string', description: 'Who stands in, of the same agency', required: true },
    unit: { type: 'string', description: 'In which unit', required: true },
    role: { type: 'string', description: `As what: ${ROLES.join(', ')}`, required: true },
    starts: { type: 'string', description: 'First day, YYYY-MM-DD', required: true },
    ends: { type: 'string', description: 'Last day, YYYY-MM-DD', required: true },
    reason: { type: 'string', description: 'Why', required: true },
    ...byArg,
    ...dbArg,
    ...jsonArg,
  },
  run: ({ args }) =>
    withOffice(args.db, (office) => {
      const { from, to, unit, reason, starts: startsOn, ends: endsOn } = args;
      const order = { from, to, unit, role: readRole(args.role), startsOn, endsOn, reason };
      const made = delegate(office, order, operator(args.by));
      if (args.json) return sayJson(delegationView(made, office.now()));
      say(
        `${to} stands in for ${from} as ${made.role} of ${unit} from ${startsOn} to ${endsOn} (${made.id}).`,
      );
    }),
});

const revoke = command({
  meta: { name: 'revoke', description: 'End a delegation now; steps handed over stay where they are' },
  args: {
    id: { type: 'positional', description: 'Its id, see motcua delegations list', required: true },
    ...byArg,
    ...dbArg,
    ...jsonArg,
  },
  run: ({ args }) =>
    withOffice(args.db, (office) => {
      const ended = revokeDelegation(office, args.id, operator(args.by));
      if (args.json) return sayJson(delegationView(ended, office.now()));
      say(`Delegation ${ended.id} is revoked.`);
    }),
});

const apply = command({
  meta: {
    name: 'apply',
    description:
      'Hand the open steps of everybody away over to their stand-ins; the service does it every minute',
  },
  args: { ...dbArg, ...jsonArg },
  run: ({ args }) =>
    withOffice(args.db, async (office) => {
      const rows = await applyDelegations(office);
      if (args.json) return sayJson({ rows });
      for (const { dossier } of rows) say(dossier);
      say(`${rows.length} dossiers handed over.`);
    }),
});

export default defineCommand({
  meta: { name: 'delegations', description: 'Who stands in for officials who are away, and their steps' },
  subCommands: { list, add, revoke, apply },
});

async function withOffice(db: string, use: (office: Office) => void | Promise<void>): Promise<void> {
  const office = openOffice({ store: openStore(db, { mustExist: true }) });
  try {
    await use(office);
  } finally {
    await office.close();
  }
}

/** Whoever has the file may decide for everybody. */
function operator(name: string): Actor {
  return { id: name, name, kind: 'machine', roles: [], scopes: ['admin'] };
}

function readRole(text: string): Role {
  const role = ROLES.find((known) => known === text.trim());
  if (role === undefined) throw new UsageError(`"${text}" is no role; roles are ${ROLES.join(', ')}.`);
  return role;
}
