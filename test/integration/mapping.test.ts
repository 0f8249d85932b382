import t from 'tap';
import { MappingError, parseMapping, readMapping } from '../../src/integration/import/mapping.js';
import { logFile, mappingOf } from './logs.js';

const complaint = (value: unknown): string => {
  try {
    parseMapping(value, '/data');
    return '';
  } catch (error) {
    return error instanceof MappingError ? error.message : `not a MappingError: ${String(error)}`;
  }
};

t.test(
  'given the least a mapping can be, when it is read, then the office zone and the comma are understood',
  async (t) => {
    const least = { format: 'csv', comparison: 'date', columns: { dossier: 'a', received: 'b' } };
    t.same(parseMapping(least, '/data'), { ...least, timeZone: 'Asia/Ho_Chi_Minh', delimiter: ',' });
  },
);

t.test(
  'given events in a file, when the mapping is read, then the file lies beside the mapping',
  async (t) => {
    const events = { file: 'events.csv.gz', columns: { dossier: 'id', activity: 's', at: 't' } };
    t.match(parseMapping(mappingOf({ events }), '/data/old'), {
      events: { file: '/data/old/events.csv.gz' },
    });
  },
);

t.test(
  'given mappings that are wrong, when they are read, then every fault is named where it is',
  async (t) => {
    const columns = { dossier: 'a', received: 'b' };
    const cases: [unknown, string | RegExp][] = [
      [mappingOf({ colums: {} }), 'the mapping has no field "colums"'],
      [mappingOf({ columns: { ...columns, depatment: 'd' } }), 'columns has no field "depatment"'],
      [mappingOf({ columns: { dossier: 'a' } }), /^columns\.received/],
      [mappingOf({ columns: { ...columns, dossier: { const: 'x' } } }), /^columns\.dossier must be a column/],
      [mappingOf({ columns: { ...columns, unit: 7 } }), /^columns\.unit must be the name of a column/],
      [
        mappingOf({ columns: { ...columns, unit: { konst: 'x' } } }),
        /^columns\.unit must be the name of a column/,
      ],
      [mappingOf({ timeZone: 'Asia/Hanoi' }), 'timeZone is no time zone name such as Asia/Ho_Chi_Minh'],
      [mappingOf({ delimiter: ';;' }), 'delimiter must be one ASCII character'],
      [mappingOf({ delimiter: '"' }), 'delimiter must be one ASCII character'],
      [mappingOf({ format: 'xlsx' }), /^format /],
      [mappingOf({ comparison: undefined }), /^comparison /],
      [
        mappingOf({ events: { columns: { dossier: 'other', activity: 's', at: 't' } } }),
        /^events\.columns\.dossier must equal/,
      ],
      [
        mappingOf({ events: { file: 'e.csv', columns: { activity: 's', at: 't' } } }),
        /^events\.columns\.dossier is missing/,
      ],
      [
        mappingOf({
          format: 'xes',
          events: { file: 'e', columns: { dossier: 'code', activity: 's', at: 't' } },
        }),
        /^events\.file is not for XES/,
      ],
      [mappingOf({ timeZone: 7 }), 'timeZone is wrong: expected string, received number'],
      [mappingOf({ columns: undefined }), 'columns is missing'],
      [[], 'the mapping is wrong: expected object, received array'],
    ];
    for (const [value, expected] of cases) t.match(complaint(value), expected);
    t.match(
      complaint({ timeZone: 'x', columns: { dossier: 'a', x: 1 } }),
      /format.*timeZone.*comparison.*columns/s,
      'all at once',
    );
  },
);

t.test('given a mapping file, when it cannot be used, then the message names the file', async (t) => {
  await t.rejects(readMapping('/nowhere/map.json'), {
    message: /^The mapping \/nowhere\/map\.json cannot be read: ENOENT/,
  });
  const broken = logFile('map.json', '{"format":');
  await t.rejects(readMapping(broken), { message: new RegExp(`^The mapping ${broken} is no JSON: `) });
  const wrong = logFile('map.json', '{}');
  await t.rejects(readMapping(wrong), {
    message: new RegExp(`^The mapping ${wrong} cannot be used: format`),
  });
  t.match(await readMapping(logFile('map.json', `\uFEFF${JSON.stringify(mappingOf())}`)), { format: 'csv' });
});
