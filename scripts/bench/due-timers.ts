import { openStore } from '../../db/open.js';
import { openOffice } from '../../src/app.js';
import type { Actor } from '../../src/dossier/index.js';
import { khanhHoa } from '../demo/province.js';
import { BENCH_COMMUNES } from './http-rate.js';

const DAYS = 14 * 86_400_000;
const AT_ONCE = 256;

/**
 * A file with so many dossiers of 1.012994, received a fortnight ago and left at the desk: the first step of each is over
 * its four hours, its promised day is still ahead. One timer is due in each.
 */
export async function writeDueTimers(file: string, count: number): Promise<void> {
  const now = Date.now() - DAYS;
  const timers = { warnBefore: [], remindUncollected: [], supplementAnswerWithin: null };
  const office = openOffice({ store: openStore(file), now: () => now, timers });
  office.registry.save(khanhHoa());
  for (let done = 0; done < count; done += AT_ONCE) {
    const some = Math.min(AT_ONCE, count - done);
    await Promise.all(
      Array.from({ length: some }, (_, no) => {
        const commune = BENCH_COMMUNES[no % BENCH_COMMUNES.length]!;
        return office.engine.receive(ORDER, clerkOf(commune));
      }),
    );
  }
  await office.close();
}

const ORDER = {
  type: 'receive' as const,
  procedure: '1.012994',
  channel: 'desk' as const,
  applicant: { name: 'Nguyễn Thị Mẫu' },
  handedIn: ['request', 'plan', 'payments', 'landDecision'].map((key) => ({ key, originals: 1, copies: 1 })),
};

function clerkOf(commune: string): Actor {
  const id = `${commune}.clerk1`;
  return {
    id,
    name: id,
    kind: 'official',
    roles: [{ role: 'clerk', unit: `${commune}.desk` }],
    scopes: ['casework'],
  };
}
