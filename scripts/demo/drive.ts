import {
  type Instant,
  createWorkCalendar,
  formatInstant,
  localDateOf,
  parseInstant,
  vietnamCalendar,
} from '../../src/calendar/index.js';
import { namedLead } from '../../src/procedure/index.js';
import type { Registry } from '../../src/registry/index.js';
import { allowanceOf } from './allowances.js';
import { agenciesOf, agencyOf, caseOf, factsOf, papersOf } from './requests.js';
import type { Scenario } from './scenarios.js';

/** What the driver needs of the world: the service over HTTP, a token for whoever acts, and what falls due by itself. */
export type Desk = {
  baseUrl: string;
  registry: Registry;
  tokenOf(official: string): string;
  adminToken: string;
  /** Lets happen what is due by the rehearsal's clock, as the service does every few seconds by its own. */
  sweep(): Promise<number>;
};

/** The part of a dossier's answer the driver reads. */
type Answer = {
  code: string;
  status: number;
  late: boolean;
  appointment: { at: string } | null;
  tasks: {
    step: string;
    unit: string;
    role: string;
    official: string | null;
    openedAt: string;
    finishedAt: string | null;
  }[];
};

/** `reappointed` and `fired`: promises made anew by a leader, and what befell dossiers by itself. */
export type Driven = { dossiers: number; commands: number; reappointed: number; fired: number };

const calendar = createWorkCalendar(vietnamCalendar);
const DAY_MS = 86_400_000;

type Entry = { at: Instant; scenario: Scenario; next: number; answer: Answer | null; watch: boolean };

/**
 * Drives every dossier from reception to where it is at `until`, over HTTP, in the order of the rehearsal's time: the
 * service's clock is moved on before each command, and what fell due meanwhile happens first. Commands due after `until`
 * are not given, so some dossiers stay open. Beside each goes a watch: a leader who looks at it the day after its promise.
 */
export async function drive(
  desk: Desk,
  scenarios: readonly Scenario[],
  until: Instant,
  onProgress: (commands: number, at: Instant) => void,
): Promise<Driven> {
  const driven: Driven = { dossiers: scenarios.length, commands: 0, reappointed: 0, fired: 0 };
  const queue: Entry[] = scenarios.map((scenario) => ({
    at: scenario.receivedAt,
    scenario,
    next: 0,
    answer: null,
    watch: false,
  }));
  while (queue.length > 0) {
    queue.sort((a, b) => a.at - b.at || a.scenario.no - b.scenario.no);
    const entry = queue.shift()!;
    if (entry.at > until) continue;
    await moveClock(desk, entry.at);
    driven.fired += await desk.sweep();
    if (entry.watch) {
      if (await lookAfter(desk, entry)) driven.reappointed += 1;
      continue;
    }
    const answer = await give(desk, entry);
    driven.commands += 1;
    onProgress(driven.commands, entry.at);
    if (answer !== null) queue.push(...following(entry, answer));
  }
  await moveClock(desk, until);
  driven.fired += await desk.sweep();
  return driven;
}

/** The next command, and with the reception the leader's watch. */
function following(entry: Entry, answer: Answer): Entry[] {
  const { scenario } = entry;
  const next = entry.next + 1;
  const command = scenario.commands[next];
  const on: Entry[] = [];
  if (command !== undefined)
    on.push({ ...entry, next, answer, at: whenDone(entry.at, command, answer, scenario) });
  const received = scenario.commands[entry.next] === 'receive' && answer.appointment !== null;
  if (received) on.push({ ...entry, answer, watch: true, at: parseInstant(answer.appointment!.at) + DAY_MS });
  return on;
}

/** Null when the dossier went another way meanwhile: it was stopped, or a silence took the step's place. */
async function give(desk: Desk, { scenario, next, answer }: Entry): Promise<Answer | null> {
  const [type, step] = scenario.commands[next]!.split(' ') as [string, string | undefined];
  if (answer === null) return begin(desk, scenario, type);
  const now = await read(desk, scenario, answer.code);
  const actor = step === undefined ? whole(scenario, type) : holder(desk, now, step);
  if (actor === null) return type === 'answer' ? now : null;
  const body = { type, ...(step === undefined ? {} : { step }), ...fieldsOf(type, now, step, scenario) };
  return post(desk, `/api/v1/dossiers/${encodeURIComponent(answer.code)}/commands`, actor, body);
}

const clerkOf = (scenario: Scenario): string => `${agencyOf(scenario)}.clerk${1 + (scenario.no % 2)}`;

/** Commands on the whole dossier are the desk's; standing still is by the leader's word. */
function whole(scenario: Scenario, type: string): string {
  return type === 'suspend' || type === 'resume' ? leaderOf(scenario) : clerkOf(scenario);
}

function begin(desk: Desk, scenario: Scenario, type: string): Promise<Answer> {
  return post(desk, '/api/v1/dossiers', clerkOf(scenario), {
    type,
    procedure: scenario.procedure,
    case: caseOf(scenario),
    ...agenciesOf(scenario),
    channel: type === 'register' ? 'online' : 'desk',
    applicant: {
      name: `Công dân mẫu ${scenario.no + 1}`,
      idNumber: `0560${String(scenario.no + 1).padStart(8, '0')}`,
    },
    handedIn: type === 'register' ? [] : papersOf(scenario),
  });
}

/** The day after the promise: what is overdue the leader re-appoints, once, and most of the time. */
async function lookAfter(desk: Desk, { scenario, answer, at }: Entry): Promise<boolean> {
  const now = await read(desk, scenario, answer!.code);
  if (!now.late || now.status > 4 || scenario.no % 4 === 0) return false;
  const day = calendar.addWorkingMinutes(at, 5 * 480, 'latest');
  const url = `/api/v1/dossiers/${encodeURIComponent(now.code)}/commands`;
  await post(desk, url, leaderOf(scenario), {
    type: 'reappoint',
    newDue: localDateOf(day),
    reason: 'Hồ sơ cần xác minh thêm tại đơn vị phối hợp',
  });
  return true;
}

/** The leader of the agency that leads: the commune's own, or the one the provincial centre sends the dossier to. */
function leaderOf(scenario: Scenario): string {
  return `${namedLead(factsOf(scenario)) ?? agencyOf(scenario)}.leader1`;
}

/** Whoever holds the open step, or the first in its unit with its role; null when it is not open any more. */
function holder({ registry }: Desk, answer: Answer, step: string): string | null {
  const task = answer.tasks.find((one) => one.step === step && one.finishedAt === null);
  if (task === undefined) return null;
  if (task.official !== null) return task.official;
  const held = registry.roles.find(
    (role) => role.role === task.role && registry.tree.isWithin(task.unit, role.unit),
  );
  if (held === undefined) throw new Error(`Nobody in ${task.unit} is ${task.role}.`);
  return held.official;
}

function fieldsOf(
  type: string,
  answer: Answer,
  step: string | undefined,
  scenario: Scenario,
): Record<string, unknown> {
  const { no } = scenario;
  const unit = answer.tasks.find((task) => task.step === step)?.unit ?? '';
  const fields: Record<string, Record<string, unknown>> = {
    receive: { handedIn: papersOf(scenario) },
    guide: { items: ['Thành phần hồ sơ bản điện tử'], reason: 'Chưa có tệp đính kèm' },
    suspend: { ground: 'Chờ kết quả giải quyết tranh chấp của cơ quan có thẩm quyền' },
    assign: { official: `${unit.split('.')[0]}.specialist${1 + (no % 3)}` },
    sendBack: { reason: 'Cần bổ sung căn cứ' },
    refuse: { reason: 'Không đủ điều kiện theo quy định' },
    withdraw: { reason: 'Công dân đề nghị rút hồ sơ' },
    answer: { answer: 'agree' },
    requestSupplement: { items: ['Bản chính để đối chiếu'], reason: 'Bản sao mờ' },
    requireFinancialDuty: { amount: 1_250_000, reason: 'Lệ phí trước bạ' },
    confirmFinancialDuty: { evidence: 'Giấy nộp tiền vào ngân sách nhà nước' },
    finishProcessing: { result: `Số ${no + 1}/2026` },
    returnResult: { to: `Công dân mẫu ${no + 1}` },
  };
  return fields[type] ?? {};
}

/**
 * When a command is given: what its step takes of working time since it was opened, so parallel steps run side by side;
 * citizens take calendar days. A step that is not open yet waits behind one whose silence has to run out.
 */
function whenDone(after: Instant, command: string, answer: Answer, scenario: Scenario): Instant {
  const { procedure, slow, no, kind } = scenario;
  const [type, step] = command.split(' ') as [string, string | undefined];
  if (type === 'resume') return nextOpening(after + 3 * DAY_MS);
  if (step === undefined) return nextOpening(after + (1 + (no % 4)) * DAY_MS);
  if (type === 'returnResult') return nextOpening(after + (1 + (no % 3)) * DAY_MS);
  const opened = answer.tasks.find((task) => task.step === step && task.finishedAt === null)?.openedAt;
  const silence = opened === undefined && kind === 'silent' ? SILENCE_MINUTES : 0;
  const allowance = allowanceOf(procedure, step, caseOf(scenario)) ?? 120;
  // 13 shares no factor with the number of lines, so that dossiers of one line differ in their pace.
  const share = slow?.step === step ? slow.times : 0.25 + ((no * 7) % 13) / 24;
  const from = opened === undefined ? after : parseInstant(opened);
  const minutes = Math.max(5, Math.round(allowance * share)) + silence;
  return Math.max(after, calendar.addWorkingMinutes(from, minutes, 'latest'));
}

/** Longer than any agency that is asked has for its answer. */
const SILENCE_MINUTES = 15 * 480;

const nextOpening = (instant: Instant): Instant => calendar.addWorkingMinutes(instant, 1, 'latest');

async function moveClock(desk: Desk, to: Instant): Promise<void> {
  const body = { now: formatInstant(to) };
  await send(desk, 'PUT', '/api/v1/rehearsal/clock', desk.adminToken, body);
}

function read(desk: Desk, scenario: Scenario, code: string): Promise<Answer> {
  const token = desk.tokenOf(clerkOf(scenario));
  return send(desk, 'GET', `/api/v1/dossiers/${encodeURIComponent(code)}`, token);
}

function post(desk: Desk, path: string, actor: string, body: unknown): Promise<Answer> {
  return send(desk, 'POST', path, desk.tokenOf(actor), body);
}

async function send<T>(desk: Desk, method: string, path: string, token: string, body?: unknown): Promise<T> {
  const response = await fetch(desk.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${text}\n${JSON.stringify(body)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The rehearsal ends here: a Friday evening, after which the late lists are read. */
export const REHEARSAL_END = parseInstant('2026-11-20T17:30');
