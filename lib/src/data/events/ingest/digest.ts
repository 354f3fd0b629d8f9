import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { unreadable } from '../../source/encoding.js';

const CHUNK = 1 << 20;

/**
 * SHA-256 of a file's content. An archive is unpacked for it: its content counts, and the engine takes one that is cut
 * in the middle for a shorter one without a word.
 *
 * @throws SourceFormatError when the archive is damaged or cut.
 */
export async function digestOf(path: string, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  const file = createReadStream(path, { highWaterMark: CHUNK, ...(signal && { signal }) });
  const packed = path.toLowerCase().endsWith('.gz');
  try {
    await (packed ? pipeline(file, createGunzip({ chunkSize: CHUNK }), hash) : pipeline(file, hash));
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw unreadable(path, cause);
  }
  return hash.digest('hex');
}
