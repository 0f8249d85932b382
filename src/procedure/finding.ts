/** Something that keeps a procedure from being published; `path` is the shortest line of commands that shows it. */
export type Finding = { rule: string; message: string; path: string[] };
