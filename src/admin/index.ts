export * from './authenticate.js';
export * from './migrate.js';
export * from './procedures.js';
export * from './rehearsal-clock.js';
export * from './tokens.js';
