import { dirname, join } from 'node:path/posix';
import type ts from 'typescript';
import { compilerOptions } from './options.js';
import { declaresOutside, referencesOf, specifiersOf } from './reaching.js';
import { type Folders, isBuiltIn, Resolver, typeRoots } from './resolver.js';
import { SourceCache } from './source-cache.js';
import type { BoundFile, OpenProgram, TypeScript } from './typescript.js';

/** Cells that one type checker checks before another is made in a pause: it keeps all it has seen. */
const CELLS_PER_CHECKER = 500;
/** More files than any library has: what imports more than that is read when a cell asks for it. */
const FILES_AHEAD = 2000;

const isInPackage = (path: string): boolean => path.includes('/node_modules/');
const JAVASCRIPT = /\.[cm]?jsx?$/;
const TYPESCRIPT = /(?<!\.d)\.[cm]?tsx?$/;

/** Whether a path is of TypeScript that is run here: a file of the project, no package's. */
export const isLocalSource = (path: string): boolean => TYPESCRIPT.test(path) && !isInPackage(path);

/** What a program notes on its files, for one that is in none. */
const outside = (file: BoundFile): BoundFile =>
  Object.assign(file, { imports: [], moduleAugmentations: [], ambientModuleNames: [] });

/**
 * All files that are not cells, the one program that has the globals, and its type checker.
 *
 * A program knows the globals. Modules are added to its living checker when a cell imports them; a new program is
 * made only for files that declare globals or more of other modules, and when files have changed.
 */
export class Library {
  readonly options: ts.CompilerOptions;
  readonly #ts: TypeScript;
  readonly #root: string;
  readonly #cache: SourceCache;
  readonly #resolver: Resolver;
  readonly #host: ts.CompilerHost;
  /** Files whose imports have been looked at. */
  readonly #admitted = new Set<string>();
  /** Files that are part of the program because of what they declare outside of themselves. */
  readonly #reaching = new Set<string>();
  /** Cells that are, by their names. */
  readonly #cells = new Map<string, BoundFile>();
  /** A program reads no globals unless it has a file. */
  readonly #empty: BoundFile;
  #program: OpenProgram | undefined;
  #checked = 0;

  constructor(typescript: TypeScript, folders: Folders) {
    const { root } = folders;
    const { sys } = typescript;
    this.#ts = typescript;
    this.#root = root;
    this.options = compilerOptions(typescript, typeRoots(root));
    this.#cache = new SourceCache(typescript, this.options);
    this.#empty = this.parse('__empty__.ts', '');
    const libraries = dirname(sys.getExecutingFilePath().replaceAll('\\', '/'));
    this.#host = {
      fileExists: (path) => this.#cache.exists(path),
      readFile: (path) => this.#cache.read(path),
      directoryExists: (path) => sys.directoryExists(path),
      getDirectories: (path) => sys.getDirectories(path),
      realpath: (path) => sys.realpath?.(path) ?? path,
      getSourceFile: (name) =>
        name === this.#empty.fileName ? this.#empty : (this.#cells.get(name) ?? this.#cache.get(name)),
      getDefaultLibFileName: () => `${libraries}/lib.es2023.d.ts`,
      getDefaultLibLocation: () => libraries,
      getCurrentDirectory: () => root,
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      resolveModuleNameLiterals: (literals, from) => literals.map(({ text }) => this.resolve(text, from)),
    };
    this.#resolver = new Resolver(typescript, this.options, this.#host, folders);
  }

  get program(): OpenProgram {
    return (this.#program ??= this.#open());
  }

  get checker(): ts.TypeChecker {
    return this.program.getTypeChecker();
  }

  /** A cell or another text, parsed and not bound. */
  parse(name: string, text: string, kind?: ts.ScriptKind): BoundFile {
    return this.#cache.parse(`${this.#root}/${name}`, text, kind);
  }

  resolve(specifier: string, from: string): ts.ResolvedModuleWithFailedLookupLocations {
    return this.#resolver.resolve(specifier, from);
  }

  /** The path that an import leads to; undefined for modules of Node.js and what is not there. */
  target(specifier: string, from: string): string | undefined {
    return this.resolve(specifier, from).resolvedModule?.resolvedFileName;
  }

  /** The text of a file, on disk or written in a cell. */
  source(path: string): BoundFile | undefined {
    return this.#cache.get(path);
  }

  /** Takes a module written in a cell, or written again, and returns its path. */
  write(name: string, text: string): string {
    const path = `${this.#root}/${name}`;
    this.#cache.write(path, text);
    this.#renew();
    return path;
  }

  /**
   * Reads what a file imports, directly or not.
   *
   * @returns the project's own files among it
   */
  admit(file: BoundFile): string[] {
    this.#resolver.lookAgain();
    const sources = new Set<string>();
    const seen = new Set<string>();
    const queue = [file];
    for (const next of queue) {
      for (const target of this.#targets(next)) {
        if (seen.has(target)) continue;
        seen.add(target);
        if (isLocalSource(target)) sources.add(target);
        else if (this.#admitted.has(target)) continue;
        const found = this.#read(target);
        if (found) queue.push(found);
      }
    }
    return [...sources];
  }

  /** Reads the declarations of modules ahead of the cells that import them, a file a step. */
  *preload(specifiers: readonly string[]): Generator<void> {
    const from = `${this.#root}/ahead.ts`;
    const packages = specifiers.filter((specifier) => !isBuiltIn(specifier));
    for (const specifier of specifiers) {
      if (isBuiltIn(specifier) && this.#cache.fillModule(specifier)) yield;
    }
    const closure = new Set(packages.flatMap((specifier) => this.target(specifier, from) ?? []));
    for (const path of closure) {
      if (closure.size > FILES_AHEAD || !/\.d\.[cm]?ts$/.test(path)) continue;
      const file = this.#cache.get(path);
      if (file && !this.#reaching.has(path)) this.#ts.bindSourceFile(outside(file), this.options);
      yield;
      if (file) for (const target of this.#targets(file)) closure.add(target);
    }
  }

  /** Binds a cell, which is part of no program, unless it changes what others see. */
  bind(cell: BoundFile): void {
    this.#ts.bindSourceFile(outside(cell), this.options);
    this.#checked++;
    if (!declaresOutside(this.#ts, cell)) return;
    for (const [name, { text }] of this.#cells) if (text === cell.text) this.#cells.delete(name);
    this.#cells.set(cell.fileName, cell);
    this.#program = undefined;
  }

  /** Makes a checker for the next cells where there is none, or has been one for many. */
  rest(): void {
    if (this.#checked > CELLS_PER_CHECKER) this.#program = undefined;
    this.program.getTypeChecker();
  }

  /** Takes a cell out again that is not to be run. */
  drop(cell: BoundFile): void {
    if (this.#cells.delete(cell.fileName)) this.#program = undefined;
  }

  /** Looks for files that have changed, and returns their paths; see {@link SourceCache.refresh}. */
  refresh(isImporting: boolean): readonly string[] {
    const changed = this.#cache.refresh(isImporting);
    if (changed.length > 0) this.#renew();
    return changed;
  }

  /** Reads the documentation of all declarations, which is left out until someone asks for it. */
  keepDocumentation(): void {
    if (this.#cache.keepDocumentation()) this.#renew();
  }

  #renew(): void {
    this.#resolver.forget();
    this.#admitted.clear();
    this.#program = undefined;
  }

  #read(path: string): BoundFile | undefined {
    this.#admitted.add(path);
    if (JAVASCRIPT.test(path) && isInPackage(path)) return undefined;
    const file = this.#cache.get(path);
    if (!file || this.#reaching.has(path) || !declaresOutside(this.#ts, file)) return file;
    if (path.endsWith('.json') || JAVASCRIPT.test(path)) return file;
    if (this.#program?.getSourceFiles().includes(file) === true) return file;
    this.#reaching.add(path);
    this.#program = undefined;
    return file;
  }

  #targets(file: BoundFile): string[] {
    const { files, types } = referencesOf(file);
    const imported = specifiersOf(this.#ts, file).flatMap((name) => this.target(name, file.fileName) ?? []);
    const referred = types.flatMap((name) =>
      name === 'node' ? [] : (this.target(name, file.fileName) ?? []),
    );
    return [...imported, ...files.map((name) => join(dirname(file.fileName), name)), ...referred];
  }

  /** A program whose checker asks here for modules, also for those that came after it was made. */
  #open(): OpenProgram {
    this.#checked = 0;
    for (const file of this.#cache.files()) delete file.imports; // the program collects them itself
    for (const file of this.#cells.values()) delete file.imports;
    const rootNames = [this.#empty.fileName, ...this.#reaching, ...this.#cells.keys()];
    const program = this.#ts.createProgram({
      rootNames,
      options: this.options,
      host: this.#host,
    }) as OpenProgram;
    const known = program.getSourceFile.bind(program);
    program.getResolvedModule = (file, specifier) => this.resolve(specifier, file.fileName);
    program.getSourceFile = (name) => {
      const own = known(name);
      if (own || (JAVASCRIPT.test(name) && isInPackage(name))) return own;
      const file = this.#cache.get(name);
      if (file) this.#ts.bindSourceFile(outside(file), this.options);
      return file;
    };
    return program;
  }
}
