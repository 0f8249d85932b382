import { readConfig } from '../../config.js';
import { serve } from '../../server.js';
import { command, dbArg } from '../command.js';
import { say } from '../output.js';

export default command({
  meta: { name: 'serve', description: 'Run the HTTP service until it is told to stop (SIGINT, SIGTERM)' },
  args: {
    ...dbArg,
    host: { type: 'string', description: 'Address to listen on (default: MOTCUA_HOST, or 127.0.0.1)' },
    port: { type: 'string', description: 'Port, 0 for a free one (default: MOTCUA_PORT, or 8080)' },
    rehearsal: { type: 'boolean', description: 'A clock that is moved by hand (default: MOTCUA_REHEARSAL)' },
  },
  async run({ args }) {
    // What an option says goes before the environment; what none says is the environment's.
    const config = readConfig({
      ...process.env,
      MOTCUA_DB: args.db,
      ...(args.host === undefined ? {} : { MOTCUA_HOST: args.host }),
      ...(args.port === undefined ? {} : { MOTCUA_PORT: args.port }),
      ...(args.rehearsal ? { MOTCUA_REHEARSAL: '1' } : {}),
    });
    const { address } = await serve(config);
    say(`motcua listens on ${address} (documents at ${address}/docs, books in ${config.db})`);
  },
});
