import { SourceFormatError } from '../../../errors.js';
import { unreadable } from '../bytes.js';
import { decoderOf } from '../decoder.js';
import type { ZipEntry } from '../zip/directory.js';
import { openEntry } from '../zip/entry.js';
import { XmlScanner, type XmlHandler } from './xml.js';

/** A workbook as an archive: its path, and its parts by name, whatever their case. */
export interface Archive {
  readonly path: string;
  readonly parts: ReadonlyMap<string, ZipEntry>;
}

/** Reads a part of a workbook, and takes after each piece of it what came of it. */
export async function* scanPart<T>(
  { path, parts }: Archive,
  name: string,
  handler: XmlHandler,
  take: () => T,
): AsyncGenerator<T> {
  const entry = parts.get(name.toLowerCase());
  if (entry === undefined) {
    throw new SourceFormatError(
      `${path}: the workbook lacks its part ${name}. Open it in a spreadsheet and save it again.`,
    );
  }
  const decoder = decoderOf('utf-8');
  const scanner = new XmlScanner(path, handler);
  try {
    for await (const chunk of openEntry(path, entry, path) as AsyncIterable<Buffer>) {
      scanner.write(decoder.decode(chunk, { stream: true }));
      yield take();
    }
    scanner.write(decoder.decode());
  } catch (cause) {
    throw unreadable(path, cause);
  }
  scanner.end();
  yield take();
}

/** Reads all of a part. */
export async function readPart(archive: Archive, name: string, handler: XmlHandler): Promise<void> {
  const pieces = scanPart(archive, name, handler, () => undefined);
  for (let piece = await pieces.next(); piece.done !== true;) piece = await pieces.next();
}
