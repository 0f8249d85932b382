export * from './chain.js';
export * from './port.js';
export * from './engine.js';
export * from './forms.js';
export * from './reports.js';
export * from './proof.js';
export * from './sweeper.js';
