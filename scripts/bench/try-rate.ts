import { rmSync } from 'node:fs';
import { commandRate, echoRate } from './http-rate.js';
const s = Number(process.argv[2] ?? 6);
for (const x of ['', '-wal', '-shm']) rmSync(`/tmp/x/rate.db${x}`, { force: true });
const e = process.argv[3] ? await echoRate(3) : null;
console.log('echo', e);
console.log('commands', await commandRate('/tmp/x/rate.db', s));
