import { computeDue, createWorkCalendar, type Term, vietnamCalendar } from '../../src/calendar/index.js';

const TERMS: readonly Term[] = [
  { unit: 'workingDays', count: 21 },
  { unit: 'workingMinutes', count: 40 * 60 },
  { unit: 'days', count: 30 },
  { unit: 'months', count: 1 },
  { unit: 'sameDay', cutoffMinute: 15 * 60 },
];

/** Due dates a second, terms and instants of reception mixed, on one core. */
export function duesPerSecond(dues = 2_000_000): number {
  const calendar = createWorkCalendar(vietnamCalendar);
  const from = Date.UTC(2024, 0, 2, 1);
  let sum = 0;
  const run = (count: number): void => {
    for (let index = 0; index < count; index += 1) {
      const received = from + ((index * 7_919_000) % 86_400_000_000);
      sum += computeDue(calendar, received, TERMS[index % TERMS.length]!).at;
    }
  };
  run(dues / 10);
  const started = performance.now();
  run(dues);
  const seconds = (performance.now() - started) / 1000;
  if (!Number.isFinite(sum)) throw new Error('A due date came out as no number.');
  return Math.round(dues / seconds);
}
