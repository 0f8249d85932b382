// What tsc leaves out of dist: the migrations the store reads, and the right to run the command line.
import { chmodSync, cpSync } from 'node:fs';

cpSync('db/migrations', 'dist/db/migrations', { recursive: true });
chmodSync('dist/src/cli/main.js', 0o755);
