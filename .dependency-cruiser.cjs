// The import directions of docs/architecture.md, as rules. Arrows point inward only:
// edge (http, cli, import) -> slices -> ledger port -> rules; workflows -> procedure kit.
const RULES = '^src/(calendar|procedure|dossier|registry|rating)/';
const SLICES = '^src/(desk|casework|supervision|ranking|lookup|admin)/';
const EDGE = '^src/(http|cli|integration|web|documents)/';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means two modules are one; find the noun between them.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'rules-are-pure',
      comment: 'Calendar, procedure kit, dossier and rating know no store, no HTTP, no process, no slice.',
      severity: 'error',
      from: { path: RULES },
      to: {
        path: [
          '^db/',
          '^workflows/',
          SLICES,
          EDGE,
          '^src/(ledger|app|server|config)',
          '^node_modules/(fastify|@fastify|better-sqlite3|drizzle-orm|pino)',
        ],
      },
    },
    {
      name: 'rules-read-no-machine',
      comment:
        'Time, files and the environment are arguments of the rules (node:crypto hashes are arithmetic).',
      severity: 'error',
      from: { path: RULES },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'workflows-speak-kit-only',
      comment:
        'A procedure is law: it is written with the procedure kit and the calendar terms, nothing else. ' +
        'Only the loader reads the documents that lie beside it, once, when the catalogue is loaded.',
      severity: 'error',
      from: { path: '^workflows/', pathNot: '^workflows/documents[.]ts$' },
      to: { pathNot: ['^workflows/', '^src/procedure/', '^src/calendar/', '^node_modules/xstate'] },
    },
    {
      name: 'the-loader-only-reads-files',
      comment: 'workflows/documents.ts reads the YAML documents beside it and compiles them; nothing else.',
      severity: 'error',
      from: { path: '^workflows/documents[.]ts$' },
      to: { pathNot: ['^src/procedure/', '^(node:)?fs$'] },
    },
    {
      name: 'ledger-port-knows-no-store',
      comment: 'Nothing outside db/ knows which store keeps the books.',
      severity: 'error',
      from: { path: '^src/ledger/' },
      to: { path: ['^db/', SLICES, EDGE, '^node_modules/(better-sqlite3|drizzle-orm)'] },
    },
    {
      name: 'slices-know-no-edge',
      comment: 'Use cases do not know who called them.',
      severity: 'error',
      from: { path: SLICES },
      to: { path: ['^db/', EDGE, '^node_modules/(better-sqlite3|drizzle-orm)'] },
    },
    {
      name: 'store-knows-no-edge',
      comment: 'db/ implements ports; it knows rules and the ledger port, never routes or slices.',
      severity: 'error',
      from: { path: '^db/' },
      to: { path: [SLICES, EDGE, '^node_modules/fastify'] },
    },
    {
      name: 'only-db-touches-sql',
      comment: 'SQL and the drivers live in db/.',
      severity: 'error',
      from: { path: '^(src|workflows)/' },
      to: { path: '^node_modules/(better-sqlite3|drizzle-orm)' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
