import type { TypeScript } from './typescript.js';

const NAME = /^[\w$-]+(?:\/[\w$-]+)*$/;
const DOCUMENTATION = /\/\*\*(?!\/)[^]*?\*\//g;

/**
 * The file name of the module that a cell declares by a comment `@module` at its start, for other cells to import;
 * undefined for any other cell.
 *
 * @example
 *
 *     moduleName(typescript, '/** @module shapes *\/ export const sides = 4;') // 'shapes.ts'
 */
export function moduleName(typescript: TypeScript, code: string): string | undefined {
  if (!code.includes('@module')) return undefined;
  const start = typescript.createScanner(typescript.ScriptTarget.ESNext, true, undefined, code);
  start.scan();
  const head = code.slice(0, start.getTokenStart());
  for (const [comment] of head.matchAll(DOCUMENTATION)) {
    const name = /@module[ \t]+(\S+)/.exec(comment)?.[1];
    if (name !== undefined && NAME.test(name)) return `${name}${/@jsx\b/.test(comment) ? '.tsx' : '.ts'}`;
  }
  return undefined;
}
