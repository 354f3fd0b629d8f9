import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { cachedScript } from '../environment/code-cache.js';
import type { TypeScript } from './program/typescript.js';

/** tslab's own build of the compiler. */
export const TYPESCRIPT = '@tslab/typescript-for-tslab';

type Wrapper = (
  exports: unknown,
  require: NodeJS.Require,
  module: NodeJS.Module,
  path: string,
  folder: string,
) => void;

export interface LoadedTypeScript {
  readonly typescript: TypeScript;
  /** Keeps the compiled code of what has run so far for the next kernel. */
  readonly storeCode: () => void;
}

/**
 * Loads the compiler, eight megabytes of JavaScript, by its compiled code of an earlier kernel, and puts it
 * where tslab's `require` finds it.
 *
 * @param require resolves from tslab
 */
export function loadTypeScript(require: NodeJS.Require): LoadedTypeScript {
  const path = require.resolve(TYPESCRIPT);
  const module = new Module(path);
  module.filename = path;
  // Nothing but comments is outside of ASCII in it; as UTF-8 it would take twice the memory.
  const { script, store } = cachedScript('typescript', Module.wrap(readFileSync(path, 'latin1')), path);
  const wrapper = script.runInThisContext() as Wrapper;
  wrapper.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  module.loaded = true;
  require.cache[path] = module;
  return { typescript: module.exports as TypeScript, storeCode: store };
}
