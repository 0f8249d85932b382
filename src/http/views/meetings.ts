import type { z } from 'zod';
import { formatInstant, type Instant } from '../../calendar/index.js';
import type { Dossier, Invitation, Meeting, Task } from '../../dossier/index.js';
import type * as schemas from '../schemas/meetings.js';

type MeetingView = z.output<typeof schemas.meeting>;

export function meetingViews({ meetings = [] }: Dossier, now: Instant): MeetingView[] {
  return meetings.map((meeting, index) => ({
    no: index + 1,
    state: stateOf(meeting, now),
    at: formatInstant(meeting.at),
    place: meeting.place,
    convenedAt: formatInstant(meeting.convenedAt),
    by: meeting.by,
    invited: meeting.invited.map(invitationView),
    calledOff: meeting.calledOff ? dated(meeting.calledOff) : null,
  }));
}

/** What a task keeps of the meeting at which its agency spoke. */
export function ofMeeting({ atMeeting, differing }: Task) {
  return { atMeeting: atMeeting ?? null, differing: differing ? dated(differing) : null };
}

function invitationView({ step, unit, differBy, legalBasis, declined }: Invitation) {
  return {
    step,
    unit,
    differBy: formatInstant(differBy.at),
    legalBasis,
    declined: declined ? dated(declined) : null,
  };
}

const stateOf = ({ calledOff, at }: Meeting, now: Instant): MeetingView['state'] =>
  calledOff ? 'calledOff' : now < at ? 'convened' : 'held';

const dated = <T extends { at: Instant }>(one: T): Omit<T, 'at'> & { at: string } => ({
  ...one,
  at: formatInstant(one.at),
});
