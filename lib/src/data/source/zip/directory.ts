import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { SourceFormatError } from '../../../errors.js';

/** A file inside a zip archive. */
export interface ZipEntry {
  /** Its name in the archive, with `/` between folders. */
  readonly name: string;
  readonly method: number;
  readonly encrypted: boolean;
  readonly crc: number;
  /** Bytes in the archive, and when unpacked. */
  readonly packed: number;
  readonly size: number;
  /** Where its local header begins. */
  readonly offset: number;
}

const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const ENTRY = 0x02014b50;
const END_LENGTH = 22;
const LOCATOR_LENGTH = 20;
const ENTRY_LENGTH = 46;
const MAX_COMMENT = 0xffff;
/** A directory that is larger lists millions of files. */
const MAX_DIRECTORY = 1 << 28;
/** What stands in 32 bits where the value has 64. */
const IN_64 = 0xffffffff;

/**
 * Lists the files of a zip archive from the directory at its end: only there are names and sizes final.
 *
 * @throws SourceFormatError if the file is no zip archive, or one that is cut off.
 */
export function zipEntries(path: string): readonly ZipEntry[] {
  const file = openSync(path, 'r');
  try {
    const { count, offset, length } = directoryPlace(path, file);
    if (length > MAX_DIRECTORY) throw damaged(path, 'its directory is too large');
    return entriesIn(path, read(path, file, offset, length), count);
  } finally {
    closeSync(file);
  }
}

export function damaged(path: string, reason: string): SourceFormatError {
  return new SourceFormatError(
    `${path}: is not a complete zip archive (${reason}). Get a new copy of it, or save it again.`,
  );
}

function read(path: string, file: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  if (offset < 0 || readSync(file, bytes, 0, length, offset) < length) throw damaged(path, 'it is cut off');
  return bytes;
}

interface Place {
  readonly count: number;
  readonly offset: number;
  readonly length: number;
}

function directoryPlace(path: string, file: number): Place {
  const { size } = fstatSync(file);
  const tail = read(
    path,
    file,
    Math.max(0, size - END_LENGTH - MAX_COMMENT),
    Math.min(size, END_LENGTH + MAX_COMMENT),
  );
  for (let at = tail.length - END_LENGTH; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END || at + END_LENGTH + tail.readUInt16LE(at + 20) !== tail.length)
      continue;
    const place = {
      count: tail.readUInt16LE(at + 10),
      length: tail.readUInt32LE(at + 12),
      offset: tail.readUInt32LE(at + 16),
    };
    const isSmall = place.count < 0xffff && place.length < IN_64 && place.offset < IN_64;
    return isSmall ? place : (largePlace(path, file, tail, at) ?? place);
  }
  throw damaged(path, 'its directory is missing');
}

/** The place of a directory that needs 64 bits. */
function largePlace(path: string, file: number, tail: Buffer, end: number): Place | null {
  const at = end - LOCATOR_LENGTH;
  if (at < 0 || tail.readUInt32LE(at) !== LOCATOR_64) return null;
  const record = read(path, file, Number(tail.readBigUInt64LE(at + 8)), 56);
  if (record.readUInt32LE(0) !== END_64) throw damaged(path, 'its directory is missing');
  return {
    count: Number(record.readBigUInt64LE(32)),
    length: Number(record.readBigUInt64LE(40)),
    offset: Number(record.readBigUInt64LE(48)),
  };
}

function entriesIn(path: string, bytes: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  while (entries.length < count) {
    if (at + ENTRY_LENGTH > bytes.length || bytes.readUInt32LE(at) !== ENTRY) {
      throw damaged(path, 'its directory is cut off');
    }
    const flags = bytes.readUInt16LE(at + 8);
    const [nameLength, extraLength] = [bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30)];
    const name = bytes.subarray(at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength);
    const extra = bytes.subarray(
      at + ENTRY_LENGTH + nameLength,
      at + ENTRY_LENGTH + nameLength + extraLength,
    );
    const [size, packed, offset] = wide(
      extra,
      [24, 20, 42].map((field) => bytes.readUInt32LE(at + field)),
    );
    entries.push({
      name: nameOf(name, (flags & 0x800) !== 0).replaceAll('\\', '/'),
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) !== 0,
      crc: bytes.readUInt32LE(at + 16),
      ...{ packed: packed ?? 0, size: size ?? 0, offset: offset ?? 0 },
    });
    at += ENTRY_LENGTH + nameLength + extraLength + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** The values, those that do not fit into 32 bits taken from the extra field that holds them in 64. */
function wide(extra: Buffer, values: readonly number[]): readonly number[] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    return values.map((value) => {
      if (value !== IN_64 || next + 8 > extra.length) return value;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
  }
  return values;
}

/** Names without the flag for UTF-8 are of the machine's code page: Windows in China writes GBK without a word. */
function nameOf(bytes: Buffer, utf8: boolean): string {
  const text = bytes.toString('utf8');
  return utf8 || !text.includes('\ufffd') ? text : new TextDecoder('gb18030').decode(bytes);
}
