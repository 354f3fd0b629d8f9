import { writeFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { strToU8, zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { type ZipEntry, zipEntries } from '../../../../../lib/src/data/source/zip/directory.js';
import { openEntry } from '../../../../../lib/src/data/source/zip/entry.js';
import { Files } from '../../../load/files.js';

const files = new Files();
afterAll(() => {
  files.remove();
});

let made = 0;
const written = (bytes: Uint8Array) => files.write(`${++made}.zip`, bytes);
const CSV = 'id,city\n1,Rome\n'.repeat(100);
const packed = zipSync({
  'a.csv': strToU8(CSV),
  'b/c.csv': [strToU8(CSV), { level: 0 }],
  'empty.csv': strToU8(''),
});
/** An archive with one file whose entry is changed. */
const read = (path: string, change: Partial<ZipEntry> = {}, name = 'a.csv') => {
  const entry = zipEntries(path).find((one) => one.name === name);
  if (!entry) throw new Error(`no ${name}`);
  return text(openEntry(path, { ...entry, ...change }, 'place'));
};
/** Bytes with a number in 2, 4 or 8 of them from a place on. */
const withNumber = (bytes: Uint8Array, at: number, number: number, width: 2 | 4 | 8): Buffer => {
  const changed = Buffer.from(bytes);
  if (width === 8) changed.writeBigUInt64LE(BigInt(number), at);
  else changed.writeUIntLE(number, at, width);
  return changed;
};
const placeOf = (bytes: Uint8Array, ...signature: readonly number[]) =>
  Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, ...signature]));
const DIRECTORY = placeOf(packed, 1, 2);
const END = placeOf(packed, 5, 6);
const NOT_PACKED = 'place: is not a complete zip archive (its bytes are not those that were packed).';

describe('the files of an archive', () => {
  it('are listed with their sizes, and read packed or not', async () => {
    const path = written(packed);
    expect(
      zipEntries(path).map(({ name, method, size, encrypted }) => [name, method, size, encrypted]),
    ).toEqual([
      ['a.csv', 8, CSV.length, false],
      ['b/c.csv', 0, CSV.length, false],
      ['empty.csv', 8, 0, false],
    ]);
    expect(await read(path)).toBe(CSV);
    expect(await read(path, {}, 'b/c.csv')).toBe(CSV);
    expect(await read(path, {}, 'empty.csv')).toBe('');
  });

  it('are listed where the archive has a comment, also of the longest, or one like a directory', () => {
    const names = ['a.csv', 'b/c.csv', 'empty.csv'];
    for (const comment of ['x', 'PK\u0005\u0006'.padEnd(30, 'x'), 'x'.repeat(0xffff)]) {
      const bytes = Buffer.concat([withNumber(packed, END + 20, comment.length, 2), Buffer.from(comment)]);
      expect(zipEntries(written(bytes)).map(({ name }) => name)).toEqual(names);
    }
  });

  it('are named with / between folders, in UTF-8 or, where that is none, in GBK', () => {
    const named = (name: readonly number[], utf8 = false) => {
      const bytes = zipSync({ ['x'.repeat(name.length)]: strToU8('1') });
      const [local, entry] = [30, placeOf(bytes, 1, 2)];
      const changed = withNumber(bytes, entry + 8, utf8 ? 0x800 : 0, 2);
      for (const at of [local, entry + 46]) Buffer.from(name).copy(changed, at);
      return zipEntries(written(changed))[0]?.name;
    };
    expect(named([...Buffer.from('a\\b.csv')])).toBe('a/b.csv');
    expect(named([...Buffer.from('北.csv')])).toBe('北.csv');
    expect(named([0xb1, 0xb1, 0x2e, 0x63])).toBe('北.c');
    expect(named([0xb1, 0xb1, 0x2e, 0x63], true)).toBe('\ufffd\ufffd.c');
  });

  it('may be listed in 64 bits', async () => {
    const tail = Buffer.from(packed.subarray(END));
    const record = Buffer.alloc(56);
    record.write('PK\u0006\u0006', 'latin1');
    [3, END - DIRECTORY, DIRECTORY].forEach((number, n) =>
      record.writeBigUInt64LE(BigInt(number), 32 + 8 * n),
    );
    const locator = Buffer.alloc(20);
    locator.write('PK\u0006\u0007', 'latin1');
    locator.writeBigUInt64LE(BigInt(END), 8);
    for (const [at, number, width] of [
      [10, 0xffff, 2],
      [12, 0xffffffff, 4],
      [16, 0xffffffff, 4],
    ] as const) {
      const end = withNumber(tail, at, number, width);
      const path = written(Buffer.concat([packed.subarray(0, END), record, locator, end]));
      expect(await read(path, {}, 'b/c.csv')).toBe(CSV);
      const other = Buffer.concat([packed.subarray(0, END), Buffer.alloc(56), locator, end]);
      expect(() => zipEntries(written(other))).toThrow('(its directory is missing)');
    }
  });

  it('may have sizes and places in 64 bits, beside other fields', async () => {
    const entry = Buffer.from(packed.subarray(DIRECTORY, DIRECTORY + 46 + 'a.csv'.length));
    const [size, length, offset] = [entry.readUInt32LE(24), entry.readUInt32LE(20), entry.readUInt32LE(42)];
    const field = (id: number, ...numbers: readonly number[]) => {
      const bytes = Buffer.alloc(4 + 8 * numbers.length);
      bytes.writeUInt16LE(id, 0);
      bytes.writeUInt16LE(8 * numbers.length, 2);
      numbers.forEach((number, n) => bytes.writeBigUInt64LE(BigInt(number), 4 + 8 * n));
      return bytes;
    };
    const archive = (fields: readonly number[], extra: Buffer) => {
      let changed = withNumber(entry, 30, extra.length, 2);
      for (const at of fields) changed = withNumber(changed, at, 0xffffffff, 4);
      const directory = Buffer.concat([changed, extra]);
      let end = withNumber(packed.subarray(END), 10, 1, 2);
      end = withNumber(end, 12, directory.length, 4);
      return written(Buffer.concat([packed.subarray(0, DIRECTORY), directory, end]));
    };
    const all = archive([24, 20, 42], Buffer.concat([field(9, 7, 7), field(1, size, length, offset)]));
    expect(zipEntries(all)).toMatchObject([{ size, packed: length, offset }]);
    expect(await read(all)).toBe(CSV);
    expect(zipEntries(archive([20], field(1, length)))).toMatchObject([{ size, packed: length, offset }]);
    expect(zipEntries(archive([20], field(1)))).toMatchObject([{ packed: 0xffffffff }]);
    expect(zipEntries(archive([], field(1, 5)))).toMatchObject([{ size, packed: length, offset }]);
  });

  it('are refused where the directory is cut off or missing', () => {
    const refused = (bytes: Uint8Array) => {
      const path = written(bytes);
      return expect(() => zipEntries(path));
    };
    refused(strToU8('PK')).toThrow('(its directory is missing). Get a new copy of it, or save it again.');
    refused(packed.subarray(0, -1)).toThrow('(its directory is missing)');
    refused(withNumber(packed, END + 10, 4, 2)).toThrow('(its directory is cut off)');
    refused(withNumber(packed, DIRECTORY, 0, 4)).toThrow('(its directory is cut off)');
    refused(withNumber(packed, END + 16, packed.length, 4)).toThrow('(it is cut off)');
    refused(withNumber(packed, END + 12, (1 << 28) + 1, 4)).toThrow('(its directory is too large)');
  });

  it('are refused where they are encrypted, packed otherwise, changed or not there', async () => {
    const path = written(packed);
    expect(() => read(path, { encrypted: true })).toThrow(
      'place: is encrypted. Unpack the archive with its password',
    );
    expect(() => read(path, { method: 9 })).toThrow('place: is packed in a way that is not supported.');
    expect(() => read(path, { offset: 1 })).toThrow(
      `${path}: is not a complete zip archive (a file in it is missing)`,
    );
    expect(() => read(path, { offset: packed.length - 9 })).toThrow('(a file in it is missing)');
    expect(() => read(path, { packed: 0 })).toThrow(NOT_PACKED);
    for (const name of ['a.csv', 'b/c.csv']) {
      await expect(read(path, { crc: 1 }, name)).rejects.toThrow(NOT_PACKED);
      await expect(read(path, { size: CSV.length - 1 }, name)).rejects.toThrow(NOT_PACKED);
      await expect(read(path, { size: CSV.length + 1 }, name)).rejects.toThrow(NOT_PACKED);
    }
  });

  it('are refused where they unpack to more than 256 MB and 200 times their bytes', () => {
    const path = written(packed);
    const limit = 1 << 28;
    expect(() => read(path, { size: limit + 1 })).toThrow(
      /^place: unpacks to more than 200 times its \d+ bytes, which no table does\. If you trust it, unpack it yourself/,
    );
    const large = { packed: 2_000_000, size: 400_000_000 };
    const opened = (change: Partial<ZipEntry>) => {
      const [entry] = zipEntries(path);
      if (entry) openEntry(path, { ...entry, ...change }, 'place').destroy();
    };
    opened({ size: limit });
    opened(large);
    expect(() => {
      opened({ ...large, size: 400_000_001 });
    }).toThrow('unpacks to more than');
  });

  it('are no longer read where the archive is another one by now', async () => {
    const path = written(packed);
    const [entry] = zipEntries(path);
    writeFileSync(path, zipSync({ 'a.csv': strToU8(CSV.replaceAll('Rome', 'Bonn')) }));
    if (entry) await expect(text(openEntry(path, entry, 'place'))).rejects.toThrow('place');
  });
});
