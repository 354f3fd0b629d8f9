import type ts from 'typescript';
import { cellFile, type CellFile, leavesAll, reachesOut } from './cell-file.js';
import { preload } from './preload.js';
import { isBuiltIn, Resolver } from './resolver.js';
import { SourceCache } from './source-cache.js';
import type { BoundFile, CellSystem, TypeScript } from './typescript.js';

/** What tslab's converter asks a watching compiler for. */
export interface CellProgramHost {
  readonly options: ts.CompilerOptions;
  readonly system: CellSystem;
}

/** Cells that one type checker checks at most: it keeps all it has seen. */
const CELLS_PER_CHECKER = 200;

/** A program, and what it knows beside its own files. */
interface Base {
  readonly program: ts.Program;
  /** Files imports were resolved to, also those without types. */
  readonly resolved: ReadonlySet<string>;
  /** A cell is part of it that changes what others see, so that it serves no other cell. */
  readonly special: boolean;
}

/**
 * Checks and emits cell after cell; it stands where tslab has a watching compiler that builds two programs a
 * cell.
 *
 * A cell is bound by itself and given to the type checker that is there: names it does not declare are looked
 * up in the declarations of earlier cells and then among the globals, and imports lead to files the program
 * has. A new program is built only when a cell imports a file the last one does not have, when a file has
 * changed on disk, or when a cell changes what others see.
 */
export class CellProgram {
  readonly #ts: TypeScript;
  readonly #options: ts.CompilerOptions;
  readonly #system: CellSystem;
  readonly #cache: SourceCache;
  readonly #resolver: Resolver;
  readonly #host: ts.CompilerHost;
  readonly #modules = new Set<string>();
  /** Files that no cell has imported yet, but is expected to. */
  #ahead: readonly string[] = [];
  readonly #declarationsName: string;
  #cells = 0;
  #checked = 0;
  /** Whether the program that is there has been found to fit the cell that is there. */
  #ready = false;
  /** The converter takes statements out of the declarations' file once it has emitted a cell. */
  #emitted = false;
  #source: CellFile;
  #declarations: CellFile;
  #resolving = new Set<string>();
  #base: Base | undefined;

  constructor(typescript: TypeScript, { options, system }: CellProgramHost) {
    this.#ts = typescript;
    this.#options = options;
    this.#system = system;
    this.#cache = new SourceCache(typescript, system, options);
    this.#resolver = new Resolver(typescript, system, options);
    this.#host = this.#createHost();
    this.#declarationsName = this.#path('__prev__.d.ts');
    this.#source = this.#parse(this.sourceName, '');
    this.#declarations = this.#parse(this.#declarationsName, '');
  }

  /** The name of the cell's file: a checker keeps complaints by file name, so each cell has its own. */
  get sourceName(): string {
    return this.#path(`__tslab__${this.#cells}.ts`);
  }

  /** The name of the cell's output with an extension such as `.d.ts`. */
  outputName(extension: string): string {
    return `${this.#options.outDir ?? ''}/__tslab__${this.#cells}${extension}`;
  }

  /** Takes a cell and the declarations of the cells before it. */
  update(declarations: string, source: string): void {
    this.#cells++;
    this.#source = this.#parse(this.sourceName, source);
    this.expect(declarations);
    this.#ready = false; // the converter sends a cell twice, the second time with its exports
  }

  /** Takes the declarations that the next cell will see, ahead of it. */
  expect(declarations: string): void {
    if (!this.#emitted && this.#declarations.file.text === declarations) return;
    this.#emitted = false;
    this.#declarations = this.#parse(this.#declarationsName, declarations);
  }

  /** The text of earlier declarations if a cell leaves all of them as they are. */
  untouched(source: BoundFile, declarations: BoundFile): string | undefined {
    return leavesAll(this.#ts, source, declarations) ? declarations.text : undefined;
  }

  /** The packages and modules of Node.js that the cell imports. */
  get imports(): string[] {
    const { file, specifiers } = this.#source;
    return specifiers.filter((specifier) => {
      if (isBuiltIn(specifier)) return true;
      const target = this.#resolver.resolve(specifier, file.fileName).resolvedModule?.resolvedFileName;
      return target?.endsWith('.d.ts') === true;
    });
  }

  /**
   * Gets ready for cells that import some modules: reads their declarations, a file a step, and then makes the
   * program that such a cell needs. No cell sees a difference.
   */
  *preload(specifiers: readonly string[]): Generator<void> {
    const [typescript, options, cache, resolver] = [this.#ts, this.#options, this.#cache, this.#resolver];
    const from = this.#path('__ahead__.ts');
    const roots = yield* preload(specifiers, { typescript, options, cache, resolver, from });
    if (roots.length === 0 || !this.#base || this.#base.special) return;
    this.#extend(roots);
    yield;
    this.#base.program.getTypeChecker();
  }

  /** Takes a module written in a cell, or written again. */
  addModule(fileName: string): void {
    this.#modules.add(fileName);
    this.#cache.forget(fileName);
    this.#system.sideInputsConverted.delete(fileName);
    this.#build();
  }

  /** Reads the documentation of all declarations, which is left out until someone asks for it. */
  keepDocumentation(): void {
    if (this.#cache.keepDocumentation()) this.#base = undefined;
  }

  getProgram(): ts.Program {
    if (!this.#ready) {
      this.#ready = true;
      this.#checked++;
      if (!this.#fits()) this.#build();
    }
    return (this.#base ?? this.#build()).program;
  }

  getSourceFile(fileName: string): BoundFile | undefined {
    if (fileName === this.#source.file.fileName) return this.#source.file;
    if (fileName === this.#declarationsName) return this.#declarations.file;
    return this.getProgram().getSourceFile(fileName) as BoundFile | undefined;
  }

  /** The files a file imports, directly or not, and itself. */
  getAllDependencies(file: ts.SourceFile): string[] {
    this.getProgram(); // it knows where imports lead
    const found = new Set([file.fileName]);
    for (const fileName of found) {
      if (fileName.endsWith('.d.ts')) continue;
      this.getSourceFile(fileName)?.resolvedModules?.forEach(({ resolvedModule }) => {
        const imported = resolvedModule && this.getSourceFile(resolvedModule.resolvedFileName);
        if (imported) found.add(imported.fileName);
      });
    }
    return [...found];
  }

  emit(...args: Parameters<ts.Program['emit']>): ts.EmitResult {
    this.#emitted = true;
    return this.getProgram().emit(...args);
  }

  /** tslab stops watching; nothing is watched here. */
  close(): void {
    this.#base = undefined;
  }

  #path(name: string): string {
    return `${this.#system.getCurrentDirectory().replaceAll('\\', '/').replace(/\/$/, '')}/${name}`;
  }

  #parse(name: string, text: string): CellFile {
    return cellFile(this.#ts, name, text, this.#options);
  }

  /** Whether the program that is there can check the cell; if so, tells the cell where its imports lead. */
  #fits(): boolean {
    if (this.#cache.refresh()) {
      this.#resolver.forget();
      this.#ahead = [];
      return false;
    }
    const files = [this.#declarations, this.#source];
    const base = this.#base;
    if (!base || base.special || this.#checked >= CELLS_PER_CHECKER) return false;
    return files.every((file) => !file.reachesOut && this.#link(file, base));
  }

  #link({ file, specifiers }: CellFile, { resolved }: Base): boolean {
    const resolutions = this.#ts.createModeAwareCache();
    for (const specifier of specifiers) {
      const resolution = this.#resolver.resolve(specifier, file.fileName);
      const target = resolution.resolvedModule?.resolvedFileName;
      if (target !== undefined && !resolved.has(target)) return false;
      resolutions.set(specifier, undefined, resolution);
    }
    file.resolvedModules = resolutions;
    return true;
  }

  /** Adds files to the program, unless one of them changes what others see. */
  #extend(files: readonly string[]): void {
    const before = this.#base;
    const known = new Set(before?.program.getSourceFiles());
    this.#ahead = files;
    const { program } = this.#build();
    const isModule = (file: ts.SourceFile): boolean =>
      this.#ts.isExternalModule(file) && !reachesOut(this.#ts, file);
    if (program.getSourceFiles().every((file) => known.has(file) || isModule(file))) return;
    this.#ahead = [];
    this.#base = before;
  }

  #build(): Base {
    const rootNames = [this.#declarationsName, this.sourceName, ...this.#modules, ...this.#ahead];
    const resolved = (this.#resolving = new Set(this.#ahead));
    const { program } = this.#resolver.during(() => ({
      program: this.#ts.createProgram({ rootNames, options: this.#options, host: this.#host }),
    }));
    const special = this.#source.reachesOut || this.#declarations.reachesOut;
    this.#checked = 0;
    this.#ready = true;
    return (this.#base = { program, resolved, special });
  }

  #createHost(): ts.CompilerHost {
    const { sys } = this.#ts;
    const libraries = sys
      .getExecutingFilePath()
      .replaceAll('\\', '/')
      .replace(/\/[^/]*$/, '');
    const system = this.#system;
    return {
      getSourceFile: (fileName, options) => {
        if (fileName === this.#source.file.fileName) return this.#source.file;
        if (fileName === this.#declarationsName) return this.#declarations.file;
        return this.#cache.get(fileName, options);
      },
      resolveModuleNameLiterals: (literals, containingFile) =>
        literals.map(({ text }) => {
          const resolution = this.#resolver.resolve(text, containingFile);
          if (resolution.resolvedModule) this.#resolving.add(resolution.resolvedModule.resolvedFileName);
          return resolution;
        }),
      getDefaultLibFileName: (options) => `${libraries}/${this.#ts.getDefaultLibFileName(options)}`,
      getDefaultLibLocation: () => libraries,
      getCurrentDirectory: () => system.getCurrentDirectory(),
      getCanonicalFileName: (fileName) => fileName,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      fileExists: (path) => system.fileExists(path),
      readFile: (path) => system.readFile(path),
      directoryExists: (path) => system.directoryExists(path),
      getDirectories: (path) => system.getDirectories(path),
      realpath: (path) => system.realpath?.(path) ?? path,
      writeFile: (path, text) => {
        system.writeFile(path, text);
      },
    };
  }
}
