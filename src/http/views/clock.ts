import type { z } from 'zod';
import { type ClockInterval, formatInstant, formatTerm } from '../../calendar/index.js';
import type { ClockReading } from '../../casework/index.js';
import type * as schemas from '../schemas/clock.js';
import { dueView, extensionView, instantOf } from './dossier.js';

type ClockView = z.output<typeof schemas.clock>;

export function clockView(code: string, reading: ClockReading | null): ClockView {
  return { code, clock: reading && readingView(reading) };
}

function readingView(reading: ClockReading): ClockView['clock'] {
  const { dossier, clock, appointment, late, usedMinutes, remainingMinutes, days } = reading;
  return {
    state: clock.state,
    term: clock.term,
    termText: formatTerm(clock.term),
    calendarVersion: clock.calendarVersion,
    startedAt: formatInstant(clock.startedAt),
    due: dueView(clock.due),
    provisional: clock.due.provisional,
    appointment: appointment && dueView(appointment),
    extension: extensionView(dossier),
    late,
    usedMinutes,
    remainingMinutes,
    intervals: clock.intervals.map(intervalView),
    days,
  };
}

function intervalView(interval: ClockInterval) {
  return {
    kind: interval.kind,
    ground: interval.kind === 'stopped' ? interval.ground : null,
    from: formatInstant(interval.from),
    to: instantOf(interval.to),
  };
}
