import { constants, copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { OutputWriteError } from '../errors.js';
import { fileStamp, type FileHashes } from './file-hashes.js';
import type { CacheStore } from './store.js';
import { existing, fullPath, type WriteRoots, type WrittenFile } from './written-files.js';

interface RestoreOptions {
  readonly roots: WriteRoots;
  readonly hashes: FileHashes;
  readonly store: CacheStore;
}

/**
 * Whether a run would leave the files as the cached one did: nothing else is in the folders it writes, and
 * what it did not touch is as it was.
 */
export async function canRestore(
  files: readonly WrittenFile[],
  writes: readonly string[],
  { roots, hashes }: RestoreOptions,
): Promise<boolean> {
  const known = new Set(files.map(({ path }) => path));
  if (existing(writes, roots).some(({ path }) => !known.has(path))) return false;
  for (const file of files)
    if (file.kept && ((await hashes.hash(fullPath(file, roots))) ?? null) !== file.sha) return false;
  return true;
}

/**
 * Restores the files that a run wrote; one that has the content already is not touched.
 *
 * @returns false when the cache does not hold all of them any more; then some may have been restored
 * @throws {OutputWriteError} when a file cannot be written
 */
export async function restoreWritten(
  files: readonly WrittenFile[],
  options: RestoreOptions,
): Promise<boolean> {
  for (const file of files) {
    const { sha, kept } = file;
    if (kept) continue;
    const target = fullPath(file, options.roots);
    if (sha === null) rmSync(target, { force: true });
    else if ((await options.hashes.hash(target)) !== sha && !(await copyOut(sha, target, options)))
      return false;
  }
  return true;
}

/** Copies beside, checks what came out, renames. */
async function copyOut(sha: string, target: string, { store, hashes }: RestoreOptions): Promise<boolean> {
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const source = store.contentPath(sha);
  if (fileStamp(source) === '') return false;
  try {
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, temporary, constants.COPYFILE_FICLONE);
    if ((await hashes.hash(temporary)) !== sha) {
      store.drop(sha);
      return false;
    }
    renameSync(temporary, target);
    return true;
  } catch (cause) {
    throw new OutputWriteError(`${target} cannot be restored from the cache: ${String(cause)}`, { cause });
  } finally {
    rmSync(temporary, { force: true });
  }
}
