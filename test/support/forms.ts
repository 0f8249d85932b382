import { SqliteFormBooks } from '../../db/forms.js';
import { SqliteReports } from '../../db/reports.js';
import { Authorized } from '../../src/casework/index.js';
import type { FormContent, FormPorts } from '../../src/documents/index.js';
import type { Command, Dossier, Opening } from '../../src/dossier/index.js';
import type { RegistryStore } from '../../src/registry/index.js';
import { actorOf, catalogue, holderOf, opening, openTask, registry } from './khanh-hoa.js';
import type { Books } from './ledger.js';

export const CLERK = '22366.clerk1';
const LOOKUP = 'https://dichvucong.example.vn/tra-cuu?ma={code}';

const register: RegistryStore = {
  current: () => registry,
  refresh: () => undefined,
  save: () => undefined,
};

/** All that printing needs, on a test's books. */
export function formPorts({ store, ledger, engine, clock }: Books): FormPorts {
  return {
    ledger,
    engine,
    catalogue,
    registry: register,
    forms: new SqliteFormBooks(store),
    now: () => clock.now,
    lookupUrl: LOOKUP,
  };
}

/** A dossier as its receiving clerk may see it. */
export function seen(books: Books, { code }: Pick<Dossier, 'code'>, by = CLERK): Authorized {
  return Authorized.dossier(code, actorOf(by), {
    reports: new SqliteReports(books.store),
    registry: register,
  });
}

export async function receive(books: Books, more: Partial<Opening> = {}): Promise<Dossier> {
  const order = { ...opening('1.012994'), ...more } as Opening;
  return (await books.engine.receive(order, actorOf(CLERK))).dossier;
}

/** Gives commands one after the other, an hour apart, each by whoever holds the step or by whom it names. */
export async function walk(
  books: Books,
  dossier: Dossier,
  ...commands: (Command & { by?: string })[]
): Promise<Dossier> {
  let now = dossier;
  for (const { by, ...command } of commands) {
    books.clock.now += 3_600_000;
    const actor = by === undefined ? holderOf(openTask(now)) : actorOf(by);
    now = (await books.engine.command(now.code, command, actor)).dossier;
  }
  return now;
}

/** Every word of a form, a line a block. */
export function wordsOf({ title, issuer, placeAndDate, blocks, signatures }: FormContent): string {
  const parts = blocks.map((block) => {
    if (block.kind === 'field') return `${block.label}: ${block.value}`;
    if (block.kind === 'table') return block.rows.map((row) => row.join(' | ')).join('\n');
    return block.kind === 'list' ? block.items.join('\n') : block.text;
  });
  const signed = signatures.map(({ role, name }) => `${role}: ${name ?? ''}`);
  return [issuer.above, issuer.name, placeAndDate, title, ...parts, ...signed].join('\n');
}
