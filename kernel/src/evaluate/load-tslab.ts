import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { basename } from 'node:path';
import { withoutExports } from './exports.js';
import { applyPatches, CONVERTER_PATCHES, EXECUTOR_PATCHES, type Patch } from './patches.js';
import { loadTypeScript, TYPESCRIPT } from './load-typescript.js';
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

/** A file of tslab, from a changed text and on a changed TypeScript, put where `require` finds it. */
function loadPatched(path: string, patches: readonly Patch[], typescript: object): unknown {
  const module = new Module(path) as CompilableModule;
  const requireFrom = createRequire(path);
  module.filename = path;
  module.paths = requireFrom.resolve.paths('tslab') ?? [];
  module.require = (id: string) => (id === TYPESCRIPT ? typescript : requireFrom(id)) as unknown;
  module._compile(applyPatches(basename(path), readFileSync(path, 'utf8'), patches), path);
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
  const converter = loadPatched(path, CONVERTER_PATCHES, withCellProgram(typescript)) as Pick<
    TslabModules,
    'createConverter' | 'isCompleteCode'
  >;
  const executor = loadPatched(
    require.resolve('tslab/dist/executor.js'),
    EXECUTOR_PATCHES,
    typescript,
  ) as Pick<TslabModules, 'createExecutor'>;
  return {
    createConverter: converter.createConverter,
    isCompleteCode: converter.isCompleteCode,
    createExecutor: executor.createExecutor,
    withoutExports: (src) => withoutExports(typescript, src),
    jupyter: require('tslab/dist/jupyter.js') as TslabModules['jupyter'],
    storeCode,
  };
}
