import { readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow } from './walk.js';

/** Another run may have written contents whose entry is still to come. */
const UNCLAIMED_MS = 3_600_000;

interface StoredFile {
  readonly path: string;
  readonly size: number;
  readonly usedMs: number;
}

/**
 * Shrinks a cache folder to a size: removes contents that no entry names, leftovers of runs that were killed,
 * and then entries, the one longest unused first, with the contents that only they name.
 */
export function evict(folder: string, limitBytes: number, now = Date.now()): void {
  for (const { path, usedMs } of stored(join(folder, 'temporary')))
    if (now - usedMs > UNCLAIMED_MS) remove(path);
  const entries = stored(join(folder, 'entries')).sort((a, b) => b.usedMs - a.usedMs);
  const contents = new Map(stored(join(folder, 'contents')).map((file) => [basename(file.path), file]));
  const kept = new Set<string>();
  let total = 0;
  for (const entry of entries) {
    const named = namedContents(entry.path).filter((sha) => !kept.has(sha));
    const size = named.reduce((sum, sha) => sum + (contents.get(sha)?.size ?? 0), entry.size);
    if (total + size > limitBytes) remove(entry.path);
    else {
      total += size;
      for (const sha of named) kept.add(sha);
    }
  }
  for (const [sha, { path, usedMs, size }] of contents) {
    const young = now - usedMs < UNCLAIMED_MS && total + size <= limitBytes;
    if (!kept.has(sha) && !young) remove(path);
  }
}

function stored(folder: string): StoredFile[] {
  return filesBelow(folder).flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ path, size: stat.size, usedMs: stat.mtimeMs }];
  });
}

/** Every hash that is in the entry. */
function namedContents(path: string): string[] {
  try {
    return [...new Set(readFileSync(path, 'utf8').match(/\b[\da-f]{64}\b/g))];
  } catch {
    return [];
  }
}

function remove(path: string): void {
  rmSync(path, { force: true });
}
