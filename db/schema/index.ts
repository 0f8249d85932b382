export * from './books.js';
export * from './forms.js';
export * from './registry.js';
