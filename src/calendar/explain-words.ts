import type { ClockInterval, ExplainedDay, Term } from './types.js';
import type { DayStatus } from './work-calendar.js';

type Note = ExplainedDay['note'];
type Ground = Extract<ClockInterval, { kind: 'stopped' }>['ground'];

const CIVIL_CODE = 'Bộ luật Dân sự 2015 Điều';
const SAME_DAY_RULE = 'Quy định trả kết quả trong ngày của thủ tục';

/** The day of reception is not counted; minutes run from the moment itself. */
export const NOT_COUNTED_ARTICLE = `${CIVIL_CODE} 147.2`;
export const ROLLED_ARTICLE = `${CIVIL_CODE} 148.5`;
export const MINUTES_ARTICLE = `${CIVIL_CODE} 147.1`;
/** The decision of this project on lawful waiting; the rule set names its legal grounds. */
export const STOPPED_RULE = 'Quy tắc R6: thời gian tạm dừng có căn cứ không tính vào thời hạn';

/** The article that says on which day a term of this unit ends. */
export function endArticle(unit: Term['unit']): string {
  switch (unit) {
    case 'workingDays':
    case 'days':
      return `${CIVIL_CODE} 148.1`;
    case 'weeks':
      return `${CIVIL_CODE} 148.2`;
    case 'months':
      return `${CIVIL_CODE} 148.3`;
    case 'years':
      return `${CIVIL_CODE} 148.4`;
    case 'workingMinutes':
      return MINUTES_ARTICLE;
    case 'sameDay':
      return SAME_DAY_RULE;
  }
}

const GROUNDS: { [ground in Ground]: Note } = {
  supplement: { vi: 'chờ bổ sung hồ sơ', en: 'waiting for a supplement' },
  financialDuty: { vi: 'chờ thực hiện nghĩa vụ tài chính', en: 'waiting for a financial duty' },
  suspension: { vi: 'tạm dừng có căn cứ', en: 'lawful suspension' },
};

export function receivedNote(unit: Term['unit']): Note {
  if (unit === 'workingMinutes') {
    return { vi: 'Ngày tiếp nhận: tính từ thời điểm tiếp nhận', en: 'Received: counted from that moment' };
  }
  if (unit === 'sameDay') {
    return {
      vi: 'Tiếp nhận sau mốc giờ hoặc vào ngày nghỉ: trả ngày làm việc tiếp theo',
      en: 'Received after the cutoff or on a day off: due the next working day',
    };
  }
  return { vi: 'Ngày tiếp nhận, không tính', en: 'Day of reception, not counted' };
}

/** Days of an extended same-day term up to the one on which it was due at first. */
export const RECEIVED_AND_DUE = {
  status: 'received',
  basis: SAME_DAY_RULE,
  note: { vi: 'Ngày tiếp nhận: trả trong ngày', en: 'Day of reception: due the same day' },
} as const;
export const DUE_AT_FIRST = {
  status: 'counted',
  basis: SAME_DAY_RULE,
  note: { vi: 'Trả ngày làm việc tiếp theo', en: 'Due the next working day' },
} as const;

/** The last day of the term before it was extended. */
export function dueBeforeNote(note: Note): Note {
  return {
    vi: `${note.vi}; hạn trả trước khi gia hạn`,
    en: `${note.en}; due date before the extension`,
  };
}

/** A day that counts because the term was extended. */
export function extendedNote(note: Note): Note {
  return { vi: `${note.vi} (do gia hạn)`, en: `${note.en} (by the extension)` };
}

export function countedNote(ordinal: number, total: number): Note {
  return { vi: `Ngày thứ ${ordinal}/${total} của thời hạn`, en: `Day ${ordinal} of ${total}` };
}

export function minutesNote(minutes: number, stopped: Ground | undefined): Note {
  const note = { vi: `Tính ${minutes} phút làm việc`, en: `${minutes} working minutes counted` };
  if (stopped === undefined) return note;
  const why = GROUNDS[stopped];
  return { vi: `${note.vi}; có lúc dừng (${why.vi})`, en: `${note.en}; stopped for a part (${why.en})` };
}

export function stoppedNote(ground: Ground): Note {
  const why = GROUNDS[ground];
  return { vi: `Đồng hồ dừng: ${why.vi}`, en: `Clock stopped: ${why.en}` };
}

export function restNote(status: DayStatus): Note {
  return status.kind === 'weekend'
    ? { vi: `${status.name}, không tính`, en: 'Weekly rest day, not counted' }
    : { vi: `Ngày nghỉ: ${status.name}`, en: `Day off: ${status.name}` };
}

/** The end of a calendar term fell on this day, or on one before it, and moves on. */
export function rolledNote(status: DayStatus): Note {
  return {
    vi: `Ngày cuối không phải ngày làm việc (${status.name}), chuyển sang ngày làm việc tiếp theo`,
    en: `The last day is no working day (${status.kind}), moved to the next working day`,
  };
}

export const NOTHING_LEFT_NOTE: Note = { vi: 'Không tính', en: 'Nothing counted on this day' };

export function dueNote(how: Note | null, stillStopped: boolean): Note {
  const due = stillStopped
    ? {
        vi: 'Hẹn trả đã ghi trước khi dừng; sẽ dời khi tính tiếp',
        en: 'Due as promised before the stop; moves on resume',
      }
    : { vi: 'Ngày hẹn trả', en: 'Due date' };
  return how ? { vi: `${due.vi}. ${how.vi}`, en: `${due.en}. ${how.en}` } : due;
}

/** Adds what an administrator must know of the day's source. */
export function withCaveat(note: Note, status: DayStatus): Note {
  if (!status.announced) {
    return {
      vi: `${note.vi} (tạm tính: lịch nghỉ chưa công bố)`,
      en: `${note.en} (provisional: calendar not announced)`,
    };
  }
  if (status.verified) return note;
  return { vi: `${note.vi} (nguồn chưa kiểm chứng)`, en: `${note.en} (source not verified)` };
}
