import { readFileSync } from 'node:fs';
import t from 'tap';
import { parse } from 'yaml';
import {
  compileDocument,
  procedureDocumentJsonSchema,
  proveDocument,
  readDocument,
} from '../../src/procedure/document/index.js';
import { machineIdentity, type Procedure, throughOneStop, walk } from '../../src/procedure/index.js';
import { procedures } from '../../workflows/index.js';
import { meaningOf } from '../support/snapshots.js';

const documentText = (name: string) =>
  readFileSync(new URL(`./documents/${name}.yaml`, import.meta.url), 'utf8');

const written = (code: string): Procedure => procedures.find(({ facts }) => facts.code === code)!;

/** Every position with what it offers and who holds it, by how it is reached. */
const allPlaces = (procedure: Procedure, caseKey: string) =>
  new Map(
    walk(procedure, caseKey).places.map(({ path, position }) => [
      path.join(', '),
      meaningOf(procedure, position),
    ]),
  );

for (const [name, code] of [
  ['2.002621-birth-chain', '2.002621'],
  ['1.013225-building-permit', '1.013225'],
] as const) {
  t.test(
    `given a document that says what ${code} says in TypeScript, when both are walked, then they are one machine`,
    async (t) => {
      const proof = proveDocument(documentText(name));
      if (!proof.sound) return t.fail(JSON.stringify(proof.faults));
      const byHand = written(code);
      for (const { key } of byHand.facts.cases)
        t.same(
          allPlaces(proof.procedure, key),
          allPlaces(byHand, key),
          `every offer and holder, case ${key}`,
        );
      t.equal(machineIdentity(proof.procedure.machine), machineIdentity(byHand.machine));
      t.same(proof.procedure.facts, byHand.facts);
    },
  );
}

t.test('given one document as YAML and as JSON, when both are read, then they are the same', async (t) => {
  const { document } = readDocument(documentText('2.002621-birth-chain'));
  const text = documentText('2.002621-birth-chain');
  const asJson = JSON.stringify(parse(text), null, 2);
  t.same(readDocument(asJson).document, document);
  t.ok(compileDocument(document!));
});

t.test(
  'given a document, when it says what is posted beside the machine, then facts have it and the machine stays the same',
  async (t) => {
    const text = documentText('specimen');
    const proved = (more: string): Procedure => {
      const proof = proveDocument(`${text}\n${more}`);
      if (!proof.sound) throw new Error(JSON.stringify(proof.faults));
      return proof.procedure;
    };
    const plain = proved('');
    const posted = proved(
      'oneStop: false\nconditions: [{ vi: Đủ 18 tuổi, en: Of age }]\nforms: [{ vi: Mẫu 1, en: Form 1 }]',
    );
    t.match(posted.facts, {
      oneStop: false,
      conditions: [{ vi: 'Đủ 18 tuổi' }],
      forms: [{ vi: 'Mẫu 1' }],
    });
    t.equal(machineIdentity(posted.machine), machineIdentity(plain.machine));
    t.equal(throughOneStop(plain.facts), true, 'by default through the one-stop');
    t.equal(throughOneStop(posted.facts), false);
    const said = proved('oneStop: true');
    t.same(said.facts, plain.facts, 'said or left out, the published facts are the same');
    const wrong = proveDocument(`${text}\noneStop: có`);
    t.match(wrong.faults, [
      { path: 'oneStop', line: text.split('\n').length + 1, remedy: /^Write true, or/ },
    ]);
  },
);

t.test(
  'given a corrected title, when the machine is identified, then running dossiers stay where they are',
  async (t) => {
    const text = documentText('1.013225-building-permit');
    const identity = (changed: string) => {
      const proof = proveDocument(changed);
      return proof.sound ? machineIdentity(proof.procedure.machine) : t.fail(JSON.stringify(proof.faults));
    };
    const before = identity(text);
    t.equal(identity(text.replace('Ký giấy phép', 'Ký Giấy phép xây dựng')), before, 'a title');
    t.equal(identity(text.replace('no: 10', 'no: 12')), before, 'a number');
    t.equal(
      identity(text.replace('version: "2025-07-01"', 'version: "b"')),
      before,
      'the name of the version',
    );
    t.not(identity(text.replace('role: leader }', 'role: roomLeader }')), before, 'a role');
    t.not(identity(text.replace('allowance: 40 giờ', 'allowance: 39 giờ')), before, 'an allowance');
    t.not(identity(text.replace('works: 50 giờ', 'works: 49 giờ')), before, 'an allowance of one case');
    t.not(identity(text.replace('silence: deemedConsent', 'silence: hold')), before, 'a silence policy');
    t.not(identity(text.replace('sendBack: drafting', 'sendBack: examining')), before, 'a way');
    t.not(identity(text.replaceAll('reviewing', 'looking')), before, 'a step key');
    const meeting = documentText('land-coordination');
    t.equal(
      identity(meeting.replace('differWithin: 1 ngày', 'differWithin: 2 ngày')),
      identity(meeting),
      'a rule on meetings',
    );
  },
);

t.test(
  'given the JSON Schema, when it is read, then it names every field and refuses unknown ones',
  async (t) => {
    const schema = procedureDocumentJsonSchema() as {
      properties: Record<string, object>;
      required: string[];
      additionalProperties: boolean;
    };
    t.equal(schema.additionalProperties, false);
    for (const field of ['code', 'cases', 'steps', 'waits', 'fees']) t.ok(schema.properties[field], field);
    t.notOk(schema.required.includes('waits'), 'what has a default may be left out');
    const text = JSON.stringify(schema);
    for (const word of ['namedAgencies', 'applicants', 'sets', 'mayBeLead', 'An allowance by case'])
      t.match(text, word);
    for (const word of ['silence', 'termByChannel', 'termWhenRefused', 'competentByDefault'])
      t.match(text, word);
  },
);

t.test(
  'given a law that lets a desk guide twice, when the document says so, then the facts do',
  async (t) => {
    const text = documentText('2.002621-birth-chain');
    const limits = (words: string) => {
      const proof = proveDocument(`${text.replace(/^supplement:.*\n(?: .*\n)*/m, '')}\n${words}\n`);
      return proof.sound ? proof.procedure.facts : proof.faults;
    };
    t.match(limits('supplement: { guidance: 2 }'), { guidanceLimit: 2, supplementLimit: 1 });
    t.match(limits('supplement: { guidance: 0 }'), [{ path: /guidance/ }]);
  },
);
