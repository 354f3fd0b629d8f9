import { createReadStream, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What a file that this library wrote must match, so that damage is detected. */
export interface Fingerprint {
  readonly bytes: number;
  /** Detects damage at the speed of the disk; deliberate changes are not expected. */
  readonly crc32: number;
  /** The file system's mark of the last change: content cannot change without it, and a copy has another one. */
  readonly stamp: string;
}

const CHUNK = 1 << 20;

/**
 * What changes whenever a file is written, though its size and time of change are set back: its inode and the time of
 * its last change of any kind, which no program can set.
 */
export function stampOf(path: string): string {
  const { ino, ctimeNs } = statSync(path, { bigint: true });
  return `${ino}.${ctimeNs}`;
}

export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const stamp = stampOf(path);
  let [bytes, sum] = [0, 0];
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK }) as AsyncIterable<Buffer>) {
    sum = crc32(chunk, sum);
    bytes += chunk.length;
  }
  return { bytes, crc32: sum, stamp };
}

/**
 * The fingerprint of an unchanged file; the file is read again only if the file system saw it change.
 *
 * @returns undefined where it is damaged or gone.
 */
export async function confirmed(
  path: string,
  known: Fingerprint | undefined,
): Promise<Fingerprint | undefined> {
  try {
    if (known === undefined || stampOf(path) === known.stamp) return known;
    const found = await fingerprintOf(path);
    return found.bytes === known.bytes && found.crc32 === known.crc32 ? found : undefined;
  } catch {
    return undefined;
  }
}
