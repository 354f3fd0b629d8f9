import { readFileSync, statSync } from 'node:fs';
import { dirname, extname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { importsOf } from './imports.js';
import { findPackage, isInstalled } from './packages.js';

/** The modules of the project that code uses: files, and folders of packages that are developed in it. */
export interface LocalModules {
  readonly files: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
}

/**
 * The local modules that sources import, and those that these import. Installed packages are left out: their
 * versions are in the lock file. What is imported under a computed name cannot be seen.
 *
 * @param folder where the sources count as lying: the working directory of the kernel
 */
export function localModules(sources: readonly string[], language: string, folder: string): LocalModules {
  const found = { files: new Set<string>(), packages: new Set<string>() };
  for (const source of sources) follow(source, { language, folder, root: folder }, found);
  return found;
}

interface Place {
  readonly language: string;
  readonly folder: string;
  readonly root: string;
}

function follow(source: string, place: Place, found: { files: Set<string>; packages: Set<string> }): void {
  for (const name of importsOf(source, place.language)) {
    const python = place.language.toLowerCase() === 'python';
    const file = python ? pythonFile(name, place) : scriptFile(name, place.folder);
    if (file === undefined) {
      const folder = python ? undefined : packageOf(name, place.folder);
      if (folder !== undefined && !isInstalled(folder)) found.packages.add(folder);
    } else if (!found.files.has(file)) {
      found.files.add(file);
      follow(readFileSync(file, 'utf8'), { ...place, folder: dirname(file) }, found);
    }
  }
}

const SCRIPT_ENDINGS = ['', '.ts', '.tsx', '.mts', '.cts', '.js', '.jsx', '.mjs', '.cjs', '.json', '.node'];

/** `./helpers`, `./helpers.js` that is written in TypeScript, or a folder with an index. */
function scriptFile(name: string, folder: string): string | undefined {
  if (!name.startsWith('.') && !name.startsWith('file:') && !isAbsolute(name)) return undefined;
  const path = name.startsWith('file:') ? fileURLToPath(name) : resolve(folder, name);
  const script = /^\.[mc]?jsx?$/.test(extname(path)) ? path.slice(0, -extname(path).length) : undefined;
  const stems = [path, ...(script === undefined ? [] : [script]), join(path, 'index')];
  return stems.flatMap((stem) => SCRIPT_ENDINGS.map((ending) => stem + ending)).find(isFile);
}

function packageOf(name: string, folder: string): string | undefined {
  const parts = name.split('/');
  const scoped = name.startsWith('@');
  if (name.startsWith('node:') || name.startsWith('#') || (scoped && parts.length < 2)) return undefined;
  return findPackage(parts.slice(0, scoped ? 2 : 1).join('/'), folder);
}

/** `a.b` below the kernel's folder, `.b` and `..b` beside the module, `x.py` of `%run`. */
function pythonFile(name: string, { folder, root }: Place): string | undefined {
  if (name.endsWith('.py')) return [resolve(root, name)].find(isFile);
  const dots = /^\.*/.exec(name)?.[0].length ?? 0;
  const base = dots === 0 ? root : join(folder, ...Array.from({ length: dots - 1 }, () => '..'));
  const stem = join(base, ...name.slice(dots).split('.'));
  return [`${stem}.py`, join(stem, '__init__.py')].find(isFile);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
