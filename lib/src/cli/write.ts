import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeFolder } from '../core/make-folder.js';
import { OutputError } from '../errors.js';

/**
 * Writes a file completely or not at all.
 * @throws OutputError naming the option that chooses the location.
 */
export function writeWhole(path: string, text: string, option: string): void {
  const unfinished = `${path}.unfinished`;
  try {
    makeFolder(dirname(path));
    try {
      writeFileSync(unfinished, text);
      renameSync(unfinished, path);
    } finally {
      rmSync(unfinished, { force: true });
    }
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OutputError(`${path} cannot be written (${reason}). Choose another location with ${option}.`, {
      cause,
    });
  }
}
