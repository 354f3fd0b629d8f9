import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openBytes, unreadable } from '../bytes.js';
import type { TemporaryFolder } from '../temporary.js';
import { memberAt } from './member.js';

/** A file that the engine can open: the one at the path, or what is in the archive, unpacked to a temporary folder. */
export async function plainFile(path: string, folder: TemporaryFolder): Promise<string> {
  if (memberAt(path) === null) return path;
  const file = folder.file('member.csv');
  try {
    await pipeline(openBytes(path), createWriteStream(file));
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return file;
}
