import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import t from 'tap';
import type { Store } from '../../db/open.js';
import { proofOf } from '../support/proof.js';
import { importLog, logFile, openMemory, repositoryFile, rows, sizes } from './logs.js';

const FINES = repositoryFile('test/data/road-traffic-fines.csv.gz');
const INCIDENTS = repositoryFile('test/data/bpic2013-incidents.csv.gz');

const finesMapping = {
  format: 'csv',
  timeZone: 'Europe/Rome',
  comparison: 'date',
  columns: { dossier: 'case_id', procedure: { const: 'fine' }, received: 'date' },
  events: { columns: { activity: 'activity', at: 'date', official: 'resource' } },
};

const incidentsMapping = {
  format: 'csv',
  comparison: 'instant',
  columns: {
    dossier: 'case_id',
    unit: 'group',
    official: 'resource',
    received: 'timestamp',
    finished: 'timestamp',
  },
  events: { columns: { activity: 'substatus', at: 'timestamp', official: 'resource', unit: 'group' } },
};

/** Rows that are events: code, time, done, due, step, person, team. */
const eventMapping = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  format: 'csv',
  comparison: 'instant',
  columns: { dossier: 'code', received: 'time', finished: 'done', due: 'due' },
  events: { columns: { activity: 'step', at: 'time', official: 'person', unit: 'team' } },
  ...changes,
});

function payloadOf(store: Store, code: string): Record<string, unknown> {
  const sql = 'select payload from events e join dossiers d on d.id = e.dossier where code = ?';
  return JSON.parse(rows<{ payload: string }>(store, sql, code)[0]!.payload) as Record<string, unknown>;
}

t.test(
  'given the log of fines, when its rows are events, then each case is a dossier outside every share',
  async (t) => {
    const store = openMemory();
    const { result, listed } = await importLog(store, FINES, finesMapping);
    t.match(result, { read: 10_000, imported: 10_000, withoutDue: 10_000, withoutEnd: 10_000, rejected: 0 });
    t.match(result, { anomalies: 0, events: 34_724, strayEvents: 0 }, 'no event is lost');
    t.same(listed, []);
    const counted =
      'select count(*) as n, sum(without_due) as untimed, sum(late) as late from participations';
    t.same(rows(store, counted), [{ n: 30_000, untimed: 30_000, late: 0 }]);
    t.match(payloadOf(store, 'A1'), {
      line: 2,
      history: [
        { activity: 'Create Fine', at: Date.parse('2006-07-24T00:00+02:00'), line: 2, official: '561' },
        { activity: 'Send Fine', at: Date.parse('2006-12-05T00:00+01:00'), line: 3 },
      ],
    });
    const official = "select official from tasks t join dossiers d on d.id = t.dossier where code = 'A1'";
    t.match(rows(store, official), [{ official: '561' }], 'who is named last');
    t.same(proofOf(store), { dossiers: 10_000, events: 10_000, faults: [], tallies: [] });
    const before = sizes(store);
    const again = await importLog(store, FINES, finesMapping);
    t.match(again.result, { read: 10_000, imported: 0, alreadyThere: 10_000, events: 0 });
    t.same(sizes(store), before, 'a second run adds nothing');
    store.close();
  },
);

t.test(
  'given the log of incidents, when its rows are events, then first and last rows make the dossier',
  async (t) => {
    const store = openMemory();
    const { result } = await importLog(store, INCIDENTS, incidentsMapping);
    t.match(result, { read: 7_554, imported: 7_554, withoutDue: 7_554, withoutEnd: 0, rejected: 0 });
    t.match(result, { anomalies: 0, events: 65_533 });
    type Event = { case_id: string; timestamp: string; group: string; resource: string };
    const expected = new Map<
      string,
      { received: number; finished: number; unit: string; official: string }
    >();
    for (const event of parse<Event>(gunzipSync(await readFile(INCIDENTS)), { columns: true })) {
      const at = Date.parse(event.timestamp);
      const known = expected.get(event.case_id);
      if (known === undefined) {
        const { group: unit, resource: official } = event;
        expected.set(event.case_id, { received: at, finished: at, unit, official });
      } else if (at >= known.finished) {
        known.finished = at;
        known.unit = event.group || known.unit;
        known.official = event.resource || known.official;
      }
    }
    const seen = rows<{ code: string }>(
      store,
      `select code, d.received_at as received, d.finished_at as finished, t.unit, t.official
     from dossiers d join tasks t on t.dossier = d.id`,
    );
    t.equal(seen.length, expected.size);
    const unlike = seen.filter(
      ({ code, ...row }) => JSON.stringify(row) !== JSON.stringify(expected.get(code)),
    );
    t.same(unlike, []);
    store.close();
  },
);

t.test(
  'given events out of order, when grouped, then time decides, and who came after the end is not answerable',
  async (t) => {
    const store = openMemory();
    const log = [
      'code,time,done,due,step,person,team',
      'A,2026-01-07T09:00,,,examine,CB2,T2',
      'B,2026-01-05T09:00,,,receive,CB1,',
      'A,2026-01-05T09:00,,2026-01-08T17:00,receive,CB1,T1',
      'A,2026-01-09T09:00,2026-01-08T10:00,,archive,CB3,T3',
      'A,2026-01-06T09:00,,2026-01-08T09:00,ask,,',
    ];
    const { result } = await importLog(store, logFile('events.csv', log.join('\n')), eventMapping());
    t.match(result, { read: 2, imported: 2, events: 5, withoutDue: 1, withoutEnd: 1 });
    const at = (text: string): number => Date.parse(`${text}+07:00`);
    t.match(rows(store, 'select * from dossiers order by code'), [
      {
        received_at: at('2026-01-05T09:00'),
        due_at: at('2026-01-08T09:00'),
        finished_at: at('2026-01-08T10:00'),
      },
      { received_at: at('2026-01-05T09:00'), due_at: null, finished_at: null },
    ]);
    t.match(rows(store, 'select t.* from tasks t join dossiers d on d.id = t.dossier order by code'), [
      { unit: 'T2', official: 'CB2', late: 1 },
      { unit: 'unassigned', official: 'CB1', late: 0 },
    ]);
    t.match(payloadOf(store, 'A'), {
      line: 2,
      history: [
        { activity: 'receive' },
        { activity: 'ask' },
        { activity: 'examine' },
        { activity: 'archive' },
      ],
    });
    store.close();
  },
);

t.test(
  'given an event row that cannot be read, when its dossier is known, then nothing of that dossier is imported',
  async (t) => {
    const store = openMemory();
    const log = [
      'code,time,done,due,step,person,team',
      'A,2026-01-05T09:00,,,receive,CB1,T1',
      'A,2026-01-32T09:00,,,examine,CB1,T1',
      'B,2026-01-05T09:00,,,receive,CB1,T1',
      'B,2026-01-06T09:00,,,examine',
      ',2026-01-06T09:00,,,examine,CB1,T1',
      'C,2026-01-05T09:00,,,receive,CB1,T1',
      'D,,,,receive,CB1,T1',
    ];
    const { result, listed } = await importLog(store, logFile('events.csv', log.join('\n')), eventMapping());
    t.match(result, { read: 5, imported: 1, rejected: 4, events: 1 });
    t.same(listed.map(({ line, kind, reason }) => `${line} ${kind}: ${reason}`).sort(), [
      '3 rejected: event time "2026-01-32T09:00" is no date of the calendar or no time of the day',
      '5 rejected: has 5 columns instead of 7',
      '6 rejected: has no dossier code',
      '8 rejected: does not say when the dossier was received',
    ]);
    t.same(rows(store, 'select code from dossiers'), [{ code: 'C' }]);
    store.close();
  },
);

t.test(
  'given events in a file of their own, when imported, then they are the history and may name who answers',
  async (t) => {
    const store = openMemory();
    const dossiers = ['code,time,done', 'A,2026-01-05T08:00,2026-01-08T10:00', 'B,2026-01-05T08:00,'];
    dossiers.push('C,2026-01-05T08:00,', 'A,2026-01-05T08:00,');
    const file = logFile('dossiers.csv', dossiers.join('\n'));
    const events = [
      'id,when,step,person',
      'A,2026-01-05T09:00,receive,CB1',
      'Z,2026-01-05T09:00,receive,CB1',
      'B,someday,receive,CB1',
      'A,2026-01-08T10:00,sign,CB2',
      'A,2026-01-08T10:00:01,file,CB3',
      'X,2026',
      ',2026-01-05T09:00,lost,CB1',
    ];
    logFile('events.csv.gz', events.join('\n'), dirname(file));
    const mapping = eventMapping({
      columns: { dossier: 'code', received: 'time', finished: 'done' },
      events: {
        file: 'events.csv.gz',
        columns: { dossier: 'id', activity: 'step', at: 'when', official: 'person' },
      },
    });
    const { result, listed } = await importLog(store, file, mapping);
    t.match(result, { read: 4, imported: 2, rejected: 2, events: 3, strayEvents: 3 });
    t.same(listed.map(({ line, kind, reason }) => `${line} ${kind}: ${reason}`).sort(), [
      '3 event: belongs to no dossier of the log',
      '3 rejected: event time "someday" is not an ISO date or time (line 4 of the events)',
      '5 rejected: has the code of an earlier dossier of the same log',
      '7 event: has 2 columns instead of 4',
      '8 event: has no dossier code',
    ]);
    t.match(rows(store, 'select * from tasks order by dossier'), [
      { official: 'CB2', unit: 'unassigned' },
      { official: null, unit: 'unassigned' },
    ]);
    t.match(payloadOf(store, 'A'), {
      history: [{ activity: 'receive' }, { activity: 'sign' }, { activity: 'file' }],
    });
    t.notOk('history' in payloadOf(store, 'C'));
    store.close();
  },
);

t.test(
  'given an events file that breaks, when the log is imported, then no dossier enters without its history',
  async (t) => {
    const store = openMemory();
    const file = logFile('dossiers.csv', 'code,time,done,due\nA,2026-01-05T08:00,,\n');
    logFile('events.csv', 'id,when,step\nA,2026-01-05T09:00,"receive\n', dirname(file));
    const withFile = (name: string) =>
      eventMapping({ events: { file: name, columns: { dossier: 'id', activity: 'step', at: 'when' } } });
    await t.rejects(importLog(store, file, withFile('events.csv')), {
      message: /^events\.csv: a quote opened after line 1 is never closed/,
    });
    await t.rejects(importLog(store, file, withFile('none.csv')), {
      message: new RegExp(`${join(dirname(file), 'none.csv')} cannot be read`),
    });
    t.match(sizes(store), { dossiers: 0, units: 0 });
    store.close();
  },
);
