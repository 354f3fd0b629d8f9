import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceFormatError } from '../../errors.js';

/** The file's bytes, decompressed if it is gzip. */
export function openBytes(path: string): Readable {
  const file = createReadStream(path);
  if (!path.toLowerCase().endsWith('.gz')) return file;
  // Whoever reads gets the error from the last stream, and closes the file by ending early.
  return pipeline(file, createGunzip(), () => undefined);
}

/** The error for a stream that failed. */
export function unreadable(path: string, cause: unknown): SourceFormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cut = path.toLowerCase().endsWith('.gz')
    ? ' The archive is damaged or incomplete: get a new copy of it.'
    : '';
  return new SourceFormatError(`${path}: cannot be read (${reason}).${cut}`, { cause });
}
