import { SingleBar } from 'cli-progress';

export const say = (text: string): void => void process.stdout.write(`${text}\n`);

export const sayJson = (value: unknown): void => say(JSON.stringify(value, null, 2));

/** Columns as wide as their widest cell; the last one runs on. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === cells.length - 1 ? cell : cell.padEnd(widths[column]!)))
      .join('  ');
  return [line(header), ...rows.map(line)].join('\n');
}

/** A progress bar on stderr, so that stdout stays the command's answer; lines now and then where there is no terminal. `stop` shows it full, unless told that it is not. */
export function progressBar(label: string): {
  show(done: number, total: number): void;
  stop(whole?: boolean): void;
} {
  const bar = new SingleBar({
    format: `${label} [{bar}] {percentage}%`,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 2000,
    stream: process.stderr,
  });
  bar.start(1, 0);
  let stopped = false;
  return {
    show: (done, total) => {
      bar.setTotal(Math.max(1, total));
      bar.update(Math.min(done, total));
    },
    stop: (whole = true) => {
      if (stopped) return;
      stopped = true;
      if (whole) bar.update(bar.getTotal());
      bar.stop();
    },
  };
}
