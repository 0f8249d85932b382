/** Procedures as documents: what an office publishes without a programmer. */
export { compileDocument } from './compile.js';
export { type Fault, faultText } from './problem.js';
export { type Proof, proveDocument } from './prove.js';
export { compilePublished, LiveCatalogue, type ProcedureStore, type PublishedDocument } from './published.js';
export { type Reading, readDocument } from './read.js';
export { type ProcedureDocument, procedureDocument, procedureDocumentJsonSchema } from './schema.js';
