export * from './books.js';
export * from './catalogue.js';
export * from './forms.js';
export * from './registry.js';
