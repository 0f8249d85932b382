/** Where in a document something stands: keys of maps and indexes of lists. */
export type Place = readonly (string | number)[];

/** Something wrong with a document, before its line is known. */
export type Problem = {
  rule: string;
  at: Place;
  message: string;
  remedy: string;
  commands?: readonly string[];
};

/** A problem as the author is told it: where, what, what to do, and the shortest line of commands that shows it. */
export type Fault = {
  rule: string;
  line: number;
  column: number;
  path: string;
  message: string;
  remedy: string;
  commands: readonly string[];
};

/** `steps[2].allowance`, as an author would point at it. */
export function pathText(at: Place): string {
  return at
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
}

/** One fault on one line of a terminal. */
export function faultText({ line, column, path, message, remedy, commands }: Fault): string {
  const shown = commands.length > 0 ? ` Shown by: ${commands.join(', ')}.` : '';
  return `${line}:${column} ${path || '(document)'}: ${message} ${remedy}${shown}`;
}
