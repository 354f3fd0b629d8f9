import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { cacheFolder, readCached, writeCached } from './user-cache.js';

/** A script and the cache of its compiled code. */
export interface CachedScript {
  readonly script: Script;
  /** Stores the code of all functions that have run so far, unless it is stored already. */
  readonly store: () => void;
}

/**
 * Compiles a script, by V8's compiled code of an earlier process where there is some.
 *
 * Code that V8 refuses, damaged or made by other settings, is compiled and stored again.
 *
 * @param name what the file of the cache starts with
 * @param source in Latin-1: a long text that V8 takes as it is, without another copy of it
 */
export function cachedScript(name: string, source: Buffer, filename: string): CachedScript {
  const folder = cacheFolder(process.env);
  // V8 itself compares nothing of the text but its length, and refuses code that was made with other flags.
  const state = createHash('sha256')
    .update(`${process.version} ${process.arch} ${process.execArgv.join(' ')} ${filename}\n`)
    .update(source);
  const path = join(folder, `${name}-${state.digest('hex').slice(0, 16)}.bin`);
  const cachedData = readCached(path);
  const script = new Script(source.toString('latin1'), { filename, ...(cachedData && { cachedData }) });
  let stored = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    script,
    store() {
      if (stored) return;
      stored = true;
      writeCached(path, script.createCachedData());
    },
  };
}
