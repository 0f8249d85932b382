import { z } from 'zod';
import { parseInstant, startOfDay } from '../../calendar/index.js';
import { readAsOf } from '../../rating/index.js';

/** An instant in an answer: the office's time with its offset. */
export const instant = z.string().meta({ format: 'date-time', description: 'Giờ của cơ quan, +07:00' });
export const instantOrNull = instant.nullable();

export const bilingual = z.strictObject({ vi: z.string(), en: z.string() });

export const code = z.string().trim().min(1).max(80);

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

/** An instant in a request: ISO 8601, office time where it names no offset. */
export const instantAsked = z.string().max(40).transform(read(parseInstant));

/** The same, where a date alone means the whole day: its last millisecond. */
export const asOfAsked = z
  .string()
  .max(40)
  .transform(read(readAsOf))
  .describe('Thời điểm chốt; chỉ ghi ngày thì là hết ngày đó. Mặc định: bây giờ');

/** A local date of the calendar. */
export const dateAsked = z
  .string()
  .max(10)
  .transform(
    read((text) => {
      startOfDay(text);
      return text;
    }),
  );

export const limitAsked = z.coerce.number().int().min(1).max(200).default(50);
export const cursorAsked = z.string().max(60).optional().describe('"next" của trang trước');
export const next = z.string().nullable().describe('Con trỏ của trang sau; null ở trang cuối');

/** RFC 9457, with the facts needed to act beside the standard members. */
export const problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string(),
    errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem', description: 'Vì sao yêu cầu không thực hiện được và cần làm gì' });

const asProblem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: problem } },
});

/** The problems any route may answer with. */
export const problems = {
  400: asProblem('Yêu cầu không hợp lệ'),
  401: asProblem('Chưa đăng nhập hoặc mã truy cập không còn dùng được'),
  403: asProblem('Không được phép'),
} as const;

type Problems = Record<number, ReturnType<typeof asProblem>>;

/** Those and more. */
export const problemsAnd = (more: Record<number, string>): Problems => ({
  ...problems,
  ...onlyProblems(more),
});

/** Said of routes that count an address's requests. */
export const TOO_MANY = 'Quá nhiều yêu cầu từ một địa chỉ; chờ theo Retry-After';

/** What a route for everybody may answer with: nobody is asked who they are. */
export const onlyProblems = (told: Record<number, string>): Problems =>
  Object.fromEntries(
    Object.entries(told).map(([status, description]) => [Number(status), asProblem(description)]),
  );
