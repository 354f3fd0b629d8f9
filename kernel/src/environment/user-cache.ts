import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** The folder of what one kernel leaves for the next: TALLY_KERNEL_CACHE, else in the user's cache folder. */
export function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const chosen = environment['TALLY_KERNEL_CACHE'];
  if (chosen) return chosen;
  if (process.platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'tally-kernel', 'Cache');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tally-kernel');
  return join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tally-kernel');
}

export function readCached(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // not written yet, or not ours to read: the work is done as usual
  }
}

/** Writes a file whole or not at all. */
export function writeCached(path: string, data: Buffer | string): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(draft, data);
    renameSync(draft, path);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}
