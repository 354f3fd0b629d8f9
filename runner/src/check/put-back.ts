import { mkdirSync, readdirSync, readFileSync, rmdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { removeFile } from '../files.js';

/** Content by absolute path. */
export type FileContents = ReadonlyMap<string, Buffer>;

/** The files that paths and folders name now, with their content. */
export function readWritten(names: readonly string[], root: string): FileContents {
  const paths = names.flatMap((name) => filesNamed(name, root));
  return new Map([...new Set(paths)].sort().map((path) => [path, readFileSync(path)]));
}

function filesNamed(name: string, root: string): string[] {
  const path = resolve(root, name);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return [path];
  if (stat?.isDirectory() === true) {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  }
  return [];
}

/**
 * Restores files as they were. New files are removed, with the folders made for them; a file that has the content
 * already is not touched.
 *
 * @returns the paths that changed by it
 */
export function putBack(names: readonly string[], root: string, before: FileContents): string[] {
  const now = readWritten(names, root);
  const extra = [...now.keys()].filter((path) => !before.has(path));
  for (const path of extra) {
    removeFile(path);
    removeEmptyFolders(dirname(path), root);
  }
  const changed = [...before].filter(([path, content]) => now.get(path)?.equals(content) !== true);
  for (const [path, content] of changed) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return [...extra, ...changed.map(([path]) => path)].sort();
}

/** Up to the project root; a folder that holds something stays. */
function removeEmptyFolders(folder: string, root: string): void {
  if (relative(root, folder).split(sep)[0] === '..' || folder === root) return;
  try {
    rmdirSync(folder);
  } catch {
    return;
  }
  removeEmptyFolders(dirname(folder), root);
}
