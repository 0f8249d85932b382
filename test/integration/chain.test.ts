import { createHash } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { canonicalJson, eventHash } from '../../src/ledger/chain.js';

t.test('given a value, when it is written canonically, then there is one form only', async (t) => {
  t.equal(
    canonicalJson({ b: 1, a: [true, null, 'Đ"\n'], '10': 0, '9': -0 }),
    '{"10":0,"9":0,"a":[true,null,"Đ\\"\\n"],"b":1}',
  );
  t.equal(
    canonicalJson({ z: undefined, a: { y: 1.5e300, x: [undefined] } }),
    '{"a":{"x":[null],"y":1.5e+300}}',
  );
  t.equal(canonicalJson({ a: 1, b: undefined }), '{"a":1}');
  for (const value of [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    () => 0,
    new Date(0),
    { a: new Map() },
  ]) {
    t.throws(() => canonicalJson(value), TypeError);
  }
});

t.test(
  'given any JSON with its keys in any order, when written canonically, then the text is the same and reads back',
  async (t) => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, member]) => [key, shuffled(member)]),
      );
    };
    t.doesNotThrow(() =>
      fc.assert(
        fc.property(fc.jsonValue({ depthSize: 'medium' }), (value) => {
          const text = canonicalJson(value);
          return text === canonicalJson(shuffled(value)) && text === canonicalJson(JSON.parse(text));
        }),
      ),
    );
  },
);

t.test(
  'given an event, when it is hashed, then anybody can compute the same from its canonical JSON',
  async (t) => {
    const entry = { no: 2, type: 'imported', at: 1_772_413_200_000, actor: 'import:a "b".csv' };
    const payload = { line: 2, values: { dossier: 'HS1' } };
    const expected = createHash('sha256')
      .update(`abc\n${canonicalJson({ ...entry, payload })}`)
      .digest('hex');
    t.equal(eventHash('abc', { ...entry, payloadText: canonicalJson(payload) }), expected);
    t.not(eventHash('', { ...entry, payloadText: canonicalJson(payload) }), expected);
  },
);
