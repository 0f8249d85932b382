export * from './diagrams.js';
export * from './lookup.js';
export * from './one-stop-share.js';
export * from './steps.js';
