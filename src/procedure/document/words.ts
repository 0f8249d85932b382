import { z } from 'zod';
import { InvalidTermError } from '../../calendar/errors.js';
import { parseTerm } from '../../calendar/term.js';
import type { Term } from '../../calendar/types.js';
import { MINUTES_A_DAY } from '../words.js';

/** The small words a procedure document is made of; every object refuses fields it does not know. */

const issue = (input: unknown, message: string, remedy: string) =>
  ({ code: 'custom', input, message, params: { remedy } }) as const;

/** A name that steps, cases, papers and parties are called by: it becomes a state's name and a column's value. */
export const key = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]{0,59}$/)
  .meta({ description: 'Letters and digits, beginning with a small letter.' });

export const bilingual = z
  .strictObject({ vi: z.string().trim().min(1), en: z.string().trim().min(1) })
  .meta({ description: 'Vietnamese, which counts, and English.' });

/** Where a fact was read; what nobody checked says `verified: false`. */
export const sourced = { source: z.string().trim().min(5), verified: z.boolean() };

/** A statutory term in words: "10 ngày làm việc", "30 ngày", "trong ngày", "8 giờ làm việc" (Bộ luật Dân sự 2015 Điều 145-148). */
export const term = z
  .string()
  .transform((text, context): Term => {
    const read = termOf(text);
    if (typeof read !== 'string') return read;
    context.issues.push(issue(text, read, TERM_REMEDY));
    return z.NEVER;
  })
  .meta({
    description: 'e.g. "10 ngày làm việc", "30 ngày", "trong ngày", "8 giờ làm việc", "5 working days".',
  });

/** What a step may take by the internal process: working hours, or working days of eight hours, whole or in parts. */
export const allowance = z
  .string()
  .transform((text, context): Term => {
    const read = termOf(text);
    if (typeof read === 'string') context.issues.push(issue(text, read, ALLOWANCE_REMEDY));
    else if (read.unit === 'workingMinutes') return read;
    else if (read.unit === 'workingDays')
      return { unit: 'workingMinutes', count: read.count * MINUTES_A_DAY };
    else context.issues.push(issue(text, `"${text}" is no working time.`, ALLOWANCE_REMEDY));
    return z.NEVER;
  })
  .meta({
    description: 'Working time of a step, e.g. "4 giờ làm việc", "0,25 ngày làm việc", "2 working hours".',
  });

/** One allowance for every case, or one by default and others in the cases (trường hợp) named. */
export const byCase = <T extends z.ZodType<Term | null>>(one: T) =>
  z.union([
    one,
    z
      .strictObject({
        default: one,
        cases: z.record(key, one).refine((cases) => Object.keys(cases).length > 0, {
          message: 'No case has another allowance.',
          params: { remedy: 'Name under cases the cases that differ, or write the one allowance alone.' },
        }),
      })
      .meta({ description: 'An allowance by case: default, and under cases what differs.' }),
  ]);

const TERM_REMEDY = 'Write e.g. "10 ngày làm việc", "30 ngày", "8 giờ làm việc" or "trong ngày".';
const ALLOWANCE_REMEDY = 'Write working hours or days, e.g. "4 giờ làm việc" or "0,25 ngày làm việc".';

/** The term, or why the text is none. */
function termOf(text: string): Term | string {
  try {
    return parseTerm(text);
  } catch (error) {
    if (error instanceof InvalidTermError) return `"${text}" is no term.`;
    throw error;
  }
}
