export { parseNotebook, readNotebook, readNotebookText } from './read.js';
export { rewriteNotebook } from './rewrite.js';
export { serializeNotebook } from './write.js';
export * from './types.js';
export { formatProblems, type FormatProblem } from './validate.js';
