import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { delimiter, dirname, isAbsolute, join, resolve } from 'node:path';
import type { JsonValue } from '../json.js';
import type { Kernelspec } from '../kernel/kernelspec.js';
import type { FileHashes } from './file-hashes.js';
import type { PackageVersions } from './packages.js';

/**
 * What identifies the version of a kernel: its kernelspec; the npm package it is in; the files on its command
 * line, the program among them; for Python the packages installed next to it.
 */
export async function kernelVersion(
  { name, argv, folder, env, language }: Kernelspec,
  hashes: FileHashes,
  packages: PackageVersions,
): Promise<JsonValue> {
  const program = findProgram(argv[0] ?? '');
  const local = argv.slice(1).map((argument) => argument.replaceAll('{resource_dir}', folder));
  const files = [...(program === undefined ? [] : [program]), ...local.filter((path) => isAbsolute(path))];
  const hashed: JsonValue[] = [];
  for (const path of files) hashed.push((await hashes.hash(path)) ?? null);
  const owner = owningPackage(folder);
  return {
    name,
    language,
    argv: [...argv],
    env: { ...env },
    files: hashed,
    package: owner === undefined ? null : await packages.version(owner),
    libraries: language.toLowerCase() === 'python' && program !== undefined ? pythonPackages(program) : [],
  };
}

/** The npm package that carries the kernelspec in `share/jupyter/kernels/NAME`. */
function owningPackage(folder: string): string | undefined {
  const real = existsSync(folder) ? realpathSync(folder) : folder;
  const owner = resolve(real, '../../../..');
  return existsSync(join(owner, 'package.json')) ? owner : undefined;
}

/** Undefined for `node`, whose version is part of every key. */
function findProgram(command: string): string | undefined {
  if (command === 'node') return undefined;
  const folders = command.includes('/') ? [''] : (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, command)).find((path) => isFile(path));
}

/** Name and version of each installed package, as its `dist-info` folder is called. */
function pythonPackages(program: string): string[] {
  const prefixes = [...new Set([program, realpathSync(program)].map((path) => dirname(dirname(path))))];
  const libraries = prefixes.flatMap((prefix) =>
    names(join(prefix, 'lib'))
      .filter((name) => name.startsWith('python3'))
      .flatMap((name) => ['site-packages', 'dist-packages'].map((kind) => join(prefix, 'lib', name, kind))),
  );
  return libraries
    .flatMap(names)
    .filter((name) => /\.(?:dist|egg)-info$/.test(name))
    .sort();
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
