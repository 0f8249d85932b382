/** What a finding is about: a state of the machine by its key, or a fact by its path (`['fees', 0, 'amount']`). */
export type About = { state: string } | { fact: readonly (string | number)[] };

/** Something that keeps a procedure from being published; `path` is the shortest line of commands that shows it. */
export type Finding = { rule: string; message: string; path: string[]; about?: About };
