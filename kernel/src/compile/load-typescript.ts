import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { dirname } from 'node:path';
import { cachedScript } from '../environment/code-cache.js';
import type { TypeScript } from './typescript.js';

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

const require = createRequire(import.meta.url);

function wrapped(source: Buffer): Buffer {
  const [head = '', tail = ''] = Module.wrap('\0').split('\0');
  return Buffer.concat([Buffer.from(head), source, Buffer.from(tail)]);
}

/** Loads the compiler, nine megabytes of JavaScript, by its compiled code of an earlier kernel. */
export function loadTypeScript(): LoadedTypeScript {
  const path = require.resolve('typescript');
  const module = new Module(path);
  module.filename = path;
  // All of it is ASCII.
  const { script, store } = cachedScript('typescript', wrapped(readFileSync(path)), path);
  const wrapper = script.runInThisContext() as Wrapper;
  wrapper.call(module.exports, module.exports, createRequire(path), module, path, dirname(path));
  module.loaded = true;
  return { typescript: module.exports as TypeScript, storeCode: store };
}
