import { basename } from 'node:path';
import { importBooks } from '../../../db/import-thread.js';
import { openStore } from '../../../db/open.js';
import { type ImportResult, ImportStopped, importFile } from '../../integration/import/import-file.js';
import { readMapping } from '../../integration/import/mapping.js';
import { RejectsFile } from '../../integration/import/rejects.js';
import { sizeOf } from '../../integration/import/source.js';
import { command, dbArg, jsonArg } from '../command.js';
import { progressBar, say, sayJson } from '../output.js';

export default command({
  meta: { name: 'import', description: "Bring in an older system's dossiers from CSV or XES, also gzipped" },
  args: {
    file: { type: 'positional', description: 'The log: .csv, .csv.gz, .xes or .xes.gz', required: true },
    mapping: {
      type: 'string',
      description: 'How its columns are to be understood (JSON)',
      valueHint: 'FILE',
      required: true,
    },
    rejects: {
      type: 'string',
      description: 'Where rows go that need a look (default: FILE.rejects.csv)',
      valueHint: 'FILE',
    },
    ...dbArg,
    ...jsonArg,
  },
  async run({ args }) {
    const mapping = await readMapping(args.mapping);
    const path = args.rejects ?? `${basename(args.file)}.rejects.csv`;
    const inputs = [args.file, ...(mapping.events?.file === undefined ? [] : [mapping.events.file])];
    // Nothing is created when there is nothing to import.
    for (const input of inputs) await sizeOf(input);
    const store = openStore(args.db);
    const bar = progressBar(`Importing ${basename(args.file)}`);
    let rejects: RejectsFile | undefined;
    const report = (result: ImportResult): void => {
      if (args.json) sayJson({ ...result, rejects: path });
      else say(summary(result, path));
    };
    try {
      rejects = await RejectsFile.create(path, [...inputs, args.mapping, args.db]);
      const result = await importFile({
        store: importBooks(store),
        file: args.file,
        mapping,
        rejects,
        now: Date.now(),
        onProgress: ({ doneBytes, totalBytes }) => bar.show(doneBytes, totalBytes),
      });
      bar.stop();
      report(result);
    } catch (error) {
      bar.stop(false);
      if (error instanceof ImportStopped) report(error.result);
      throw error;
    } finally {
      await rejects?.close();
      store.close();
    }
  },
});

function summary(result: ImportResult, path: string): string {
  const { read, imported, alreadyThere, rejected, anomalies, withoutDue, withoutEnd } = result;
  const { strayEvents, duesWithoutTime } = result;
  return [
    `${read} dossiers read: ${imported} imported, ${alreadyThere} already there, ${rejected} rejected.`,
    `Of the imported: ${withoutDue} without a due date (outside every share), ${withoutEnd} still open.`,
    ...(anomalies > 0 ? [`${anomalies} finished before they were received (kept as given).`] : []),
    ...(duesWithoutTime > 0
      ? [
          `${duesWithoutTime} due dates have no time of day and were taken for the start of the day; ` +
            'if the day itself still counts, the mapping should say "comparison": "date".',
        ]
      : []),
    ...(strayEvents > 0 ? [`${strayEvents} events belong to no dossier of the log.`] : []),
    ...(rejected + anomalies + strayEvents > 0 ? [`Listed with line and reason in ${path}.`] : []),
  ].join('\n');
}
