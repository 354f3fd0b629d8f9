import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meetsPrinted, parsePrinted } from 'tally/claims';

describe('a printed number', () => {
  it.each([
    ['45 %', 0.4549, true],
    ['45 %', 0.4551, false],
    ['45.2%', 0.4516, true],
    ['45.2%', 0.4526, false],
    ['1,234.50', 1234.504, true],
    ['1,234.50', 1234.506, false],
    ['¥1,234', 1234.4, true],
    ['-3', -3.4, true],
    ['−3', -3.6, false],
    ['> 85 %', 0.85, false],
    ['more than 85 %', 0.851, true],
    ['at least 5', 5, true],
    ['≥ 5', 4.999, false],
    ['less than 10', 10, false],
    ['at most 10', 10, true],
    ['about 200', 209, true],
    ['~200', 211, false],
    ['1.2 million', 1_249_000, true],
    ['1.2 million', 1_251_000, false],
    ['3万', 34_000, true],
    ['超过20%', 0.21, true],
    ['约340元', 350, true],
  ])('%s may be %d: %s', (text, value, expected) => {
    expect(meetsPrinted(value, parsePrinted(text))).toBe(expected);
  });

  it('is about itself within what is given', () => {
    expect(meetsPrinted(7.3, parsePrinted('about 7', 0.25))).toBe(false);
    expect(meetsPrinted(7.2, parsePrinted('about 7', 0.25))).toBe(true);
  });

  it.each(['many', '', '5 to 6', '12 months', '%', '1.2.3'])('is not %j', (text) => {
    expect(() => parsePrinted(text)).toThrow(/is not a printed number/);
  });

  it('agrees with every value that is printed so', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 4 }),
        (value, digits) => {
          expect(meetsPrinted(value, parsePrinted(value.toFixed(digits)))).toBe(true);
        },
      ),
      { seed: 12 },
    );
  });
});
