import { TextDecoder } from 'node:util';
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceFormatError } from '../../errors.js';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

const SAMPLE_BYTES = 1 << 20;

/** The file's bytes, unpacked when it is gzip. */
export function openBytes(path: string): Readable {
  const file = createReadStream(path);
  if (!path.toLowerCase().endsWith('.gz')) return file;
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  return file.pipe(gunzip);
}

/**
 * Tells the text encoding from the byte-order mark, else from whether the bytes are valid UTF-8; what is not is
 * read as GB18030, the superset of GBK and GB2312 that Chinese spreadsheets export.
 *
 * @param limit how many bytes to look at; the first megabyte when absent.
 */
export async function detectEncoding(path: string, limit = SAMPLE_BYTES): Promise<Encoding> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const seen = new UnusualCharacters();
  let length = 0;
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
      if (length === 0 && chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
      if (length === 0 && chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
      const text = tryDecode(decoder, chunk);
      if (text === null) return 'gb18030';
      seen.add(text);
      length += chunk.length;
      if (length >= limit) break;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return seen.looksChinese() ? 'gb18030' : 'utf-8';
}

function tryDecode(decoder: TextDecoder, chunk: Buffer): string | null {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch {
    return null;
  }
}

/**
 * A few Chinese characters in GBK happen to be valid UTF-8: the bytes of 女 read as "Ů". A text whose only
 * characters beyond ASCII are a handful of such, none beside a Latin letter, is Chinese.
 */
class UnusualCharacters {
  static readonly FEW = 3;
  readonly #characters = new Set<string>();
  #besideLetter = false;

  add(text: string): void {
    if (this.#characters.size > UnusualCharacters.FEW || this.#besideLetter) return;
    for (const [character] of text.matchAll(/[^\p{ASCII}\ufeff]/gu)) this.#characters.add(character);
    this.#besideLetter = /[A-Za-z][\u0080-\u07ff]|[\u0080-\u07ff][A-Za-z]/.test(text);
  }

  looksChinese(): boolean {
    const characters = [...this.#characters];
    if (characters.length === 0 || characters.length > UnusualCharacters.FEW || this.#besideLetter) return false;
    const bytes = Buffer.from(characters.join(''));
    return characters.every((character) => character <= '\u07ff') && isHan(new TextDecoder('gb18030').decode(bytes));
  }
}

const isHan = (text: string): boolean => /^\p{Script=Han}+$/u.test(text);

/** The error of a stream that broke, in words. */
export function unreadable(path: string, cause: unknown): SourceFormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cut = path.toLowerCase().endsWith('.gz') ? ' The archive is damaged or cut off: fetch it again.' : '';
  return new SourceFormatError(`${path}: cannot be read (${reason}).${cut}`, { cause });
}
