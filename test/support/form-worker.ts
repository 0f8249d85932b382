import { writeSync } from 'node:fs';
import { printForm } from '../../src/documents/index.js';
import { formPorts, seen } from './forms.js';
import { openBooks } from './ledger.js';

/** A process of its own that prints the receipts of the dossiers named, and tells number and digest of each. */
const [file, ...codes] = process.argv.slice(2);
const books = openBooks(file!, '2027-01-05T08:00');
const ports = formPorts(books);
for (const code of codes) {
  const { issued, pdf } = await printForm(ports, seen(books, { code }), { form: '01' });
  writeSync(1, `${code} ${issued.number} ${pdf().digest}\n`);
}
await books.close();
