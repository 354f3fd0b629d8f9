import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRemote } from '../graph/declaration.js';
import type { JsonObject, JsonValue } from '../json.js';
import { tagsOf, type CodeCell } from '../nbformat/index.js';
import type { PreparedNotebook } from '../run/prepare.js';
import { digestOf } from './digest.js';
import { fileStamp, type FileHashes } from './file-hashes.js';
import { kernelVersion } from './kernel-version.js';
import { localModules } from './local-modules.js';
import type { PackageVersions } from './packages.js';
import { filesOfRead } from './read-files.js';

/** The key under which an execution is stored. */
export interface CacheKey {
  readonly key: string;
  /** All files whose content is in the key: when one changes during the run, its result is not kept. */
  readonly files: readonly string[];
  /** Their state before they were hashed. */
  readonly stamps: readonly string[];
  /** Whether the notebook declares what it reads, so that the key covers everything its result depends on. */
  readonly complete: boolean;
}

export interface KeySettings {
  readonly root: string;
  /** Whether notebooks are told to write below another folder than the project root. */
  readonly elsewhere: boolean;
  /** Names of environment variables that kernels see. */
  readonly env: readonly string[];
  readonly hashes: FileHashes;
  readonly packages: PackageVersions;
}

const LOCK_FILES = [
  'package-lock.json',
  'npm-shrinkwrap.json',
  'pnpm-lock.yaml',
  'yarn.lock',
  'bun.lock',
  'node_modules/.package-lock.json',
];

const OWN_PACKAGE = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');

/**
 * Hashes everything the outputs of a notebook depend on: its code cells with their tags and parameters, the
 * texts they are translated with, the kernel, Node, the runner, the environment, the files it reads, and the code it imports. Not in it: text
 * cells, and outputs that the notebook has already.
 */
export async function cacheKey(prepared: PreparedNotebook, settings: KeySettings): Promise<CacheKey> {
  const { notebook, spec, declaration, translation } = prepared;
  const { root, env, hashes, packages } = settings;
  const cells = notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === 'code');
  const modules = localModules(
    cells.map(({ source }) => source),
    spec.language,
    root,
  );
  const files = [...new Set([...readFiles(prepared, settings), ...modules.files])].sort();
  const stamps = files.map(fileStamp);
  const script = /^(?:type|java)script$/i.test(spec.language);
  const parts: JsonObject = {
    format: 1,
    runner: await packages.version(OWN_PACKAGE),
    node: `${process.version} ${process.platform} ${process.arch}`,
    kernel: await kernelVersion(spec, hashes, packages),
    cells: cells.map((cell) => ({ source: cell.source, tags: tagsOf(cell) })),
    env: Object.fromEntries(env.map((name) => [name, process.env[name] ?? null])),
    ...(translation && { translation: { lang: translation.lang, texts: { ...translation.texts } } }),
    reads: [...(declaration.reads ?? [])],
    writes: [...declaration.writes],
    elsewhere: settings.elsewhere && declaration.writes.length > 0,
    files: await hashAll(files, settings),
    packages: await Promise.all([...modules.packages].sort().map((folder) => packages.version(folder))),
    locks: script
      ? await hashAll(
          LOCK_FILES.map((name) => join(root, name)),
          settings,
        )
      : [],
  };
  const complete = declaration.reads?.some(isRemote) === false;
  return { key: digestOf(parts), files, stamps, complete };
}

/** What the notebook declares to read, and files that its parameters or its environment name; without its own outputs. */
function readFiles(
  { paths, declaration, parameters }: PreparedNotebook,
  { root, env }: KeySettings,
): string[] {
  const values = [...Object.values(parameters), ...env.map((name) => process.env[name] ?? null)];
  const named = values.filter(
    (value): value is string => typeof value === 'string' && isFile(resolve(root, value)),
  );
  const reads = (declaration.reads ?? []).filter((read) => !isRemote(read));
  const own = new Set([paths.notebook, paths.markdown, paths.partial]);
  return [...reads, ...named]
    .flatMap((read) => filesOfRead(read, root))
    .filter((path) => !own.has(path) && dirname(path) !== paths.figures);
}

/** Hashes by path from the root, so that another clone has the same key. */
async function hashAll(files: readonly string[], { root, hashes }: KeySettings): Promise<JsonValue> {
  const all: [string, string | null][] = [];
  for (const path of files) {
    const local = path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
    all.push([local, (await hashes.hash(path)) ?? null]);
  }
  return all;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
