import {
  type Instant,
  createWorkCalendar,
  formatInstant,
  parseInstant,
  vietnamCalendar,
} from '../../src/calendar/index.js';
import type { Registry } from '../../src/registry/index.js';
import { procedures } from '../../workflows/index.js';
import type { Scenario } from './scenarios.js';

/** What the driver needs of the world: the service over HTTP and a token for whoever acts. */
export type Desk = {
  baseUrl: string;
  registry: Registry;
  tokenOf(official: string): string;
  adminToken: string;
};

/** The part of a dossier's answer the driver reads. */
type Answer = {
  code: string;
  tasks: {
    step: string;
    unit: string;
    role: string;
    official: string | null;
    openedAt: string;
    finishedAt: string | null;
  }[];
};

export type Driven = { dossiers: number; commands: number };

const calendar = createWorkCalendar(vietnamCalendar);

/**
 * Drives every dossier from reception to where it is at `until`, over HTTP, in the order of the rehearsal's time: the
 * service's clock is moved on before each command. Commands due after `until` are not given, so some dossiers stay open.
 */
export async function drive(
  desk: Desk,
  scenarios: readonly Scenario[],
  until: Instant,
  onProgress: (commands: number, at: Instant) => void,
): Promise<Driven> {
  const queue = scenarios.map((scenario) => ({
    at: scenario.receivedAt,
    scenario,
    next: 0,
    answer: null as Answer | null,
  }));
  let commands = 0;
  while (queue.length > 0) {
    queue.sort((a, b) => a.at - b.at || a.scenario.no - b.scenario.no);
    const entry = queue.shift()!;
    if (entry.at > until) continue;
    await moveClock(desk, entry.at);
    const answer = await give(desk, entry.scenario, entry.scenario.commands[entry.next]!, entry.answer);
    commands += 1;
    onProgress(commands, entry.at);
    const next = entry.next + 1;
    const command = entry.scenario.commands[next];
    if (command !== undefined)
      queue.push({ ...entry, next, answer, at: whenDone(entry.at, command, answer, entry.scenario) });
  }
  await moveClock(desk, until);
  return { dossiers: scenarios.length, commands };
}

async function give(desk: Desk, scenario: Scenario, line: string, answer: Answer | null): Promise<Answer> {
  const [type, step] = line.split(' ') as [string, string | undefined];
  if (answer === null) return receive(desk, scenario);
  const clerk = `${scenario.desk.split('.')[0]}.clerk${1 + (scenario.no % 2)}`;
  const actor = step === undefined ? clerk : holder(desk, answer, step);
  const body = { type, ...(step === undefined ? {} : { step }), ...fieldsOf(type, answer, step, scenario) };
  return send(
    desk,
    'POST',
    `/api/v1/dossiers/${encodeURIComponent(answer.code)}/commands`,
    desk.tokenOf(actor),
    body,
  );
}

function receive(desk: Desk, scenario: Scenario): Promise<Answer> {
  const { facts } = procedures.find((procedure) => procedure.facts.code === scenario.procedure)!;
  const clerk = `${scenario.desk.split('.')[0]}.clerk${1 + (scenario.no % 2)}`;
  return send(desk, 'POST', '/api/v1/dossiers', desk.tokenOf(clerk), {
    type: 'receive',
    procedure: scenario.procedure,
    case: facts.cases[0].key,
    channel: 'desk',
    applicant: {
      name: `Công dân mẫu ${scenario.no + 1}`,
      idNumber: `0560${String(scenario.no + 1).padStart(8, '0')}`,
    },
    handedIn: facts.checklist.map(({ key, originals, copies }) => ({ key, originals, copies })),
  });
}

/** Whoever holds the open step, or the first in its unit with its role. */
function holder({ registry }: Desk, answer: Answer, step: string): string {
  const task = answer.tasks.find((one) => one.step === step && one.finishedAt === null);
  if (task === undefined) throw new Error(`Step ${step} of ${answer.code} is not open.`);
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
  { no }: Scenario,
): Record<string, unknown> {
  const unit = answer.tasks.find((task) => task.step === step)?.unit ?? '';
  const fields: Record<string, Record<string, unknown>> = {
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
 * citizens take calendar days.
 */
function whenDone(
  after: Instant,
  command: string,
  answer: Answer,
  { procedure, slow, no }: Scenario,
): Instant {
  const [type, step] = command.split(' ') as [string, string | undefined];
  if (step === undefined) return after + (1 + (no % 4)) * 86_400_000;
  if (type === 'returnResult') return nextOpening(after + (1 + (no % 3)) * 86_400_000);
  const opened = answer.tasks.find((task) => task.step === step && task.finishedAt === null)?.openedAt;
  const allowance = allowanceOf(procedure, step) ?? 120;
  const share = slow?.step === step ? slow.times : 0.25 + ((no * 7) % 11) / 20;
  const from = opened === undefined ? after : parseInstant(opened);
  return Math.max(
    after,
    calendar.addWorkingMinutes(from, Math.max(5, Math.round(allowance * share)), 'latest'),
  );
}

const nextOpening = (instant: Instant): Instant => calendar.addWorkingMinutes(instant, 1, 'latest');

const allowances = new Map<string, number>();

/** Working minutes a step may take, read from the procedure's machine. */
function allowanceOf(code: string, step: string): number | undefined {
  if (allowances.size === 0)
    for (const { facts, machine } of procedures) collect(facts.code, machine.config.states ?? {});
  return allowances.get(`${code} ${step}`);
}

type Node = {
  meta?: { step?: { allowance: { unit: string; count?: number } | null } };
  states?: Record<string, unknown>;
};

function collect(code: string, states: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(states)) {
    const node = value as Node;
    const allowance = node.meta?.step?.allowance;
    if (allowance?.count !== undefined)
      allowances.set(
        `${code} ${key}`,
        allowance.unit === 'workingDays' ? allowance.count * 480 : allowance.count,
      );
    if (node.states) collect(code, node.states);
  }
}

async function moveClock(desk: Desk, to: Instant): Promise<void> {
  await send(desk, 'PUT', '/api/v1/rehearsal/clock', desk.adminToken, { now: formatInstant(to) });
}

async function send<T>(desk: Desk, method: string, path: string, token: string, body: unknown): Promise<T> {
  const response = await fetch(desk.baseUrl + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${text}\n${JSON.stringify(body)}`);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

/** The rehearsal ends here: a Friday evening, after which the late lists are read. */
export const REHEARSAL_END = parseInstant('2026-11-20T17:30');
