import { createHash } from 'node:crypto';
import t from 'tap';
import { office, opening } from '../support/office.js';

const REGISTER = '/api/v1/desks/X1.desk/register';

type Listed = { forms: { form: string; event: number; href: string; issued: { number: number } | null }[] };

t.test(
  'given a received dossier, when its receipt is asked for, then it is a numbered PDF, and the same again',
  async (t) => {
    const o = await office(t);
    const body = opening({ applicant: { name: 'Nguyễn Thị <script>alert(1)</script>' } });
    const { code } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body })).json<{ code: string }>();
    const forms = `/api/v1/dossiers/${code}/forms`;
    const before = (await o.get(forms, { as: 'X1.clerk' })).json<Listed>();
    t.match(before.forms, [{ form: 'TT03-2025-01', event: 1, issued: null }]);

    const first = await o.get(before.forms[0]!.href, { as: 'X1.clerk' });
    t.equal(first.statusCode, 200);
    t.equal(first.headers['content-type'], 'application/pdf');
    t.equal(first.headers['content-disposition'], `inline; filename="${code}-TT03-2025-01-1.pdf"`);
    t.equal(first.rawPayload.subarray(0, 5).toString(), '%PDF-');
    const again = await o.get(`${forms}/01`, { as: 'X1.clerk', headers: { accept: 'application/pdf' } });
    t.ok(again.rawPayload.equals(first.rawPayload));
    t.equal(again.headers['etag'], first.headers['etag']);
    const after = (await o.get(forms, { as: 'X1.clerk' })).json<Listed>();
    t.match(after.forms[0]!.issued, { number: 1, unit: 'X1.desk', year: 2026, issuedBy: 'X1.clerk' });

    const page = await o.get(`${forms}/01`, { as: 'X1.clerk', headers: { accept: 'text/html' } });
    t.equal(page.headers['content-type'], 'text/html; charset=utf-8');
    const sheet = /<style>([\s\S]*)<\/style>/.exec(page.body)![1]!;
    const allowed = createHash('sha256').update(sheet).digest('base64');
    t.equal(
      page.headers['content-security-policy'],
      `default-src 'none'; style-src 'sha256-${allowed}'; frame-ancestors 'none'`,
    );
    t.match(page.body, '<html lang="vi">');
    t.match(page.body, 'Nguyễn Thị &lt;script>');
    t.notMatch(page.body, '<script');
  },
);

t.test('given what cannot be printed, then the answer says why', async (t) => {
  const o = await office(t);
  const { code } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<{
    code: string;
  }>();
  const forms = `/api/v1/dossiers/${code}/forms`;
  const codeOf = async (url: string, call: Parameters<typeof o.get>[1] = { as: 'X1.clerk' }) => {
    const { code: problem, status } = (await o.get(url, call)).json<{ code: string; status: number }>();
    return `${status} ${problem}`;
  };
  t.equal(await codeOf(`${forms}/99`), '404 forms.unknown');
  t.equal(await codeOf(`${forms}/02`), '404 forms.noneAtEvent');
  t.equal(await codeOf(`${forms}/01?event=0`), '400 request.invalid');
  t.equal(await codeOf(`${forms}/01`, { as: 'X2.clerk' }), '404 ledger.unknownDossier');
  t.equal(await codeOf(`${forms}/01`, { as: 'ranking' }), '403 access.scope');
  const asked = { as: 'X1.clerk', headers: { accept: 'image/png' } } as const;
  t.equal(await codeOf(`${forms}/01`, asked), '406 request.notAcceptable');
  t.equal(await codeOf(`${REGISTER}?from=2026-03-02&to=2026-03-01`), '400 rating.badPeriod');
  t.equal(
    await codeOf(`${REGISTER}?from=2026-03-01&to=2026-03-31`, { as: 'X2.clerk' }),
    '403 supervision.outOfSight',
  );
  t.equal(
    await codeOf('/api/v1/desks/none/register?from=2026-03-01&to=2026-03-31'),
    '404 dossier.unknownUnit',
  );
});

t.test(
  'given a desk, when its register is asked for, then it is the PDF or page of the period',
  async (t) => {
    const o = await office(t);
    const { code } = (await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() })).json<{
      code: string;
    }>();
    const url = `${REGISTER}?from=2026-03-01&to=2026-03-31`;
    const page = await o.get(url, { as: 'X1.clerk', headers: { accept: 'text/html' } });
    t.match(page.body, code);
    t.match(page.body, 'Từ ngày 01/03/2026 đến ngày 31/03/2026');
    const file = await o.get(url, { as: 'X1.supervisor' });
    t.equal(file.headers['content-type'], 'application/pdf');
  },
);
