import { z } from 'zod';
import { type Instant, parseInstant, parseTerm, type Term } from './calendar/index.js';
import {
  checkCodePattern,
  DEFAULT_CODE_PATTERN,
  DEFAULT_TIMERS,
  DEFAULT_TRANSFER,
  LOST_SLIP_PROOFS,
  type LostSlipProof,
  type SetPoint,
} from './dossier/index.js';

/** Reads a text with a function that throws what is wrong with it. */
const read =
  <T>(parse: (text: string) => T) =>
  (text: string, context: z.RefinementCtx<string>): T => {
    try {
      return parse(text);
    } catch (error) {
      context.issues.push({ code: 'custom', message: (error as Error).message, input: text });
      return z.NEVER;
    }
  };

const readInstant = read<Instant>(parseInstant);
const readPattern = read<string>(checkCodePattern);

/** Whole numbers above nought, with commas; an empty text is none. */
const readPoints = read<number[]>((text) => {
  const points = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [Number(part)]));
  if (points.every((point) => Number.isSafeInteger(point) && point > 0 && point <= 100_000)) return points;
  throw new Error(`"${text}" is no list of set points; write whole numbers with commas, e.g. 480,120.`);
});
const readProofs = read<LostSlipProof[]>((text) => {
  const named = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return named.map((name) => {
    const proof = LOST_SLIP_PROOFS.find((one) => one === name);
    if (proof === undefined) throw new Error(`"${name}" is none of ${LOST_SLIP_PROOFS.join(', ')}.`);
    return proof;
  });
});
const readTerm = read<Term>(parseTerm);
const readTermOrNone = read<Term | null>((text) => (text.trim() === '' ? null : parseTerm(text)));

/** `15:00` as the minute of the day. */
const readClockTime = read<number>((text) => {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) throw new Error(`"${text}" is no time of day; write e.g. 15:00.`);
  return Number(hour) * 60 + Number(minute);
});

/** What the office set itself, which nobody has read anywhere; its default where it set nothing. */
function setPoint<T>(name: string, set: T | undefined, known: SetPoint<T>): SetPoint<T> {
  return set === undefined ? known : { value: set, source: name, verified: false };
}

const whole = (least: number, most: number) => z.coerce.number().pipe(z.int().min(least).max(most));
const yes = z.stringbool({ truthy: ['1', 'true', 'yes'], falsy: ['0', 'false', 'no', ''] });

/** The database file of service and command line, where no option names one. */
export const databaseFile = (env: NodeJS.ProcessEnv = process.env): string => env['MOTCUA_DB'] || 'motcua.db';

/** Every setting of the service. Nothing else reads the environment. */
const schema = z
  .object({
    MOTCUA_DB: z.string().min(1).default(databaseFile({})).describe('The database file'),
    MOTCUA_HOST: z.string().min(1).default('127.0.0.1'),
    MOTCUA_PORT: whole(0, 65_535).default(8080),
    MOTCUA_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
    MOTCUA_REQUEST_LOG: z.enum(['info', 'debug', 'silent']).default('info'),
    MOTCUA_CODE_PATTERN: z.string().default(DEFAULT_CODE_PATTERN).transform(readPattern),
    MOTCUA_RECEPTION_TERM: z
      .string()
      .transform(readTerm)
      .optional()
      .describe(
        'How long a desk has to receive what came in online or by post; unverified beyond the Treasury',
      ),
    MOTCUA_LOOKUP_URL: z
      .string()
      .regex(
        /^https?:\/\/\S*\{code\}\S*$/,
        'Give an address with {code} in it, e.g. https://example.vn/?code={code}',
      )
      .optional()
      .describe('Public look-up, printed on forms as text and QR code'),
    MOTCUA_BODY_LIMIT: whole(1024, 16_777_216).default(262_144),
    MOTCUA_RATE_LIMIT: whole(0, 1_000_000).default(0).describe('Requests a minute and caller; 0: no limit'),
    MOTCUA_PUBLIC_RATE_LIMIT: whole(0, 1_000_000)
      .default(600)
      .describe('Requests a minute and address to /public and /schemas; 0: no limit'),
    MOTCUA_SWEEP_SECONDS: whole(0, 86_400)
      .default(15)
      .describe('Seconds between two looks at what falls due by itself; 0: never'),
    MOTCUA_WARN_BEFORE: z
      .string()
      .default(DEFAULT_TIMERS.warnBefore.join())
      .transform(readPoints)
      .describe('Working minutes before the end of an allowance at which its holder is warned'),
    MOTCUA_REMIND_UNCOLLECTED: z
      .string()
      .default(DEFAULT_TIMERS.remindUncollected.join())
      .transform(readPoints)
      .describe('Days after a result came to the desk at which the desk is reminded of it'),
    MOTCUA_SUPPLEMENT_ANSWER: z
      .string()
      .default('')
      .transform(readTermOrNone)
      .describe('Time to answer a request for a supplement where the procedure sets none; empty: no end'),
    MOTCUA_SCAN_BEFORE_TRANSFER: yes
      .default(false)
      .describe('Whether a desk passes a dossier on only once its papers are scanned'),
    MOTCUA_LOST_SLIP: z
      .string()
      .default(LOST_SLIP_PROOFS.join())
      .transform(readProofs)
      .describe('What whoever has lost the slip has to show, of identity and undertaking; unverified'),
    MOTCUA_TRANSFER_CUTOFF: z
      .string()
      .transform(readClockTime)
      .optional()
      .describe('Until when what is received goes on to the competent agency the same day; by default 15:00'),
    MOTCUA_TRANSFER_FIRST_MINUTES: whole(1, 480)
      .optional()
      .describe(
        'Within how many working minutes of the next working day the rest goes on ("đầu giờ"); by default 60, unverified',
      ),
    MOTCUA_TRANSFER_PAPERS: z
      .string()
      .transform(readTerm)
      .optional()
      .describe('How long the papers may take to the competent agency; by default 1 working day'),
    MOTCUA_REHEARSAL: yes.default(false).describe('A clock that stands still until it is moved on'),
    MOTCUA_NOW: z.string().transform(readInstant).optional().describe('Where the rehearsal begins'),
  })
  .transform((env) => ({
    db: env.MOTCUA_DB,
    host: env.MOTCUA_HOST,
    port: env.MOTCUA_PORT,
    logLevel: env.MOTCUA_LOG_LEVEL,
    requestLog: env.MOTCUA_REQUEST_LOG,
    codePattern: env.MOTCUA_CODE_PATTERN,
    receptionTerm: env.MOTCUA_RECEPTION_TERM,
    lookupUrl: env.MOTCUA_LOOKUP_URL,
    bodyLimit: env.MOTCUA_BODY_LIMIT,
    rateLimit: env.MOTCUA_RATE_LIMIT,
    publicRateLimit: env.MOTCUA_PUBLIC_RATE_LIMIT,
    sweepSeconds: env.MOTCUA_SWEEP_SECONDS,
    timers: {
      warnBefore: env.MOTCUA_WARN_BEFORE,
      remindUncollected: env.MOTCUA_REMIND_UNCOLLECTED,
      supplementAnswerWithin: env.MOTCUA_SUPPLEMENT_ANSWER,
    },
    scanBeforeTransfer: env.MOTCUA_SCAN_BEFORE_TRANSFER,
    lostSlipNeeds: env.MOTCUA_LOST_SLIP,
    transfer: {
      cutoffMinute: setPoint(
        'MOTCUA_TRANSFER_CUTOFF',
        env.MOTCUA_TRANSFER_CUTOFF,
        DEFAULT_TRANSFER.cutoffMinute,
      ),
      firstMinutes: setPoint(
        'MOTCUA_TRANSFER_FIRST_MINUTES',
        env.MOTCUA_TRANSFER_FIRST_MINUTES,
        DEFAULT_TRANSFER.firstMinutes,
      ),
      papersWithin: setPoint(
        'MOTCUA_TRANSFER_PAPERS',
        env.MOTCUA_TRANSFER_PAPERS,
        DEFAULT_TRANSFER.papersWithin,
      ),
    },
    rehearsal: env.MOTCUA_REHEARSAL || env.MOTCUA_NOW !== undefined,
    rehearsalStart: env.MOTCUA_NOW,
  }));

export type Config = z.output<typeof schema>;

/** A setting cannot be used; the message names it and says why. */
export class ConfigError extends Error {
  readonly code = 'config.invalid';
}

/** Settings from the environment. @throws ConfigError */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const result = schema.safeParse(env);
  if (result.success) return result.data;
  throw new ConfigError(`Settings cannot be used:\n${z.prettifyError(result.error)}`);
}
