import { isAscii } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { SourceFormatError } from '../../errors.js';
import { openBytes, unreadable } from './bytes.js';
import { ComparedLines } from './compared-lines.js';
import { requireEncoding, type Encoding, type FoundEncoding } from './found-encoding.js';
import { isLatin, likeliestEncoding } from './likeliest-encoding.js';
import { MixedLines } from './mixed-lines.js';

/** Enough to determine a file's layout; later bytes are examined only if these are valid UTF-8 and the rest is not. */
const SAMPLE_BYTES = 1 << 20;

/** The requested encoding, or else the one detected in the file. */
export async function encodingOf(
  path: string,
  { encoding = null }: { readonly encoding?: Encoding | null },
  limit?: number,
): Promise<FoundEncoding> {
  return encoding === null
    ? detectEncoding(path, limit)
    : { encoding: requireEncoding(encoding), by: 'option' };
}

/**
 * Detects the encoding of a text file. A byte order mark determines it, and valid UTF-8 is taken as UTF-8, unless its
 * escape sequences say that it is ISO-2022-JP, which has no other bytes than ASCII. UTF-16 without a mark is detected
 * from its zero bytes. Otherwise, the encodings that spreadsheets export are compared on
 * lines from the whole file: see {@link likeliestEncoding}.
 *
 * @param limit how many bytes must be valid UTF-8 for the file to count as UTF-8. Default: the first megabyte.
 * @throws SourceFormatError for UTF-32, for bytes that are not text, for lines in two encodings, and if two are about
 *   equally likely.
 */
export async function detectEncoding(path: string, limit = SAMPLE_BYTES): Promise<FoundEncoding> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const zeros = new ZeroBytes();
  const escapes = new JapaneseEscapes();
  const compared = new ComparedLines();
  const mixed = new MixedLines();
  let valid = true;
  let length = 0;
  for await (const chunk of chunksOf(path)) {
    if (length === 0) {
      const marked = markedEncoding(path, chunk);
      if (marked !== null) return { encoding: marked, by: 'mark' };
    }
    zeros.add(chunk, length);
    escapes.add(chunk);
    compared.add(chunk);
    mixed.add(chunk);
    length += chunk.length;
    valid &&= decodes(utf8, chunk);
    if (valid && length >= limit) return zeros.encoding(path) ?? escapes.encoding();
  }
  const wide = zeros.encoding(path);
  if (wide !== null) return wide;
  if (valid && decodes(utf8)) return escapes.encoding();
  mixed.end();
  return unmixed(path, mixed, likeliestEncoding(path, compared.end()));
}

/** The encoding found for lines of which none is UTF-8, or the error that says which are. */
async function unmixed(
  path: string,
  mixed: MixedLines,
  likeliest: Promise<FoundEncoding>,
): Promise<FoundEncoding> {
  let refusal;
  try {
    const found = await likeliest;
    refusal = mixed.refusal(path, found.encoding, isLatin(found.encoding));
    if (refusal === null) return found;
  } catch (cause) {
    refusal = mixed.refusal(path, null, true);
    if (refusal === null) throw cause;
  }
  throw refusal;
}

async function* chunksOf(path: string): AsyncGenerator<Buffer> {
  try {
    yield* openBytes(path) as AsyncIterable<Buffer>;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** @param chunk omitted at the end of the file. */
function decodes(decoder: TextDecoder, chunk?: Buffer): boolean {
  try {
    if (chunk === undefined) decoder.decode();
    else decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

const MARKS: readonly (readonly [encoding: Encoding, ...bytes: number[]])[] = [
  ['utf-32le', 0xff, 0xfe, 0, 0],
  ['utf-32be', 0, 0, 0xfe, 0xff],
  ['utf-8', 0xef, 0xbb, 0xbf],
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
  ['gb18030', 0x84, 0x31, 0x95, 0x33],
];

function markedEncoding(path: string, start: Buffer): Encoding | null {
  const encoding = MARKS.find(([, ...bytes]) => bytes.every((byte, index) => start[index] === byte))?.[0];
  if (encoding?.startsWith('utf-32') === true) throw utf32(path);
  return encoding ?? null;
}

const utf32 = (path: string): SourceFormatError =>
  new SourceFormatError(`${path}: is UTF-32, which is not supported. Save the file as UTF-8.`);

/** The positions of a file's zero bytes: UTF-16 and UTF-32 have them next to every ASCII character. */
class ZeroBytes {
  /**
   * UTF-16 in any language has at least this share of zero bytes on one side, from line breaks, delimiters, and digits.
   */
  static readonly MANY = 0.02;
  readonly #at: number[] = [];
  #length = 0;

  add(chunk: Buffer, offset: number): void {
    this.#length += chunk.length;
    for (let at = chunk.indexOf(0); at !== -1; at = chunk.indexOf(0, at + 1)) {
      const place = (offset + at) % 4;
      this.#at[place] = (this.#at[place] ?? 0) + 1;
    }
  }

  /** @returns null if there are no zero bytes, or too few for UTF-16. */
  encoding(path: string): FoundEncoding | null {
    const many = this.#length * ZeroBytes.MANY;
    const [zeroth = 0, first = 0, second = 0, third = 0] = this.#at;
    const even = zeroth + second;
    const odd = first + third;
    const all = even + odd;
    if (all < many || all === 0) return null;
    if (even === 0) return { encoding: 'utf-16le', by: 'bytes' };
    if (odd === 0) return { encoding: 'utf-16be', by: 'bytes' };
    if (2 * all > this.#length) throw utf32(path);
    throw new SourceFormatError(
      `${path}: contains zero bytes, so it is not a text file. Export it as UTF-8 text.`,
    );
  }
}

/** The sequences that ISO-2022-JP puts before Japanese characters; nothing else has them in a text. */
const TO_JAPANESE = ['\u001b$B', '\u001b$@'];

/** Tells ISO-2022-JP among texts of ASCII bytes. */
class JapaneseEscapes {
  #found = false;
  #ascii = true;
  /** The last bytes of the chunk before, in which a sequence may have begun. */
  #tail = Buffer.alloc(0);

  add(chunk: Buffer): void {
    const bytes = Buffer.concat([this.#tail, chunk]);
    this.#ascii &&= isAscii(chunk);
    this.#found ||= TO_JAPANESE.some((sequence) => bytes.includes(sequence));
    this.#tail = bytes.subarray(-2);
  }

  encoding(): FoundEncoding {
    return { encoding: this.#found && this.#ascii ? 'iso-2022-jp' : 'utf-8', by: 'bytes' };
  }
}
