import { lateFromOf, localDateOf, remainingMinutes, usedMinutes } from '../../calendar/index.js';
import { type Dossier, invitationsOf, type Task } from '../../dossier/index.js';
import { type Block, field, type FormBody, table, text } from '../content.js';
import type { FormSource } from '../source.js';
import { instantInWords, minutesInWords, officialName, shortInstant, unitName } from '../words.js';
import { applicantLines, requestLine } from './common.js';
import { transferTable } from './transfer.js';

const EARLY = 'Trước hạn';
const ON_TIME = 'Đúng hạn';
const OVER = 'Quá hạn';

/** Phiếu kiểm soát quá trình giải quyết: who gave, who received, when, allowed, used, and how it stands; one row a task. */
export function controlSlip(source: FormSource): FormBody {
  const { dossier } = source;
  return {
    layout: 'landscape',
    blocks: [
      field('Kèm theo hồ sơ của', dossier.applicant.name, true),
      ...applicantLines(source).slice(3, 4),
      requestLine(source),
      field('Thời gian nhận hồ sơ', instantInWords(dossier.receivedAt)),
      ...overall(source),
      ...transferTable(source),
      tasksTable(source),
      text(
        'Thời gian cho phép và thời gian đã dùng tính bằng giờ, phút làm việc; thời gian tạm dừng theo quy định không tính.',
        'italic',
      ),
    ],
    signatures: [],
  };
}

function overall({ dossier, event }: FormSource): Block[] {
  const { clock, finishedAt, closedAt, appointment } = dossier;
  if (clock === null) return [];
  const moved =
    clock.due.at !== appointment?.at ? [field('Hạn trả sau tạm dừng', instantInWords(clock.due.at))] : [];
  const ended = finishedAt ?? closedAt;
  const lateFrom = lateFromOf(clock);
  const late = lateFrom !== null && (ended ?? event.at) >= lateFrom;
  return [
    field('Thời gian hẹn trả kết quả', appointment === null ? null : instantInWords(appointment.at)),
    ...moved,
    field('Kết thúc xử lý', ended === null ? 'đang giải quyết' : instantInWords(ended)),
    field(
      'Kết quả giải quyết',
      ended === null && !late ? 'Trong hạn' : wordOf(late, ended ?? event.at, clock.due.at),
    ),
  ];
}

/** R15: finished on a date before the due date is early, on the due date on time. */
function wordOf(late: boolean, ended: number, dueAt: number): string {
  if (late) return OVER;
  return localDateOf(ended) < localDateOf(dueAt) ? EARLY : ON_TIME;
}

function tasksTable(source: FormSource): Block {
  return table(
    'Quá trình giao, nhận và giải quyết hồ sơ',
    [
      { title: 'TT', weight: 1, align: 'centre' },
      { title: 'Tên cơ quan\n1. Giao\n2. Nhận', weight: 6, align: 'left' },
      { title: 'Nội dung công việc', weight: 4, align: 'left' },
      { title: 'Người giao\nNgười nhận', weight: 5, align: 'left' },
      { title: 'Thời gian\nnhận, hoàn thành', weight: 4, align: 'centre' },
      { title: 'Cho phép', weight: 2.2, align: 'centre' },
      { title: 'Đã dùng', weight: 2.2, align: 'centre' },
      { title: 'Kết quả', weight: 2.2, align: 'centre' },
      { title: 'Ghi chú', weight: 2.8, align: 'left' },
    ],
    source.dossier.tasks.map((task) => rowOf(task, source)),
  );
}

function rowOf(task: Task, source: FormSource): string[] {
  const { names, event } = source;
  const from = giverOf(task, source);
  const account = accountOf(task, source);
  const receiver = task.official === null ? 'chưa phân công' : officialName(task.official, names);
  return [
    String(task.no),
    `1. ${from.unit}\n2. ${unitName(task.unit, names)}`,
    source.stepTitle(task) ?? task.step,
    `1. ${from.official}\n2. ${receiver}`,
    `${shortInstant(task.openedAt)}\n${task.finishedAt === null ? 'đang xử lý' : shortInstant(task.finishedAt)}`,
    account === null ? 'Không tính' : minutesInWords(account.allowed),
    account === null ? '' : minutesInWords(account.used),
    account === null ? '' : resultOf(task, account, event.at),
    noteOf(task, source),
  ];
}

/** Who gave it: whoever did what opened it, in the unit they did it for; what reception opened comes from the applicant. */
function giverOf(
  task: Task,
  { states, begunAt, history, dossier, names }: FormSource,
): { unit: string; official: string } {
  const opening = states.findIndex((state, index) => index >= begunAt && state.tasks.length >= task.no);
  if (opening <= begunAt) return { unit: 'Người nộp hồ sơ', official: dossier.applicant.name };
  const { actor, payload } = history[opening]!;
  const addressed = states[opening - 1]!.tasks.find((one) => one.no === payload['task']);
  return {
    unit: unitName(addressed?.unit ?? dossier.routing.desk, names),
    official: officialName(actor, names),
  };
}

type Account = { allowed: number; used: number };

/**
 * Working minutes allowed and used; null for what is not timed. Whoever takes a task over shares its clock, so the used
 * minutes are those since the clock began.
 */
function accountOf({ clock, unit, finishedAt }: Task, { calendarOf, event }: FormSource): Account | null {
  if (clock === null) return null;
  const calendar = calendarOf(unit);
  const { term, startedAt } = clock;
  return {
    allowed: term.unit === 'workingMinutes' ? term.count : remainingMinutes(calendar, clock, startedAt),
    used: usedMinutes(calendar, clock, finishedAt ?? event.at),
  };
}

/** Hour allowances by minutes: fewer is early, as many on time, more over. Day terms by their dates (R5, R15). */
function resultOf(task: Task, { allowed, used }: Account, now: number): string {
  const { clock, finishedAt } = task;
  const lateFrom = clock === null ? null : lateFromOf(clock);
  const over = task.late || (finishedAt === null && lateFrom !== null && now >= lateFrom);
  if (finishedAt === null) return over ? OVER : 'Trong hạn';
  if (clock !== null && clock.due.comparison !== 'workingTime') return wordOf(over, finishedAt, clock.due.at);
  if (over) return OVER;
  return used < allowed ? EARLY : ON_TIME;
}

const ENDS: Record<NonNullable<Task['end']>, string> = {
  done: '',
  reassigned: 'Chuyển người xử lý',
  redirected: 'Nêu nhầm, chuyển cơ quan khác',
  passed: 'Dừng theo hồ sơ',
  deemedConsent: 'Im lặng, coi như đồng ý',
  escalated: 'Im lặng, chuyển cấp trên',
};

function noteOf(task: Task, { dossier }: FormSource): string {
  const { no, kind, end, clock, finishedAt, lateAnswer, laidIn } = task;
  const kinds = { task: '', handoff: 'Liên thông', consultation: 'Lấy ý kiến' };
  const stopped = finishedAt === null && clock?.state === 'stopped' ? 'Tạm dừng' : '';
  const escalated = dossier.fired?.includes(`taskOverdue:${no}`) ? 'Đã báo lãnh đạo' : '';
  const late = lateAnswer ? `Trả lời sau hạn ${shortInstant(lateAnswer.at)}` : '';
  const lay = laidIn ? `Văn bản ${laidIn.number} chờ nhập` : '';
  const ended = end === null ? '' : ENDS[end];
  const meetings = meetingNotes(task, dossier);
  return [kinds[kind], escalated, ended, stopped, late, lay, ...meetings].filter(Boolean).join('; ');
}

/** Invited when, declined or spoken through whom, and what came after it. */
function meetingNotes(task: Task, dossier: Dossier): string[] {
  const { atMeeting, differing } = task;
  const invited = invitationsOf(dossier, task).reverse();
  return [
    ...invited.map(
      ({ meeting, invitation: { declined } }) =>
        `Mời họp ${shortInstant(meeting.at)}${declined ? `, từ chối dự họp ${shortInstant(declined.at)}` : ''}`,
    ),
    ...(atMeeting ? [`Trả lời tại cuộc họp, người được cử: ${atMeeting.representative}`] : []),
    ...(differing ? [`Ý kiến khác ${shortInstant(differing.at)}`] : []),
  ];
}
