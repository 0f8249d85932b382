export * from './authorized.js';
export * from './casework.js';
export * from './clock.js';
export * from './delegations.js';
