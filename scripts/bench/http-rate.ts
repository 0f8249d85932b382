import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { communeCodes } from '../demo/province.js';

const CONNECTIONS = 64;
/** Seconds before measuring: a service runs for days, and its first seconds are the compiler's. */
const WARM_UP = 3;
export const BENCH_COMMUNES = communeCodes().slice(0, 8);

export type Rate = { perSecond: number; p99: number; failed: number };
/** `cpu`: microseconds of processor time the service took a command, whatever else the machine was doing. */
export type CommandRate = Rate & { rss: number; cpu: number };

type Ready = { address: string; tokens: Record<string, string> };

/** Requests a second that bare Fastify echoes, each the size of a reception. */
export async function echoRate(seconds: number): Promise<Rate> {
  const { child, address } = await start('./echo-server.js', []);
  const load = (duration: number) =>
    autocannon({
      url: address,
      connections: CONNECTIONS,
      duration,
      method: 'POST',
      headers: JSON_TYPE,
      body: receptionBody(),
    });
  await load(WARM_UP);
  const result = await load(seconds);
  child.disconnect();
  return rateOf(result);
}

/**
 * Durable commands a second: 64 connections, each taking dossiers of 1.012994 from reception to return, eight commands by
 * five different officials: authenticated, validated, decided by the machine, on the disk before the answer.
 */
export async function commandRate(file: string, seconds: number): Promise<CommandRate> {
  const server = await start('./command-server.js', [file, BENCH_COMMUNES.join(',')]);
  const { child } = server;
  const warm = await commands(server, WARM_UP);
  const result = await commands(server, seconds);
  const { rss, cpu } = await ask<Usage>(child, 'usage');
  child.disconnect();
  const requests = warm.requests.total + result.requests.total;
  return { ...rateOf(result), rss, cpu: Math.round((cpu.user + cpu.system) / requests) };
}

export type SweepRate = {
  fired: number;
  seconds: number;
  during: Rate;
  without: Rate;
};

/**
 * Commands as above on a file in which things are due: while one pass lets all of it happen, and alone before and after
 * it, for the machine is seldom the same for a minute.
 */
export async function sweepRate(file: string, seconds: number): Promise<SweepRate> {
  const server = await start('./command-server.js', [file, BENCH_COMMUNES.join(','), 'no-sweeps']);
  await commands(server, WARM_UP);
  const before = rateOf(await commands(server, seconds));
  const running = commands(server, 3600);
  const begun = performance.now();
  const { fired } = await ask<{ fired: number }>(server.child, 'sweep');
  const took = (performance.now() - begun) / 1000;
  running.stop();
  const during = rateOf(await running);
  const after = rateOf(await commands(server, seconds));
  server.child.disconnect();
  const mean = (of: keyof Rate): number => Math.round((before[of] + after[of]) / 2);
  const without = { perSecond: mean('perSecond'), p99: mean('p99'), failed: before.failed + after.failed };
  return { fired, seconds: took, during, without };
}

function commands({ address, tokens }: Ready, seconds: number): Load {
  let lane = 0;
  return autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) =>
      client.setRequests(walk(BENCH_COMMUNES[lane++ % BENCH_COMMUNES.length]!, tokens)),
  }) as Load;
}

/** Ends after its time, or when it is told to. */
type Load = Promise<autocannon.Result> & { stop(): void };

type Lane = { code?: string };

/** The eight requests of one dossier; the first answer names it for the rest. */
function walk(commune: string, tokens: Record<string, string>): autocannon.Request[] {
  const as = (role: string) => ({ ...JSON_TYPE, authorization: `Bearer ${tokens[`${commune}.${role}1`]}` });
  const receive: autocannon.Request = {
    method: 'POST',
    path: '/api/v1/dossiers',
    headers: as('clerk'),
    body: receptionBody(),
    onResponse: (_status, body, context) => {
      (context as Lane).code = /"code":"([^"]+)"/.exec(body)?.[1];
    },
  };
  const command = (role: string, fields: Record<string, unknown>): autocannon.Request => {
    const body = JSON.stringify(fields);
    const headers = as(role);
    return {
      method: 'POST',
      setupRequest: (request, context) => ({
        ...request,
        headers,
        body,
        path: `/api/v1/dossiers/${(context as Lane).code}/commands`,
      }),
    };
  };
  return [
    receive,
    command('clerk', { type: 'handOff' }),
    command('roomLeader', { type: 'assign', official: `${commune}.specialist1` }),
    command('specialist', { type: 'submit' }),
    command('roomLeader', { type: 'submit' }),
    command('leader', { type: 'approve' }),
    command('clerical', { type: 'finishProcessing', result: 'Quyết định' }),
    command('clerk', { type: 'returnResult', to: 'Người nộp' }),
  ];
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** A reception of 1.012994, as every client of the bench sends it. */
export function receptionBody(): string {
  return JSON.stringify({
    type: 'receive',
    procedure: '1.012994',
    applicant: { name: 'Nguyễn Thị Mẫu', idNumber: '056000000001', phone: '0900000001' },
    handedIn: ['request', 'plan', 'payments', 'landDecision'].map((key) => ({
      key,
      originals: 1,
      copies: 1,
    })),
  });
}

function start(script: string, args: string[]): Promise<Ready & { child: ChildProcess }> {
  const child = fork(fileURLToPath(new URL(script, import.meta.url)), args);
  return new Promise((resolve, reject) => {
    child.once('message', (ready) => resolve({ child, ...(ready as Ready) }));
    child.once('exit', (code) => reject(new Error(`${script} ended with ${code} before it listened.`)));
  });
}

type Usage = { rss: number; cpu: NodeJS.CpuUsage };

function ask<T>(child: ChildProcess, what: 'usage' | 'sweep'): Promise<T> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as T));
    child.send(what);
  });
}

function rateOf(result: autocannon.Result): Rate {
  return {
    perSecond: Math.round(result.requests.average),
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
