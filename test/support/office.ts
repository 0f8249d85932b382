import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createToken, type TokenOrder } from '../../src/admin/index.js';
import { buildApp, type Choices, type Office, openOffice } from '../../src/app.js';
import { type Instant, parseInstant } from '../../src/calendar/index.js';
import type { Role, Scope } from '../../src/dossier/index.js';
import type { RegistryContent, Unit } from '../../src/registry/index.js';
import { openStore } from '../../db/open.js';

/** Everybody of the small province; a person's id says unit and office: `X1.clerk` is the clerk of commune X1. */
const STAFF = [
  ['X1.clerk', 'X1.desk', 'clerk'],
  ['X1.specialist', 'X1.room', 'specialist'],
  ['X1.roomLeader', 'X1.room', 'roomLeader'],
  ['X1.leader', 'X1.leadership', 'leader'],
  ['X1.clerical', 'X1.clerical', 'clerical'],
  ['X2.clerk', 'X2.desk', 'clerk'],
  ['SNV.clerk', 'SNV.desk', 'clerk'],
  ['SNV.specialist', 'SNV.room', 'specialist'],
  ['X1.supervisor', 'X1', 'supervisor'],
  ['P.supervisor', 'P', 'supervisor'],
] as const satisfies readonly (readonly [string, string, Role])[];

export type Person = (typeof STAFF)[number][0];
/** Callers with a token: the staff, a ranking job that reads figures, and the administrator. */
export type Caller = Person | 'ranking' | 'admin';

const DEPARTMENTS = ['desk', 'room', 'leadership', 'clerical'] as const;

const unit = (id: string, parent: string | null, more: Partial<Unit>): Unit => ({
  id,
  parent,
  name: `Đơn vị ${id}`,
  nameEn: null,
  level: 'commune',
  function: 'agency',
  identifier: null,
  rated: false,
  officeHours: null,
  origin: 'registry',
  ...more,
});

const agency = (id: string, level: Unit['level']): Unit[] => [
  unit(id, 'P', { level, rated: true, identifier: `H56.${id}` }),
  ...DEPARTMENTS.map((fn) => unit(`${id}.${fn}`, id, { level, function: fn })),
];

/** A province with two communes and one department, each with desk, room, leadership and clerical office. */
export const smallProvince: RegistryContent = {
  units: [
    unit('P', null, { level: 'province', function: 'province', name: 'Tỉnh Mẫu' }),
    ...agency('X1', 'commune'),
    ...agency('X2', 'commune'),
    ...agency('SNV', 'province'),
  ],
  officials: STAFF.map(([id]) => ({ id, name: `Công chức ${id}`, origin: 'registry' })),
  roles: STAFF.map(([official, of, role]) => ({ official, unit: of, role })),
};

type Call = { as?: Caller; token?: string; body?: unknown; headers?: Record<string, string> };

/** A whole service on a store of its own. The clock stands until `at` sets it. */
export type TestOffice = Office & {
  app: FastifyInstance;
  file: string;
  token(caller: Caller): string;
  at(time: string): void;
  get(url: string, call?: Call): Promise<LightMyRequestResponse>;
  post(url: string, call?: Call): Promise<LightMyRequestResponse>;
  send(method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, call?: Call): Promise<LightMyRequestResponse>;
};

type Closing = { teardown(fn: () => Promise<void>): void };

/**
 * @param t the test, which closes the office and removes its files when it ends
 * @param register another province than the small one; then nobody has a token yet
 */
export async function office(
  t: Closing,
  choices: Partial<Choices> = {},
  register: RegistryContent = smallProvince,
): Promise<TestOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-'));
  const file = join(folder, 'books.db');
  const clock = { now: parseInstant('2026-03-02T08:00') };
  const opened = openOffice({
    store: openStore(file),
    now: () => clock.now,
    http: { checkResponses: true, requestLog: 'silent' },
    ...choices,
  });
  opened.registry.save(register);
  const tokens = register === smallProvince ? tokensFor(opened) : new Map<Caller, string>();
  const app = await buildApp(opened);
  t.teardown(async () => {
    await app.close();
    await opened.close();
    rmSync(folder, { recursive: true });
  });
  const send: TestOffice['send'] = async (method, url, { as, token, body, headers } = {}) => {
    // Two requests never arrive in one turn of the event loop without a socket's turn between them.
    await turn();
    const bearer = token ?? (as && tokens.get(as));
    const authorization = bearer === undefined ? {} : { authorization: `Bearer ${bearer}` };
    const payload = body === undefined ? {} : { payload: body as object };
    return app.inject({ method, url, headers: { ...authorization, ...headers }, ...payload });
  };
  return {
    ...opened,
    app,
    file,
    token: (caller) => tokens.get(caller)!,
    at: (time) => {
      clock.now = parseInstant(time);
    },
    get: (url, call) => send('GET', url, call),
    post: (url, call) => send('POST', url, call),
    send,
  };
}

function tokensFor(opened: Office): Map<Caller, string> {
  const tokens = new Map<Caller, string>();
  const give = (caller: Caller, kind: TokenOrder['kind'], scopes: readonly Scope[]): void => {
    const order = { actor: caller, kind, label: `Mã của ${caller}`, scopes };
    tokens.set(caller, createToken(opened, order).token);
  };
  for (const [id, , role] of STAFF)
    give(id, 'official', role === 'supervisor' ? ['supervision'] : ['casework']);
  give('ranking', 'machine', ['figures']);
  give('admin', 'machine', ['admin']);
  return tokens;
}

/** The opening of a household business registration with everything its checklist asks for. */
export function opening(more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type: 'receive',
    procedure: '2.000815',
    case: 'sameDay',
    applicant: { name: 'Nguyễn Thị Mẫu', idNumber: '056000000001', phone: '0900000001' },
    handedIn: [{ key: 'original', originals: 1 }],
    ...more,
  };
}

/** Milliseconds of a written time, for expectations. */
export const instant = (time: string): Instant => parseInstant(time);
