import { createToken } from '../../src/admin/index.js';
import { readConfig } from '../../src/config.js';
import { startService } from '../../src/server.js';

/** The service on a large file: answers every kind of reading a few times, then tells its memory. */
const { office, address } = await startService(
  readConfig({
    MOTCUA_DB: process.argv[2]!,
    MOTCUA_PORT: '0',
    MOTCUA_LOG_LEVEL: 'warn',
    MOTCUA_REQUEST_LOG: 'silent',
  }),
);
const root = office.registry.current().root!.id;
const { token } = createToken(office, {
  actor: 'bench',
  kind: 'machine',
  label: 'bench',
  scopes: ['casework', 'supervision', 'figures'],
  roles: [{ role: 'supervisor', unit: root }],
});
const paths = ['unit', 'official'].flatMap((by) =>
  [2024, 2025, 2026].map((year) => `late-shares?by=${by}&year=${year}`),
);
for (let round = 0; round < 50; round += 1) {
  for (const path of [...paths, 'late-dossiers?limit=200', 'dossiers?limit=200']) {
    const response = await fetch(`${address}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    await response.arrayBuffer();
  }
}
process.send?.({ rss: process.memoryUsage.rss() });
process.on('disconnect', () => process.exit(0));
