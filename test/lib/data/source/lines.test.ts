import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import {
  MAX_LINE_LENGTH,
  readByteLines,
  readLines,
  readText,
} from '../../../../lib/src/data/source/lines.js';
import { Files } from '../../load/files.js';

const files = new Files();
afterAll(() => {
  files.remove();
});

/** As many bytes as a file is read at a time. */
const PIECE = 65_536;
const MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

let made = 0;
const written = (content: string | Uint8Array, ending = 'csv') => files.write(`${++made}.${ending}`, content);
const bytesOf = (...parts: readonly (string | Uint8Array)[]) =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));
const all = async <T>(items: AsyncIterable<T>): Promise<T[]> => {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
};
const texts = async (path: string) => (await all(readLines(path, 'utf-8'))).map(({ text }) => text);
const byteTexts = async (path: string) => (await all(readByteLines(path))).map(({ text }) => text);

describe('the lines of a file', () => {
  it('end with LF, CRLF or CR, and are numbered from 1', async () => {
    expect(await all(readLines(written('a\nb\r\nc\rd\n\ne'), 'utf-8'))).toEqual(
      ['a', 'b', 'c', 'd', '', 'e'].map((text, n) => ({ number: n + 1, text })),
    );
  });

  it('do without a line break after the last one', async () => {
    expect(await texts(written('a\r'))).toEqual(['a']);
    expect(await texts(written('a\r\n'))).toEqual(['a']);
    expect(await all(readLines(written('a\nb'), 'utf-8'))).toContainEqual({ number: 2, text: 'b' });
    expect(await texts(written(''))).toEqual([]);
    for (const lineBreak of ['\n', '\r\n', '\r']) expect(await texts(written(lineBreak))).toEqual(['']);
  });

  it('are the same where a piece that is read ends in the middle of one, or of its CRLF', async () => {
    const long = 'x'.repeat(PIECE - 1);
    expect(await texts(written(`${long}\r\nb\n`))).toEqual([long, 'b']);
    expect(await texts(written(`${long}\rb\n`))).toEqual([long, 'b']);
    expect(await texts(written(`${long}yz\nb\n`))).toEqual([`${long}yz`, 'b']);
    expect(await texts(written(`${long}é\nb\n`))).toEqual([`${long}é`, 'b']);
  });

  it('have at most a certain length', async () => {
    const longest = 'x'.repeat(MAX_LINE_LENGTH);
    expect((await texts(written(`a\n${longest}`)))[1]).toHaveLength(MAX_LINE_LENGTH);
    const path = written(`a\n${longest}x`);
    await expect(texts(path)).rejects.toThrow(
      `${path}: line 2 is longer than 4194304 characters, so this is not a table with one row per line. ` +
        'Check the line breaks of the file.',
    );
  });

  it('leave out a byte-order mark, in any encoding', async () => {
    expect(await texts(written(bytesOf(MARK, 'a\n')))).toEqual(['a']);
    const wide = written(bytesOf(Uint8Array.of(0xff, 0xfe), Buffer.from('é\n', 'utf16le')));
    expect(await all(readLines(wide, 'utf-16le'))).toEqual([{ number: 1, text: 'é' }]);
    expect(await byteTexts(written(bytesOf(MARK, 'a\n', MARK, '\n')))).toEqual(['a', '\u00ef\u00bb\u00bf']);
    const later = bytesOf(MARK, 'x'.repeat(PIECE - 3), MARK);
    expect((await byteTexts(written(later)))[0]).toHaveLength(PIECE);
  });

  it('are told as bytes, or as text of an encoding', async () => {
    const path = written(Uint8Array.of(0xe9, 0x0a));
    expect(await byteTexts(path)).toEqual(['é']);
    expect(await all(readLines(path, 'windows-1252'))).toEqual([{ number: 1, text: 'é' }]);
    expect((await all(readText(path, 'windows-1252'))).join('')).toBe('é\n');
  });

  it('are refused where bytes are not of the encoding, also at the end', async () => {
    for (const bytes of [Uint8Array.of(0xff, 0x0a), Uint8Array.of(0x61, 0x0a, 0xc3)]) {
      const path = written(bytes);
      const refused = expect(texts(path)).rejects;
      await refused.toMatchObject({
        message: `${path}: some bytes are not utf-8. Save the file as UTF-8, or specify its encoding.`,
        cause: expect.any(TypeError) as unknown,
      });
    }
  });

  it('are refused where the file cannot be read', async () => {
    const damaged = gzipSync('a\nb\n').subarray(0, 12);
    for (const lines of [readByteLines, (path: string) => readLines(path, 'utf-8')]) {
      await expect(all(lines('nowhere.csv'))).rejects.toMatchObject({
        message: expect.stringMatching(/^nowhere\.csv: cannot be read \(ENOENT[^)]*\)\.$/) as unknown,
        cause: expect.any(Error) as unknown,
      });
      await expect(all(lines(written(damaged, 'csv.gz')))).rejects.toThrow(
        'The archive is damaged or incomplete: get a new copy of it.',
      );
    }
    expect(await texts(written(gzipSync('a\nb\n'), 'csv.GZ'))).toEqual(['a', 'b']);
  });
});
