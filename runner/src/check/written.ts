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
 * Keeps what notebooks write into the project as it was: `restore` puts it back, also when the process is ended by
 * a second signal. What did not exist is removed again, with the folders made for it.
 */
export class WrittenFiles {
  readonly #names: readonly string[];
  readonly #root: string;
  readonly before: FileContents;
  readonly #onExit = (): void => {
    this.restore();
  };

  constructor(names: readonly string[], root: string) {
    this.#names = names;
    this.#root = root;
    this.before = readWritten(names, root);
    process.once('exit', this.#onExit);
  }

  /** What lies there now. */
  now(): FileContents {
    return readWritten(this.#names, this.#root);
  }

  restore(): void {
    process.off('exit', this.#onExit);
    const now = this.now();
    for (const path of now.keys()) {
      if (this.before.has(path)) continue;
      removeFile(path);
      this.#removeEmptyFolders(dirname(path));
    }
    for (const [path, content] of this.before) {
      if (now.get(path)?.equals(content) === true) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }

  /** Up to the project root; a folder that holds something stays. */
  #removeEmptyFolders(folder: string): void {
    if (relative(this.#root, folder).split(sep)[0] === '..' || folder === this.#root) return;
    try {
      rmdirSync(folder);
    } catch {
      return;
    }
    this.#removeEmptyFolders(dirname(folder));
  }
}
