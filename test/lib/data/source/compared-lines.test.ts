import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { detectEncoding, encodingOf } from '../../../../lib/src/data/source/encoding.js';
import { Files } from '../../load/files.js';

const asked = vi.hoisted(() => ({ of: [] as string[] }));
vi.mock('../../../../lib/src/data/source/likeliest-encoding.js', () => ({
  likeliestEncoding: (_: string, bytes: Buffer) => {
    asked.of.push(bytes.toString('latin1'));
    return Promise.resolve({ encoding: 'windows-1252', by: 'letters' });
  },
}));

const files = new Files();
afterAll(() => {
  files.remove();
});
beforeEach(() => {
  asked.of = [];
});

/** As many bytes as a file is read at a time. */
const PIECE = 65_536;
let made = 0;
/** A file with one character a byte. */
const file = (text: string) => files.write(`${++made}.csv`, Buffer.from(text, 'latin1'));
/** What is compared of a file that is no UTF-8. */
const comparedOf = async (text: string) => {
  await detectEncoding(file(text));
  return asked.of.at(-1);
};
/** A line of 64 bytes that begins so. */
const line = (start: string) => `${start.padEnd(63, 'x')}\n`;

describe('encodings are compared', () => {
  it('on all lines of a small file, the last one without its end, too', async () => {
    expect(await comparedOf('a\ncaf\u00e9\nb')).toBe('a\ncaf\u00e9\nb');
    const long = 'x'.repeat(PIECE - 10);
    expect(await comparedOf(`${long}\nb\u00e9bcdefghijklm\nc\n`)).toBe(`${long}\nb\u00e9bcdefghijklm\n`);
  });

  it('after the first 64 KiB on lines beyond ASCII', async () => {
    const start = line('a').repeat(1024);
    const later = [line('b'), line('\u00e9'), line('c'), line('d\u0080'), line('\u007f'), 'e'];
    expect(await comparedOf(start + later.join(''))).toBe(start + line('\u00e9') + line('d\u0080'));
  });

  it('on lines that end with CR, too', async () => {
    const lines = [line('a').repeat(4200), line('\u00e9'), line('b')].join('').replaceAll('\n', '\r');
    const [start, later] = [line('a').repeat(1024), line('\u00e9')].map((text) =>
      text.replaceAll('\n', '\r'),
    );
    expect(await comparedOf(lines)).toBe(`${start}${later}`);
  });

  it('on 256 KiB at a time of what has no lines', async () => {
    const piece = 'x'.repeat(4 * PIECE);
    expect(await comparedOf(`a\n${piece}${piece}\u00e9`)).toBe(`a\n${piece}`);
    expect(await comparedOf(`${line('a').repeat(1024)}${piece}\u00e9`)).toBe(
      `${line('a').repeat(1024)}\u00e9`,
    );
  });

  it('on 256 KiB at most', async () => {
    const lines = Array.from({ length: 4200 }, (_, n) => line(`\u00e9${n}`));
    expect(await comparedOf(lines.join(''))).toBe(lines.slice(0, 4096).join(''));
  });
});

describe('a file is UTF-8', () => {
  const BYTES = { encoding: 'utf-8', by: 'bytes' };

  it('where so many bytes are, whatever comes after them', async () => {
    const path = file(`${'x'.repeat(PIECE)}\u00e9\n`);
    expect(await detectEncoding(path, PIECE)).toEqual(BYTES);
    expect(await detectEncoding(path, PIECE + 1)).toEqual({ encoding: 'windows-1252', by: 'letters' });
    const wide = file('x\u0000'.repeat(PIECE));
    expect(await detectEncoding(wide, 1000)).toEqual({ encoding: 'utf-16le', by: 'bytes' });
  });

  it('where a character lies across two pieces that are read', async () => {
    expect(await detectEncoding(file(`${'x'.repeat(PIECE - 1)}\u00c3\u00a9\n`), Infinity)).toEqual(BYTES);
  });

  it('and has its byte-order mark at the beginning alone', async () => {
    expect(await detectEncoding(file(`${'x'.repeat(PIECE)}\u00ef\u00bb\u00bf\n`), Infinity)).toEqual(BYTES);
  });
});

it('says so where a file cannot be read', async () => {
  await expect(encodingOf('nowhere.csv', {})).rejects.toThrow('nowhere.csv: cannot be read (ENOENT');
});
