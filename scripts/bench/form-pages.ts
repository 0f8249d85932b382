import { createToken } from '../../src/admin/index.js';
import { buildApp, openOffice } from '../../src/app.js';
import { openStore } from '../../db/open.js';
import { khanhHoa } from '../demo/province.js';
import { BENCH_COMMUNES, receptionBody } from './http-rate.js';

const WARM = 20;
const ROUNDS = 200;

export type FormPages = { p50: number; p99: number };

/**
 * Milliseconds the service takes to answer a request for a receipt as PDF: token, sight of the dossier, history, content,
 * digest, page. `issued`: each for the first time; `again`: reprints. Warm, one after the other, on the file named.
 */
export async function formPages(file: string): Promise<{ issued: FormPages; again: FormPages }> {
  const office = openOffice({ store: openStore(file) });
  office.registry.save(khanhHoa());
  const order = { actor: `${BENCH_COMMUNES[0]}.clerk1`, kind: 'official', label: 'bench' } as const;
  const { token } = createToken(office, { ...order, scopes: ['casework'] });
  const app = await buildApp(office);
  const authorization = `Bearer ${token}`;
  const codes: string[] = [];
  for (let no = 0; no < WARM + ROUNDS; no += 1) {
    const headers = { authorization, 'content-type': 'application/json' };
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/dossiers',
      headers,
      payload: receptionBody(),
    });
    codes.push(answer.json<{ code: string }>().code);
  }
  const print = async (code: string): Promise<number> => {
    const begun = performance.now();
    const headers = { authorization, accept: 'application/pdf' };
    const { statusCode } = await app.inject({ url: `/api/v1/dossiers/${code}/forms/01`, headers });
    if (statusCode !== 200) throw new Error(`The receipt of ${code} was answered by ${statusCode}.`);
    return performance.now() - begun;
  };
  const issued = await each(codes, print);
  const again = await each(codes, print);
  await app.close();
  await office.close();
  return { issued, again };
}

async function each(codes: readonly string[], print: (code: string) => Promise<number>): Promise<FormPages> {
  const times: number[] = [];
  for (const code of codes) times.push(await print(code));
  const warm = times.slice(WARM).sort((a, b) => a - b);
  return { p50: warm[ROUNDS / 2] ?? 0, p99: warm[Math.ceil(ROUNDS * 0.99) - 1] ?? 0 };
}
