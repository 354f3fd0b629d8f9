import { describe, expect, it, vi } from 'vitest';
import { SourceFormatError } from '../../../../lib/src/errors.js';
import { likeliestEncoding } from '../../../../lib/src/data/source/likeliest-encoding.js';

type Guess = readonly [encoding: string | null, confidence: number];

const said = vi.hoisted(() => ({ guesses: [] as readonly Guess[] }));
vi.mock('jschardet', () => ({
  detectAll: () => said.guesses.map(([encoding, confidence]) => ({ encoding, confidence })),
}));

/** The likeliest encoding of bytes, of which the language models say this. */
const likeliest = (bytes: readonly number[] | string, ...guesses: readonly Guess[]) => {
  said.guesses = guesses;
  return likeliestEncoding(
    'f.csv',
    typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes),
  );
};

/** `na¹` in windows-1252 and four others, `naą` in windows-1250, `na№` in windows-1251; no text in the others. */
const SIGN = 'na\u00b9\n';

describe('of encodings in which bytes are text', () => {
  it('the one is taken, whatever it is called, if there is one', async () => {
    // `été` in windows-1252, 1250, 1254 and 1256; letters of two alphabets in the others.
    expect(await likeliest('\u00e9t\u00e9\n')).toEqual({ encoding: 'windows-1252', by: 'letters' });
  });

  it('the likeliest is taken, with how much likelier it is than the next: all are at least 0.003', async () => {
    const found = (next: string, ratio: number) => ({
      ...{ encoding: 'windows-1252', by: 'letters' },
      rival: { encoding: next, ratio: expect.closeTo(ratio, 9) as number },
    });
    const other: Guess = ['windows-1250', 0.3];
    const twice = found('windows-1250', 0.603 / 0.303);
    expect(await likeliest(SIGN, ['windows-1252', 0.6], other)).toEqual(twice);
    expect(await likeliest(SIGN, other, ['windows-1252', 0.6])).toEqual(twice);
    // Of encodings that give the same text, and of names of one encoding, the likeliest counts.
    expect(await likeliest(SIGN, ['windows-1254', 0.6], other)).toEqual(twice);
    expect(await likeliest(SIGN, ['windows-1252', 0.6], other, ['windows-1254', 0.1])).toEqual(twice);
    expect(await likeliest(SIGN, ['ISO-8859-1', 0.6], ['windows-1252', 0.2], other)).toEqual(twice);
    expect(await likeliest(SIGN, ['windows-1252', 0.2], ['ISO-8859-1', 0.6], other)).toEqual(twice);
    // What has no name, or none that is known, is not asked.
    expect(await likeliest(SIGN, [null, 9], ['klingon', 9], ['windows-1252', 0.6], other)).toEqual(twice);
    expect(await likeliest(SIGN, ['windows-1252', 0.6])).toMatchObject({ rival: { ratio: 0.603 / 0.003 } });
  });

  it('none is taken that is less than 1.5 times as likely as the next, and both are shown', async () => {
    const bytes = `id\n ${SIGN.trim()} ${'x'.repeat(70)}\n`;
    const asked = likeliest(bytes, ['windows-1252', 0.4], ['windows-1250', 0.3]);
    await expect(asked).rejects.toThrow(SourceFormatError);
    const rest = 'x'.repeat(56);
    await expect(asked).rejects.toThrow(
      `f.csv: is not UTF-8, and its encoding cannot be detected: a line reads "na¹ ${rest}" in windows-1252 and ` +
        `"naą ${rest}" in windows-1250. Save the file as UTF-8, or specify its encoding with the option encoding (in the command line --encoding).`,
    );
    // 0.474 of 0.316.
    expect(await likeliest(bytes, ['windows-1252', 0.471], ['windows-1250', 0.313])).toMatchObject({
      ...{ encoding: 'windows-1252', rival: { ratio: 1.5 } },
    });
  });

  it('none is taken whose few letters may be signs, unless it is three times as likely', async () => {
    const words = (n: number) => 'na\u00b9 '.repeat(n);
    const ask = (n: number, sign = 0.3) =>
      likeliest(words(n), ['windows-1250', 0.6], ['windows-1252', sign], ['windows-1251', 0.1]);
    await expect(ask(1)).rejects.toThrow('a line reads "naą" in windows-1250 and "na¹" in windows-1252.');
    await expect(ask(3)).rejects.toThrow('"naą naą naą" in windows-1250 and "na¹ na¹ na¹" in windows-1252');
    expect(await ask(4)).toMatchObject({ encoding: 'windows-1250' });
    expect(await ask(1, 0.19)).toMatchObject({
      encoding: 'windows-1250',
      rival: { encoding: 'windows-1252' },
    });
    // 0.405 of 0.135.
    expect(await likeliest(words(1), ['windows-1250', 0.402], ['windows-1252', 0.132])).toMatchObject({
      encoding: 'windows-1250',
    });
    // Signs that may be letters are no reason, nor are texts of another length.
    expect(await likeliest(words(1), ['windows-1252', 0.6], ['windows-1250', 0.3])).toMatchObject({
      encoding: 'windows-1252',
    });
    // 北京, or `±±¾©`.
    const city = [0xb1, 0xb1, 0xbe, 0xa9, 0x0a];
    expect(await likeliest(city, ['gb18030', 0.95], ['windows-1252', 0.3])).toMatchObject({
      encoding: 'gb18030',
      rival: { encoding: 'windows-1252' },
    });
  });

  it('none counts in which less than nine of ten characters look like words', async () => {
    // The last is a tilde in windows-1252, and a letter in windows-1256.
    const text = (words: number, others: number) => [
      ...Array.from({ length: words }, () => 0xe9),
      ...Array.from({ length: others }, () => [0x20, 0x98]).flat(),
    ];
    const ask = (bytes: readonly number[]) =>
      likeliest(bytes, ['windows-1252', 0.6], ['windows-1256', 0.1]).then(({ encoding }) => encoding);
    expect(await ask(text(9, 1))).toBe('windows-1252');
    expect(await ask(text(8, 2))).toBe('windows-1256');
  });

  it('there may be none', async () => {
    await expect(likeliest('a\u0098a\n', ['windows-1252', 0.9])).rejects.toThrow(
      'f.csv: is not UTF-8, and its encoding cannot be detected. Save the file as UTF-8, or specify its encoding with the option encoding (in the command line --encoding).',
    );
  });
});
