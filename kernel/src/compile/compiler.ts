import type ts from 'typescript';
import { withoutOptimizing } from '../environment/optimizing.js';
import { isCompleteCode, type Completeness } from './complete-code.js';
import { type Completion, completionsAt } from './completions.js';
import { type Diagnostic, diagnosticsOf } from './diagnostics.js';
import { emit, type Emitted } from './emit.js';
import { withoutExports } from './exports.js';
import { infoAt } from './inspection.js';
import { isLocalSource, Library } from './library.js';
import { type CompiledFile, compileFile } from './local-file.js';
import { moduleName } from './module-cell.js';
import { type Inspection, quickInfoMarkdown, quickInfoText } from './quick-info.js';
import { specifiersOf } from './reaching.js';
import { type Folders, isBuiltIn, isPath } from './resolver.js';
import { Scope } from './scope.js';
import type { BoundFile, TypeScript } from './typescript.js';

/** A cell that may be run. */
export interface CompiledCell extends Emitted {
  readonly kind: 'code';
}

/** What became of a cell's text. */
export type Compiled =
  | CompiledCell
  /** It declares a module for other cells, and there is nothing to run. */
  | { readonly kind: 'module' }
  | { readonly kind: 'refused'; readonly diagnostics: readonly Diagnostic[] };

/**
 * So many cells, the empty one of the warm-up included, mostly run parts of the compiler that have not run
 * before: what V8 optimizes meanwhile costs more than it gives.
 */
const COLD_CELLS = 25;

const MAY_IMPORT = /\b(?:import|from|require)\b/;
const MAY_BE_JSX = /<[\w.]*[^]*>/;

/** Checks and compiles cell after cell. */
export class Compiler {
  readonly #ts: TypeScript;
  readonly #root: string;
  readonly #library: Library;
  readonly #scope: Scope;
  #count = 0;
  #compiled = 0;
  #cell: BoundFile | undefined;

  constructor(typescript: TypeScript, folders: Folders) {
    this.#ts = typescript;
    this.#root = folders.root;
    this.#library = new Library(typescript, folders);
    const empty = (name: string): BoundFile => this.#library.parse(name, '');
    const { options } = this.#library;
    this.#scope = new Scope(typescript, empty('__scope__.ts'), empty('__older__.ts'), options);
  }

  /**
   * Checks a cell and compiles it; nothing runs.
   *
   * @param changed hears of the project's files that have changed since the last cell
   */
  compile(code: string, changed: (paths: readonly string[]) => void): Compiled {
    const work = (): Compiled => {
      changed(this.#library.refresh(MAY_IMPORT.test(code)));
      const name = moduleName(this.#ts, code);
      return name === undefined ? this.#compile(code) : this.#addModule(name, code);
    };
    return this.#compiled++ < COLD_CELLS ? withoutOptimizing(work) : work();
  }

  /**
   * What the last cell declares is there for the next one.
   *
   * @param isKept whether a value of it is there; one is not that comes after an error
   */
  commit(isKept: (name: string) => boolean): void {
    if (this.#cell) this.#scope.add(this.#cell, isKept);
    this.#cell = undefined;
  }

  /** The packages and modules of Node.js that the last cell imports. */
  imports(): readonly string[] {
    const cell = this.#cell;
    if (!cell) return [];
    return specifiersOf(this.#ts, cell).filter(
      (name) => isBuiltIn(name) || (!isPath(name) && this.#library.target(name, cell.fileName) !== undefined),
    );
  }

  /** Gets ready for cells that import these modules, in small steps; see {@link Library.preload}. */
  preload(specifiers: readonly string[]): Generator<void> {
    return this.#library.preload(specifiers);
  }

  /** Makes the checker ready for the next cell. */
  rest(): void {
    this.#library.rest();
  }

  /** The path of a local TypeScript file, or module cell, that an import leads to; undefined for anything else. */
  localFile(specifier: string, from: string): string | undefined {
    const target = this.#library.target(specifier, from);
    return target !== undefined && isLocalSource(target) ? target : undefined;
  }

  /** The file by which imports of cells are resolved. */
  get cellPath(): string {
    return `${this.#root}/__cell__.ts`;
  }

  /** Compiles a local file, which was checked with the cell that imports it. */
  compileFile(path: string): CompiledFile {
    const file = this.#library.source(path);
    if (!file) throw new Error(`Cannot find module '${path}'`);
    return compileFile(this.#ts, this.#bound(file));
  }

  complete(code: string, position: number): Completion {
    return this.#look(code, (cell) => completionsAt(this.#ts, this.#library.program, cell, position));
  }

  /** The type and documentation of what is at a position, undefined for nothing. */
  inspect(code: string, position: number): Inspection | undefined {
    this.#library.keepDocumentation();
    const info = this.#look(code, (cell) => infoAt(this.#ts, this.#library.checker, cell, position));
    return info && { text: quickInfoText(info), markdown: quickInfoMarkdown(info) };
  }

  /** The type of each value that cells have declared, by name. */
  types(): ReadonlyMap<string, string> {
    return this.#scope.types(this.#library.checker);
  }

  isComplete(code: string): Completeness {
    return isCompleteCode(this.#ts, code);
  }

  #compile(code: string): Compiled {
    const { cell, sources } = this.#take(code);
    const complaints = this.#complaints(cell, sources);
    if (complaints.length > 0) {
      this.#cell = undefined;
      this.#library.drop(cell);
      return { kind: 'refused', diagnostics: diagnosticsOf(complaints, cell, this.#root) };
    }
    this.#cell = cell;
    const { checker } = this.#library;
    const emitted = emit(cell, {
      ts: this.#ts,
      checker,
      knows: (name) => this.#scope.knows(name),
      isEarlier: (node) => this.#isEarlier(checker, node),
    });
    return { kind: 'code', ...emitted };
  }

  #isEarlier(checker: ts.TypeChecker, node: ts.Identifier): boolean {
    if (!this.#scope.knows(node.text)) return false;
    const { parent } = node;
    const symbol =
      this.#ts.isShorthandPropertyAssignment(parent) && parent.name === node
        ? checker.getShorthandAssignmentValueSymbol(parent)
        : checker.getSymbolAtLocation(node);
    return symbol !== undefined && this.#scope.has(symbol);
  }

  #addModule(name: string, code: string): Compiled {
    this.#cell = undefined;
    const path = this.#library.write(name, code);
    const file = this.#library.source(path);
    if (!file) return { kind: 'module' };
    const complaints = this.#complaints(this.#bound(file), this.#library.admit(file));
    if (complaints.length === 0) return { kind: 'module' };
    return { kind: 'refused', diagnostics: diagnosticsOf(complaints, file, this.#root) };
  }

  #bound(file: BoundFile): BoundFile {
    return (this.#library.program.getSourceFile(file.fileName) as BoundFile | undefined) ?? file;
  }

  /** Parses and binds a text where it sees what earlier cells declared. */
  #take(code: string): { cell: BoundFile; sources: readonly string[] } {
    const text = withoutExports(this.#ts, code);
    const name = `__cell_${++this.#count}__.ts`;
    let cell = this.#library.parse(name, text);
    if (cell.parseDiagnostics.length > 0 && MAY_BE_JSX.test(text)) {
      const jsx = this.#library.parse(`${name}x`, text, this.#ts.ScriptKind.TSX);
      if (jsx.parseDiagnostics.length === 0) cell = jsx;
    }
    this.#library.bind(cell);
    this.#scope.enclose(cell);
    return { cell, sources: MAY_IMPORT.test(text) ? this.#library.admit(cell) : [] };
  }

  /** Asks something about a text that is not run. */
  #look<T>(code: string, ask: (cell: BoundFile) => T): T {
    this.#library.refresh(MAY_IMPORT.test(code));
    const { cell } = this.#take(code);
    try {
      return ask(cell);
    } finally {
      this.#library.drop(cell);
    }
  }

  #complaints(cell: BoundFile, sources: readonly string[]): readonly ts.Diagnostic[] {
    const { program } = this.#library;
    const of = (file: ts.SourceFile): readonly ts.Diagnostic[] => {
      const { parseDiagnostics } = file as BoundFile;
      return parseDiagnostics.length > 0 ? parseDiagnostics : program.getSemanticDiagnostics(file);
    };
    const files = sources.flatMap((path) => program.getSourceFile(path) ?? []);
    return [cell, ...files.filter((file) => file.fileName !== cell.fileName)].flatMap(of);
  }
}
