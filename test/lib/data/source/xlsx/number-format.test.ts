import { describe, expect, it } from 'vitest';
import { shownAs } from '../../../../../lib/src/data/source/xlsx/number-format.js';

/** What a format shows, in a word, and its sign. */
const shown = (code: string): string => {
  const found = shownAs(0, code);
  return found.as === 'money' ? `money ${found.sign}` : found.as;
};

describe('a number format shows', () => {
  it('what its number says where it has no code', () => {
    const ids = (as: string) =>
      Array.from({ length: 70 }, (_, id) => id).filter((id) => shownAs(id, undefined).as === as);
    expect(ids('date')).toEqual([
      ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36],
      ...[50, 51, 52, 53, 54, 57, 58],
    ]);
    expect(ids('time')).toEqual([18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56]);
    expect(ids('both')).toEqual([22]);
    expect(ids('duration')).toEqual([46]);
    expect(ids('money')).toEqual([]);
  });

  it.each([
    ...['General', '0.00', '0.00E+00', '[Red]0', '"day" 0', '\\d0', '_d0', '*d0', '[$-407]0', '0%'],
    ...['0;yyyy', '"a;b"0;yyyy', '0;yy"ab"', '0"kg"', '0"ABCD"', '_€0', '@'],
  ])('a number: %s', (code) => {
    expect(shown(code)).toBe('number');
  });

  it.each([
    ...[
      ['yyyy-mm-dd', 'date'],
      ['D.M.', 'date'],
      ['m', 'date'],
      ['/m', 'date'],
      ['m/', 'date'],
      ['"x;y"d', 'date'],
      ['e', 'date'],
      ['bb', 'date'],
      ['[$-804]yyyy"h"', 'date'],
    ],
    ...[
      ['h:mm', 'time'],
      ['mm:ss', 'time'],
      ['H:MM AM/PM', 'time'],
      ['h a/p', 'time'],
      ['h:mm;"d"', 'time'],
    ],
    ...[
      ['d.m.yy h:mm', 'both'],
      ['yyyy ss', 'both'],
      ['[h]:mm', 'duration'],
      ['[mm]:ss', 'duration'],
      ['[hh]', 'duration'],
      ['[SS]', 'duration'],
    ],
  ])('%s as %s', (code, as) => {
    expect(shown(code)).toBe(as);
  });

  it.each([
    ['[$€-407]0', '€'],
    ['[$ USD ] 0', 'USD'],
    ['"$"#,##0', '$'],
    ['0" A$ "', 'A$'],
    ['"RMB"0', 'RMB'],
    ['0"元"', '元'],
    ['"x""€"0', '€'],
    ['[Red]#,##0 €', '€'],
    ['￥0', '￥'],
    ['_-£* #,##0_-', '£'],
  ])('money: %s', (code, sign) => {
    expect(shown(code)).toBe(`money ${sign}`);
  });
});
