import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { FormContent } from './content.js';
import { qrSvg } from './qr.js';

/**
 * The template set forms are drawn with. A set that has drawn an issued form is never changed: its forms would no longer
 * come out byte for byte. A new drawing, font or typesetter is a new folder beside it (docs/decisions/0008).
 */
export const TEMPLATE_VERSIONS = ['v1'] as const;
export type TemplateVersion = (typeof TEMPLATE_VERSIONS)[number];
export const TEMPLATE: TemplateVersion = 'v1';

/** A drawn form: the file and its SHA-256 (hex). */
export type Pdf = { bytes: Buffer; digest: string; pages: number };

/** The typesetter did not draw a form; the message is its own. */
export class TypesetError extends Error {
  readonly code = 'forms.typeset';
}

/**
 * Drawings for which the typesetter keeps intermediate results it did not use again. What it frees, it frees on the next
 * turn of the event loop: whoever draws hundreds in a row must let the loop turn.
 */
const KEEP_FOR = 10;

/**
 * Draws a form as PDF. The same content under the same template version gives the same bytes: nothing is read from the
 * machine, the font is ours, and the file's date is the event's.
 * @throws TypesetError
 */
export function typeset(content: FormContent, version: TemplateVersion = TEMPLATE): Pdf {
  const { compiler, main } = typesetter(version);
  const result = compiler.compile({ mainFilePath: main, inputs: inputsOf(content) });
  const document = result.result;
  if (document === null || result.hasError()) {
    throw new TypesetError(
      `Template ${version} fails: ${JSON.stringify(result.takeError()?.shortDiagnostics)}`,
    );
  }
  const bytes = compiler.pdf(document, { creationTimestamp: Math.floor(content.at / 1000) });
  compiler.evictCache(KEEP_FOR);
  return { bytes, digest: createHash('sha256').update(bytes).digest('hex'), pages: document.numOfPages };
}

function inputsOf(content: FormContent): Record<string, string> {
  const { qr } = content;
  return { data: JSON.stringify({ ...content, qr: qr !== null }), ...(qr === null ? {} : { qr: qrSvg(qr) }) };
}

type Typesetter = { compiler: NodeCompiler; main: string };
const typesetters = new Map<TemplateVersion, Typesetter>();

function typesetter(version: TemplateVersion): Typesetter {
  const known = typesetters.get(version);
  if (known !== undefined) return known;
  const workspace = join(dirname(fileURLToPath(import.meta.url)), 'templates', version);
  const made = {
    compiler: NodeCompiler.create({ workspace, fontArgs: [{ fontPaths: [fontFolder()] }] }),
    main: join(workspace, 'form.typ'),
  };
  typesetters.set(version, made);
  return made;
}

function fontFolder(): string {
  return dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'));
}
