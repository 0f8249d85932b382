import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { communeCodes } from '../demo/province.js';

const CONNECTIONS = 64;

export type Rate = { perSecond: number; p99: number; failed: number };
/** `cpu`: microseconds of processor time the service took a command, whatever else the machine was doing. */
export type CommandRate = Rate & { rss: number; cpu: number };

type Ready = { address: string; tokens: Record<string, string> };

/** Requests a second that bare Fastify echoes, each the size of a reception. */
export async function echoRate(seconds: number): Promise<Rate> {
  const { child, address } = await start('./echo-server.js', []);
  const body = receptionBody();
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    method: 'POST',
    headers: JSON_TYPE,
    body,
  });
  child.disconnect();
  return rateOf(result);
}

/**
 * Durable commands a second: 64 connections, each taking dossiers of 1.012994 from reception to return, eight commands by
 * five different officials: authenticated, validated, decided by the machine, on the disk before the answer.
 */
export async function commandRate(file: string, seconds: number): Promise<CommandRate> {
  const communes = communeCodes().slice(0, 8);
  const { child, address, tokens } = await start('./command-server.js', [file, communes.join(',')]);
  let lane = 0;
  const result = await autocannon({
    url: address,
    connections: CONNECTIONS,
    duration: seconds,
    setupClient: (client) => client.setRequests(walk(communes[lane++ % communes.length]!, tokens)),
  });
  const { rss, cpu } = await askUsage(child);
  child.disconnect();
  return { ...rateOf(result), rss, cpu: Math.round((cpu.user + cpu.system) / result.requests.total) };
}

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

function receptionBody(): string {
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

function askUsage(child: ChildProcess): Promise<Usage> {
  return new Promise((resolve) => {
    child.once('message', (answer) => resolve(answer as Usage));
    child.send('usage');
  });
}

function rateOf(result: autocannon.Result): Rate {
  return {
    perSecond: Math.round(result.requests.average),
    p99: result.latency.p99,
    failed: result.non2xx + result.errors,
  };
}
