import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';

/**
 * The text of a file or of standard input. Node's own decoding would replace what is not UTF-8, and the replacement
 * would be written back.
 *
 * @param path a path, or 0 for standard input
 * @throws {Error} naming the first byte that is not UTF-8, or what the system says
 */
export function readUtf8(path: string | 0): string {
  return decodeUtf8(readFileSync(path));
}

/** Like {@link readUtf8}, of bytes. */
export function decodeUtf8(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (!isUtf8(bytes)) throw new InvalidUtf8Error(bytes, firstInvalid(bytes, text));
  return text;
}

/** A file is not UTF-8. `offset` counts bytes from 0. */
export class InvalidUtf8Error extends Error {
  constructor(
    bytes: Buffer,
    readonly offset: number,
  ) {
    const byte = (bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0');
    super(`not UTF-8: byte 0x${byte} at offset ${offset}; save it as UTF-8`);
    this.name = 'InvalidUtf8Error';
  }
}

const REPLACEMENT = Buffer.from('\uFFFD');

/** Before the first replacement that is not in the bytes themselves, text and bytes say the same. */
function firstInvalid(bytes: Buffer, text: string): number {
  let offset = 0;
  let done = 0;
  for (let at = text.indexOf('\uFFFD'); at >= 0; at = text.indexOf('\uFFFD', done)) {
    offset += Buffer.byteLength(text.slice(done, at));
    if (!bytes.subarray(offset, offset + REPLACEMENT.length).equals(REPLACEMENT)) return offset;
    offset += REPLACEMENT.length;
    done = at + 1;
  }
  return offset;
}
