// What tsc leaves out of dist: the migrations the store reads, the demo's data, the templates forms are drawn with (beside
// them the licence of their font, which is read from its package), and the right to run the command line.
import { chmodSync, cpSync } from 'node:fs';

cpSync('db/migrations', 'dist/db/migrations', { recursive: true });
cpSync('scripts/demo/data', 'dist/scripts/demo/data', { recursive: true });
cpSync('src/documents/templates', 'dist/src/documents/templates', { recursive: true });
chmodSync('dist/src/cli/main.js', 0o755);
