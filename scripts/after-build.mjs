// What tsc leaves out of dist: the migrations the store reads, the demo's data, and the right to run the command line.
import { chmodSync, cpSync } from 'node:fs';

cpSync('db/migrations', 'dist/db/migrations', { recursive: true });
cpSync('scripts/demo/data', 'dist/scripts/demo/data', { recursive: true });
chmodSync('dist/src/cli/main.js', 0o755);
