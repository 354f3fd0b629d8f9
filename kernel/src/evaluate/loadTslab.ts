import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { applyPatches, CONVERTER_PATCHES } from './patches.js';
import { loadTypeScript, TYPESCRIPT } from './loadTypeScript.js';
import { withCellProgram } from './program/seam.js';
import type { TslabModules } from './tslab.js';

/** What Node's module objects have beside their declared types. */
interface CompilableModule extends NodeJS.Module {
  _compile(source: string, path: string): void;
}

/** tslab, and its compiler's code to be kept for the next kernel. */
export interface LoadedTslab extends TslabModules {
  /** Stores the compiled code of the compiler, once it has run; see {@link cachedScript}. */
  readonly storeCode: () => void;
}

const require = createRequire(import.meta.url);

/** tslab's converter, from a changed text and on a changed TypeScript, put where `require` finds it. */
function loadConverter(path: string, typescript: object): unknown {
  const module = new Module(path) as CompilableModule;
  const requireFrom = createRequire(path);
  module.filename = path;
  module.paths = requireFrom.resolve.paths('tslab') ?? [];
  module.require = (id: string) => (id === TYPESCRIPT ? typescript : requireFrom(id)) as unknown;
  module._compile(applyPatches('converter.js', readFileSync(path, 'utf8'), CONVERTER_PATCHES), path);
  module.loaded = true;
  require.cache[path] = module;
  return module.exports;
}

/**
 * Loads tslab's compiler and executor with the mends of patches.ts.
 *
 * @throws PatchError when the installed tslab is not the one the patches are for
 */
export function loadTslab(): LoadedTslab {
  const path = require.resolve('tslab/dist/converter.js');
  const { typescript, storeCode } = loadTypeScript(createRequire(path));
  const converter = loadConverter(path, withCellProgram(typescript)) as Pick<
    TslabModules,
    'createConverter' | 'isCompleteCode'
  >;
  const executor = require('tslab/dist/executor.js') as Pick<TslabModules, 'createExecutor'>;
  const inspect = require('tslab/dist/inspect.js') as Pick<TslabModules, 'printQuickInfo'>;
  return {
    createConverter: converter.createConverter,
    isCompleteCode: converter.isCompleteCode,
    createExecutor: executor.createExecutor,
    printQuickInfo: inspect.printQuickInfo,
    jupyter: require('tslab/dist/jupyter.js') as TslabModules['jupyter'],
    storeCode,
  };
}
