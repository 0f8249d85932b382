export * from './authenticate.js';
export * from './rehearsal-clock.js';
export * from './tokens.js';
