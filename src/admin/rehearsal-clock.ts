import { formatInstant, type Instant } from '../calendar/index.js';

export class ClockBackError extends Error {
  readonly code = 'rehearsal.clockBack';
  readonly facts: Record<string, unknown>;

  constructor(current: Instant) {
    super(
      `It is ${formatInstant(current)} in the rehearsal. Give that instant or a later one: time only moves forward.`,
    );
    this.facts = { current: formatInstant(current) };
  }
}

/** The clock of a rehearsal: it stands still until somebody moves it on, so that a year can pass in an afternoon. */
export class RehearsalClock {
  #now: Instant;
  readonly #keep: (now: Instant) => void;

  /** `keep` remembers each instant, so that a restarted rehearsal goes on from it. */
  constructor(start: Instant, keep: (now: Instant) => void = () => {}) {
    this.#now = start;
    this.#keep = keep;
  }

  now = (): Instant => this.#now;

  /** @throws ClockBackError */
  moveTo(instant: Instant): void {
    if (instant < this.#now) throw new ClockBackError(this.#now);
    this.#keep(instant);
    this.#now = instant;
  }
}
