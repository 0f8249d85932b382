import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { publishDocument } from '../../src/admin/index.js';
import { openOffice } from '../../src/app.js';
import { openStore } from '../../db/open.js';
import { importLog, mappingOf, HEADER, logFile } from '../integration/logs.js';
import { office, opening, smallProvince, type TestOffice } from '../support/office.js';

const SPECIMEN = readFileSync(
  new URL('../procedure/documents/specimen.yaml', import.meta.url),
  'utf8',
).replace(/unit: (THUE|SXD|SNNMT)/g, 'unit: SNV');

/** The specimen as this province may publish it; a text put for another makes it a procedure of its own. */
const documentOf = (...changes: readonly (readonly [from: string, to: string])[]): string =>
  changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The specimen has no ${from}.`);
    return text.replace(from, to);
  }, SPECIMEN);

/** Publishes here and takes it in, as a running service does when it looks next. */
function published(o: TestOffice, text: string): void {
  publishDocument(o, text, 'test');
  o.catalogue.refresh();
}

const html = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

/** Nothing but the published documents, so that a share can be counted by hand. */
const emptyOffice = (t: Test): Promise<TestOffice> => office(t, { procedures: [] });

t.test(
  'given nobody, when the schemas are asked for, then they are there, and cached by their ETag',
  async (t) => {
    const o = await office(t);
    const { schemas } = (await o.get('/schemas')).json<{ schemas: { name: string; href: string }[] }>();
    t.match(schemas, [{ name: 'procedure', href: '/schemas/procedure.json' }]);
    const first = await o.get(schemas[0]!.href);
    t.equal(first.statusCode, 200);
    t.equal(first.headers['content-type'], 'application/schema+json; charset=utf-8');
    const schema = first.json<{ $schema: string; properties: Record<string, unknown>; required: string[] }>();
    t.match(schema.$schema, 'json-schema.org');
    t.ok('oneStop' in schema.properties && !schema.required.includes('oneStop'));
    const again = await o.get(schemas[0]!.href, {
      headers: { 'if-none-match': String(first.headers['etag']) },
    });
    t.equal(again.statusCode, 304);
    t.equal(again.body, '');
  },
);

t.test(
  'given a procedure, when its diagram is asked for, then it is inert SVG, kept by its ETag',
  async (t) => {
    const o = await office(t);
    const url = '/api/v1/procedures/1.013225/diagram.svg';
    t.equal((await o.get(url)).statusCode, 401);
    const first = await o.get(url, { as: 'ranking' });
    t.equal(first.statusCode, 200);
    t.equal(first.headers['content-type'], 'image/svg+xml; charset=utf-8');
    t.match(first.headers['content-security-policy'], /^default-src 'none'; sandbox;/);
    t.match(first.body, /^<svg role="img" aria-label="Sơ đồ quy trình 1\.013225/);
    t.notMatch(first.body, '●', 'no state is marked');
    const headers = { 'if-none-match': String(first.headers['etag']) };
    const again = await o.get(url, { as: 'ranking', headers });
    t.equal(again.statusCode, 304);
    t.match(again.headers['content-security-policy'], /sandbox/, 'a kept diagram stays inert');
    t.equal((await o.get(`${url}?version=2025-07-01`, { as: 'ranking' })).body, first.body);
    for (const wrong of [`${url}?version=none`, '/api/v1/procedures/none/diagram.svg'])
      t.match((await o.get(wrong, { as: 'ranking' })).json(), { status: 404, code: 'procedure.unknown' });
  },
);

t.test(
  'given a title with markup, when it is published, then diagram and page show it as text',
  async (t) => {
    const o = await office(t);
    const title = 'vi: Thủ tục mẫu';
    published(o, documentOf([title, "vi: '<script>alert(1)</script>'"]));
    const { body } = await o.get('/api/v1/procedures/9.000010/diagram.svg', { as: 'ranking' });
    t.match(body, 'alert(1)');
    t.notMatch(body, '<script');
    const page = await o.get('/public/procedures/9.000010', html);
    t.match(page.body, '&lt;script>alert(1)');
    t.notMatch(page.body, '<script');
  },
);

t.test(
  'given a dossier, when its diagram is asked for, then its present step is marked, for whoever may see it',
  async (t) => {
    const o = await office(t);
    const { code } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<{
      code: string;
    }>();
    const url = `/api/v1/dossiers/${code}/diagram.svg`;
    const marked = async (): Promise<string[]> => {
      const { body } = await o.get(url, { as: 'X1.clerk' });
      return [...body.matchAll(/>● ([^<]+)</g)].map(([, words]) => words!);
    };
    t.match(await marked(), [/^1\. Tiếp nhận/]);
    await o.post(`/api/v1/dossiers/${code}/commands`, { as: 'X1.clerk', body: { type: 'handOff' } });
    t.match(await marked(), [/^2\. Đối chiếu/]);
    const seen = await o.get(url, { as: 'X1.clerk' });
    t.equal(seen.headers['cache-control'], 'no-store');
    t.match(seen.headers['content-security-policy'], /^default-src 'none'; sandbox;/);
    t.match((await o.get(url, { as: 'X2.clerk' })).json(), { status: 404, code: 'ledger.unknownDossier' });
    t.equal((await o.get(url, { as: 'ranking' })).statusCode, 403);
    t.equal((await o.get(url)).statusCode, 401);
  },
);

t.test(
  'given a dossier of an older system, when its diagram is asked for, then it is said that there is none',
  async (t) => {
    const o = await office(t);
    const log = logFile(
      'log.csv',
      `${HEADER}OLD-1,X1,,2026-01-05T08:00,2026-01-12,2026-01-09T10:00\n`,
      t.testdir(),
    );
    await importLog(o.store, log, mappingOf());
    const response = await o.get('/api/v1/dossiers/OLD-1/diagram.svg', { as: 'P.supervisor' });
    t.match(response.json(), { status: 409, code: 'diagram.olderSystem', title: 'Hồ sơ của hệ thống cũ' });
  },
);

type Posted = {
  cases: { terms: { channel: string; term: { vi: string } }[]; termWhenRefused: { vi: string } | null }[];
  steps: { no: number; holder: { vi: string }; allowances: object[] }[];
  sets: object | null;
  applicants: object | null;
  coordinating: { vi: string }[];
};

t.test(
  'given nobody, when a procedure is asked for, then all that the law wants posted is there',
  async (t) => {
    const o = await office(t);
    published(
      o,
      documentOf([
        'result:',
        'conditions: [{ vi: Đủ 18 tuổi, en: Of age }]\nforms: [{ vi: Mẫu 1, en: Form 1 }]\nresult:',
      ]),
    );
    const response = await o.get('/public/procedures/9.000010');
    t.equal(response.statusCode, 200);
    const posted = response.json<Posted>();
    t.match(posted, {
      name: { vi: 'Thủ tục mẫu', en: 'Specimen' },
      verified: false,
      submission: { oneStop: true, channels: ['desk', 'online', 'post'] },
      checklist: [{ name: { vi: 'Đơn' }, originals: 1, copies: 0, required: true }],
      agency: { vi: 'Cơ quan có thẩm quyền cấp xã' },
      coordinating: [{ vi: 'Đơn vị SNV' }],
      forms: [{ vi: 'Mẫu 1' }],
      result: { vi: 'Kết quả' },
      conditions: [{ vi: 'Đủ 18 tuổi' }],
      fees: [{ amount: 50000, channel: 'desk', verified: false }],
      legalBasis: ['Nghị định 118/2025/NĐ-CP'],
    });
    t.same(
      posted.cases.map(({ terms }) => terms.map(({ channel, term }) => `${channel} ${term.vi}`)),
      [
        ['desk 10 ngày làm việc', 'online 10 ngày làm việc', 'post 10 ngày làm việc'],
        ['desk 10 ngày làm việc', 'online 9 ngày làm việc', 'post 10 ngày làm việc'],
      ],
      'per case and channel',
    );
    t.match(posted.cases, [{ termWhenRefused: { vi: '10 ngày làm việc' } }, { termWhenRefused: null }]);
    const numbers = posted.steps.map(({ no }) => no);
    t.same(
      numbers,
      [...numbers].sort((a, b) => a - b),
      'steps in their order',
    );
    t.match(posted.steps[0], {
      holder: { vi: 'Bộ phận một cửa' },
      allowances: [{ cases: null, allowance: { vi: '2 giờ làm việc' } }],
    });
    t.same(posted.steps.at(-1)?.allowances, [{ cases: null, allowance: null }]);
    t.match(posted, { sets: null, applicants: null }, 'what nobody entered is not made up');
  },
);

t.test(
  'given allowances by case, an agency named with each dossier, who may ask and how many sets, when it is posted, then page and JSON say so',
  async (t) => {
    const o = await office(t);
    published(
      o,
      documentOf(
        [
          'allowance: 3 ngày làm việc',
          'allowance: { default: 2 ngày làm việc, cases: { taxed: 3 ngày làm việc } }',
        ],
        [
          'agency: { unit: SNV }, function: room }\nlead',
          'agency: { named: otherCommune }, function: room }\nlead',
        ],
        [
          'result:',
          'namedAgencies: { otherCommune: { question: { vi: Nơi ở cũ, en: Earlier home }, cases: [ plain ] } }\n' +
            'applicants: { kinds: [ individual, organisation ], source: Bài kiểm thử, verified: false }\n' +
            'sets: { count: 2, source: Bài kiểm thử, verified: true }\nresult:',
        ],
      ),
    );
    const posted = (await o.get('/public/procedures/9.000010')).json<Posted>();
    t.match(posted, {
      sets: { count: 2, verified: true },
      applicants: {
        kinds: [{ key: 'individual', name: { vi: 'Cá nhân' } }, { key: 'organisation' }],
        verified: false,
      },
    });
    t.same(
      posted.coordinating.map(({ vi }) => vi),
      ['Đơn vị SNV', 'Cơ quan xác định theo từng hồ sơ (Nơi ở cũ)'],
    );
    t.match(posted.steps.find(({ no }) => no === 3)?.allowances, [
      { cases: [{ key: 'taxed' }], allowance: { vi: '24 giờ làm việc' } },
      { cases: [{ key: 'plain' }], allowance: { vi: '16 giờ làm việc' } },
    ]);
    t.match(posted.steps.find(({ no }) => no === 5)?.holder.vi, /^Phòng chuyên môn, cơ quan xác định theo/);
    const page = (await o.get('/public/procedures/9.000010', html)).body;
    t.match(page, '24 giờ làm việc (Có thuế) · 16 giờ làm việc (Không thuế)');
    t.match(page, /Số lượng hồ sơ \(bộ\)[\s\S]*?<p>02<\/p>/);
    t.match(page, /Đối tượng thực hiện[\s\S]*?Cá nhân/);
    const shipped = (await o.get('/public/procedures/2.000908', html)).body;
    for (const heading of ['Số lượng hồ sơ \\(bộ\\)', 'Đối tượng thực hiện'])
      t.match(shipped, new RegExp(`${heading}[^]*?</h2><p>Chưa có trong dữ liệu`), 'not stated is said');
    const listed = await o.get('/api/v1/procedures/9.000010', { as: 'X1.clerk' });
    t.match(listed.json(), {
      versions: [
        { namedAgencies: [{ name: 'otherCommune', level: null, cases: ['plain'], mayBeLead: false }] },
      ],
    });
  },
);

t.test(
  'given a browser, when it asks, then it gets the same as a page without script, under its own policy',
  async (t) => {
    const o = await office(t);
    published(o, documentOf());
    const page = await o.get('/public/procedures/9.000010', html);
    t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    const sheet = /<style>([\s\S]*)<\/style>/.exec(page.body)![1]!;
    const digest = createHash('sha256').update(sheet).digest('base64');
    const policy = String(page.headers['content-security-policy']);
    t.ok(policy.startsWith(`default-src 'none'; style-src 'sha256-${digest}';`), policy);
    t.notMatch(page.body, /<script|\sstyle=|\son\w+=|https?:/);
    t.match(page.body, '<html lang="vi">');
    for (const said of [
      'chưa kiểm chứng',
      'Trình tự thực hiện',
      'Cách thức thực hiện',
      'Thành phần hồ sơ',
      'Thời hạn giải quyết',
      'Cơ quan giải quyết',
      'Căn cứ pháp lý',
      '<span lang="en">(9 working days)</span>',
      '50.000',
    ])
      t.match(page.body, said);
    t.match(
      page.body,
      /Yêu cầu, điều kiện[\s\S]{0,120}Chưa có trong dữ liệu/,
      'what is not recorded is not denied',
    );
    t.equal((page.body.match(/<th(?![a-z])/g) ?? []).length, (page.body.match(/<th scope=/g) ?? []).length);

    const headers = { ...html.headers, 'if-none-match': String(page.headers['etag']) };
    const kept = await o.get('/public/procedures/9.000010', { headers });
    t.equal(kept.statusCode, 304);
    t.equal(kept.headers['content-security-policy'], policy, 'a kept page keeps its sheet');

    const list = await o.get('/public/procedures', html);
    t.match(list.body, '<a href="/public/procedures/9.000010">Thủ tục mẫu</a>');
    t.match((await o.get('/public/procedures/none')).json(), { status: 404, code: 'procedure.unknown' });
    const image = { headers: { accept: 'image/png' } };
    t.match((await o.get('/public/procedures', image)).json(), {
      status: 406,
      code: 'request.notAcceptable',
    });
  },
);

t.test(
  'given another process publishes, when nobody with a token came since, then the public list has it',
  async (t) => {
    const o = await emptyOffice(t);
    const codes = async (): Promise<string[]> =>
      (await o.get('/public/procedures'))
        .json<{ procedures: { code: string }[] }>()
        .procedures.map(({ code }) => code);
    t.same(await codes(), []);
    const other = openOffice({ store: openStore(o.file), procedures: [] });
    publishDocument(other, documentOf(), 'test');
    publishDocument(other, documentOf(['9.000010', '9.000011'], ['"2026-01-01"', '"2026-03-03"']), 'test');
    await other.close();
    t.same(await codes(), ['9.000010'], 'what is not yet in force is not posted');
    o.at('2026-03-03T08:00');
    t.same(await codes(), ['9.000010', '9.000011']);
  },
);

type Share = { oneStop: number; total: number; reached: boolean | null; procedures: { code: string }[] };

t.test(
  'given published procedures, when the one-stop share is asked for, then 4 of 5 reach it and 3 of 4 do not',
  async (t) => {
    const o = await emptyOffice(t);
    o.registry.save(smallProvince);
    const share = async (unit: string): Promise<Share> =>
      (await o.get(`/api/v1/units/${unit}/one-stop-share`, { as: 'ranking' })).json<Share>();
    const publish = (no: number, ...changes: (readonly [string, string])[]) =>
      published(o, documentOf(['9.000010', `9.00010${no}`], ...changes));
    const outside = ['level: commune', 'level: commune\noneStop: false'] as const;

    t.match(await share('X1'), { oneStop: 0, total: 0, reached: null }, 'nothing published: no share');
    publish(1);
    publish(2);
    publish(3);
    publish(4, outside);
    t.match(await share('X1'), { oneStop: 3, total: 4, reached: false }, '75 %');
    publish(5);
    const exact = await share('X1');
    t.match(exact, {
      unit: 'X1',
      oneStop: 4,
      total: 5,
      reached: true,
      rule: { id: 'M1', numerator: 4, denominator: 5, comparison: 'atLeast', citation: /Đồng Nai/ },
    });
    t.same(
      exact.procedures.map(({ code }) => code),
      ['9.000101', '9.000102', '9.000103', '9.000104', '9.000105'],
    );
    t.same(await share('X1.room'), exact, 'a department is asked about as its agency');

    t.match(await share('SNV'), { total: 0, reached: null }, 'procedures of communes are not its own');
    publish(6, ['level: commune', 'level: province\noneStop: false\ncompetentByDefault: SNV']);
    t.match(await share('SNV'), { oneStop: 0, total: 1, reached: false });
    t.match(await share('X1'), { oneStop: 4, total: 5 });
    t.match(
      await share('P'),
      { oneStop: 4, total: 6, reached: false },
      'the province counts each procedure once',
    );
    const unknown = await o.get('/api/v1/units/none/one-stop-share', { as: 'ranking' });
    t.match(unknown.json(), { status: 404, code: 'dossier.unknownUnit' });
  },
);
