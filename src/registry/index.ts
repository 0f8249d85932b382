export * from './port.js';
export * from './registry.js';
export * from './sight.js';
