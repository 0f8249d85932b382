import { createToken } from '../../src/admin/index.js';
import { readConfig } from '../../src/config.js';
import { startService } from '../../src/server.js';
import { khanhHoa } from '../demo/province.js';

/** The real service on the file named, with the province of the demo and a token for everybody in the first communes. */
const [file, communes] = [process.argv[2]!, process.argv[3]!.split(',')];
const config = readConfig({
  MOTCUA_DB: file,
  MOTCUA_PORT: '0',
  MOTCUA_LOG_LEVEL: 'warn',
  MOTCUA_REQUEST_LOG: 'silent',
  // For the sweeper's figure: one thing due a dossier, and nothing done before it is asked for.
  ...(process.argv[4] === 'no-sweeps' ? { MOTCUA_SWEEP_SECONDS: '0', MOTCUA_WARN_BEFORE: '' } : {}),
});
const { office, address } = await startService(config);
office.registry.save(khanhHoa());
const tokens: Record<string, string> = {};
for (const { id } of office.registry.current().officials) {
  if (!communes.includes(id.split('.')[0]!)) continue;
  tokens[id] = createToken(office, {
    actor: id,
    kind: 'official',
    label: 'bench',
    scopes: ['casework'],
  }).token;
}
process.send?.({ address, tokens });
const started = process.cpuUsage();
process.on('message', (asked) => {
  if (asked === 'sweep') void office.sweeper.pass().then((swept) => process.send?.(swept));
  else process.send?.({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage(started) });
});
process.on('disconnect', () => process.exit(0));
