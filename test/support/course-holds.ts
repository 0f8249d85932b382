import type { Instant } from '../../src/calendar/index.js';
import { began, type Course } from './course.js';
import {
  budgetsAreWhole,
  endIsEnd,
  minutesAddUp,
  silenceSpeaks,
  stretchesMeet,
  tasksGrow,
} from './invariants.js';
import { participationsAsTheLawSays } from './who-answers.js';

/** Every invariant of everything that happened to one dossier, up to an instant at or after the last of it. */
export function courseHolds(course: Course, until: Instant): void {
  for (const index of course.keys()) stateHolds(course, index, until);
  minutesAddUp(course, until);
}

/** Each state of a course by itself, and against the one before it, unless it began anew. */
function stateHolds(course: Course, index: number, until: Instant): void {
  const { dossier } = course[index]!;
  stretchesMeet(dossier);
  tasksGrow(began(course[index]!) ? null : course[index - 1]!.dossier, dossier);
  endIsEnd(dossier);
  silenceSpeaks(dossier);
  participationsAsTheLawSays(dossier);
  budgetsAreWhole(dossier, [dossier.changedAt, course[index + 1]?.dossier.changedAt ?? until]);
}
