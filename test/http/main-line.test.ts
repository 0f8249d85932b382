import t from 'tap';
import { office, opening } from '../support/office.js';

t.test('a dossier goes from the desk through the room and the leader back to the citizen', async (t) => {
  const o = await office(t);
  const received = await o.post('/api/v1/dossiers', { as: 'X1.clerk', body: opening() });
  t.equal(received.statusCode, 201, received.body);
  const { code } = received.json<{ code: string }>();
  t.equal(received.headers['location'], `/api/v1/dossiers/${code}`);
});
