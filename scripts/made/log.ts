/** The plainest log an older system could give, for rehearsals, measurements and tests: one line a dossier. */
export const LOG_COLUMNS = ['code', 'unit', 'official', 'received', 'due', 'finished'] as const;

/** Times are local wall times or dates; '' where the log says nothing. */
export type LogRow = Record<(typeof LOG_COLUMNS)[number], string>;

export const LOG_HEADER = LOG_COLUMNS.join(',');

export const logLine = (row: LogRow): string => LOG_COLUMNS.map((name) => row[name]).join(',');

/** How such a log is read; docs/import.md says what a mapping is. */
export const logMapping = (comparison: 'date' | 'instant' = 'date') => ({
  format: 'csv',
  comparison,
  columns: {
    dossier: 'code',
    unit: 'unit',
    official: 'official',
    received: 'received',
    due: 'due',
    finished: 'finished',
  },
});

/** A wall time of such a log, as if the instant were local. */
export const wallTime = (at: number): string => new Date(at).toISOString().slice(0, 19);
