import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clock, fit, padTo, widthOf } from '../../../../runner/src/cli/progress/terminal-text.js';

describe('fit', () => {
  it.each([
    ['用户分析', 8, '用户分析'],
    ['用户分析', 7, '用户分…'],
    ['用户分析', 6, '用户…'],
    ['用户分析', 2, '…'],
    ['abc', 0, ''],
    ['e\u0301e\u0301e\u0301', 2, 'e\u0301…'],
  ])('%s in %i columns', (text, columns, wanted) => {
    expect(fit(text, columns)).toBe(wanted);
  });

  it('never takes more columns than there are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), (text, columns) => {
        expect(widthOf(fit(text, columns))).toBeLessThanOrEqual(columns);
      }),
    );
  });
});

describe('padTo and clock', () => {
  it('count columns, not characters', () => {
    expect(padTo('用户', 6)).toBe('用户  ');
  });

  it.each([
    [0, '0:00'],
    [59.99, '0:59'],
    [750, '12:30'],
    [3723, '1:02:03'],
  ])('%d s', (seconds, text) => {
    expect(clock(seconds)).toBe(text);
  });
});
