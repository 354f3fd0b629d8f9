import { readFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { applyPatches, CONVERTER_PATCHES } from './patches.js';
import { withCellProgram } from './program/seam.js';
import type { TypeScript } from './program/typescript.js';
import type { TslabModules } from './tslab.js';

/** What Node's module objects have beside their declared types. */
interface CompilableModule extends NodeJS.Module {
  _compile(source: string, path: string): void;
}

const require = createRequire(import.meta.url);

const TYPESCRIPT = '@tslab/typescript-for-tslab';

/** tslab's converter, from a changed text and on a changed TypeScript. */
function loadConverter(request: string): unknown {
  const path = require.resolve(request);
  const module = new Module(path) as CompilableModule;
  module.filename = path;
  module.paths = createRequire(path).resolve.paths('tslab') ?? [];
  const requireFrom = createRequire(path);
  const typescript = withCellProgram(requireFrom(TYPESCRIPT) as TypeScript);
  module.require = (id: string) => (id === TYPESCRIPT ? typescript : requireFrom(id)) as unknown;
  module._compile(applyPatches(request, readFileSync(path, 'utf8'), CONVERTER_PATCHES), path);
  module.loaded = true;
  require.cache[path] = module;
  return module.exports;
}

/**
 * Loads tslab's compiler and executor with the mends of patches.ts.
 *
 * @throws PatchError when the installed tslab is not the one the patches are for
 */
export function loadTslab(): TslabModules {
  const converter = loadConverter('tslab/dist/converter.js') as Pick<
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
  };
}
