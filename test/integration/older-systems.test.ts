import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import t from 'tap';
import { importStore } from '../../db/import-writer.js';
import { lateShareTable } from '../../db/late-shares.js';
import { openStore, type Store } from '../../db/open.js';
import { parseInstant } from '../../src/calendar/index.js';
import { importFile, type ImportResult, ImportStopped } from '../../src/integration/import/import-file.js';
import { parseMapping } from '../../src/integration/import/mapping.js';
import type { Reject } from '../../src/integration/import/rejects.js';
import { periodOf } from '../../src/rating/index.js';
import { faultsOf } from '../support/proof.js';

const COLUMNS = {
  dossier: 'code',
  unit: 'unit',
  official: 'who',
  received: 'in',
  due: 'due',
  finished: 'out',
};

type Run = { result: ImportResult; rejects: Reject[] };

async function bring(store: Store, file: string, mapping: unknown): Promise<Run> {
  const rejects: Reject[] = [];
  const result = await importFile({
    store: importStore(store),
    file,
    mapping: parseMapping(mapping, '/'),
    rejects: { write: async (some) => void rejects.push(...some) },
    now: parseInstant('2026-01-05T08:00'),
  });
  return { result, rejects };
}

function row(store: Store, code: string): Record<string, unknown> {
  return store.driver.prepare('select * from dossiers where code = ?').get(code) as Record<string, unknown>;
}

t.test(
  'given rows that cannot be read, when imported, then they are listed with line and reason and the rest is there',
  async (t) => {
    const dir = t.testdir({
      'log.csv': [
        'code,unit,who,in,due,out',
        'A1,U1,O1,2025-03-03T08:00,2025-03-10,2025-03-11T09:00',
        ',U1,O1,2025-03-03T08:00,2025-03-10,',
        'A3,U1,O1,2025-02-30T08:00,2025-03-10,',
        'A4,U1,O1,2025-03-03T08:00',
        'A1,U1,O1,2025-03-03T08:00,2025-03-10,',
        'A6,,,2025-03-03T08:00,2025-03-10,2025-03-10T23:59',
        'A7,U2,O2,2025-03-05T08:00,,2025-03-04T08:00',
        '',
      ].join('\n'),
    });
    const store = openStore(join(dir, 'a.db'));
    const { result, rejects } = await bring(store, join(dir, 'log.csv'), {
      format: 'csv',
      comparison: 'date',
      columns: COLUMNS,
    });
    t.match(result, { imported: 3, rejected: 4, anomalies: 1, withoutDue: 1 });
    t.same(rejects.map(({ line, kind }) => `${line} ${kind}`).sort(), [
      '3 rejected',
      '4 rejected',
      '5 rejected',
      '6 rejected',
      '8 anomaly',
    ]);
    const rows = (by: 'unit' | 'official') =>
      lateShareTable(store, {
        by,
        basis: 'accountable',
        period: periodOf({ year: 2025 }),
        asOf: parseInstant('2025-12-31T12:00'),
      });
    t.match(
      rows('unit').rows.map(({ key, total, late, withoutDue }) => [key, total, late, withoutDue]),
      [
        ['U1', 1, 1, 0],
        ['U2', 0, 0, 1],
        ['unassigned', 1, 0, 0],
      ],
    );
    t.match(
      rows('unit').overall,
      { total: 2, late: 1 },
      'a dossier without a unit stays in the province (R14)',
    );
    t.match(rows('official').rows.at(-1), { key: 'unassigned', total: 1, flagged: false });
    t.same(faultsOf(store), []);
    store.close();
  },
);

t.test(
  'given times of a zone with daylight saving, when imported, then gap and overlap are read by rule',
  async (t) => {
    const at = ['2025-03-09T02:30:00', '2025-11-02T01:30:00', '2025-07-01 12:00', '2025-01-01T00:00:00Z'];
    const dir = t.testdir({ 'log.csv': ['code,in', ...at.map((time, no) => `D${no},${time}`)].join('\n') });
    const store = openStore(join(dir, 'a.db'));
    await bring(store, join(dir, 'log.csv'), {
      format: 'csv',
      timeZone: 'America/New_York',
      comparison: 'instant',
      columns: { dossier: 'code', received: 'in' },
    });
    const read = at.map((_, no) => new Date(row(store, `D${no}`)['received_at'] as number).toISOString());
    t.same(read, [
      '2025-03-09T07:30:00.000Z',
      '2025-11-02T05:30:00.000Z',
      '2025-07-01T16:00:00.000Z',
      '2025-01-01T00:00:00.000Z',
    ]);
    store.close();
  },
);

t.test(
  'given an event log, when imported, then a dossier is its events: first in, last out, its last holder responsible',
  async (t) => {
    const xes = `<?xml version="1.0" encoding="UTF-8"?><log xmlns="http://www.xes-standard.org/">
    <trace><string key="concept:name" value="T1"/><date key="due" value="2025-05-05T00:00:00+00:00"/>
      <event><string key="concept:name" value="Tiếp nhận"/><string key="org:resource" value="An"/><date key="time:timestamp" value="2025-05-01T01:00:00+00:00"/></event>
      <event><string key="concept:name" value="Trả"/><string key="org:resource" value="Bình"/><date key="time:timestamp" value="2025-05-06T01:00:00+00:00"/></event>
    </trace></log>`;
    const dir = t.testdir({
      'events.csv':
        'case,step,at,who\nC1,in,2025-05-01T08:00,An\nC2,in,2025-05-01T09:00,An\nC1,out,2025-05-03T08:00,Bình\n',
    });
    writeFileSync(join(dir, 'log.xes.gz'), gzipSync(xes));
    const store = openStore(join(dir, 'a.db'));
    const key = { activity: 'concept:name', at: 'time:timestamp', official: 'org:resource' };
    await bring(store, join(dir, 'log.xes.gz'), {
      format: 'xes',
      comparison: 'instant',
      columns: {
        dossier: 'concept:name',
        received: 'time:timestamp',
        due: 'due',
        finished: 'time:timestamp',
      },
      events: { columns: key },
    });
    t.match(row(store, 'T1'), {
      received_at: Date.parse('2025-05-01T01:00Z'),
      finished_at: Date.parse('2025-05-06T01:00Z'),
    });
    const events = await bring(store, join(dir, 'events.csv'), {
      format: 'csv',
      comparison: 'instant',
      columns: { dossier: 'case', received: 'at', official: 'who' },
      events: { columns: { dossier: 'case', activity: 'step', at: 'at', official: 'who' } },
    });
    t.match(events.result, { imported: 2, withoutDue: 2, events: 3 });
    const responsible = store.driver
      .prepare('select official from tasks join dossiers on id = dossier where code = ?')
      .pluck();
    t.same([responsible.get('T1'), responsible.get('C1')], ['Bình', 'Bình']);
    t.same(faultsOf(store), []);
    store.close();
  },
);

t.test(
  'given a log that breaks off, or a mapping that is wrong, then it is said clearly and what stood before stays',
  async (t) => {
    const dir = t.testdir({ 'broken.csv': 'code,in\nB1,2025-01-02T08:00\nB2,"2025-01-03T08:00\n' });
    const store = openStore(join(dir, 'a.db'));
    const mapping = { format: 'csv', comparison: 'instant', columns: { dossier: 'code', received: 'in' } };
    const stopped = await bring(store, join(dir, 'broken.csv'), mapping).catch((error: unknown) => error);
    t.ok(stopped instanceof ImportStopped && stopped.result.imported === 1, 'and says how far it came');
    t.ok(row(store, 'B1'), 'the first row is there');
    t.throws(() => parseMapping({ ...mapping, colour: 'red' }, '/'), /colour/);
    t.throws(() => parseMapping({ ...mapping, timeZone: 'Mars/Base' }, '/'), /Mars\/Base|timeZone/);
    await t.rejects(
      bring(store, join(dir, 'broken.csv'), { ...mapping, columns: { dossier: 'nummer', received: 'in' } }),
      /nummer/,
    );
    store.close();
  },
);
