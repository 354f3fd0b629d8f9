import { TextDecoder } from 'node:util';
import { SourceFormatError } from '../../errors.js';
import { openBytes, unreadable, type Encoding } from './encoding.js';

/** Longest line a table row may have; a longer one means the file is not a table. */
export const MAX_LINE_LENGTH = 4 * 1024 * 1024;

export interface Line {
  /** Counted from 1, every line of the file. */
  readonly number: number;
  /** Without its line break. */
  readonly text: string;
}

/**
 * Reads a text file line by line: LF, CRLF or CR, any supported encoding, packed or not. The byte-order mark
 * is dropped.
 *
 * @throws SourceFormatError when a line is longer than {@link MAX_LINE_LENGTH} or bytes do not decode.
 */
export async function* readLines(path: string, encoding: Encoding): AsyncGenerator<Line> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let rest = '';
  let number = 0;
  for await (const chunk of decoded(path, decoder, encoding)) {
    const text = rest + chunk;
    let start = 0;
    // A CR at the very end may be half of a CRLF: it waits for the next chunk.
    for (const { index = 0, 0: lineBreak } of text.matchAll(/\r\n|\n|\r(?!$)/g)) {
      yield { number: ++number, text: text.slice(start, index) };
      start = index + lineBreak.length;
    }
    rest = text.slice(start);
    if (rest.length > MAX_LINE_LENGTH) {
      throw new SourceFormatError(
        `${path}: line ${number + 1} is longer than ${MAX_LINE_LENGTH} characters, so this is not a table with ` +
          'one row a line. Check the line breaks of the file.',
      );
    }
  }
  if (rest.endsWith('\r')) rest = rest.slice(0, -1);
  if (rest !== '') yield { number: number + 1, text: rest };
}

async function* decoded(path: string, decoder: TextDecoder, encoding: Encoding): AsyncGenerator<string> {
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
      yield decode(path, decoder, encoding, chunk);
    }
  } catch (cause) {
    throw cause instanceof SourceFormatError ? cause : unreadable(path, cause);
  }
  yield decode(path, decoder, encoding);
}

function decode(path: string, decoder: TextDecoder, encoding: Encoding, chunk?: Buffer): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (cause) {
    throw new SourceFormatError(
      `${path}: some bytes are not ${encoding}. Save the file as UTF-8, or pass its encoding.`,
      { cause },
    );
  }
}
