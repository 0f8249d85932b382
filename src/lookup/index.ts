export * from './lookup.js';
export * from './steps.js';
