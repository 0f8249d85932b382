import { openStore } from '../../../db/open.js';
import { openOffice, type Office, rehearsedUntil } from '../../app.js';
import { formatInstant, type Instant, parseInstant } from '../../calendar/index.js';
import { readConfig } from '../../config.js';
import type { Fired } from '../../ledger/index.js';
import { command, dbArg, jsonArg, UsageError } from '../command.js';
import { say, sayJson, table } from '../output.js';

export default command({
  meta: { name: 'sweep', description: 'Let happen what has fallen due by itself: warnings, silences, stops' },
  args: {
    'as-of': { type: 'string', description: 'As if it were this instant, now or before (default: now)' },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const config = readConfig({ ...process.env, MOTCUA_DB: args.db });
    const store = openStore(config.db, { mustExist: true });
    const office = openOffice({ store, codePattern: config.codePattern, timers: config.timers });
    try {
      await sweepOnce(office, asked(args['as-of'], rehearsedUntil(store)), args.json);
    } finally {
      await office.close();
    }
  },
});

/** Nothing may fire early: the latest is now, or where the rehearsal these books were written in stands. */
function asked(text: string | undefined, rehearsed: Instant | null): Instant {
  const latest = rehearsed ?? Date.now();
  if (text === undefined) return latest;
  const asOf = parseInstant(text);
  if (asOf <= latest) return asOf;
  throw new UsageError(
    `It is ${formatInstant(latest)}: nothing fires early. Give that instant or one before.`,
  );
}

async function sweepOnce({ sweeper }: Office, asOf: Instant, json: boolean): Promise<void> {
  const fired: Fired[] = [];
  const { failed } = await sweeper.pass(asOf, (one) => fired.push(one));
  if (json) sayJson({ asOf: formatInstant(asOf), failed, rows: fired.map(rowOf) });
  else {
    say(table(['dossier', 'fired', 'due', 'step', 'unit'], fired.map(lineOf)));
    say(`\n${fired.length} fired as of ${formatInstant(asOf)}.`);
    for (const code of failed)
      say(`${code}: could not be looked at; motcua verify says what is wrong with it.`);
  }
  if (failed.length > 0) process.exitCode = 1;
}

function rowOf({ dossier, event, timer }: Fired) {
  const due = timer && formatInstant(timer.due);
  return {
    dossier,
    event,
    kind: timer?.kind ?? null,
    due,
    step: timer?.step ?? null,
    unit: timer?.unit ?? null,
  };
}

function lineOf(fired: Fired): string[] {
  const { dossier, event, kind, due, step, unit } = rowOf(fired);
  return [dossier, kind ?? event, due ?? '–', step ?? '–', unit ?? '–'];
}
