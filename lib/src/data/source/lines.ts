import { SourceFormatError } from '../../errors.js';
import { openBytes, unreadable } from './bytes.js';
import { decoderOf, type Decoder } from './decoder.js';
import type { Encoding } from './found-encoding.js';

/** Maximum length of a line; a longer line means that the file is not a table. */
export const MAX_LINE_LENGTH = 4 * 1024 * 1024;

export interface Line {
  /** Counted from 1, every line of the file. */
  readonly number: number;
  /** Without its line break. */
  readonly text: string;
}

/**
 * Reads a text file line by line: LF, CRLF, or CR, in any supported encoding, compressed or not. The byte order mark is
 * dropped.
 *
 * @throws SourceFormatError if a line is longer than {@link MAX_LINE_LENGTH} or bytes do not decode.
 */
export function readLines(path: string, encoding: Encoding): AsyncGenerator<Line> {
  return linesOf(path, readText(path, encoding));
}

/**
 * The text of a file, piece by piece, without its byte-order mark.
 *
 * @throws SourceFormatError when the file cannot be read or bytes do not decode.
 */
export function readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  return decoded(path, decoderOf(encoding), encoding);
}

/**
 * Reads a file line by line without decoding it: each character of a line is one byte. For encodings with single-byte
 * line breaks. A UTF-8 byte order mark is dropped.
 *
 * @throws SourceFormatError if a line is longer than {@link MAX_LINE_LENGTH}.
 */
export function readByteLines(path: string): AsyncGenerator<Line> {
  return linesOf(path, bytesAsText(path));
}

async function* linesOf(path: string, chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let rest = '';
  let number = 0;
  for await (const chunk of chunks) {
    const text = rest + chunk;
    let start = 0;
    // A CR at the very end may be half of a CRLF, so it waits for the next chunk.
    for (const { index = 0, 0: lineBreak } of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
      yield { number: ++number, text: text.slice(start, index) };
      start = index + lineBreak.length;
    }
    rest = text.slice(start);
    if (rest.length > MAX_LINE_LENGTH) {
      throw new SourceFormatError(
        `${path}: line ${number + 1} is longer than ${MAX_LINE_LENGTH} characters, so this is not a table with ` +
          'one row per line. Check the line breaks of the file.',
      );
    }
  }
  if (rest !== '') yield { number: number + 1, text: rest.replace(/\r$/, '') };
}

/** The UTF-8 byte order mark, with one character per byte. */
const MARK = '\u00ef\u00bb\u00bf';

async function* bytesAsText(path: string): AsyncGenerator<string> {
  let first = true;
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
      const text = chunk.toString('latin1');
      yield first && text.startsWith(MARK) ? text.slice(MARK.length) : text;
      first = false;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

async function* decoded(path: string, decoder: Decoder, encoding: Encoding): AsyncGenerator<string> {
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
      yield decode(path, decoder, encoding, chunk);
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  yield decode(path, decoder, encoding);
}

function decode(path: string, decoder: Decoder, encoding: Encoding, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new SourceFormatError(
      `${path}: some bytes are not ${encoding}. Save the file as UTF-8, or specify its encoding.`,
      { cause },
    );
  }
}
