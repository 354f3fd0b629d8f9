import { createReadStream } from 'node:fs';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { SourceFormatError } from '../../errors.js';
import { openEntry } from './zip/entry.js';
import { memberAt } from './zip/member.js';

/** The file's bytes, taken out of a zip archive for a path such as `a.zip#b.csv`, and decompressed if it is gzip. */
export function openBytes(path: string): Readable {
  const member = memberAt(path);
  const file = member === null ? createReadStream(path) : openEntry(member.archive, member.entry, path);
  if (!path.toLowerCase().endsWith('.gz')) return file;
  // Whoever reads gets the error from the last stream, and closes the file by ending early.
  return pipeline(file, createGunzip(), () => undefined);
}

/** The error for a stream that failed. */
export function unreadable(path: string, cause: unknown): SourceFormatError {
  if (cause instanceof SourceFormatError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cut = /\.(gz|zip)$|\.zip#|\.xls[xm]$/i.test(path)
    ? ' The archive is damaged or incomplete: get a new copy of it.'
    : '';
  return new SourceFormatError(`${path}: cannot be read (${reason}).${cut}`, { cause });
}
