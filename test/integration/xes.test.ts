import t from 'tap';
import { importLog, logFile, openMemory, rows } from './logs.js';

const event = (...attributes: string[]): string => `<event>${attributes.join('')}</event>`;
const text = (key: string, value: string): string => `<string key="${key}" value="${value}"/>`;
const date = (key: string, value: string): string => `<date key="${key}" value="${value}"/>`;
const at = (value: string): string => date('time:timestamp', value);
const activity = (name: string): string => text('concept:name', name);

const LOG = `<?xml version="1.0" encoding="UTF-8" ?>
<log xes.version="1.0" xmlns="http://www.xes-standard.org/">
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <global scope="trace"><string key="concept:name" value="__INVALID__"/></global>
  <global scope="event"><date key="time:timestamp" value="1970-01-01T00:00:00Z"/></global>
  <trace>
    ${text('concept:name', 'HS &amp; 1')}${date('due', '2026-01-07T17:00:00+07:00')}
    <list key="case"><values>${text('concept:name', 'not this one')}</values></list>
    ${event(activity('receive'), at('2026-01-05T08:00:00+07:00'), text('org:resource', 'CB1'), text('org:group', 'Đội 1'))}
    ${event(activity('sign'), at('2026-01-07T17:00:00.001+07:00'), text('org:resource', 'CB2'))}
  </trace>
  <trace>
    ${event(activity('late'), at('2026-01-06T08:00:00Z'))}
    ${event(activity('early'), at('2026-01-05T08:00:00Z'))}
  </trace>
  <trace>${text('concept:name', 'HS2')}${event(activity('receive'), at('yesterday'))}</trace>
  <trace>${text('concept:name', 'HS3')}</trace>
  <trace>${text('concept:name', 'HS4')}<int key="opened" value="7"/>${event(
    `<date key="time:timestamp" value="2026-01-05T08:00:00Z">${text('org:resource', 'nested')}</date>`,
    activity('receive'),
  )}</trace>
</log>`;

const mapping = {
  format: 'xes',
  comparison: 'instant',
  columns: {
    dossier: 'concept:name',
    unit: 'org:group',
    official: 'org:resource',
    received: 'time:timestamp',
    due: 'due',
    finished: 'time:timestamp',
  },
  events: { columns: { activity: 'concept:name', at: 'time:timestamp', official: 'org:resource' } },
};

for (const name of ['log.xes', 'log.xes.gz']) {
  t.test(
    `given ${name}, when it is imported, then a trace's own attributes go before its events'`,
    async (t) => {
      const store = openMemory();
      const { result, listed } = await importLog(store, logFile(name, LOG), mapping);
      t.match(result, { read: 5, imported: 2, rejected: 3, withoutDue: 1, events: 3 });
      t.same(
        listed.map(({ line, kind, reason }) => `${line} ${kind}: ${reason}`),
        [
          '12 rejected: has no dossier code',
          '16 rejected: event time "yesterday" is not an ISO date or time',
          '17 rejected: does not say when the dossier was received',
        ],
      );
      const instant = (value: string): number => Date.parse(`${value}+07:00`);
      t.match(rows(store, 'select * from dossiers order by code'), [
        {
          code: 'HS & 1',
          received_at: instant('2026-01-05T08:00'),
          due_at: instant('2026-01-07T17:00'),
          finished_at: instant('2026-01-07T17:00:00.001'),
        },
        { code: 'HS4', due_at: null },
      ]);
      t.match(rows(store, 'select * from tasks order by dossier'), [
        { unit: 'Đội 1', official: 'CB2', late: 1 },
        { unit: 'unassigned', official: null, late: 0 },
      ]);
      const [first] = rows<{ payload: string }>(store, 'select payload from events order by dossier');
      const history = [{ activity: 'receive', line: 9 }, { activity: 'sign' }];
      t.match(JSON.parse(first!.payload), { line: 6, history });
      store.close();
    },
  );
}

t.test('given a log without line breaks, when it is read in pieces, then no character is torn', async (t) => {
  const store = openMemory();
  const group = text('org:group', 'Sở Nội vụ ₫');
  const traces = Array.from(
    { length: 6000 },
    (_, i) => `<trace>${text('concept:name', `HS${i}`)}${event(at('2026-01-05T08:00:00Z'), group)}</trace>`,
  );
  const { result } = await importLog(store, logFile('flat.xes', `<log>${traces.join('')}</log>`), mapping);
  t.match(result, { read: 6000, imported: 6000, rejected: 0 });
  t.same(rows(store, "select id from units where id <> 'root'"), [{ id: 'Sở Nội vụ ₫' }]);
  store.close();
});

t.test(
  'given XES that breaks off or is something else, when it is imported, then it says where',
  async (t) => {
    const store = openMemory();
    const trace = (code: string): string =>
      `<trace>${text('concept:name', code)}${event(at('2026-01-05T08:00:00Z'))}</trace>`;
    const cut = logFile('cut.xes', `<log>\n${trace('A')}\n${trace('B').slice(0, -12)}`);
    await t.rejects(importLog(store, cut, mapping), {
      message: /^cut\.xes is no well-formed XES log, line 3:/,
      result: { read: 1, imported: 1 },
    });
    t.same(rows(store, 'select code from dossiers'), [{ code: 'A' }], 'whole traces before it stay');
    await t.rejects(importLog(store, logFile('page.xes', '<html><body/></html>'), mapping), {
      message: /line 1: the root element is <html>, not <log>/,
    });
    await t.rejects(importLog(store, logFile('csv.xes', 'code,received\n'), mapping), {
      message: /^csv\.xes is no well-formed XES log, line 2:0: text data outside of root node\. Correct/,
    });
    store.close();
  },
);
