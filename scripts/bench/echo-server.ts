import Fastify from 'fastify';

/** The bare baseline: Fastify reads a JSON body and sends it back. No validation, no store, no log. */
const app = Fastify({ logger: false });
app.post('/', async (request) => request.body);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.send?.({ address });
process.on('disconnect', () => process.exit(0));
