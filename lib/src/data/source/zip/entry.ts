import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { pipeline, Readable, Transform } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { SourceFormatError } from '../../../errors.js';
import { damaged, type ZipEntry } from './directory.js';

const LOCAL = 0x04034b50;
const LOCAL_LENGTH = 30;
const [STORED, DEFLATED] = [0, 8];

/** What any file may unpack to; beyond it, only so many times its packed bytes. Real tables pack 5 to 50 times. */
const FREE_BYTES = 1 << 28;
const MAX_RATIO = 200;

/** Bytes at a time: larger pieces than usual, since each costs a turn of the event loop. */
const PIECE = 1 << 18;

/**
 * The bytes of one file of an archive. Its stream fails if they are not those that the archive describes: another length,
 * another checksum, or a bomb, which unpacks to far more than any table does.
 *
 * @param place what messages call the file.
 * @throws SourceFormatError if the file is encrypted or packed in an unusual way.
 */
export function openEntry(path: string, entry: ZipEntry, place: string): Readable {
  if (entry.encrypted) {
    throw new SourceFormatError(`${place}: is encrypted. Unpack the archive with its password first.`);
  }
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw new SourceFormatError(
      `${place}: is packed in a way that is not supported. Pack it again as plain zip.`,
    );
  }
  if (entry.size > limitOf(entry)) throw bomb(place, entry);
  if (entry.packed === 0) {
    if (entry.size !== 0) throw changed(place);
    return Readable.from([]);
  }
  const start = dataAt(path, entry);
  const packed = createReadStream(path, { start, end: start + entry.packed - 1, highWaterMark: PIECE });
  const check = checking(place, entry);
  // Whoever reads gets the error from the last stream.
  const done = (): void => undefined;
  return entry.method === STORED
    ? pipeline(packed, check, done)
    : pipeline(packed, createInflateRaw({ chunkSize: PIECE }), check, done);
}

const limitOf = ({ packed }: ZipEntry): number => Math.max(FREE_BYTES, MAX_RATIO * packed);

function bomb(place: string, { packed }: ZipEntry): SourceFormatError {
  return new SourceFormatError(
    `${place}: unpacks to more than ${MAX_RATIO} times its ${packed} bytes, which no table does. ` +
      'If you trust it, unpack it yourself and load the file.',
  );
}

const changed = (place: string): SourceFormatError =>
  damaged(place, 'its bytes are not those that were packed');

/** The local header says once more how long name and extra field are. */
function dataAt(path: string, { offset }: ZipEntry): number {
  const header = Buffer.alloc(LOCAL_LENGTH);
  const file = openSync(path, 'r');
  try {
    const got = readSync(file, header, 0, LOCAL_LENGTH, offset);
    if (got < LOCAL_LENGTH || header.readUInt32LE(0) !== LOCAL)
      throw damaged(path, 'a file in it is missing');
  } finally {
    closeSync(file);
  }
  return offset + LOCAL_LENGTH + header.readUInt16LE(26) + header.readUInt16LE(28);
}

/** Lets bytes pass, and fails where they are too many or not the right ones. */
function checking(place: string, entry: ZipEntry): Transform {
  let [length, crc] = [0, 0];
  return new Transform({
    highWaterMark: 4 * PIECE,
    transform(chunk: Buffer, _encoding, callback) {
      length += chunk.length;
      crc = crc32(chunk, crc);
      if (length > entry.size) callback(changed(place));
      else callback(null, chunk);
    },
    flush(callback) {
      const right = length === entry.size && crc === entry.crc;
      callback(right ? null : changed(place));
    },
  });
}
