import { builtinModules, createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';
import type { TypeScript } from './typescript.js';

const BUILT_IN = new Set(builtinModules);

/** Modules of Node are declared in @types/node, and a declaration goes before any file. */
export const isBuiltIn = (specifier: string): boolean =>
  specifier.startsWith('node:') || BUILT_IN.has(specifier);

/** Whether a specifier means a file by its place, not a package. */
export const isPath = (specifier: string): boolean => /^(?:\.{1,2}(?:\/|$)|\/)/.test(specifier);

const UNRESOLVED: ts.ResolvedModuleWithFailedLookupLocations = { resolvedModule: undefined };
/** This package: what a cell imports of tslab is found from here where the project has none. */
const OWN_FILE = fileURLToPath(import.meta.url).replaceAll('\\', '/');

const require = createRequire(import.meta.url);

/** Where cells are. */
export interface Folders {
  /** The project's folder, in which cells run. */
  readonly root: string;
  /** The notebook's folder. */
  readonly notebook: string;
}

/** Finds the files that imports mean, and remembers what it found; what is missing may come later. */
export class Resolver {
  readonly #ts: TypeScript;
  readonly #options: ts.CompilerOptions;
  readonly #host: ts.ModuleResolutionHost;
  readonly #folders: Folders;
  readonly #found = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();
  #lookups: ts.ModuleResolutionCache;

  /** @param host knows the files on disk and the modules written in cells */
  constructor(
    typescript: TypeScript,
    options: ts.CompilerOptions,
    host: ts.ModuleResolutionHost,
    folders: Folders,
  ) {
    this.#ts = typescript;
    this.#options = options;
    this.#host = host;
    this.#folders = folders;
    this.#lookups = this.#newLookups();
  }

  /**
   * @param from the file that imports; a cell, which is a file of the project's folder, finds files beside its
   *   notebook first, and packages in the project first
   */
  resolve(specifier: string, from: string): ts.ResolvedModuleWithFailedLookupLocations {
    if (isBuiltIn(specifier)) return UNRESOLVED;
    const key = `${dirname(from)} ${specifier}`;
    const known = this.#found.get(key);
    if (known) return known;
    for (const place of this.#places(specifier, from)) {
      const resolution = this.#ts.resolveModuleName(
        specifier,
        place,
        this.#options,
        this.#host,
        this.#lookups,
      );
      if (!resolution.resolvedModule) continue;
      this.#found.set(key, resolution);
      return resolution;
    }
    return UNRESOLVED;
  }

  /** Files have changed or come: what was found may be gone. */
  forget(): void {
    this.#found.clear();
    this.#lookups = this.#newLookups();
  }

  /** Forgets what was looked for in vain: it may have come. */
  lookAgain(): void {
    this.#lookups = this.#newLookups();
  }

  #places(specifier: string, from: string): string[] {
    const { root, notebook } = this.#folders;
    if (dirname(from) !== root) return [from];
    const beside = `${notebook}/cell.ts`;
    const places = isPath(specifier) ? [beside, from] : [from, beside];
    return specifier === 'tslab' ? [...places, OWN_FILE] : places;
  }

  #newLookups(): ts.ModuleResolutionCache {
    return this.#ts.createModuleResolutionCache(this.#folders.root, (name) => name, this.#options);
  }
}

/** The folders in which `@types/node` is looked for: those of the project, then this package's own. */
export function typeRoots(root: string): string[] {
  const own = dirname(dirname(require.resolve('@types/node/package.json'))).replaceAll('\\', '/');
  const above: string[] = [];
  for (let folder = root; ; folder = dirname(folder)) {
    above.push(`${folder.replace(/\/$/, '')}/node_modules/@types`);
    if (dirname(folder) === folder) return [...above, own];
  }
}
