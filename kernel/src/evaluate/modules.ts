import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Script } from 'node:vm';
import type { Compiler } from '../compile/compiler.js';
import type { Intrinsics } from '../environment/intrinsics.js';
import { defineProperty, get, SafeMap, SafeSet } from '../primordials.js';
import type { Importer } from './importer.js';
import type { Namespace } from './interop.js';
import type { Scripts } from './scripts.js';

interface LocalModule {
  readonly exports: Record<string, unknown>;
  /** Local files that it imports. */
  readonly imports: Set<string>;
  done: Promise<void>;
}

type Run = (
  exports: object,
  require: (specifier: string) => unknown,
  module: object,
  path: string,
  folder: string,
  load: (specifier: string) => Promise<Namespace>,
  meta: object,
) => unknown;

/** What code in files needs of a module: `__esModule` keeps the compiler's helpers from wrapping it again. */
function asRequired(namespace: Namespace): Namespace {
  if (get(namespace, '__esModule') === true) return namespace;
  return Object.defineProperty({ ...namespace }, '__esModule', { value: true });
}

/** What `import.meta` is in a cell or local file. */
export const metaOf = (path: string): object => ({
  url: pathToFileURL(path).href,
  filename: path,
  dirname: dirname(path),
});

/** Loads what cells import: the project's own TypeScript, compiled here, and everything else by Node.js. */
export class Modules {
  readonly #compiler: Compiler;
  readonly #importer: Importer;
  readonly #scripts: Scripts;
  readonly #intrinsics: Intrinsics;
  readonly #local = new SafeMap<string, LocalModule>();

  constructor(compiler: Compiler, importer: Importer, scripts: Scripts, intrinsics: Intrinsics) {
    this.#compiler = compiler;
    this.#importer = importer;
    this.#scripts = scripts;
    this.#intrinsics = intrinsics;
  }

  /** What a cell imports. */
  import(specifier: string): Promise<Namespace> {
    return this.#import(specifier, undefined, []);
  }

  /** Forgets files that have changed, and those that import them. */
  forget(paths: readonly string[]): void {
    const gone = [...paths];
    for (const path of gone) {
      if (!this.#local.delete(path) && !paths.includes(path)) continue;
      for (const [other, { imports }] of this.#local) {
        if (imports.has(path) && !gone.includes(other)) gone.push(other);
      }
    }
  }

  async #import(specifier: string, from: string | undefined, chain: readonly string[]): Promise<Namespace> {
    const path = this.#intrinsics.apart(() =>
      this.#compiler.localFile(specifier, from ?? this.#compiler.cellPath),
    );
    if (path !== undefined) return this.#load(path, chain);
    return this.#importer.import(specifier, from === undefined ? undefined : dirname(from));
  }

  async #load(path: string, chain: readonly string[]): Promise<Namespace> {
    let module = this.#local.get(path);
    if (!module) {
      const exports = defineProperty({}, '__esModule', { value: true });
      module = { exports, imports: new SafeSet(), done: Promise.resolve() };
      this.#local.set(path, module);
      module.done = this.#evaluate(path, module, [...chain, path]);
    }
    if (chain.includes(path)) return module.exports; // a circle: what it has by now
    try {
      await module.done;
    } catch (error) {
      this.#local.delete(path);
      throw error;
    }
    return module.exports;
  }

  async #evaluate(path: string, { exports, imports }: LocalModule, chain: readonly string[]): Promise<void> {
    const compiled = this.#intrinsics.apart(() => this.#compiler.compileFile(path));
    const loaded = new SafeMap<string, Namespace>();
    for (const specifier of compiled.specifiers) {
      const target = this.#intrinsics.apart(() => this.#compiler.localFile(specifier, path));
      if (target !== undefined) imports.add(target);
      const namespace = await this.#import(specifier, path, chain);
      loaded.set(
        specifier,
        this.#intrinsics.apart(() => asRequired(namespace)),
      );
    }
    const script = this.#intrinsics.apart(() => {
      this.#scripts.addFile(path, compiled.toSource);
      return new Script(compiled.code, { filename: path });
    });
    const run = script.runInThisContext() as Run;
    const [native, meta] = this.#intrinsics.apart(() => [createRequire(path), metaOf(path)]);
    await run(
      exports,
      (specifier) => loaded.get(specifier) ?? (native(specifier) as unknown),
      { exports },
      path,
      dirname(path),
      (specifier) => this.#import(specifier, path, []),
      meta,
    );
  }
}
