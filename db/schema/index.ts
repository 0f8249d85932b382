export * from './books.js';
export * from './catalogue.js';
export * from './registry.js';
