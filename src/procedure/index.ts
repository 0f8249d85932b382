export * from './catalogue.js';
export * from './contract.js';
export * from './facts.js';
export * from './interpreter.js';
export { outcomeOf, procedureSetup, startContext } from './kit.js';
export * from './steps.js';
export * from './words.js';
