import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { OutputError } from '../errors.js';

/**
 * Writes a file whole or not at all.
 * @throws OutputError naming the option that would choose another place.
 */
export function writeWhole(path: string, text: string, option: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.unfinished`, text);
    renameSync(`${path}.unfinished`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new OutputError(`${path} cannot be written (${reason}). Choose another place with ${option}.`, {
      cause,
    });
  }
}
