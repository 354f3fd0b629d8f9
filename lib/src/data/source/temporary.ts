import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { finished } from 'node:stream/promises';
import { OutputError, StorageFullError } from '../../errors.js';

/** A new folder under the system's temporary folder, unless another is given. */
export class TemporaryFolder {
  readonly path: string;

  /**
   * @throws OutputError if a folder cannot be created there, such as when the parent does not exist or is read-only.
   */
  constructor(above = tmpdir()) {
    try {
      this.path = mkdtempSync(join(above, 'tally-'));
    } catch (cause) {
      throw new OutputError(
        `The temporary folder ${above} cannot be used: ${(cause as Error).message}. ` +
          'Create it, free up space, or set TMPDIR to another folder.',
        { cause },
      );
    }
  }

  file(name: string): string {
    return join(this.path, name);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/**
 * Writes rows as CSV with every field quoted, so all readers split them the same way.
 *
 * @param encoding `latin1` for text with one byte per character.
 * @throws StorageFullError if the disk is full; OutputError if the file cannot be written for another reason.
 */
export function writeQuotedCsv(
  path: string,
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>,
  encoding: 'utf-8' | 'latin1' = 'utf-8',
): Promise<void> {
  return writeEach(path, rows, encoding, (row) => {
    const line = row.map((field) => `"${field.replaceAll('"', '""')}"`).join(',');
    return `${line}\n`;
  });
}

/**
 * Writes pieces of a text one behind the other, in UTF-8.
 *
 * @throws StorageFullError where the disk is full; OutputError where the file cannot be written for another reason.
 */
export function writeTexts(path: string, pieces: AsyncIterable<string>): Promise<void> {
  return writeEach(path, pieces, 'utf-8', (piece) => piece);
}

/**
 * Writes blocks of bytes one behind the other.
 *
 * @throws StorageFullError where the disk is full; OutputError where the file cannot be written for another reason.
 */
export function writeBytes(path: string, blocks: AsyncIterable<Uint8Array>): Promise<void> {
  return writeEach(path, blocks, 'utf-8', (block) => block);
}

async function writeEach<T>(
  path: string,
  parts: AsyncIterable<T> | Iterable<T>,
  encoding: 'utf-8' | 'latin1',
  textOf: (part: T) => string | Uint8Array,
): Promise<void> {
  const stream = createWriteStream(path, { encoding, highWaterMark: 1 << 18 });
  const done = finished(stream).catch((cause: unknown) => {
    throw unwritable(path, cause);
  });
  // The stream's failure surfaces through `done`; this keeps it from being reported twice.
  done.catch(() => undefined);
  try {
    for await (const part of parts) {
      if (!stream.write(textOf(part))) await Promise.race([once(stream, 'drain'), done]);
    }
    stream.end();
    await done;
  } finally {
    // Where the parts could not be read the file would stay open, and its room taken.
    stream.destroy();
  }
}

function unwritable(path: string, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException;
  const folder = dirname(path);
  const remedy = 'Free some of it, or set TMPDIR to another folder.';
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new StorageFullError(`There is no room left in the temporary folder ${folder}. ${remedy}`, { cause })
    : new OutputError(`The temporary folder ${folder} cannot be written to: ${message}. ${remedy}`, {
        cause,
      });
}
