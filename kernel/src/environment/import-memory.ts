import { join } from 'node:path';
import { cacheFolder, readCached, writeCached } from './user-cache.js';

/** So many projects, and so many modules of each, are remembered; the latest. */
const PROJECTS = 50;
const MODULES = 50;

type Projects = readonly (readonly [root: string, modules: readonly string[]])[];

const isText = (value: unknown): value is string => typeof value === 'string' && value.length < 1000;

function isProject(value: unknown): value is Projects[number] {
  if (!Array.isArray(value)) return false;
  const [root, modules] = value as readonly unknown[];
  return isText(root) && Array.isArray(modules) && modules.every(isText);
}

/** Which modules the cells of a project have imported, for the next kernel in that project. */
export class ImportMemory {
  readonly #path = join(cacheFolder(process.env), 'imports.json');
  readonly #root: string;
  readonly #noted = new Set<string>();

  constructor(root: string) {
    this.#root = root;
  }

  /** What cells of earlier kernels imported, the latest first; nothing where that cannot be told. */
  recall(): readonly string[] {
    const own = this.#read().find(([root]) => root === this.#root);
    return own?.[1].slice(0, MODULES) ?? [];
  }

  /** Keeps what a cell has imported. */
  note(modules: readonly string[]): void {
    const fresh = modules.filter((name) => isText(name) && !this.#noted.has(name));
    if (fresh.length === 0) return;
    for (const name of fresh) this.#noted.add(name);
    const known = this.recall();
    if (fresh.every((name) => known.includes(name))) return;
    const all = [...new Set([...fresh, ...known])].slice(0, MODULES);
    const others = this.#read().filter(([root]) => root !== this.#root);
    writeCached(this.#path, JSON.stringify([[this.#root, all], ...others].slice(0, PROJECTS)));
  }

  #read(): Projects {
    try {
      const content: unknown = JSON.parse(readCached(this.#path)?.toString() ?? '[]');
      return Array.isArray(content) ? content.filter(isProject) : [];
    } catch {
      return []; // damaged: it is written anew
    }
  }
}
