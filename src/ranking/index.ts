export * from './late-shares.js';
