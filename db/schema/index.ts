export * from './books.js';
export * from './registry.js';
