import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { digestOf } from './digest.js';
import type { FileHashes } from './file-hashes.js';
import { filesBelow } from './walk.js';

const packageJson = z.object({
  name: z.string().default(''),
  version: z.string().default(''),
  files: z.array(z.string()).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/** What changes without changing what the package does. */
const WITHOUT_EFFECT = /\.(?:map|tsbuildinfo)$/;

/**
 * Identifies versions of npm packages: an installed one by its version, one that is developed in the project
 * (a workspace, a linked folder) by the content of its files and of those it depends on.
 */
export class PackageVersions {
  readonly #hashes: FileHashes;
  readonly #known = new Map<string, Promise<string>>();
  readonly #contents = new Map<string, Promise<string[]>>();

  constructor(hashes: FileHashes) {
    this.#hashes = hashes;
  }

  /** @param folder the folder of its package.json, links followed */
  version(folder: string): Promise<string> {
    const known = this.#known.get(folder) ?? this.#find(folder);
    this.#known.set(folder, known);
    return known;
  }

  async #find(folder: string): Promise<string> {
    const { name, version } = readPackage(folder);
    if (isInstalled(folder)) return `${name}@${version}`;
    const folders = [...linkedPackages(folder)].sort();
    const all = await Promise.all(folders.map((each) => this.#contentOf(each)));
    return `${name}@${version} ${digestOf(all)}`;
  }

  #contentOf(folder: string): Promise<string[]> {
    const known = this.#contents.get(folder) ?? this.#hashAll(folder);
    this.#contents.set(folder, known);
    return known;
  }

  async #hashAll(folder: string): Promise<string[]> {
    const { name } = readPackage(folder);
    const files: string[] = [];
    for (const path of packageFiles(folder))
      files.push(`${name}${path.slice(folder.length)} ${(await this.#hashes.hash(path)) ?? ''}`);
    return files;
  }
}

/** The folder of a package as code in `from` would find it, links followed; undefined when there is none. */
export function findPackage(name: string, from: string): string | undefined {
  const folder = join(from, 'node_modules', name);
  if (existsSync(join(folder, 'package.json'))) return realpathSync(folder);
  const parent = dirname(from);
  return parent === from ? undefined : findPackage(name, parent);
}

/** Whether a package came out of a registry, so that its version says what is in it. */
export function isInstalled(folder: string): boolean {
  return folder.split(sep).includes('node_modules');
}

/** The package and, over its dependencies, all that are developed in the project too. */
function linkedPackages(folder: string, found = new Set<string>()): Set<string> {
  if (found.has(folder) || isInstalled(folder)) return found;
  found.add(folder);
  const { dependencies, peerDependencies, optionalDependencies } = readPackage(folder);
  for (const name of Object.keys({ ...dependencies, ...peerDependencies, ...optionalDependencies })) {
    const inner = findPackage(name, folder);
    if (inner !== undefined) linkedPackages(inner, found);
  }
  return found;
}

/** What would be published: `files` of package.json, or everything when it does not say. */
function packageFiles(folder: string): string[] {
  const { files = ['.'] } = readPackage(folder);
  const listed = files.flatMap((entry) => {
    const path = join(folder, entry.replace(/\/\*.*$/, ''));
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat?.isFile() === true) return [path];
    return filesBelow(
      path,
      (name) => !name.startsWith('.') && name !== 'node_modules' && name !== 'coverage',
    );
  });
  const all = [join(folder, 'package.json'), ...listed.filter((path) => !WITHOUT_EFFECT.test(path))];
  return [...new Set(all)].sort();
}

function readPackage(folder: string): z.output<typeof packageJson> {
  try {
    return packageJson.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
  } catch {
    return packageJson.parse({});
  }
}
