import { join } from 'node:path';
import t from 'tap';
import { SqliteReports } from '../../db/reports.js';
import { parseInstant } from '../../src/calendar/index.js';
import type { Command, Dossier } from '../../src/dossier/index.js';
import { lateDossiers } from '../../src/supervision/index.js';
import { actorOf, holderOf, opening, openTask, registry } from '../support/khanh-hoa.js';
import { type Books, openBooks } from '../support/ledger.js';

/** Drives the birth chain (2.002621, three working days) with each command at its instant; returns it finished. */
async function walk(books: Books, line: readonly [at: string, command: Command][]): Promise<Dossier> {
  let { dossier } = await books.engine.receive(opening('2.002621'), actorOf('22366.clerk1'));
  for (const [at, command] of line) {
    books.clock.now = parseInstant(at);
    const step = 'step' in command ? command.step : undefined;
    ({ dossier } = await books.engine.command(dossier.code, command, holderOf(openTask(dossier, step))));
  }
  return dossier;
}

const residence = (at: string): [string, Command] => [
  at,
  { type: 'answer', step: 'registeringResidence', answer: 'agree' },
];
const healthCard = (at: string): [string, Command] => [
  at,
  { type: 'answer', step: 'issuingHealthCard', answer: 'agree' },
];

t.test(
  'given a dossier late for the citizen (R10), when only the police went over their allowance, then it is marked so, and when the lead did, it is the lead',
  async (t) => {
    const books = openBooks(join(t.testdir(), 'books.db'));
    const byPolice = await walk(books, [
      ['2026-03-02T08:30', { type: 'handOff' }],
      ['2026-03-02T09:30', { type: 'submit' }],
      ['2026-03-02T10:00', { type: 'approve' }],
      healthCard('2026-03-02T11:00'),
      residence('2026-03-11T11:00'),
      ['2026-03-11T13:45', { type: 'finishProcessing', result: 'Kết quả' }],
    ]);
    books.clock.now = parseInstant('2026-03-12T08:00');
    const byLead = await walk(books, [
      ['2026-03-12T08:30', { type: 'handOff' }],
      ['2026-03-19T09:30', { type: 'submit' }],
      ['2026-03-19T10:00', { type: 'approve' }],
      healthCard('2026-03-19T11:00'),
      residence('2026-03-19T11:00'),
      ['2026-03-19T13:45', { type: 'finishProcessing', result: 'Kết quả' }],
    ]);
    const ports = {
      reports: new SqliteReports(books.store),
      registry: { current: () => registry, save: () => {}, refresh: () => {} },
      engine: books.engine,
    };
    const supervisor = { ...actorOf('22366.leader1'), scopes: [] };
    const asOf = parseInstant('2026-03-20T08:00');
    const ofUnit = lateDossiers(ports, { unit: '22366', asOf, limit: 10 }, supervisor).lines;
    t.same(
      ofUnit.map(({ line, cause }) => [line.code, cause]),
      [
        [byPolice.code, 'coordinators'],
        [byLead.code, 'lead'],
      ],
    );
    t.match(ofUnit[0]!.overruns, [{ task: { unit: 'CAT.room' } }], 'with the minutes of whoever went over');
    const root = { ...supervisor, roles: [{ role: 'supervisor' as const, unit: '56' }] };
    const ofPolice = lateDossiers(ports, { unit: 'CAT', asOf, limit: 10 }, root).lines;
    t.same(
      ofPolice.map(({ line, cause }) => [line.code, cause]),
      [[byPolice.code, null]],
      'their own lateness (R9)',
    );
    await books.close();
  },
);
