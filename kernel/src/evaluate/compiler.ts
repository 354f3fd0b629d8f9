import { splitMaps } from './cellMap.js';
import type { RunningCell } from './runningCell.js';
import type { CellScripts } from './stackTraces.js';
import type { Converter, ConverterSet, Diagnostic, TslabModules } from './tslab.js';

/** What a converter tells about the cell it compiles. */
export interface CompilerHooks {
  readonly cells: CellScripts;
  /** The cell being run, if any. */
  readonly running: () => RunningCell | undefined;
}

/** A converter that keeps a cell's source maps and reports diagnostics as data, not as printed lines. */
function observe(converter: Converter, { cells, running }: CompilerHooks): Converter {
  const report = (diagnostics: readonly Diagnostic[]): void => running()?.refuse(diagnostics);
  return {
    convert(prevDecl, src) {
      const result = converter.convert(prevDecl, src);
      report(result.diagnostics);
      if (result.output === undefined) return result;
      const map = splitMaps(result.output, result.hasToplevelAwait ?? false);
      return { ...result, output: cells.add(running()?.label ?? 'cell', map) };
    },
    addModule(name, content, meta) {
      const diagnostics = converter.addModule(name, content, meta);
      report(diagnostics);
      return diagnostics;
    },
    inspect: (prevDecl, src, position) => converter.inspect(prevDecl, src, position),
    complete: (prevDecl, src, position) => converter.complete(prevDecl, src, position),
    close: () => {
      converter.close();
    },
  };
}

/** tslab's two compilers, each made when it is first needed: the browser's almost never is. */
export function lazyConverters(tslab: TslabModules, hooks: CompilerHooks): ConverterSet {
  let node: Converter | undefined;
  let browser: Converter | undefined;
  return {
    get node() {
      return (node ??= observe(tslab.createConverter({ isJS: false, isBrowser: false }), hooks));
    },
    get browser() {
      return (browser ??= observe(tslab.createConverter({ isJS: false, isBrowser: true }), hooks));
    },
    close() {
      node?.close();
      browser?.close();
    },
  };
}
