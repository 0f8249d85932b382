export * from './delegations.js';
export * from './port.js';
export * from './registry.js';
export * from './sight.js';
export { actingAt, type Delegation, endOf, inForce } from './stand-ins.js';
