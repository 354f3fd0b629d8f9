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
 * Tells the text encoding from the byte-order mark, else from whether the first megabyte is valid UTF-8;
 * what is not is read as GB18030, the superset of GBK and GB2312 that Chinese spreadsheets export.
 */
export async function detectEncoding(path: string): Promise<Encoding> {
  const sample = await firstBytes(path);
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

async function firstBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of openBytes(path) as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= SAMPLE_BYTES) break;
    }
  } catch (cause) {
    throw unreadable(path, cause);
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
}

/** The error of a stream that broke, in words. */
export function unreadable(path: string, cause: unknown): SourceFormatError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const cut = path.toLowerCase().endsWith('.gz') ? ' The archive is damaged or cut off: fetch it again.' : '';
  return new SourceFormatError(`${path}: cannot be read (${reason}).${cut}`, { cause });
}
