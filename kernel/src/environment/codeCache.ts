import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** The folder of compiled code: TALLY_KERNEL_CACHE, else in the user's cache folder. */
function cacheFolder(environment: NodeJS.ProcessEnv): string {
  const chosen = environment['TALLY_KERNEL_CACHE'];
  if (chosen) return chosen;
  if (process.platform === 'win32') {
    return join(environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'tally-kernel', 'Cache');
  }
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'tally-kernel');
  return join(environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'tally-kernel');
}

function read(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined; // not written yet, or not ours to read: the code is compiled as usual
  }
}

/** Writes a file whole or not at all. */
function write(folder: string, path: string, data: Buffer): void {
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(draft, data);
    renameSync(draft, path);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}

/** A script and the cache of its compiled code. */
export interface CachedScript {
  readonly script: Script;
  /** Stores the code of all functions that have run so far, unless it is stored already. */
  readonly store: () => void;
}

/**
 * Compiles a script, by V8's compiled code of an earlier process where there is some.
 *
 * Code that V8 refuses, damaged or made by other settings, is compiled and stored anew.
 *
 * @param name what the file of the cache starts with
 */
export function cachedScript(name: string, source: string, filename: string): CachedScript {
  const folder = cacheFolder(process.env);
  // V8 itself compares nothing of the text but its length.
  const state = createHash('sha256')
    .update(`${process.version} ${process.arch} ${filename}\n`)
    .update(source);
  const path = join(folder, `${name}-${state.digest('hex').slice(0, 16)}.bin`);
  const cachedData = read(path);
  const script = new Script(source, { filename, ...(cachedData && { cachedData }) });
  let stored = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    script,
    store() {
      if (stored) return;
      stored = true;
      write(folder, path, script.createCachedData());
    },
  };
}
