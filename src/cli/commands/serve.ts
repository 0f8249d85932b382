import { readConfig } from '../../config.js';
import { serve } from '../../server.js';
import { command, dbArg } from '../command.js';
import { say } from '../output.js';

export default command({
  meta: { name: 'serve', description: 'Run the HTTP service until it is told to stop (SIGINT, SIGTERM)' },
  args: {
    ...dbArg,
    host: { type: 'string', description: 'Address to listen on', default: '127.0.0.1' },
    port: { type: 'string', description: 'Port to listen on; 0 takes a free one', default: '8080' },
    rehearsal: {
      type: 'boolean',
      description: 'A clock that is moved by hand, for rehearsals',
      default: false,
    },
  },
  async run({ args }) {
    const config = readConfig({
      ...process.env,
      MOTCUA_DB: args.db,
      MOTCUA_HOST: args.host,
      MOTCUA_PORT: args.port,
      ...(args.rehearsal ? { MOTCUA_REHEARSAL: '1' } : {}),
    });
    const { address } = await serve(config);
    say(`motcua listens on ${address} (documents at ${address}/docs, books in ${config.db})`);
  },
});
