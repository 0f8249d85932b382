export * from './apologies.js';
export * from './late-dossiers.js';
export * from './late-text.js';
export * from './notices.js';
export * from './supervised-unit.js';
