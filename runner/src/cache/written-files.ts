import { existsSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { fileStamp, type FileHashes } from './file-hashes.js';
import type { CacheStore } from './store.js';
import { filesBelow } from './walk.js';

/**
 * A file that a notebook declares to write, as its run left it. `kept`: the run did not touch it, so a cached
 * result holds only where it is the same again; `sha` null: it is not there; `elsewhere`: it is below the output
 * root.
 */
export const writtenFile = z.object({
  path: z.string(),
  sha: z.string().nullable(),
  kept: z.boolean(),
  elsewhere: z.boolean().default(false),
});
export type WrittenFile = z.output<typeof writtenFile>;

/** Where notebooks write: below the output root if they ask for it, else below the project root. */
export interface WriteRoots {
  readonly root: string;
  readonly outputRoot: string;
}

/** A file that is there. */
interface Located {
  readonly path: string;
  readonly full: string;
  readonly elsewhere: boolean;
}

/** The state of the files before a run, by full path: which are there, and a stamp that differs once they are written. */
export type Snapshot = ReadonlyMap<string, Located & { readonly stamp: string }>;

export function snapshot(writes: readonly string[], roots: WriteRoots): Snapshot {
  return new Map(
    existing(writes, roots).map((file) => [file.full, { ...file, stamp: fileStamp(file.full) }]),
  );
}

/** Looks at the files after a run, and keeps copies of those it wrote. */
export async function collectWritten(
  writes: readonly string[],
  before: Snapshot,
  { roots, hashes, store }: { roots: WriteRoots; hashes: FileHashes; store: CacheStore },
): Promise<WrittenFile[]> {
  const there = existing(writes, roots);
  const missing = writes.filter((path) => !there.some((file) => isIn(file.path, path)));
  const gone = [...before.values()].filter(({ full }) => !existsSync(full));
  const files: WrittenFile[] = gone.map(({ path, elsewhere }) => ({
    path,
    sha: null,
    kept: false,
    elsewhere,
  }));
  for (const path of missing)
    if (!gone.some((file) => file.path === path))
      files.push({ path, sha: null, kept: true, elsewhere: false });
  for (const file of there) {
    const kept = before.get(file.full)?.stamp === fileStamp(file.full);
    const sha = (await hashes.hash(file.full)) ?? null;
    if (!kept && sha !== null) store.putFile(file.full, sha);
    files.push({ path: file.path, sha, kept, elsewhere: file.elsewhere });
  }
  return files;
}

/** Where the file of a cached run belongs. */
export function fullPath({ path, elsewhere }: WrittenFile, { root, outputRoot }: WriteRoots): string {
  return resolve(elsewhere ? outputRoot : root, path);
}

/** The files that are there, by path from their root with forward slashes. */
export function existing(writes: readonly string[], { root, outputRoot }: WriteRoots): Located[] {
  const all = writes.flatMap((path) => {
    const elsewhere = outputRoot === root ? [] : below(outputRoot, path, true);
    return elsewhere.length > 0 ? elsewhere : below(root, path, false);
  });
  return [...new Map(all.map((file) => [file.full, file])).values()].sort((a, b) =>
    a.path < b.path ? -1 : 1,
  );
}

function below(root: string, path: string, elsewhere: boolean): Located[] {
  const full = resolve(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (stat?.isFile() === true) return [{ path, full, elsewhere }];
  if (stat === undefined) return [];
  return filesBelow(full).map((file) => ({
    path: `${path}/${relative(full, file).split(sep).join('/')}`,
    full: file,
    elsewhere,
  }));
}

function isIn(path: string, written: string): boolean {
  return path === written || path.startsWith(`${written}/`);
}
