import { statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { z } from 'zod';
import { fileStamp, type FileHashes } from './file-hashes.js';
import type { CacheStore } from './store.js';
import { filesBelow } from './walk.js';

/**
 * A file that a notebook declares to write, as its run left it. `kept`: the run did not touch it, so a cached
 * result holds only where it is the same again; `sha` null: it is not there.
 */
export const writtenFile = z.object({
  path: z.string(),
  sha: z.string().nullable(),
  kept: z.boolean(),
});
export type WrittenFile = z.output<typeof writtenFile>;

/** The state of the files before a run: which are there, and a stamp that differs once they are written. */
export type Snapshot = ReadonlyMap<string, string>;

export function snapshot(writes: readonly string[], root: string): Snapshot {
  return new Map(existing(writes, root).map((path) => [path, fileStamp(resolve(root, path))]));
}

/** Looks at the files after a run, and keeps copies of those it wrote. */
export async function collectWritten(
  writes: readonly string[],
  before: Snapshot,
  { root, hashes, store }: { root: string; hashes: FileHashes; store: CacheStore },
): Promise<WrittenFile[]> {
  const there = existing(writes, root);
  const absent = [...new Set([...writes, ...before.keys()])].filter(
    (path) => !there.some((file) => file === path || file.startsWith(`${path}/`)),
  );
  const files: WrittenFile[] = absent.map((path) => ({ path, sha: null, kept: !before.has(path) }));
  for (const path of there) {
    const full = resolve(root, path);
    const kept = before.get(path) === fileStamp(full);
    const sha = (await hashes.hash(full)) ?? null;
    if (!kept && sha !== null) store.putFile(full, sha);
    files.push({ path, sha, kept });
  }
  return files;
}

/** The files of a folder or file, told from the root with forward slashes. */
export function existing(writes: readonly string[], root: string): string[] {
  const all = writes.flatMap((path) => {
    const full = resolve(root, path);
    const stat = statSync(full, { throwIfNoEntry: false });
    if (stat?.isFile() === true) return [path];
    return stat === undefined
      ? []
      : filesBelow(full).map((file) => `${path}/${relative(full, file).split(sep).join('/')}`);
  });
  return [...new Set(all)].sort();
}
