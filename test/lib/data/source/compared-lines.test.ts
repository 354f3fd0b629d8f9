import { describe, expect, it } from 'vitest';
import { ComparedLines } from '../../../../lib/src/data/source/compared-lines.js';

/** What is compared of a text with one character a byte that comes in pieces. */
function comparedOf(text: string, piece = 65_536): string {
  const bytes = Buffer.from(text, 'latin1');
  const lines = new ComparedLines();
  for (let at = 0; at < bytes.length; at += piece) lines.add(bytes.subarray(at, at + piece));
  return lines.end().toString('latin1');
}
/** A line of 64 bytes that begins so. */
const line = (start: string, end = '\n') => start.padEnd(63, 'x') + end;
const KIB = 1024;

describe('encodings are compared', () => {
  it('on all lines of a small file, the last one without its end, too', () => {
    for (const text of ['a\ncaf\u00e9\nb', '\u00e9', '', 'a\r\n\u00e9\r\n']) {
      for (const piece of [1, 2, 100]) expect(comparedOf(text, piece)).toBe(text);
    }
  });

  it.each(['\n', '\r'])('after the first 64 KiB on lines beyond ASCII, that end with %j', (end) => {
    const start = line('a', end).repeat(1024);
    const [accent, control] = [line('\u00e9', end), line('d\u0080', end)];
    const later = [line('b', end), accent, line('c', end), control, line('\u007f', end), 'e'];
    expect(comparedOf(start + later.join(''))).toBe(start + accent + control);
  });

  it('on 256 KiB at most', () => {
    const lines = Array.from({ length: 4200 }, (_, n) => line(`\u00e9${n}`));
    expect(comparedOf(lines.join(''))).toBe(lines.slice(0, 4096).join(''));
    expect(comparedOf(`a\n${'\u00e9'.repeat(300 * KIB)}`, 400 * KIB)).toBe(
      `a\n${'\u00e9'.repeat(256 * KIB)}`,
    );
  });

  it('on 256 KiB at a time of what has no lines', () => {
    const piece = 'x'.repeat(256 * KIB);
    expect(comparedOf(`a\n${piece}${piece}\u00e9`)).toBe(`a\n${piece}`);
    const start = line('a').repeat(1024);
    expect(comparedOf(`${start}${piece}\u00e9`)).toBe(`${start}\u00e9`);
    expect(comparedOf(`${start}${piece.slice(1)}\u00e9`)).toBe(`${start}${piece.slice(1)}\u00e9`);
  });
});
