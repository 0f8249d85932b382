import { readdirSync, readFileSync } from 'node:fs';
import { compileDocument, faultText, readDocument } from '../src/procedure/document/index.js';
import type { Procedure } from '../src/procedure/index.js';

/** The folder of a field's procedures, one document a procedure: `<code>-<name>.yaml`. */
const folder = new URL('./', import.meta.url);

/**
 * Every procedure document beside this file, compiled. Read once, when the catalogue is loaded; `motcua procedures check`
 * and the tests prove them.
 * @throws Error naming the file and each fault, when one of them cannot be read
 */
export function shippedDocuments(): Procedure[] {
  return shippedTexts().map(({ file, text }) => {
    const { document, faults } = readDocument(text);
    if (document !== null) return compileDocument(document);
    throw new Error(`${file} cannot be read:\n${faults.map(faultText).join('\n')}`);
  });
}

/** The documents as their authors wrote them. */
export function shippedTexts(): { file: string; text: string }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()
    .map((file) => ({ file: `workflows/${file}`, text: readFileSync(new URL(file, folder), 'utf8') }));
}
