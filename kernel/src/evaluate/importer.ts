import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { type Folders, isBuiltIn, isPath } from '../compile/resolver.js';
import type { Intrinsics } from '../environment/intrinsics.js';
import { isError, textOf } from './any-value.js';
import { interop, type Namespace } from './interop.js';

type NativeImport = (specifier: string) => Promise<Namespace>;

/** Endings that a path may lack. */
const ENDINGS = ['', '.js', '.mjs', '.cjs', '.json', '/index.js', '/index.mjs', '/index.cjs'];
const MISSING = new Set([
  'ERR_MODULE_NOT_FOUND',
  'ERR_UNSUPPORTED_DIR_IMPORT',
  'ERR_PACKAGE_PATH_NOT_EXPORTED',
]);

const ownRequire = createRequire(import.meta.url);

/** `import()` of Node.js, as from a file of a folder. */
export function nativeImport(folder: string): NativeImport {
  const script = new Script('(specifier) => import(specifier)', {
    filename: join(folder, 'cell.js'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as NativeImport;
}

const codeOf = (error: unknown): string => (isError(error) ? textOf(error, 'code') : '');

/** Loads what is not TypeScript of the project: packages, modules of Node.js, JavaScript and JSON files. */
export class Importer {
  readonly #folders: Folders;
  readonly #natives = new Map<string, NativeImport>();
  readonly #known = new WeakMap<Namespace, Namespace>();
  /** The state of each JavaScript file when it was first loaded: a changed one is loaded anew. */
  readonly #versions = new Map<string, number>();
  readonly #tslab: () => Namespace;
  readonly #intrinsics: Intrinsics;

  /** @param tslab loads the package of that name, and has it display here */
  constructor(folders: Folders, tslab: () => Namespace, intrinsics: Intrinsics) {
    this.#folders = folders;
    this.#tslab = tslab;
    this.#intrinsics = intrinsics;
  }

  /**
   * Loads a module. Its code finds what cells have changed of the language; what is done here does not.
   *
   * @param folder of the file that imports; without one it is a cell
   */
  async import(specifier: string, folder?: string): Promise<Namespace> {
    const attempts = this.#intrinsics.apart(() => this.#attempts(specifier, folder));
    for (let i = 0; ; i++) {
      try {
        const namespace = await this.#intrinsics.apart(() => attempts[i]?.());
        if (namespace) return this.#intrinsics.apart(() => this.#common(namespace));
      } catch (error) {
        const isLast = i >= attempts.length - 1;
        if (isLast || !this.#intrinsics.apart(() => MISSING.has(codeOf(error)))) throw error;
      }
    }
  }

  /** `require` of a cell. */
  get require(): NodeJS.Require {
    const { root } = this.#folders;
    const own = createRequire(join(root, 'cell.js'));
    const tslab = this.#tslab;
    return new Proxy(own, {
      apply: (target, self, given: [id: string]) =>
        given[0] === 'tslab' ? tslab() : (Reflect.apply(target, self, given) as unknown),
    });
  }

  #common(namespace: Namespace): Namespace {
    const known = this.#known.get(namespace);
    if (known) return known;
    const made = interop(namespace);
    this.#known.set(namespace, made);
    return made;
  }

  /** The ways to load a module, one after the other until it is found. */
  #attempts(specifier: string, folder: string | undefined): (() => Promise<Namespace>)[] {
    if (specifier === 'tslab') return [() => Promise.resolve(this.#tslab())];
    if (isPath(specifier) || specifier.startsWith('file:')) {
      return [() => this.#file(specifier, folder)];
    }
    const { root, notebook } = this.#folders;
    const folders = folder === undefined ? [...new Set([root, notebook])] : [folder];
    if (specifier.endsWith('.json') && !isBuiltIn(specifier)) {
      return folders.map((from) => () => json(createRequire(join(from, 'cell.js')).resolve(specifier)));
    }
    return [
      ...folders.map((from) => () => this.#native(from)(specifier)),
      // An ending may be missing, or `exports` may know nothing of `import`.
      ...folders.flatMap((from) => {
        const path = required(specifier, from);
        return path === undefined ? [] : [() => this.#native(from)(pathToFileURL(path).href)];
      }),
    ];
  }

  #native(folder: string): NativeImport {
    let native = this.#natives.get(folder);
    if (!native) this.#natives.set(folder, (native = nativeImport(folder)));
    return native;
  }

  #file(specifier: string, folder: string | undefined): Promise<Namespace> {
    const { root, notebook } = this.#folders;
    const given = specifier.startsWith('file:') ? fileURLToPath(specifier) : specifier;
    const places = (folder === undefined ? [notebook, root] : [folder]).map((from) => resolve(from, given));
    const path = places.flatMap(withEnding)[0];
    if (path === undefined) throw new Error(`Cannot find module '${specifier}'`);
    if (path.endsWith('.json')) return json(path);
    const { mtimeMs } = statSync(path);
    const first = this.#versions.get(path) ?? mtimeMs;
    this.#versions.set(path, first);
    const url = pathToFileURL(path).href;
    if (first !== mtimeMs) Reflect.deleteProperty(ownRequire.cache, path);
    return this.#native(dirname(path))(first === mtimeMs ? url : `${url}?${mtimeMs}`);
  }
}

function withEnding(path: string): string[] {
  const found = ENDINGS.map((ending) => path + ending).filter((file) => existsSync(file));
  return found.filter((file) => statSync(file).isFile());
}

function json(path: string): Promise<Namespace> {
  const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
  const names = typeof value === 'object' && !Array.isArray(value) ? value : {};
  return Promise.resolve({ ...names, default: value });
}

/** What `require` finds. */
function required(specifier: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, 'cell.js')).resolve(specifier);
  } catch {
    return undefined;
  }
}
