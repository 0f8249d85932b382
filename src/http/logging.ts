import { type Logger, pino } from 'pino';

/** Personal data by the names the schemas give it, wherever in a logged object it may turn up. */
const PERSONAL = [
  'applicant',
  'applicantName',
  'idNumber',
  'phone',
  'email',
  'address',
  'authorization',
  'token',
  'body',
];

const PATHS = PERSONAL.flatMap((name) => [name, `*.${name}`, `*.*.${name}`, `*.*.*.${name}`]);

/** The service's log. What must not be read there is struck out, whoever logs it. */
export function createLogger(level: string, destination?: { write(line: string): void }): Logger {
  const options = { level, redact: { paths: PATHS, censor: '[ẩn]' } };
  return destination === undefined ? pino(options) : pino(options, destination);
}
