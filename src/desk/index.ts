export * from './receive.js';
