import type { Instant } from '../../src/calendar/types.js';
import type { Participation } from '../../src/dossier/types.js';
import { type Counts, noCounts, periodOf, type ShareQuery } from '../../src/rating/index.js';

/** The instant of a local date and time, such as `2026-03-02 09:30`. */
export const at = (local: string): Instant => Date.parse(`${local.replace(' ', 'T')}:00+07:00`);

/** A participation of unit A, opened on 2 March 2026 and open, due by the end of 12 March; changed as told. */
export const row = (change: Partial<Participation> = {}): Participation => ({
  kind: 'unit',
  key: 'A',
  role: 'lead',
  openedAt: at('2026-03-02 09:30'),
  closedAt: null,
  accountable: true,
  late: false,
  overdueFrom: at('2026-03-13 00:00'),
  withoutDue: false,
  ...change,
});

/** The year 2026 by unit, seen on 1 June; changed as told. */
export const query = (change: Partial<ShareQuery> = {}): ShareQuery => ({
  by: 'unit',
  period: periodOf({ year: 2026 }),
  asOf: at('2026-06-01 12:00'),
  basis: 'accountable',
  ...change,
});

export const counts = (change: Partial<Counts>): Counts => ({ ...noCounts(), ...change });
