export { parseNotebook, readNotebook } from './read.js';
export { serializeNotebook } from './write.js';
export * from './types.js';
