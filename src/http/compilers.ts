import type { FastifyInstance, FastifySchemaCompiler, FastifySerializerCompiler } from 'fastify';
import { z } from 'zod';

export type Issue = { path: string; message: string };

const inVietnamese = z.locales.vi().localeError;

/** A request that is not what its schema says. What is wrong is worded only now, in both languages. */
export class InvalidRequestError extends Error {
  readonly statusCode = 400;
  readonly #issues: { vi: Issue[]; en: Issue[] };

  constructor(schema: z.ZodType, data: unknown, part: string) {
    const en = issuesOf(schema.safeParse(data).error, part);
    super(
      `Mend these fields and send again: ${en.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    );
    this.#issues = { en, vi: issuesOf(schema.safeParse(data, { error: inVietnamese }).error, part) };
  }

  issuesIn(language: 'vi' | 'en'): Issue[] {
    return this.#issues[language];
  }
}

/** Issues of a body are named by their field, those of the address by where they stand. */
function issuesOf(error: z.ZodError | undefined, part: string): Issue[] {
  return (error?.issues ?? []).map(({ path, message }) => {
    const field = path.map(String).join('.');
    return { path: part === 'body' ? field || 'body' : [part, field].filter(Boolean).join('.'), message };
  });
}

/** Headers are stated for the API document only: routes read the few they honour by name. */
const validate: FastifySchemaCompiler<z.ZodType> = ({ schema, httpPart = 'body' }) => {
  if (httpPart === 'headers') return () => true;
  const part = httpPart === 'querystring' ? 'query' : httpPart;
  return (data: unknown) => {
    const result = schema.safeParse(data);
    return result.success ? { value: result.data } : { error: new InvalidRequestError(schema, data, part) };
  };
};

const write = (): ((data: unknown) => string) => JSON.stringify;

const checkAndWrite: FastifySerializerCompiler<z.ZodType> =
  ({ schema, url, method }) =>
  (data) => {
    const result = schema.safeParse(data);
    if (result.success) return JSON.stringify(data);
    throw new Error(`${method} ${url} answers other than its schema says: ${z.prettifyError(result.error)}`);
  };

/** Writes an answer that has no body. */
export const nothing = (): string => '';

/** Zod speaks for our routes only: set in a scope of ours, since other plugins' routes have JSON schemas. */
export function useZod(scope: FastifyInstance, { checkResponses }: { checkResponses: boolean }): void {
  scope.setValidatorCompiler(validate);
  scope.setSerializerCompiler(checkResponses ? checkAndWrite : write);
}
