import { basename } from 'node:path';
import { ASYNC_CELL, CELL_MODULE, FILE, splitMaps, SYNC_CELL } from './cellMap.js';
import type { RunningCell } from './runningCell.js';
import type { Scripts } from './scripts.js';
import type { Converter, ConverterSet, ConvertResult, Diagnostic, TslabModules } from './tslab.js';

/** What a converter tells about the cell it compiles. */
export interface CompilerHooks {
  readonly scripts: Scripts;
  /** The cell being run, if any. */
  readonly running: () => RunningCell | undefined;
}

/** tslab's compilers, and a way to compile a cell before it is run. */
export interface Compiler extends ConverterSet {
  /**
   * Compiles a cell now; tslab's executor, asked to run the same cell, then finds it compiled.
   *
   * tslab compiles and runs in one go, so an interrupt that comes while it compiles would be too late to
   * keep an endless loop from starting.
   */
  prepare(src: string): void;
  /** The prepared cell ran to its end: what it declares is there for the next one. */
  commit(): void;
}

interface Prepared {
  readonly prevDecl: string;
  readonly src: string;
  readonly result: ConvertResult;
}

/** Cells for tslab's other compilers: modules of their own and code for the browser. */
const OTHER_CELL = /@(module|browser)\b/;

/** A converter that keeps a cell's source maps and reports diagnostics as data, not as printed lines. */
function observe(converter: Converter, { scripts, running }: CompilerHooks): Converter {
  const modules = new Set<string>();
  const report = (diagnostics: readonly Diagnostic[]): void => running()?.refuse(diagnostics);
  return {
    convert(prevDecl, src) {
      const result = converter.convert(prevDecl, src);
      report(result.diagnostics);
      if (result.output === undefined) return result;
      const map = splitMaps(result.output, result.hasToplevelAwait === true ? ASYNC_CELL : SYNC_CELL);
      const sideOutputs = (result.sideOutputs ?? []).map(({ path, data }) => {
        const surroundings = modules.has(basename(path, '.js')) ? CELL_MODULE : FILE;
        return { path, data: scripts.addFile(path, splitMaps(data, surroundings)) };
      });
      return { ...result, output: scripts.addCell(running()?.label ?? 'cell', map), sideOutputs };
    },
    addModule(name, content, meta) {
      modules.add(name);
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
export function lazyCompiler(tslab: TslabModules, hooks: CompilerHooks): Compiler {
  let node: Converter | undefined;
  let browser: Converter | undefined;
  let declared = '';
  let prepared: Prepared | undefined;

  const makeNode = (): Converter => {
    const converter = observe(tslab.createConverter({ isJS: false, isBrowser: false }), hooks);
    return {
      ...converter,
      convert(prevDecl, src) {
        const fits = prepared?.prevDecl === prevDecl && prepared.src === src;
        return fits && prepared ? prepared.result : converter.convert(prevDecl, src);
      },
    };
  };
  return {
    get node() {
      return (node ??= makeNode());
    },
    get browser() {
      return (browser ??= observe(tslab.createConverter({ isJS: false, isBrowser: true }), hooks));
    },
    prepare(src) {
      prepared = undefined;
      if (OTHER_CELL.test(src)) return;
      prepared = { prevDecl: declared, src, result: this.node.convert(declared, src) };
    },
    commit() {
      if (prepared) declared = prepared.result.declOutput ?? '';
    },
    close() {
      node?.close();
      browser?.close();
    },
  };
}
