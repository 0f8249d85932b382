import { readFileSync } from 'node:fs';
import t from 'tap';
import { type Fault, faultText, proveDocument } from '../../src/procedure/document/index.js';
import { procedures } from '../../workflows/index.js';

/** A sound document with every kind of thing in it; each test breaks one line. */
const sound = readFileSync(new URL('./documents/specimen.yaml', import.meta.url), 'utf8');
const units = new Set(['THUE', 'SXD', 'SNNMT']);

function faultsOf(text: string, office: Parameters<typeof proveDocument>[1] = { units }): readonly Fault[] {
  return proveDocument(text, office).faults;
}

/** The specimen with one text put for another, and the line on which it changed. */
function broken(from: string, to: string): { text: string; line: number } {
  const at = sound.indexOf(from);
  if (at < 0) throw new Error(`The specimen has no ${from}.`);
  return { text: sound.replace(from, to), line: sound.slice(0, at).split('\n').length };
}

t.test('given the specimen, when it is proved, then it is sound', async (t) => {
  t.same(faultsOf(sound).map(faultText), []);
});

const CASES: [title: string, from: string, to: string, rule: string, path: string][] = [
  ['a dangling unit', 'unit: THUE', 'unit: THUEX', 'unit', 'parties.tax.agency'],
  ['a fee below zero', 'amount: 50000', 'amount: -1', 'fee', 'fees[0].amount'],
  ['half a đồng', 'amount: 50000', 'amount: 0.5', 'fee', 'fees[0].amount'],
  [
    'a consultation silent on silence',
    'silence: deemedConsent',
    'question2: x',
    'silence',
    'steps[3].parts[0]',
  ],
  [
    'an unknown silence policy',
    'silence: deemedConsent',
    'silence: consent',
    'silence',
    'steps[3].parts[0].silence',
  ],
  [
    'a meeting whose papers go out in hours',
    'papersBefore: 1 ngày làm việc',
    'papersBefore: 8 giờ làm việc',
    'meeting',
    'steps[3].parts[0].meeting',
  ],
  [
    'a meeting that silence forestalls',
    'papersBefore: 1 ngày làm việc',
    'papersBefore: 2 ngày làm việc',
    'meeting',
    'steps[3].parts[0].meeting',
  ],
  ['escalation to nobody', 'silence: hold', 'silence: escalate', 'silence', 'steps[3].parts[1].silence'],
  [
    'a stop without return',
    'for: supplement, backTo: examining',
    'for: supplement',
    'clockStop',
    'waits.awaitingSupplement',
  ],
  [
    'a stop that returns after the decision',
    'for: supplement, backTo: examining',
    'for: supplement, backTo: issuing',
    'clockStop',
    'waits.awaitingSupplement.backTo',
  ],
  [
    'steps longer than the term',
    'allowance: 3 ngày làm việc',
    'allowance: 30 ngày làm việc',
    'allowances',
    'cases[0]',
  ],
  ['a misspelt field', 'legalBasis:', 'legalBases:', 'unknownField', 'legalBases'],
  ['a code without quotes', 'code: "9.000010"', 'code: 9.000010', 'shape', 'code'],
  [
    'an impossible date',
    'effectiveFrom: "2026-01-01"',
    'effectiveFrom: "2026-02-30"',
    'effectiveDates',
    'effectiveFrom',
  ],
  [
    'an extension of another unit than the term',
    '3 ngày làm việc # extension',
    '3 ngày',
    'extension',
    'extension.term',
  ],
  ['an extension by hours', '3 ngày làm việc # extension', '8 giờ làm việc', 'extension', 'extension.term'],
  ['an extension of a case nobody has', '[ plain ] # ext', '[ plane ] # ext', 'extension', 'extension.cases'],
  [
    'an extension without its law',
    '  legalBasis: Nghị định 118',
    '  legalBases: x',
    'shape',
    'extension.legalBasis',
  ],
  ['a term nobody can read', 'term: 10 ngày làm việc', 'term: soon', 'shape', 'cases[0].term'],
  [
    'an allowance that is no working time',
    'allowance: 3 ngày làm việc',
    'allowance: 3 ngày',
    'shape',
    'steps[2].allowance',
  ],
  ['a way to nowhere', 'submit: approving', 'submit: approve', 'target', 'steps[4].moves.submit'],
  [
    'a supplement without a wait',
    'requestSupplement: awaitingSupplement',
    'requestSupplement: approving',
    'target',
    'steps[2].moves.requestSupplement',
  ],
  ['a case nobody has', 'cases: [ taxed ]', 'cases: [ taxd ]', 'case', 'steps[2].moves.handOff'],
  [
    'an allowance of a case nobody has',
    'allowance: 4 giờ làm việc\n    moves: { submit: approving }',
    'allowance: { default: 4 giờ làm việc, cases: { taxd: 8 giờ làm việc } }\n    moves: { submit: approving }',
    'case',
    'steps[4].allowance.cases.taxd',
  ],
  [
    'an allowance by case that is no working time',
    'allowance: 3 ngày làm việc',
    'allowance: { default: 3 ngày làm việc, cases: { taxed: 3 ngày } }',
    'shape',
    'steps[2].allowance.cases.taxed',
  ],
  [
    'an allowance by case without a default',
    'allowance: 3 ngày làm việc',
    'allowance: { cases: { taxed: 3 ngày làm việc } }',
    'shape',
    'steps[2].allowance.default',
  ],
  [
    'an allowance by case that names none',
    'allowance: 3 ngày làm việc',
    'allowance: { default: 3 ngày làm việc, cases: {} }',
    'shape',
    'steps[2].allowance.cases',
  ],
  [
    'a part of parallel work without time in one case',
    'allowance: 2 ngày làm việc\n        silence: hold',
    'allowance: { default: 2 ngày làm việc, cases: { plain: null } }\n        silence: hold',
    'shape',
    'steps[3].parts[1].allowance',
  ],
  [
    'an agency that nobody asks for',
    'agency: { unit: THUE }',
    'agency: { named: taxOffice }',
    'namedAgency',
    'parties.tax.agency',
  ],
  [
    'an agency asked for that no party is of',
    'lead: leadership',
    'namedAgencies: { birthplace: { question: { vi: Nơi sinh, en: Birthplace } } }\nlead: leadership',
    'namedAgency',
    'namedAgencies.birthplace',
  ],
  [
    'an agency asked for in words of one language',
    'lead: leadership',
    'namedAgencies: { birthplace: { question: { vi: Nơi sinh } } }\nlead: leadership',
    'shape',
    'namedAgencies.birthplace.question.en',
  ],
  [
    'no set at all',
    'result:',
    'sets: { count: 0, source: Bài kiểm thử, verified: false }\nresult:',
    'shape',
    'sets.count',
  ],
  [
    'an applicant of no kind',
    'result:',
    'applicants: { kinds: [ anybody ], source: Bài kiểm thử, verified: false }\nresult:',
    'shape',
    'applicants.kinds[0]',
  ],
  ['a party nobody knows', 'party: tax,', 'party: taxes,', 'party', 'steps[5].by.party'],
  ['two steps of one name', 'key: drafting', 'key: examining', 'stepKey', 'steps[4].key'],
  [
    'a step called like a state of every procedure',
    'key: drafting',
    'key: returning',
    'stepKey',
    'steps[4].key',
  ],
  ['an unverified fact that does not say so', 'verified: false # fee', '', 'shape', 'fees[0].verified'],
];

for (const [title, from, to, rule, path] of CASES) {
  t.test(
    `given ${title}, when the document is proved, then it is refused with its line, path and remedy`,
    async (t) => {
      const { text, line } = broken(from, to);
      const found = faultsOf(text).filter((fault) => fault.rule === rule);
      const fault = found.find((each) => each.path.startsWith(path));
      if (!fault) return t.fail(`expected ${rule} at ${path}: ${faultsOf(text).map(faultText).join('\n')}`);
      // A term too short is told at the case it belongs to, not at one of the many steps.
      if (rule !== 'allowances')
        t.ok(Math.abs(fault.line - line) <= 8, `line ${fault.line}, changed on ${line}`);
      t.ok(fault.remedy.length > 10);
      t.match(faultText(fault), /^\d+:\d+ /);
    },
  );
}

/** What must never be published: the line it is told on, its path, what to do about it, and whether commands show it. */
const NEVER: {
  given: string;
  put: [from: string, to: string];
  rule: string;
  line: RegExp;
  path: string;
  remedy: RegExp;
  shown?: string[];
}[] = [
  {
    given: 'a dangling unit',
    put: ['unit: THUE', 'unit: THUEX'],
    rule: 'unit',
    line: /^ {2}tax: /,
    path: 'parties.tax.agency',
    remedy: /add the unit to the register/,
  },
  {
    given: 'steps longer than the term',
    put: ['allowance: 3 ngày làm việc', 'allowance: 30 ngày làm việc'],
    rule: 'allowances',
    line: /key: taxed/,
    path: 'cases[0]',
    remedy: /^Shorten the steps/,
    shown: ['receive', 'handOff atDesk', 'assign assigning'],
  },
  {
    given: 'an unreachable step',
    put: ['sendBack: refusing', 'sendBack: examining'],
    rule: 'unreachable',
    line: /key: refusing/,
    path: 'steps[6]',
    remedy: /^Lead a move to it, or take it out/,
  },
  {
    given: 'a stop without return',
    put: ['for: supplement, backTo: examining', 'for: supplement'],
    rule: 'clockStop',
    line: /^ {2}awaitingSupplement: /,
    path: 'waits.awaitingSupplement.backTo',
    remedy: /^Name the step the dossier returns to/,
  },
  {
    given: 'a silent consultation without policy',
    put: ['        silence: deemedConsent\n', ''],
    rule: 'silence',
    line: /kind: consultation/,
    path: 'steps[3].parts[0].silence',
    remedy: /deemedConsent, escalate or hold/,
  },
  {
    given: 'a fee below zero',
    put: ['amount: 50000', 'amount: -1'],
    rule: 'fee',
    line: /amount: -1/,
    path: 'fees[0].amount',
    remedy: /whole đồng, 0 or more/,
  },
  {
    given: 'a version in force on the days of another',
    put: ['code: "9.000010"', 'code: "1.001806"'],
    rule: 'versions',
    line: /^effectiveFrom: /,
    path: 'effectiveFrom',
    remedy: /^Let the newer say replaces/,
  },
];

for (const { given, put, rule, line, path, remedy, shown = [] } of NEVER) {
  t.test(
    `given ${given}, when it is proved, then it is told on its very line, with what to do`,
    async (t) => {
      const { text } = broken(...put);
      const others = procedures.filter(({ facts }) => facts.code === '1.001806');
      const faults = faultsOf(text, { units, others }).filter((fault) => fault.rule === rule);
      t.match(faults, [{ path, remedy }]);
      t.match(text.split('\n')[faults[0]!.line - 1], line);
      t.same(faults[0]!.commands.slice(0, shown.length), shown);
      t.equal(proveDocument(text, { units, others }).sound, false);
    },
  );
}

t.test('given a fee below zero, when it is told, then the very line and column are named', async (t) => {
  const { text, line } = broken('amount: 50000', 'amount: -1');
  const [fault] = faultsOf(text);
  t.match(fault, { rule: 'fee', line, path: 'fees[0].amount' });
  t.equal(
    faultText(fault!),
    `${line}:${fault!.column} fees[0].amount: amount is below 0 (-1). Give the fee in whole đồng, 0 or more, without a unit, e.g. 50000.`,
  );
});

t.test('given two versions in force on one day, when the second is proved, then it is refused', async (t) => {
  const shipped = procedures.find(({ facts }) => facts.code === '1.001806')!;
  const asSecond = (from: string, version: string) =>
    sound
      .replace('9.000010', '1.001806')
      .replace('"2026-01-01"', from)
      .replace('version: "1"', `version: "${version}"`);
  const [fault] = faultsOf(asSecond('"2026-01-01"', '2'), { others: [shipped] });
  t.match(fault, { rule: 'versions', path: 'effectiveFrom' });
  const [taken] = faultsOf(asSecond('"2026-01-01"', shipped.facts.version), { others: [shipped] });
  t.match(taken, { rule: 'versions', path: 'version' });
  const before = asSecond('"2020-01-01"\neffectiveTo: "2025-11-26"', '0');
  t.same(faultsOf(before, { others: [shipped] }), []);
});

t.test(
  'given a text that is no YAML, when it is read, then the place is named and nothing is thrown',
  async (t) => {
    for (const text of ['', 'a: [1, 2', '{"code": }', 'a: 1\na: 2', '- 1', 'null', '*x', '"'.repeat(3)]) {
      const faults = faultsOf(text);
      t.ok(faults.length > 0, JSON.stringify(text));
      for (const fault of faults) t.ok(fault.line >= 1 && fault.remedy, faultText(fault));
    }
    t.ok(faultsOf(`a: &a [1]\n${'b: [*a, *a, *a, *a, *a, *a, *a, *a]\n'.repeat(1)}`.repeat(1)).length > 0);
    t.ok(faultsOf('x'.repeat(1_000_001)).length > 0);
  },
);

t.test(
  'given many faults, when the document is read, then all are told at once, in the order of lines',
  async (t) => {
    const text = sound
      .replace('amount: 50000', 'amount: -1')
      .replace('term: 10 ngày làm việc', 'term: soon')
      .replace('level: commune', 'level: district');
    const faults = faultsOf(text);
    t.equal(faults.length, 3);
    t.same(
      faults.map(({ line }) => line),
      faults.map(({ line }) => line).sort((a, b) => a - b),
    );
  },
);
