import { builtinModules } from 'node:module';
import { dirname } from 'node:path';
import type ts from 'typescript';
import type { CellSystem, TypeScript } from './typescript.js';

const BUILT_IN = new Set(builtinModules);

/** Modules of Node are declared in @types/node, and a declaration goes before any file. */
export const isBuiltIn = (specifier: string): boolean =>
  specifier.startsWith('node:') || BUILT_IN.has(specifier);

const UNRESOLVED: ts.ResolvedModuleWithFailedLookupLocations = { resolvedModule: undefined };

/** Finds the files that imports mean, and remembers what it found; what is missing may come later. */
export class Resolver {
  readonly #ts: TypeScript;
  readonly #system: CellSystem;
  readonly #options: ts.CompilerOptions;
  readonly #found = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();
  #lookups: ts.ModuleResolutionCache | undefined;

  constructor(typescript: TypeScript, system: CellSystem, options: ts.CompilerOptions) {
    this.#ts = typescript;
    this.#system = system;
    this.#options = options;
  }

  resolve(specifier: string, containingFile: string): ts.ResolvedModuleWithFailedLookupLocations {
    if (isBuiltIn(specifier)) return UNRESOLVED;
    const key = `${dirname(containingFile)} ${specifier}`;
    const known = this.#found.get(key);
    if (known) return known;
    const resolution = this.#ts.resolveModuleName(
      specifier,
      containingFile,
      this.#options,
      this.#system,
      this.#lookups,
    );
    if (resolution.resolvedModule) this.#found.set(key, resolution);
    return resolution;
  }

  /** Shares lookups of folders, also the vain ones, while `build` runs and nothing changes. */
  during<T>(build: () => T): T {
    const same = (name: string): string => name;
    this.#lookups = this.#ts.createModuleResolutionCache(
      this.#system.getCurrentDirectory(),
      same,
      this.#options,
    );
    try {
      return build();
    } finally {
      this.#lookups = undefined;
    }
  }

  /** Files have changed: what was found may be gone. */
  forget(): void {
    this.#found.clear();
  }
}
