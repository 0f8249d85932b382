import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';

/** The mapping cannot be used. The message says where and why. */
export class MappingError extends Error {}

const source = z.union(
  [z.string().min(1), z.strictObject({ const: z.string().min(1) })],
  'must be the name of a column (an attribute, in XES) or { "const": "a fixed value" }',
);

const columns = z.strictObject({
  dossier: source,
  unit: source.optional(),
  official: source.optional(),
  procedure: source.optional(),
  channel: source.optional(),
  received: source,
  due: source.optional(),
  finished: source.optional(),
});

const eventColumns = z.strictObject({
  dossier: source.optional(),
  activity: source,
  at: source,
  official: source.optional(),
  unit: source.optional(),
});

const mappingSchema = z
  .strictObject({
    format: z.enum(['csv', 'xes']),
    timeZone: z
      .string()
      .refine(isTimeZone, 'is no time zone name such as Asia/Ho_Chi_Minh')
      .default('Asia/Ho_Chi_Minh'),
    comparison: z.enum(['instant', 'date']),
    delimiter: z
      .string()
      .refine((text) => Buffer.byteLength(text) === 1 && !/["\r\n]/.test(text), 'must be one ASCII character')
      .default(','),
    columns,
    events: z.strictObject({ file: z.string().min(1).optional(), columns: eventColumns }).optional(),
  })
  .superRefine(({ format, columns, events }, context) => {
    const complain = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (typeof columns.dossier !== 'string')
      complain(['columns', 'dossier'], 'must be a column: every dossier has its own code');
    if (events === undefined) return;
    const key = events.columns.dossier;
    if (events.file === undefined) {
      if (key !== undefined && key !== columns.dossier) {
        complain(
          ['events', 'columns', 'dossier'],
          'must equal columns.dossier when the events have no file of their own',
        );
      }
    } else {
      if (format === 'xes')
        complain(['events', 'file'], 'is not for XES, whose events stand in the log itself');
      if (typeof key !== 'string')
        complain(['events', 'columns', 'dossier'], 'is missing: it says whose event a row is');
    }
  });

/** How the columns of a log are to be understood (docs: import). `events.file` is absolute once read from a file. */
export type ImportMapping = z.output<typeof mappingSchema>;
/** Where a value comes from: a column (an attribute, in XES) or a constant. */
export type ValueSource = z.output<typeof source>;

/**
 * Checks a mapping. `folder` is what `events.file` is relative to.
 * @throws MappingError naming every field that is wrong
 */
export function parseMapping(value: unknown, folder: string): ImportMapping {
  const parsed = mappingSchema.safeParse(value);
  if (!parsed.success) {
    throw new MappingError(parsed.error.issues.map(describe).join('; '));
  }
  const mapping = parsed.data;
  if (mapping.events?.file !== undefined) mapping.events.file = resolve(folder, mapping.events.file);
  return mapping;
}

/** @throws MappingError naming the file */
export async function readMapping(file: string): Promise<ImportMapping> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new MappingError(`The mapping ${file} cannot be read: ${(error as Error).message}.`, {
      cause: error,
    });
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new MappingError(`The mapping ${file} is no JSON: ${(error as Error).message}.`, { cause: error });
  }
  try {
    return parseMapping(value, dirname(resolve(file)));
  } catch (error) {
    throw new MappingError(`The mapping ${file} cannot be used: ${(error as Error).message}.`, {
      cause: error,
    });
  }
}

function describe(issue: z.core.$ZodIssue): string {
  const at = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    return `${at === '' ? 'the mapping' : at} has no field ${keys}`;
  }
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return `${at} is missing`;
  return `${at === '' ? 'the mapping' : at} ${issue.message.replace(/^Invalid \w+: /, 'is wrong: ')}`;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
