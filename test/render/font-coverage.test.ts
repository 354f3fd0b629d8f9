import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { bundledFace } from '../../render/src/text/font-face.js';

const FONTS = fileURLToPath(new URL('../../render/fonts/', import.meta.url));

function range(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)).filter(
    (character) => !/\p{Cn}/u.test(character),
  );
}

/** Every character of GB2312: the two-byte codes A1A1 to F7FE, those that stand for nothing left out. */
function gb2312(): string[] {
  const decoder = new TextDecoder('gb2312');
  const codes = range(0xa1, 0xf7).flatMap((lead) => range(0xa1, 0xfe).map((trail) => lead + trail));
  return codes
    .map((code) => decoder.decode(Uint8Array.from(code, (byte) => byte.codePointAt(0) ?? 0)))
    .filter((character) => Array.from(character).length === 1 && !/[\ufffd\p{Co}]/u.test(character));
}

/** The characters that no bundled font of the weight has. */
function lacking(characters: readonly string[], weight: 400 | 700): string[] {
  return characters.filter((character) =>
    bundledFace(weight)
      .runs(character)
      .some(({ face, text }) => !face.hasGlyph(text.codePointAt(0) ?? 0)),
  );
}

describe.each([400, 700] as const)('weight %i has a glyph for', (weight) => {
  test('all of GB2312', () => {
    const characters = gb2312();
    // 6,763 Chinese characters and 682 others.
    expect(characters.length).toBeGreaterThanOrEqual(7445);
    expect(lacking(characters, weight)).toEqual([]);
  });

  test.each<[string, string[]]>([
    ['ASCII', range(0x20, 0x7e)],
    ['Latin-1', range(0xa0, 0xff)],
    ['Latin Extended-A', range(0x100, 0x17f)],
    ['Latin Extended-B', range(0x180, 0x24f)],
    ['Vietnamese', range(0x1e00, 0x1eff)],
    ['Cyrillic', range(0x400, 0x52f)],
    ['modern Greek', range(0x370, 0x3e1)],
    ['punctuation', [...range(0x2010, 0x2027), ...range(0x2030, 0x205e)]],
    ['superscript and subscript digits and signs', ['²', '³', '¹', ...range(0x2070, 0x209c)]],
    ['currency signs', range(0x20a0, 0x20bf)],
    ['letterlike signs', range(0x2100, 0x214f)],
    ['Chinese punctuation and fullwidth forms', [...range(0x3001, 0x3011), ...range(0xff01, 0xff5e)]],
  ])('%s', (_, characters) => {
    expect(characters.length).toBeGreaterThan(10);
    expect(lacking(characters, weight)).toEqual([]);
  });
});

test('the folder holds four fonts and their licenses, under 6 MB together', () => {
  const files = readdirSync(FONTS);
  expect(files.sort()).toEqual([
    'NotoSans-OFL.txt',
    'NotoSans-subset-400.ttf',
    'NotoSans-subset-700.ttf',
    'NotoSansSC-OFL.txt',
    'NotoSansSC-subset-400.ttf',
    'NotoSansSC-subset-700.ttf',
  ]);
  const total = files.reduce((sum, file) => sum + statSync(join(FONTS, file)).size, 0);
  expect(total).toBeLessThan(6_000_000);
  for (const file of files.filter((name) => name.endsWith('OFL.txt'))) {
    expect(readFileSync(join(FONTS, file), 'utf8')).toContain('SIL OPEN FONT LICENSE Version 1.1');
  }
});
