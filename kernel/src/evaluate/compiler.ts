import { basename } from 'node:path';
import { withoutOptimizing } from '../environment/optimizing.js';
import { ASYNC_CELL, CELL_MODULE, FILE, splitMaps, SYNC_CELL } from './cell-map.js';
import type { RunningCell } from './running-cell.js';
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
  /** Does in a pause what the next cell needs. */
  rest(): void;
  /** Gets ready for cells that import these modules, in small steps; see {@link CellProgram.preload}. */
  preload(specifiers: readonly string[]): Generator<void>;
  /** The packages and modules of Node.js that the prepared cell imports. */
  imports(): readonly string[];
}

interface Prepared {
  readonly src: string;
  readonly result: Compiled;
}

/** A cell for tslab's executor, whose declarations stay here: to put them together takes time. */
interface Compiled {
  readonly runnable: ConvertResult;
  readonly declarations: () => string;
}

/** A converter that keeps a cell's source maps and reports diagnostics as data, not as printed lines. */
interface ObservedConverter extends Omit<Converter, 'convert'> {
  compile(prevDecl: string, src: string): Compiled;
}

/**
 * So many cells, the empty one of the warm-up included, mostly run parts of the compiler that have not run
 * before: what V8 optimizes meanwhile costs more than it gives.
 */
const COLD_CELLS = 25;

/** What marks a compiled module. A cell is none, and must run where a cell has replaced `Object.defineProperty`. */
const ES_MODULE = 'Object.defineProperty(exports, "__esModule", { value: true });';

/** Cells for tslab's other compilers: modules of their own and code for the browser. */
const OTHER_CELL = /@(module|browser)\b/;

function observe(converter: Converter, { scripts, running }: CompilerHooks): ObservedConverter {
  const modules = new Set<string>();
  const report = (diagnostics: readonly Diagnostic[]): void => running()?.refuse(diagnostics);
  return {
    compile(prevDecl, src) {
      const result = converter.convert(prevDecl, src);
      const { diagnostics, lastExpressionVar, hasToplevelAwait } = result;
      const declarations = (): string => result.declOutput ?? '';
      report(diagnostics);
      if (result.output === undefined) return { runnable: { diagnostics }, declarations };
      const code = result.output.replace(ES_MODULE, (mark) => ' '.repeat(mark.length));
      const map = splitMaps(code, hasToplevelAwait === true ? ASYNC_CELL : SYNC_CELL);
      const sideOutputs = (result.sideOutputs ?? []).map(({ path, data }) => {
        const surroundings = modules.has(basename(path, '.js')) ? CELL_MODULE : FILE;
        return { path, data: scripts.addFile(path, splitMaps(data, surroundings)) };
      });
      const output = scripts.addCell(running()?.label ?? 'cell', map);
      const runnable = {
        ...{ output, diagnostics, sideOutputs },
        ...(lastExpressionVar !== undefined && { lastExpressionVar }),
        ...(hasToplevelAwait !== undefined && { hasToplevelAwait }),
      };
      return { runnable, declarations };
    },
    addModule(name, content, meta) {
      modules.add(name);
      const diagnostics = converter.addModule(name, content, meta);
      report(diagnostics);
      return diagnostics;
    },
    inspect: (prevDecl, src, position) => converter.inspect(prevDecl, src, position),
    complete: (prevDecl, src, position) => converter.complete(prevDecl, src, position),
    expect: (prevDecl) => {
      converter.expect(prevDecl);
    },
    preload: (specifiers) => converter.preload(specifiers),
    imports: () => converter.imports(),
    close: () => {
      converter.close();
    },
  };
}

/**
 * tslab's two compilers, each made when it is first needed: the browser's almost never is.
 *
 * What tslab's executor passes as earlier declarations is not looked at: they are known here.
 */
export function lazyCompiler(tslab: TslabModules, hooks: CompilerHooks): Compiler {
  let node: ObservedConverter | undefined;
  let browser: Converter | undefined;
  let declared = (): string => '';
  let prepared: Prepared | undefined;
  let cells = 0;

  const observed = (isBrowser: boolean): ObservedConverter =>
    observe(tslab.createConverter({ isJS: false, isBrowser }), hooks);
  const compile = (src: string): Compiled => {
    const work = (): Compiled => (node ??= observed(false)).compile(declared(), src);
    return cells++ < COLD_CELLS ? withoutOptimizing(work) : work();
  };
  const asConverter = (converter: ObservedConverter): Converter => ({
    ...converter,
    convert: (_, src) => (prepared?.src === src ? prepared.result : compile(src)).runnable,
    inspect: (_, src, position) => converter.inspect(declared(), src, position),
    complete: (_, src, position) => converter.complete(declared(), src, position),
  });
  return {
    get node() {
      return asConverter((node ??= observed(false)));
    },
    get browser() {
      return (browser ??= asConverter(observed(true)));
    },
    prepare(src) {
      prepared = undefined;
      if (!OTHER_CELL.test(src)) prepared = { src, result: compile(src) };
    },
    commit() {
      if (prepared) declared = prepared.result.declarations;
    },
    rest() {
      node?.expect(declared());
    },
    *preload(specifiers) {
      if (node) yield* node.preload(specifiers);
    },
    imports: () => (prepared && node?.imports()) ?? [],
    close() {
      node?.close();
      browser?.close();
    },
  };
}
