import { createInterface } from 'node:readline';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { start } from './motcua.js';

t.test('given a service, when it is told to stop, then it answers until then and ends with 0', async (t) => {
  const folder = t.testdir();
  // What no option says is the environment's; an option goes before it (port 1 would be refused).
  const env = { ...process.env, NODE_V8_COVERAGE: '', MOTCUA_DB: 'books.db', MOTCUA_PORT: '1' };
  const child = start(folder, ['serve', '--port', '0'], { env });
  t.teardown(() => child.kill('SIGKILL'));
  const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) =>
    child.on('exit', (code, signal) => resolve([code, signal])),
  );
  child.stderr!.resume();
  let address: string | undefined;
  for await (const line of createInterface({ input: child.stdout! })) {
    address = /^motcua listens on (\S+) /.exec(line)?.[1];
    if (address !== undefined) break;
  }
  child.stdout!.resume();
  t.ok(existsSync(join(folder, 'books.db')));
  const health = await fetch(`${address}/healthz`);
  t.equal(health.status, 200);
  await health.text();
  t.equal((await fetch(`${address}/api/v1/units`)).status, 401, 'nobody without a token');
  child.kill('SIGTERM');
  t.same(await ended, [0, null]);
  await t.rejects(fetch(`${address}/healthz`));
});
