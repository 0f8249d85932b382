import type { Participation } from '../src/dossier/types.js';
import { GRAINS, type Grain, type LocalDay, localDayOf, marksOf, spansAround } from '../src/rating/index.js';
import { tallyWriter } from './late-shares-deltas.js';
import { addInto, type Kind, PLACE, stampOf, WIDTH, within } from './late-shares-store.js';
import type { Store } from './open.js';

type Holder = { kind: Kind; key: string; days: Map<LocalDay, number[]> };
/** A count in one column on one local day. */
type DayMark = { day: LocalDay; place: number };

/**
 * The tallies of many new participations at once, for the import: what `TallyDeltas` writes at less than half the cost.
 * It counts by day from the start and does not hand the single changes to the memory of late shares, which therefore
 * reads anew, as it does after the writes of another process.
 */
export class BulkTallies {
  readonly #store: Store;
  readonly #holders: Record<Kind, Map<string, Holder>> = { unit: new Map(), official: new Map() };
  #last: Participation | null = null;
  #marks: DayMark[] = [];

  constructor(store: Store) {
    this.#store = store;
  }

  /** One row more. */
  add(row: Participation): void {
    // The rows of an imported dossier stand alike, so that one look serves them all.
    if (this.#last === null || !standsLike(row, this.#last)) {
      this.#marks = marksOf(row).map(({ column, at }) => ({ day: localDayOf(at), place: PLACE[column] }));
      this.#last = row;
    }
    const { days } = this.#holderOf(row.kind, row.key);
    for (const { day, place } of this.#marks) {
      let counts = days.get(day);
      if (counts === undefined) {
        counts = noCounts();
        days.set(day, counts);
      }
      counts[place]! += 1;
    }
  }

  /** Writes what was gathered, within the caller's transaction or one of its own, and is empty afterwards. */
  flush(): void {
    const store = this.#store;
    const spans = new Map<LocalDay, Record<Grain, LocalDay>>();
    within(store, () => {
      const write = tallyWriter(store);
      for (const kind of ['unit', 'official'] as const) {
        const holders = [...this.#holders[kind].values()].sort((a, b) => (a.key < b.key ? -1 : 1));
        const sums = holders.map((holder) => sumsOf(holder, spans));
        // In the order of the table: its pages are touched once.
        for (const grain of GRAINS) {
          const places = sums.flatMap((sum, index) =>
            [...sum[grain]].map(([span, by]) => ({ span, by, key: holders[index]!.key })),
          );
          places.sort((a, b) => a.span - b.span);
          for (const { span, by, key } of places) write({ kind, grain, span, key, by });
        }
        this.#holders[kind].clear();
      }
      stampOf(store).write();
    });
  }

  #holderOf(kind: Kind, key: string): Holder {
    const holders = this.#holders[kind];
    let holder = holders.get(key);
    if (holder === undefined) {
      holder = { kind, key, days: new Map() };
      holders.set(key, holder);
    }
    return holder;
  }
}

const noCounts = (): number[] => new Array<number>(WIDTH).fill(0);

function standsLike(a: Participation, b: Participation): boolean {
  return (
    a.openedAt === b.openedAt &&
    a.closedAt === b.closedAt &&
    a.overdueFrom === b.overdueFrom &&
    a.late === b.late &&
    a.withoutDue === b.withoutDue &&
    a.accountable === b.accountable
  );
}

/** The counts of one unit or official, rolled up from days into every span. */
function sumsOf(
  { days }: Holder,
  known: Map<LocalDay, Record<Grain, LocalDay>>,
): Record<Grain, Map<LocalDay, number[]>> {
  const sums = {
    year: new Map(),
    quarter: new Map(),
    month: new Map(),
    third: new Map(),
    day: days,
  } as Record<Grain, Map<LocalDay, number[]>>;
  for (const [day, by] of days) {
    let spans = known.get(day);
    if (spans === undefined) {
      spans = spansAround(day);
      known.set(day, spans);
    }
    for (const grain of ['year', 'quarter', 'month', 'third'] as const) {
      const counts = sums[grain].get(spans[grain]);
      if (counts === undefined) sums[grain].set(spans[grain], [...by]);
      else addInto(counts, 0, by);
    }
  }
  return sums;
}
