// What tsc leaves out of dist: the migrations the store reads, the procedure documents the catalogue reads, the demo's
// data, the templates forms are drawn with (beside them the licence of their font, which is read from its package), and the
// right to run the command line.
import { chmodSync, cpSync, statSync } from 'node:fs';

const isFolderOrDocument = (path) => statSync(path).isDirectory() || path.endsWith('.yaml');

cpSync('db/migrations', 'dist/db/migrations', { recursive: true });
cpSync('workflows', 'dist/workflows', { recursive: true, filter: isFolderOrDocument });
cpSync('scripts/demo/data', 'dist/scripts/demo/data', { recursive: true });
cpSync('src/documents/templates', 'dist/src/documents/templates', { recursive: true });
chmodSync('dist/src/cli/main.js', 0o755);
