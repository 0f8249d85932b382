import { basename } from 'node:path';
import { importBooks } from '../../../db/import-thread.js';
import { openStore } from '../../../db/open.js';
import { type ImportResult, ImportStopped, importFile } from '../../integration/import/import-file.js';
import { readMapping } from '../../integration/import/mapping.js';
import { RejectsFile } from '../../integration/import/rejects.js';
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
    const store = openStore(args.db);
    const bar = progressBar(`Importing ${basename(args.file)}`);
    const rejects = await RejectsFile.create(path);
    const report = (result: ImportResult): void => {
      bar.stop();
      if (args.json) sayJson({ ...result, rejects: path });
      else say(summary(result, path));
    };
    try {
      report(
        await importFile({
          store: importBooks(store),
          file: args.file,
          mapping,
          rejects,
          now: Date.now(),
          onProgress: ({ doneBytes, totalBytes }) => bar.show(doneBytes, totalBytes),
        }),
      );
    } catch (error) {
      bar.stop();
      if (error instanceof ImportStopped) report(error.result);
      throw error;
    } finally {
      await rejects.close();
      store.close();
    }
  },
});

function summary(result: ImportResult, path: string): string {
  const { read, imported, alreadyThere, rejected, anomalies, withoutDue, withoutEnd, strayEvents } = result;
  return [
    `${read} dossiers read: ${imported} imported, ${alreadyThere} already there, ${rejected} rejected.`,
    `Of the imported: ${withoutDue} without a due date (outside every share), ${withoutEnd} still open, ` +
      `${anomalies} finished before they were received (kept as given).`,
    ...(strayEvents > 0 ? [`${strayEvents} events belong to no dossier of the log.`] : []),
    ...(rejected + anomalies + strayEvents > 0 ? [`Listed with line and reason in ${path}.`] : []),
  ].join('\n');
}
