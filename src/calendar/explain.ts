import type { WorkCalendar } from './work-calendar.js';
import type { Clock, ExplainedDay, Instant, Term } from './types.js';
import { startClock } from './clock.js';
export function explainDue(calendar: WorkCalendar, received: Instant, term: Term): ExplainedDay[] {
  return explainClock(calendar, startClock(calendar, term, received));
}
export function explainClock(_calendar: WorkCalendar, _clock: Clock): ExplainedDay[] {
  throw new Error('not yet');
}
