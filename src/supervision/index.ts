export * from './late-dossiers.js';
export * from './late-text.js';
